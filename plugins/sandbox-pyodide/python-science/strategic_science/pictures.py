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
_beyond = 0


def savefig(self, fname, **kwargs):
    """Into memory where a buffer is given; else the picture comes back with the answer, under no name: there is no file system."""
    if not isinstance(fname, (str, os.PathLike)):
        return _stock_savefig(self, fname, **kwargs)
    _keep(self)


def collect():
    """The pictures of all figures that were saved or are open, and what is to be said of those that are left out. Forgets them."""
    global _beyond
    for number in pyplot.get_fignums():
        figure = pyplot.figure(number)
        # One that was saved and not changed since is there already.
        if figure.axes and (figure.stale or not getattr(figure, "_strategic_kept", False)):
            _keep(figure)
    kept, beyond = list(_kept), _beyond
    _kept.clear()
    _beyond = 0
    return kept, beyond


def forget():
    """After a figure that was drawn while the image was made: every run would find it open, and its fonts' files are open in no run."""
    pyplot.close("all")
    _kept.clear()
    font_manager._get_font.cache_clear()


def _keep(figure):
    global _beyond
    if len(_kept) >= MOST:
        _beyond += 1
        return
    png = _png(figure)
    if sum(len(one["png"]) for one in _kept) + len(png) > MOST_BYTES:
        _beyond += 1
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
