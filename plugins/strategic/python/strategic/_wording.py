"""Sentences about a series and about parts of a total, and how figures are written in them."""

import datetime
import re
from statistics import median

from ._given import numbers, parts, told
from ._trend import MOST, mann_kendall, theil_sen

_TIME = re.compile(
    r"(1[89]|20|21)\d\d([-/ ]?(0?[1-9]|1[0-2]|[QW]\d{1,2})(-\d\d)?)?([T ].*)?|[QH][1-4]([ /-]?\d{2,4})?|FY ?\d{2,4}|(week|month|year|sprint|w|kw) ?\d+|"
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?([ -]?'?\d{2,4})?",
    re.IGNORECASE,
)


def is_in_time(labels):
    """Positions, dates, months, quarters or years."""
    return all(isinstance(one, (int, datetime.date)) or hasattr(one, "to_timestamp") or _TIME.fullmatch(str(one).strip()) for one in labels)


def ordered_words(values, name, unit):
    got, labels, _ = numbers(values, "values", 1)
    first, last = (_at(labels, place) for place in (0, -1))
    if len(got) == 1:
        return f"{name} is {figure(got[0], unit)}{first}"
    if len(got) < 4 or len(got) > MOST:
        change = f", {percent(got[-1] / got[0] - 1, signed=True)}" if got[0] > 0 else ""
        return f"{name} went from {figure(got[0], unit)}{first} to {figure(got[-1], unit)}{last}{change}{'; too few values for a trend' if len(got) < 4 else ''}"
    at = [float(period) for period in range(len(got))]
    kendall = mann_kendall(at, got)
    slope = theil_sen(at, got, 0.95)["slope"]
    if kendall["p_with_memory"] < 0.05 and slope != 0:
        return f"{name} is {'rising' if slope > 0 else 'falling'} by about {figure(abs(slope), unit)} per period, to {figure(got[-1], unit)}{last} ({len(got)} values, Mann-Kendall p {chance(kendall['p_with_memory'])})"
    if min(got) == max(got):
        return f"{name} stayed at {figure(got[0], unit)} throughout"
    return f"{name} shows no clear trend: {figure(min(got), unit)} to {figure(max(got), unit)}, median {figure(median(got), unit)}, last {figure(got[-1], unit)}{last}"


def parts_words(values, name, unit):
    by_label, _ = parts(values, "values")
    ranked = sorted(by_label.items(), key=lambda one: -one[1])
    total = sum(by_label.values())
    (top, most), (bottom, least) = ranked[0], ranked[-1]
    if len(ranked) == 1:
        return f"{name} of {top} is {figure(most, unit)}"
    if least < 0 or total <= 0:
        return f"{name} is highest at {top} with {figure(most, unit)}, lowest at {bottom} with {figure(least, unit)}"
    if most == least:
        return f"{name} is {figure(most, unit)} everywhere, {figure(total, unit)} in total"
    run, count = 0.0, 0
    while run < 0.8 * total * (1 - 1e-12):
        run += ranked[count][1]
        count += 1
    few = f"; {count} of {len(ranked)} bring {percent(run / total)}" if 1 < count < len(ranked) else ""
    return f"{top} has {percent(most / total)} of {name} ({figure(most, unit)} of {figure(total, unit)}){few}"


def figure(value, unit=""):
    """Three digits or more, none of them lost before the point: 1.46 million, 12,345, 71.2."""
    size = abs(value)
    for scale, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if size >= scale:
            return f"{value / scale:,.2f}{word}{' ' + unit if unit else ''}"
    digits = 0 if size >= 1000 or value == int(value) else 1 if size >= 100 else 2 if size >= 1 else None
    text = f"{value:.3g}" if digits is None else f"{value:,.{digits}f}"
    return f"{text}{' ' + unit if unit else ''}"


def percent(ratio, signed=False):
    return f"{100 * ratio:{'+' if signed else ''}.{0 if abs(ratio) >= 0.1 else 1}f} %"


def chance(p):
    return "below 0.001" if p < 0.001 else f"= {p:.3f}"


def _at(labels, place):
    label = labels[place]
    return "" if isinstance(label, int) and labels == list(range(len(labels))) else f" ({told(label)})"
