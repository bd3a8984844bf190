"""What stands out in a table, a series or parts of a total, with its weight and evidence."""

from ._given import StrategicError, columns, is_missing, moment, numbers, parts, told
from ._profile import PERIOD, profile
from ._season import anomalies
from ._trend import MOST, mann_kendall, theil_sen
from ._wording import chance, figure, ordered_words, parts_words, percent
from .tests import correlation

# Columns and labels beyond which everything goes together with something.
_MOST_COLUMNS = 20
_MOST_LABELS = 50
_FEW = 0.05


def of_series(values, name, unit):
    got, labels, _ = numbers(values, "values", 1, gaps=True)
    return [*_trend(got, values, name, unit), *_outlier(got, labels, name, unit)]


def of_parts(values, name, unit):
    by_label, missing = parts(values, "values")
    total = sum(by_label.values())
    if len(by_label) < 2 or total <= 0 or min(by_label.values()) < 0:
        return []
    top, most = max(by_label.items(), key=lambda one: one[1])
    weight = most / total - 1 / len(by_label)
    evidence = {"label": top, "value": most, "share": most / total, "total": total, "of": len(by_label), "missing": missing}
    return [{"finding": parts_words(by_label, name, unit), "kind": "share", "weight": weight, "evidence": evidence}] if weight > 0 else []


def of_table(table, time, add_up, unit):
    told_columns = profile(table)["columns"]
    names = _names(table)
    known = dict(zip(names, told_columns))
    if time is not None and (not isinstance(time, (str, int)) or time not in known):
        raise StrategicError(f"time is {time!r}, which is no column; there are {', '.join(map(repr, names[:12]))}")
    if isinstance(add_up, (str, bytes)) or not hasattr(add_up, "__iter__"):
        raise StrategicError(f"amounts must be a list of columns, not {add_up!r}")
    add_up = list(add_up)
    for name in add_up:
        if not isinstance(name, (str, int)) or name not in known or known[name]["type"] not in ("whole number", "number"):
            raise StrategicError(f"amounts names {name!r}, which is no column of numbers; there are {', '.join(repr(one) for one in names if known[one]['type'] in ('whole number', 'number'))}")
    cells = columns(table, "table", names)
    order = _order(cells, known, time)
    amounts = [name for name in names if known[name]["type"] in ("whole number", "number") and name != time and not _is_key(known[name], len(cells[name]))][:_MOST_COLUMNS]
    groups = [name for name in names if known[name]["type"] == "text" and 2 <= known[name]["distinct"] <= _MOST_LABELS and name != time]
    found = []
    for name in amounts:
        got, labels, missing = numbers(cells[name], name, 0, gaps=True)
        of = unit if name in add_up else ""
        if order is not None and not missing:
            in_order = [float(cells[name][row]) for row in order]
            found += _trend(in_order, dict(zip([_row(cells, known, time, row) for row in order], in_order)), told(name), of)
        found += _outlier(got, [f"row {label}" for label in labels], told(name), of)
        for group in groups:
            if name in add_up and min(got, default=-1) >= 0:
                rows = [(label, value) for label, value in zip(cells[group], cells[name]) if not is_missing(label) and not is_missing(value)]
                found += of_parts(rows, f"{told(name)} by {told(group)}", of)
    return [*found, *_together(cells, amounts)]


def _trend(got, values, name, unit):
    if not 4 <= len(got) <= MOST:
        return []
    at = [float(period) for period in range(len(got))]
    kendall = mann_kendall(at, got)
    if kendall["p_with_memory"] >= 0.05 or kendall["tau"] is None:
        return []
    evidence = {"slope": theil_sen(at, got, 0.95)["slope"], "tau": kendall["tau"], "p_value": kendall["p_with_memory"], "first": got[0], "last": got[-1], "n": len(got)}
    return [{"finding": ordered_words(values, name, unit), "kind": "trend", "weight": abs(kendall["tau"]), "evidence": evidence}]


def _outlier(got, labels, name, unit):
    if len(got) < 5:
        return []
    found = anomalies(dict(zip(labels, got)) if len(set(labels)) == len(labels) else got)["anomalies"]
    # Many are no exception: the values are spread that way.
    if not found or len(found) > max(1, _FEW * len(got)):
        return []
    far = found[0]
    more = f"; {len(found) - 1} more are out of line" if len(found) > 1 else ""
    sentence = f"{name} is {figure(far['value'], unit)} at {told(far['at'])}, far from the median of {figure(far['expected'], unit)}{more}"
    return [{"finding": sentence, "kind": "outlier", "weight": 1 - 3.5 / abs(far["score"]), "evidence": {**far, "count": len(found), "n": len(got)}}]


def _together(cells, amounts):
    pairs = [(x, y) for at, x in enumerate(amounts) for y in amounts[at + 1 :]]
    found = []
    for x, y in pairs:
        try:
            tested = correlation(cells[x], cells[y])
        except StrategicError:
            continue  # too few, or one that does not vary: nothing to find
        if tested["n"] >= 5 and tested["p_value"] < 0.05 / len(pairs):
            way = "rise together" if tested["r"] > 0 else "move in opposite directions"
            sentence = f"{told(x)} and {told(y)} {way}: r = {tested['r']:.2f} over {tested['n']} rows (p {chance(tested['p_value'])}), {percent(tested['r'] ** 2)} of the variation"
            evidence = {key: tested[key] for key in ("r", "low", "high", "p_value", "n", "missing")}
            found.append({"finding": sentence, "kind": "correlation", "weight": tested["r"] ** 2, "evidence": {"x": told(x), "y": told(y), **evidence}})
    return found


def _names(table):
    if hasattr(table, "columns") and hasattr(table, "iloc"):
        return list(table.columns)
    return list(table) if isinstance(table, dict) else list(dict.fromkeys(key for row in table for key in row))


def _is_key(column, rows):
    """Whole numbers of which none comes twice number the rows: no amount."""
    return column["type"] == "whole number" and column["distinct"] == rows and column["max"] - column["min"] == rows - 1


def _order(cells, known, time):
    """Rows by time, where each has a time of its own."""
    for name in [time] if time is not None else _dates(cells, known):
        values = cells[name]
        if known[name]["missing"] or known[name]["distinct"] != len(values):
            if time is not None:
                raise StrategicError(f"time: {name!r} has gaps, or the same value twice: add up by {name!r} first")
            continue
        return sorted(range(len(values)), key=values.__getitem__)
    return None


def _dates(cells, known):
    """Columns of dates, or of text that is written so that it sorts as dates do."""
    return [name for name, column in known.items() if column["type"] == "date" or column["type"] == "text" and all(isinstance(one, str) and PERIOD.fullmatch(one) for one in cells[name])]


def _row(cells, known, time, row):
    name = time if time is not None else next(name for name in _dates(cells, known) if known[name]["distinct"] == len(cells[name]))
    value = cells[name][row]
    return told(moment(value, name, row)) if known[name]["type"] == "date" else told(value)
