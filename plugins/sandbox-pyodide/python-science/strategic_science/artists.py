"""Reads figures back into data: what a line, a bar, a point, a slice or a box stands for, as our own templates take it.

Read is only what can be drawn again without a change of meaning. For everything else the reason is told, and the picture stands.
"""
import math

import numpy
from matplotlib import cbook
from matplotlib.axes import Axes
from matplotlib.collections import Collection, PathCollection
from matplotlib.container import BarContainer
from matplotlib.dates import num2date
from matplotlib.patches import Rectangle, Wedge

from strategic_science import legends

MOST_VALUES = 20_000
MOST_PANELS = 12


class Unreadable(Exception):
    """Why a figure stays a picture."""


def remember_inputs():
    """Once, when the image is made: bins, quartiles and shares don't give back the values that they were made of."""
    hist, boxplot, pie, stats = Axes.hist, Axes.bxp, Axes.pie, cbook.boxplot_stats

    def remembering_hist(self, x, *args, **kwargs):
        counts, edges, drawn = hist(self, x, *args, **kwargs)
        plain = not (kwargs.get("density") or kwargs.get("cumulative") or kwargs.get("weights") is not None)
        if isinstance(drawn, BarContainer):
            drawn._strategic_values = numpy.asarray(x, dtype=float).ravel() if plain else None
            drawn._strategic_edges = edges
        return counts, edges, drawn

    def remembering_stats(X, whis=1.5, *args, **kwargs):
        found = stats(X, whis, *args, **kwargs)
        columns = cbook._reshape_2D(X, "X")
        for one, values in zip(found, columns):
            one["_strategic_values"] = numpy.asarray(values, dtype=float) if whis == 1.5 else None
        return found

    def remembering_boxes(self, bxpstats, *args, **kwargs):
        self._strategic_boxes = getattr(self, "_strategic_boxes", []) + list(bxpstats)
        return boxplot(self, bxpstats, *args, **kwargs)

    def remembering_pie(self, x, *args, **kwargs):
        self._strategic_slices = numpy.asarray(x, dtype=float)
        return pie(self, x, *args, **kwargs)

    for name, stock, remembering in (("hist", hist, remembering_hist), ("bxp", boxplot, remembering_boxes), ("pie", pie, remembering_pie)):
        remembering.__name__, remembering.__doc__ = name, stock.__doc__
        setattr(Axes, name, remembering)
    cbook.boxplot_stats = remembering_stats


def title_of(figure):
    for text in (figure.get_suptitle(), *(axes.get_title() for axes in figure.axes)):
        if text.strip():
            return text.strip()
    return ""


def read(figure):
    """`([(template, data, options)], note)` of a figure that has been drawn."""
    drawn = [axes for axes in figure.axes if axes.has_data() and axes.get_label() != "<colorbar>" and axes.get_visible()]
    try:
        if not drawn:
            raise Unreadable("nothing is drawn in it")
        if len({axes.get_position().bounds for axes in drawn}) < len(drawn):
            raise Unreadable("two scales share one field")
        if len(drawn) > MOST_PANELS:
            raise Unreadable("it has %d fields; %d fit on one page" % (len(drawn), MOST_PANELS))
        panels = [_axes(axes) for axes in drawn]
    except Unreadable as reason:
        return [], str(reason)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        return [], "its data is of a kind that can't be read back"
    title = title_of(figure)
    if len(panels) == 1:
        template, data = panels[0]
        return [(template, data, {"title": title} if title else {})], "also drawn from its data as %s" % template
    named = [
        {"template": template, "data": data, **({"title": axes.get_title().strip()} if axes.get_title().strip() else {})}
        for (template, data), axes in zip(panels, drawn)
    ]
    return [("dashboard", {"panels": named}, {"title": title} if title else {})], "also drawn from its data as a dashboard of %d panels" % len(named)


def _axes(axes):
    bars = [one for one in axes.containers if isinstance(one, BarContainer) and len(one)]
    slices = [one for one in axes.patches if isinstance(one, Wedge)]
    points = [one for one in axes.collections if isinstance(one, PathCollection) and len(one.get_offsets())]
    lines = [one for one in axes.lines if one.get_visible() and one.get_transform().contains_branch(axes.transData) and len(one.get_xdata()) > 1 and _somewhere(one)]
    boxes = getattr(axes, "_strategic_boxes", [])
    for scale in (axes.get_xscale(), axes.get_yscale()):
        if scale != "linear":
            raise Unreadable("one of its scales is %s" % scale)
    if boxes:
        return _boxplot(axes, boxes)
    of_bars = {id(patch) for container in bars for patch in container.patches}
    rest = [one for one in (*axes.patches, *axes.collections, *axes.images) if id(one) not in of_bars and one not in slices and one not in points and one.get_visible() and not _draws_nothing(one)]
    if rest:
        raise Unreadable("it holds artists that no template stands for (%s)" % type(rest[0]).__name__)
    if any(not isinstance(one, BarContainer) for one in axes.containers):
        raise Unreadable("it has error bars or stems")
    kinds = [name for name, found in (("slices", slices), ("bars", bars), ("points", points), ("lines", lines)) if found]
    if len(kinds) != 1:
        raise Unreadable("it mixes %s" % " and ".join(kinds) if kinds else "nothing in it can be read")
    return {"slices": _pie, "bars": _bars, "points": _scatter, "lines": _lines}[kinds[0]](axes, {"slices": slices, "bars": bars, "points": points, "lines": lines}[kinds[0]])


