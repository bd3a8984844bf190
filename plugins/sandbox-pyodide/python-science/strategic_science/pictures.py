"""Figures that code draws with matplotlib: each comes back as a picture, and as data where it can be read (artists.py).

There are no windows and no files: `plt.show()` has nothing to do, and `savefig("name.png")` keeps the picture for the answer.
"""
import base64
import io
import os

from matplotlib import font_manager, pyplot
from matplotlib.figure import Figure

from strategic_science import artists

MOST = 16
#: Of the pictures of one run together, as base64 text.
MOST_BYTES = 10 * 1_048_576
MOST_PIXELS = 4_000
#: At least: matplotlib's 100 look coarse on a screen of today.
DPI = 130

_stock_savefig = Figure.savefig
#: `{"figure": its title, "png": text, "charts": [(template, data, options)], "note": a line}`, in the order they were saved.
_kept = []
#: How many were left out because there were too many, and because they are too large together.
_left_out = {"many": 0, "large": 0}


def savefig(self, fname, **kwargs):
    """Into memory where a buffer is given; else the picture comes back with the answer, under no name: there is no file system."""
    if not isinstance(fname, (str, os.PathLike)):
        return _stock_savefig(self, fname, **kwargs)
    _keep(self)


def collect():
    """The pictures of all figures that were saved or are open, and a line for each reason why some are left out. Forgets them."""
    for number in pyplot.get_fignums():
        figure = pyplot.figure(number)
        # One that was saved and not changed since is there already.
        if figure.axes and (figure.stale or not getattr(figure, "_strategic_kept", False)):
            _keep(figure)
    kept, left_out = list(_kept), _said_of_left_out()
    _kept.clear()
    _left_out.update(many=0, large=0)
    return kept, left_out


def _said_of_left_out():
    many, large = _left_out["many"], _left_out["large"]
    return ["%d more figures were not returned: a run returns %d at most" % (many, MOST)] * bool(many) + [
        "%d figures were not returned: the pictures of a run are %d MiB together at most; draw them smaller (figsize, dpi), or fewer" % (large, MOST_BYTES >> 20)
    ] * bool(large)


def forget():
    """After a figure that was drawn while the image was made: every run would find it open, and its fonts' files are open in no run."""
    pyplot.close("all")
    _kept.clear()
    font_manager._get_font.cache_clear()


def _keep(figure):
    if len(_kept) >= MOST:
        _left_out["many"] += 1
        return
    png = _png(figure)
    if sum(len(one["png"]) for one in _kept) + len(png) > MOST_BYTES:
        _left_out["large"] += 1
        return
    figure._strategic_kept = True
    charts, note = artists.read(figure)
    _kept.append({"title": artists.title_of(figure), "png": png, "charts": charts, "note": note})


def _png(figure):
    width, height = figure.get_size_inches()
    dpi = min(max(figure.get_dpi(), DPI), MOST_PIXELS / max(width, height, 1e-9))
    buffer = io.BytesIO()
    # Tight, as a notebook shows it: else a label under the axes is cut.
    _stock_savefig(figure, buffer, format="png", dpi=dpi, bbox_inches="tight")
    return base64.b64encode(buffer.getvalue()).decode("ascii")


# Once, when the image is made.
Figure.savefig = savefig
artists.remember_inputs()
