"""Wording for leaders, out of numbers alone: headline, findings, so_what, summary.

Every sentence holds the figures that it rests on. No trend is worded that a test does not find, nothing is called a cause, and
what was not given (an impact, an owner) is told as missing instead of made up. English; amounts in the unit that you name.

What is wrong with an input is told as a StrategicError, which is a ValueError.
"""

from ._findings import of_parts, of_series, of_table
from ._given import StrategicError, labelled, number, one_of, told, whole
from ._wording import is_in_time, ordered_words, parts_words

__all__ = ["findings", "headline", "so_what", "summary"]


def headline(values, name="Value", unit="", kind=None):
    """One sentence that holds for the values, as the title of a chart.

    values: a series in time (list, or Series and dict whose labels are dates, months, quarters or years), or parts of a total (dict or
    Series with other labels). kind: "time" or "parts" says which, where labels don't. name: of what is measured. unit: after amounts.
    In time: rising or falling only where Mann-Kendall's p, the values' memory allowed for (performance.trend), is below 0.05, with the Theil-Sen slope; else the range and that no trend
    is clear. Parts: the largest with its share, and how few bring 80 %.
    Returns a string. Raises StrategicError without values, with a missing one in a series, or a `kind` that is none.
    """
    return (ordered_words if _in_time(values, kind) else parts_words)(values, _text(name, "name"), _text(unit, "unit"))


def findings(data, time=None, amounts=(), limit=5, unit=""):
    """What stands out, ranked, each with the evidence it rests on.

    data: a table (DataFrame, dict of lists, list of dicts), or one series, or parts of a total as in headline.
    time: the column that orders the rows; left out, a column of dates of which none comes twice. Without one no trend is looked for.
    amounts: columns whose sum means something, such as cost or units: only of these are shares told (a sum of prices or rates is none).
    unit: of a series, of parts, or of the `amounts`.
    Looked for: trends (weight: |Kendall's tau|, where p_with_memory < 0.05), values out of line, if they are few (weight: 1 - 3.5 / score, where at most 5 % are), two columns that go
    together (weight: r squared, where p < 0.05 / number of pairs), and parts that outweigh their number (weight: share of the
    largest minus an equal share).
    Returns [{"finding": sentence, "kind": "trend", "outlier", "correlation" or "share", "weight": 0 to 1, "evidence": {figures}}, ...],
    the greatest weight first, at most `limit`; an empty list when nothing stands out.
    Raises StrategicError for what is no table or series, or `time` and `amounts` that are no columns.
    """
    most = whole(limit, "limit", 1)
    text = _text(unit, "unit")
    if _is_table(data):
        found = of_table(data, time, amounts, text)
    elif _in_time(data, None):
        found = of_series(data, "Value", text)
    else:
        found = of_parts(data, "Value", text)
    return sorted(found, key=lambda one: -one["weight"])[:most]


def so_what(finding, impact=None, decision=None, owner=None, by=None):
    """A finding with what follows from it, as one paragraph; what was not given is listed, never made up.

    finding: a sentence, or one of findings(). impact: what it is worth, in words or as a number. decision: what is to be decided.
    owner: who acts. by: until when (text or date).
    Returns {"text", "missing": which of impact, decision, owner and by are not given}.
    Raises StrategicError for an empty finding.
    """
    sentence = finding.get("finding") if isinstance(finding, dict) else finding
    given = {"impact": impact, "decision": decision, "owner": owner, "by": by}
    words = [_sentence(_text(sentence, "finding", needed=True))]
    if impact is not None:
        words.append(_sentence(f"That is worth {impact:,}" if isinstance(impact, (int, float)) and number(impact, "impact") is not None else _text(impact, "impact")))
    if decision is not None:
        words.append(_sentence(f"To decide: {_text(decision, 'decision')}"))
    who = [*([f"owner {_text(owner, 'owner')}"] if owner is not None else []), *([f"by {told(by)}"] if by is not None else [])]
    if who:
        words.append(_sentence(", ".join(who)))
    return {"text": " ".join(words), "missing": [what for what, value in given.items() if value is None]}


def summary(data, time=None, amounts=(), decision=None, limit=3, unit=""):
    """A page's worth in a few lines: the first finding as headline, the others as points, the decision at the end.

    data: a table or series as in findings, with its time, amounts and unit, or a list of findings or sentences, the first one first.
    limit: how many findings at most.
    Returns {"headline", "points": sentences, "decision": as given, or None, "text": all of it, one line each}. When nothing stands
    out, the headline says so.
    Raises StrategicError as findings does.
    """
    most = whole(limit, "limit", 1)
    made = isinstance(data, (list, tuple)) and data and all(isinstance(one, str) or isinstance(one, dict) and "finding" in one for one in data)
    ranked = data if made else findings(data, time, amounts, most, unit)
    sentences = [_sentence(_text(one["finding"] if isinstance(one, dict) else one, "finding", needed=True)) for one in ranked][:most]
    first = sentences[0] if sentences else "Nothing in these numbers stands out."
    closing = None if decision is None else _sentence(_text(decision, "decision", needed=True))
    lines = [first, *(f"- {one}" for one in sentences[1:]), *([f"To decide: {closing}"] if closing else [])]
    return {"headline": first, "points": sentences[1:], "decision": closing, "text": "\n".join(lines)}


def _in_time(values, kind):
    if kind is not None:
        return one_of(kind, "kind", ("time", "parts")) == "time"
    if not isinstance(values, dict) and not hasattr(values, "index") or isinstance(values, (list, tuple)):
        return not (isinstance(values, (list, tuple)) and len(values) > 0 and isinstance(values[0], (list, tuple)))
    return is_in_time(labelled(values, "values")[0])


def _is_table(data):
    if hasattr(data, "columns") and hasattr(data, "iloc"):
        return True
    if isinstance(data, dict):
        return bool(data) and all(isinstance(one, (list, tuple)) or hasattr(one, "tolist") and hasattr(one, "__len__") for one in data.values())
    return isinstance(data, (list, tuple)) and bool(data) and all(isinstance(row, dict) for row in data)


def _text(value, name, needed=False):
    if not isinstance(value, str) or needed and not value.strip():
        raise StrategicError(f"{name} must be text, not {value!r}")
    return value.strip()


def _sentence(text):
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?" else ".")
