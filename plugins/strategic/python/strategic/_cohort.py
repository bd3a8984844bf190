"""Who came when, and who is still there."""

from ._given import StrategicError, cell, columns, is_missing, moment, one_of, told


def cohort(events, who="customer", when="date", period="month", value=None):
    """Retention of each cohort: of those first seen in a period, how many come again 1, 2, 3 … periods later.

    events: a table with a row for each event; columns called `who` and `when` (dates or ISO text). period: "day", "week" (from
    Monday), "month", "quarter" or "year". value: a column such as "revenue" that is then added up, too.
    Returns {"cohorts": labels, "sizes": how many came first then, "counts": rows of how many were active 0, 1, 2 … periods later,
    "retention": the same over the size (ratios), "values" (sums, or None)}. Periods after the last event are None: they have not
    been yet. In the period of the last event counts may still grow.
    Raises StrategicError for a missing name or date.
    """
    one_of(period, "period", ("day", "week", "month", "quarter", "year"))
    table = columns(events, "events", (who, when, *([] if value is None else [value])))
    seen, first, sums = set(), {}, {}
    for row, one in enumerate(table[who]):
        if is_missing(one) or is_missing(table[when][row]):
            raise StrategicError(f"{who if is_missing(one) else when} is missing in row {row}: fill it, or drop the row")
        at = _place(moment(table[when][row], when, row), period)
        name = told(one)
        seen.add((name, at))
        first[name] = min(at, first.get(name, at))
        if value is not None:
            sums[name, at] = sums.get((name, at), 0.0) + cell(table[value][row], value, row)
    last = max(at for _, at in seen)
    starts = sorted(set(first.values()))
    width = last - starts[0] + 1
    sizes = {start: 0 for start in starts}
    for start in first.values():
        sizes[start] += 1
    counts = {start: [0 if start + later <= last else None for later in range(width)] for start in starts}
    for name, at in seen:
        counts[first[name]][at - first[name]] += 1
    amounts = None
    if value is not None:
        amounts = {start: [0.0 if start + later <= last else None for later in range(width)] for start in starts}
        for (name, at), amount in sums.items():
            amounts[first[name]][at - first[name]] += amount
    return {
        "cohorts": [_label(start, period) for start in starts],
        "sizes": [sizes[start] for start in starts],
        "counts": [counts[start] for start in starts],
        "retention": [[None if count is None else count / sizes[start] for count in counts[start]] for start in starts],
        "values": None if amounts is None else [amounts[start] for start in starts],
    }


def _place(when, period):
    """The number of a period on a line of them all."""
    if period == "day":
        return when.toordinal()
    if period == "week":
        # Day 1 of the calendar was a Monday.
        return (when.toordinal() - 1) // 7
    return when.year if period == "year" else when.year * 4 + (when.month - 1) // 3 if period == "quarter" else when.year * 12 + when.month - 1


def _label(place, period):
    import datetime

    if period in ("day", "week"):
        return datetime.date.fromordinal(place if period == "day" else place * 7 + 1).isoformat()
    if period == "year":
        return str(place)
    return f"{place // 4}-Q{place % 4 + 1}" if period == "quarter" else f"{place // 12:04d}-{place % 12 + 1:02d}"
