"""What a legend says of marks that carry no name of their own: seaborn names colours there, and nothing else."""
import numpy
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D


def named(axes, artist):
    """The text that the legend gives to the colour of a line or of bars, or ""."""
    return _colours(axes).get(_colour(artist), "")


def groups(axes, points):
    """Of each point the text for its colour, where the legend has one for every colour; else None."""
    known = _colours(axes)
    drawn = [_key(colour) for colour in points.get_facecolor()]
    if len(drawn) != len(points.get_offsets()) or not all(colour in known for colour in drawn):
        return None
    return [known[colour] for colour in drawn]


def _colours(axes):
    """`{colour: text}`; empty where there is no legend, or one that gives two texts to a colour."""
    legend = axes.get_legend()
    if legend is None:
        return {}
    pairs = [(_colour(handle), text.get_text()) for handle, text in zip(legend.legend_handles, legend.get_texts())]
    found = dict(pairs)
    return found if len(found) == len(pairs) else {}


def _colour(artist):
    """Of a line, a bar, points of one colour, or a container of bars."""
    if isinstance(artist, Line2D):
        return _key(to_rgba(artist.get_color() if artist.get_linestyle() != "None" else artist.get_markerfacecolor()))
    artist = artist.patches[0] if getattr(artist, "patches", None) else artist
    read = getattr(artist, "get_facecolor", None)
    colours = numpy.atleast_2d(read()) if read is not None else ()
    return _key(colours[0]) if len(colours) else None


def _key(colour):
    # How opaque it is may differ between a mark and its sample.
    return tuple(round(float(part), 4) for part in colour[:3])
