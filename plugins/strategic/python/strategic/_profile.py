"""What a table holds, before anything is computed from it."""

import datetime
import heapq
import re
from decimal import Decimal

from ._currencies import currencies_in
from ._given import StrategicError, columns, is_missing, told

_MOST_TOP = 5
_PREVIEW = 5
# Distinct texts that are looked at before a column is taken for words.
_LOOKED_AT = 60
PERIOD = re.compile(r"\d{4}-\d{2}(-\d{2})?|\d{4}[- ]?Q[1-4]")


def profile(table):
    """Rows, columns, types, gaps, ranges, most frequent values, duplicates, currencies and period of a table.

    table: a DataFrame, dict of lists or list of dicts.
    Returns {"rows", "columns": [{"name", "type": "whole number", "number", "text", "date", "true/false", "mixed" or "empty",
    "missing", "distinct", "min", "max" (None for text), "top": up to five [value, count], none when no value comes twice, "note": why
    a column is text although most of its cells are numbers, blanks around its texts, or that all cells are the same; else None}],
    "duplicates": rows equal to an earlier one, "currencies": codes and signs found, "period": {"column", "from", "to"} of the first
    column of dates, or None, "preview": the first five rows}. Plain Python values only; dates are ISO text.
    Raises StrategicError for what is no table.
    """
    names, read, rows = _frame(table)
    found, keys = [], []
    for at, name in enumerate(names):
        cells, frame_type = read(at)
        distinct, counts, codes = _counted(cells)
        keys.append((codes, len(distinct)))
        found.append(_described(name, distinct, counts, frame_type, rows, codes))
    return {
        "rows": rows,
        "columns": [one for one, _ in found],
        "duplicates": _duplicates(keys, rows),
        "currencies": currencies_in((one["name"], one["type"], texts) for one, texts in found),
        "period": _period(found),
        "preview": [list(row) for row in zip(*([_plain(cell, one["type"] == "whole number") for cell in _head(read(at)[0])] for at, (one, _) in enumerate(found)))],
    }


def _frame(table):
    """Names, a reader of a column's cells by position, and the number of rows."""
    if not hasattr(table, "columns") or not hasattr(table, "iloc"):
        names = list(table) if isinstance(table, dict) else list(dict.fromkeys(key for row in table if isinstance(row, dict) for key in row)) if isinstance(table, (list, tuple)) else []
        read = columns(table, "table", names)
        try:
            import pandas
        except ImportError:
            return [told(name) for name in names], lambda at: (read[names[at]], ""), len(read[names[0]]) if names else 0
        table = pandas.DataFrame({at: read[name] for at, name in enumerate(names)})
        return [told(name) for name in names], lambda at: (table[at], table[at].dtype.kind), len(table)
    return [told(name) for name in table.columns], lambda at: (table.iloc[:, at], getattr(table.dtypes.iloc[at], "kind", "O")), len(table)


def _counted(cells):
    """Distinct values that are not missing, how often each comes, and each cell's place among them (-1: missing)."""
    if hasattr(cells, "factorize"):
        import numpy

        try:
            codes, distinct = cells.factorize()
        except TypeError:
            # Lists and dicts in cells: by their text.
            codes, distinct = cells.map(lambda one: one if is_missing(one) else repr(one)).factorize()
        counts = numpy.bincount(codes[codes >= 0], minlength=len(distinct))
        # A hundred thousand different numbers or moments are counted as they lie, not one by one.
        if isinstance(distinct.dtype, numpy.dtype) and distinct.dtype.kind in "iuf":
            return numpy.asarray(distinct), counts, codes
        if distinct.dtype.kind == "M":
            return distinct, counts, codes
        return distinct.tolist() if hasattr(distinct, "tolist") else list(distinct), counts.tolist(), codes
    places, counts, codes = {}, [], []
    for cell in cells:
        if is_missing(cell):
            codes.append(-1)
            continue
        key = cell if not isinstance(cell, (list, dict, set)) else repr(cell)
        place = places.setdefault((type(key), key), len(places))
        if place == len(counts):
            counts.append(0)
        counts[place] += 1
        codes.append(place)
    return [key for _, key in places], counts, codes


def _described(name, distinct, counts, kind, rows, codes):
    missing = rows - int(sum(counts) if isinstance(counts, list) else counts.sum())
    what = _type(distinct, kind, missing)
    ordered = what in ("whole number", "number", "date")
    top = _most(counts)
    low, high = _ends(distinct) if ordered and len(distinct) else (None, None)
    whole = what == "whole number"
    note = None
    if what in ("text", "mixed"):
        note = _odd_cells(name, distinct, counts, codes) or _blanks(distinct, counts)
    if note is None and len(distinct) == 1 and counts[0] > 1:
        note = f"the same in all {counts[0]} cells" + (f"; {missing} are missing" if missing else "")
    shown = {"name": name, "type": what, "missing": missing, "distinct": len(distinct), "min": _plain(low, whole), "max": _plain(high, whole)}
    return {**shown, "top": [[_plain(distinct[at], whole), int(counts[at])] for at in top], "note": note}, distinct if what in ("text", "mixed") else []