def _somewhere(line):
    return bool(numpy.isfinite(numpy.asarray(line.get_ydata(orig=False), dtype=float)).any())


def _draws_nothing(artist):
    """Samples for a legend, and bands where nothing is uncertain, as seaborn leaves them."""
    if isinstance(artist, Rectangle):
        return artist.get_width() == 0 and artist.get_height() == 0
    return isinstance(artist, Collection) and not artist.get_paths()


def _lines(axes, lines):
    first = lines[0].get_xdata(orig=True)
    for line in lines:
        if len(line.get_xdata()) != len(first) or not all(a == b for a, b in zip(line.get_xdata(orig=True), first)):
            raise Unreadable("its lines have different x values")
    labels = _labels_of_line(axes, lines[0])
    series = [{"name": _name(axes, line, axes.get_ylabel(), at), "values": _plain(line.get_ydata(orig=False))} for at, line in enumerate(lines)]
    return "line", {"labels": labels, "series": _distinct(series)}


def _labels_of_line(axes, line):
    given = list(line.get_xdata(orig=True))
    if len(given) > MOST_VALUES:
        raise Unreadable("it has more than %d values" % MOST_VALUES)
    if all(hasattr(value, "isoformat") or isinstance(value, numpy.datetime64) for value in given):
        return _dates(given)
    if all(hasattr(value, "start_time") for value in given):
        return [str(value) for value in given]
    if all(isinstance(value, str) for value in given):
        return given
    numbers = numpy.asarray(line.get_xdata(orig=False), dtype=float)
    if "Date" in type(axes.xaxis.get_converter()).__name__:
        # seaborn hands over its dates as the numbers that the axis counts in.
        return _dates([num2date(value).replace(tzinfo=None) for value in numbers])
    named = [_tick_at(axes.xaxis, value, 0.01) for value in numbers]
    if all(named) and len(set(named)) == len(named):
        return named
    steps = numpy.diff(numbers)
    if not numpy.all(numpy.isfinite(steps)) or steps.min() <= 0 or steps.max() - steps.min() > 1e-6 * steps.max():
        raise Unreadable("its x values are not evenly spaced")
    return [_number(value) for value in numbers]


def _dates(values):
    texts = [str(numpy.datetime64(value, "s")) if isinstance(value, numpy.datetime64) else value.isoformat() for value in values]
    return [text[:10] for text in texts] if all(text[10:] in ("", "T00:00:00") for text in texts) else texts


def _bars(axes, containers):
    edges = getattr(containers[0], "_strategic_edges", None)
    if edges is not None:
        if len(containers) > 1:
            raise Unreadable("histograms lie over one another")
        return _histogram(axes, containers[0], edges)
    upright = all(getattr(one, "orientation", None) != "horizontal" for one in containers)
    place, length, start, thickness = ("get_x", "get_height", "get_y", "get_width") if upright else ("get_y", "get_width", "get_x", "get_height")
    sizes = [[getattr(patch, length)() for patch in one.patches] for one in containers]
    starts = [[getattr(patch, start)() for patch in one.patches] for one in containers]
    centres = [[getattr(patch, place)() + getattr(patch, thickness)() / 2 for patch in one.patches] for one in containers]
    if len({len(one) for one in sizes}) > 1:
        raise Unreadable("its groups of bars have different lengths")
    stacked = any(abs(value) > 1e-12 for one in starts for value in one)
    if stacked and not _piled(sizes, starts):
        raise Unreadable("its bars start at values of their own")
    middle = [sum(group) / len(group) for group in zip(*centres)]
    width = containers[0].patches[0]
    reach = getattr(width, thickness)() * max(1, len(containers)) / 2 + 1e-9
    axis = axes.xaxis if upright else axes.yaxis
    labels = [_tick_at(axis, value, reach) or _number(value) for value in middle]
    if len(set(labels)) < len(labels):
        raise Unreadable("its bars can't be told apart by their labels")
    measure = axes.get_ylabel() if upright else axes.get_xlabel()
    series = [{"name": _name(axes, one, measure, at), "values": _plain(values)} for at, (one, values) in enumerate(zip(containers, sizes))]
    order = sorted(range(len(middle)), key=lambda at: middle[at])
    data = {"labels": [labels[at] for at in order], "series": [{**one, "values": [one["values"][at] for at in order]} for one in _distinct(series)]}
    return ("stacked_bar" if stacked else "bar"), data