def _most(counts):
    """Places of the greatest counts, equal ones in the order of the table; none where nothing comes twice."""
    if not isinstance(counts, list):
        return (-counts).argsort(kind="stable")[:_MOST_TOP].tolist() if len(counts) and counts.max() > 1 else []
    return heapq.nlargest(_MOST_TOP, range(len(counts)), key=counts.__getitem__) if counts and max(counts) > 1 else []


def _ends(distinct):
    return (min(distinct), max(distinct)) if isinstance(distinct, list) else (distinct.min(), distinct.max())


def _type(distinct, kind, missing):
    if not len(distinct):
        return "empty"
    if kind in ("i", "u"):
        return "whole number"
    if kind == "f":
        # A gap turns whole numbers into floats.
        whole = missing and (all(one.is_integer() for one in distinct) if isinstance(distinct, list) else bool(abs(distinct).max() < float("inf") and (distinct % 1 == 0).all()))
        return "whole number" if whole else "number"
    if kind == "b":
        return "true/false"
    if kind == "M":
        return "date"
    kinds = {_kind(one) for one in distinct}
    if kinds == {"whole number", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "mixed"


def _kind(value):
    if isinstance(value, str):
        return "text"
    if isinstance(value, bool):
        return "true/false"
    if isinstance(value, int):
        return "whole number"
    if isinstance(value, (float, Decimal)):
        return "number"
    return "date" if isinstance(value, (datetime.date, datetime.datetime)) or hasattr(value, "to_timestamp") else "text"


def _odd_cells(name, distinct, counts, codes):
    """The few cells for which a column of numbers is text."""
    texts = [one for one in distinct if isinstance(one, str)]
    if not texts or sum(map(_is_number, texts[:_LOOKED_AT])) * 2 < min(len(texts), _LOOKED_AT):
        return None
    odd = [at for at, one in enumerate(distinct) if isinstance(one, str) and not _is_number(one)]
    cells = sum(counts[at] for at in odd)
    if cells * 2 > sum(counts):
        return None
    mend = f'pd.to_numeric(table["{name}"], errors="coerce")'
    if not odd:
        if any(len(one) > 1 and one[0] == "0" and one.isdigit() for one in texts):
            return None  # Zeros in front: digits that name something.
        return f"text, but every cell is a number: {mend}"
    shown = ", ".join(f"{distinct[at][:40]!r} (index {_first(codes, at)})" for at in odd[:3])
    return f"text because of {cells} cell{'s' if cells > 1 else ''}: {shown}{' and others' if len(odd) > 3 else ''}; {mend} makes {'them' if cells > 1 else 'it'} missing"


def _first(codes, place):
    """The first row with this value, counted from 0 as the table's own."""
    return int((codes == place).argmax()) if hasattr(codes, "argmax") else codes.index(place)


def _is_number(text):
    try:
        return float(text) - float(text) == 0
    except ValueError:
        return False


def _blanks(distinct, counts):
    cells = sum(count for one, count in zip(distinct, counts) if isinstance(one, str) and one != one.strip())
    return f"blanks around the text of {cells} cell{'s' if cells > 1 else ''}: column.str.strip() takes them off" if cells else None


def _duplicates(keys, rows):
    if not keys or rows == 0:
        return 0
    if not hasattr(keys[0][0], "argmax"):
        return rows - len(set(zip(*(codes for codes, _ in keys))))
    import numpy
    import pandas

    row, size = None, 1
    # Columns with most distinct values first: where one tells all rows apart, the others are not looked at.
    for codes, count in sorted(keys, key=lambda one: -one[1]):
        if row is None:
            row, size = codes.astype(numpy.int64) + 1, count + 1
        else:
            if size * (count + 1) >= 1 << 62:
                row, distinct = pandas.factorize(row)
                size = len(distinct)
            row, size = row * (count + 1) + (codes + 1), size * (count + 1)
        if count == rows:
            return 0
    return rows - len(pandas.unique(row))


def _period(found):
    for one, _ in found:
        if one["type"] == "date":
            return {"column": one["name"], "from": one["min"], "to": one["max"]}
    for one, texts in found:
        if one["type"] == "text" and texts and all(PERIOD.fullmatch(text) for text in texts):
            return {"column": one["name"], "from": min(texts), "to": max(texts)}
    for one, _ in found:
        if one["name"].strip().lower() in ("year", "jahr") and one["type"] == "whole number" and 1800 <= one["min"] and one["max"] <= 2200:
            return {"column": one["name"], "from": str(one["min"]), "to": str(one["max"])}
    return None


def _head(cells):
    return cells.iloc[:_PREVIEW].tolist() if hasattr(cells, "iloc") else cells[:_PREVIEW]


def _plain(value, whole=False):
    if is_missing(value):
        return None
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):
        value = value.item()
    if isinstance(value, (bool, str)) or isinstance(value, int):
        return value
    if isinstance(value, (float, Decimal)):
        return int(value) if whole else float(value)
    return told(value)