def _piled(sizes, starts):
    """Each on top of those before it; what is below zero grows downwards."""
    above, below = [0.0] * len(sizes[0]), [0.0] * len(sizes[0])
    for values, from_ in zip(sizes, starts):
        for at, (value, begin) in enumerate(zip(values, from_)):
            pile = above if value >= 0 else below
            if abs(begin - pile[at]) > 1e-6 * max(1.0, abs(pile[at])):
                return False
            pile[at] += value
    return True


def _histogram(axes, container, edges):
    values = container._strategic_values
    name = axes.get_xlabel().strip()
    label = {"name": name} if name else {}
    if values is not None and len(values) <= MOST_VALUES:
        known = values[numpy.isfinite(values)]
        steps = numpy.diff(edges)
        even = steps.max() - steps.min() <= 1e-9 * max(1.0, abs(steps.max()))
        if even and len(known) and math.isclose(edges[0], known.min()) and math.isclose(edges[-1], known.max()) and len(steps) <= 100:
            return "histogram", {"values": _plain(known), "bins": len(steps), **label}
    labels = ["%s–%s" % (_number(low), _number(high)) for low, high in zip(edges, edges[1:])]
    return "bar", {"labels": labels, "series": [{"name": axes.get_ylabel().strip() or "Count", "values": _plain([patch.get_height() for patch in container.patches])}]}


def _scatter(axes, collections):
    points = []
    for at, one in enumerate(collections):
        places = numpy.ma.filled(numpy.ma.asarray(one.get_offsets(), dtype=float), numpy.nan).tolist()
        groups = legends.groups(axes, one) if len(collections) == 1 else [_name(axes, one, "", at)] * len(places)
        for (x, y), group in zip(places, groups or [None] * len(places)):
            points.append({"x": _finite(x), "y": _finite(y), **({"group": group} if group else {})})
    if len(points) > MOST_VALUES:
        raise Unreadable("it has more than %d points" % MOST_VALUES)
    for axis in (axes.xaxis, axes.yaxis):
        if axis.have_units() or axis.get_converter() is not None:
            raise Unreadable("its points lie on dates or categories")
    names = {key: text.strip() for key, text in (("x_name", axes.get_xlabel()), ("y_name", axes.get_ylabel())) if text.strip()}
    return "scatter", {"points": points, **names}


def _pie(axes, slices):
    values = getattr(axes, "_strategic_slices", None)
    if values is None or len(values) != len(slices):
        raise Unreadable("its slices are not those of one pie")
    texts = [one.get_label() if not one.get_label().startswith("_") else "Part %d" % (at + 1) for at, one in enumerate(slices)]
    return "pie", {"labels": _once(texts), "values": _plain(values)}


def _boxplot(axes, boxes):
    if any(one.get("_strategic_values") is None for one in boxes):
        raise Unreadable("its whiskers follow another rule than one and a half boxes")
    if sum(len(one["_strategic_values"]) for one in boxes) > MOST_VALUES:
        raise Unreadable("it has more than %d values" % MOST_VALUES)
    ticks = [text for axis in (axes.xaxis, axes.yaxis) for text in [[label.get_text() for label in axis.get_ticklabels()]] if len(text) == len(boxes) and any(text)]
    labels = [str(one.get("label") or "") for one in boxes]
    if not all(labels) and ticks:
        labels = ticks[0]
    labels = [text or "Box %d" % (at + 1) for at, text in enumerate(labels)]
    name = axes.get_ylabel().strip()
    return "boxplot", {"labels": _once(labels), "samples": [_plain(one["_strategic_values"]) for one in boxes], **({"name": name} if name else {})}


def _tick_at(axis, value, reach):
    """What the axis writes next to a value, where that is a word of the code's own and not a number of the axis'."""
    if type(axis.get_major_formatter()).__name__ not in ("FixedFormatter", "StrCategoryFormatter", "FuncFormatter"):
        return ""
    near = [(abs(place - value), text.get_text()) for place, text in zip(axis.get_ticklocs(), axis.get_ticklabels()) if abs(place - value) <= reach]
    return min(near)[1] if near else ""


def _name(axes, artist, otherwise, at):
    label = str(artist.get_label() or "")
    if label and not label.startswith("_"):
        return label
    return legends.named(axes, artist) or otherwise.strip() or "Series %d" % (at + 1)


def _distinct(series):
    return [{**one, "name": name} for one, name in zip(series, _once([one["name"] for one in series]))]


def _once(texts):
    seen = {}
    for text in texts:
        seen[text] = seen.get(text, 0) + 1
    count = {}
    out = []
    for text in texts:
        count[text] = count.get(text, 0) + 1
        out.append(text if seen[text] == 1 else "%s (%d)" % (text, count[text]))
    return out


def _plain(values):
    return [_finite(value) for value in numpy.ma.filled(numpy.ma.asarray(values, dtype=float), numpy.nan).tolist()]


def _finite(value):
    return value if math.isfinite(value) else None


def _number(value):
    return "%.10g" % value
