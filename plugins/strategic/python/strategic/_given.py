"""What callers hand in, read once for the whole library: lists, tuples, dicts, numpy arrays, pandas Series and DataFrames.

A number that is missing (None, NaN, NA, NaT) is refused or counted and told, never filled in.
"""

import datetime
import math
from decimal import Decimal
from fractions import Fraction
from numbers import Real


# Beyond, the fourth powers that some measures take would leave the range of a float.
LARGEST = 1e75


class StrategicError(ValueError):
    """Wrong input of the library: says what is wrong, where, and what to do."""


StrategicError.__module__ = "strategic"


def is_missing(value):
    """None, NaN, NA and NaT."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, (float, Decimal)) and value != value or hasattr(value, "dtype") and not hasattr(value, "__len__") and bool(value != value)


def number(value, name, least=None, above=None, most=None):
    """One finite number as a float, within its bounds."""
    got = _plain(value)
    if isinstance(got, bool) or not isinstance(got, (Real, Decimal)):
        raise StrategicError(f"{name} must be a number, not {_shown(value)} ({type(value).__name__})")
    got = _float(got)
    if not math.isfinite(got):
        raise StrategicError(f"{name} is {got}: it must be a finite number; fill or drop missing values first")
    if abs(got) > LARGEST:
        raise StrategicError(f"{name} is beyond {LARGEST:g}: give it in a larger unit, such as millions")
    if least is not None and got < least:
        raise StrategicError(f"{name} must be at least {least:g}, not {got:g}")
    if above is not None and got <= above:
        raise StrategicError(f"{name} must be greater than {above:g}, not {got:g}")
    if most is not None and got > most:
        raise StrategicError(f"{name} must be at most {most:g}, not {got:g}")
    return got


def whole(value, name, least=None, most=None):
    """One whole number as an int."""
    got = number(value, name, least, most=most)
    if got != int(got):
        raise StrategicError(f"{name} must be a whole number, not {got:g}")
    return int(got)


def one_of(value, name, allowed):
    if not isinstance(value, str) or value not in allowed:
        raise StrategicError(f"{name} must be one of {', '.join(map(repr, allowed))}, not {_shown(value)}")
    return value


def flag(value, name):
    """True or False."""
    got = _plain(value)
    if not isinstance(got, bool):
        raise StrategicError(f"{name} must be True or False, not {_shown(value)}")
    return got


def labelled(values, name):
    """Labels and raw values: the keys of a dict, the index of a Series, positions otherwise."""
    if hasattr(values, "columns") and hasattr(values, "iloc"):
        if len(values.columns) != 1:
            example = list(values.columns)[-1] if len(values.columns) else "amount"
            raise StrategicError(f'{name} is a table with {len(values.columns)} columns: hand in one of them, such as table["{example}"]')
        values = values.iloc[:, 0]
    if isinstance(values, dict):
        return list(values), list(values.values())
    if hasattr(values, "index") and hasattr(values, "tolist"):
        return list(values.index), values.tolist()
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        raise StrategicError(f"{name} must be a list of numbers, not {_shown(values)} ({type(values).__name__})")
    if getattr(values, "ndim", 1) != 1:
        raise StrategicError(f"{name} must have one dimension, not {values.ndim}: hand in one row or column")
    raw = values.tolist() if hasattr(values, "tolist") else list(values)
    return list(range(len(raw))), raw


def numbers(values, name, least=1, gaps=False):
    """Floats, with their labels and how many were missing. Missing ones are left out where `gaps` are allowed, refused otherwise."""
    labels, raw = labelled(values, name)
    got, kept, missing = [], [], []
    for label, value in zip(labels, raw):
        if type(value) is float and -LARGEST <= value <= LARGEST:
            got.append(value)
        elif is_missing(value):
            missing.append(label)
            continue
        else:
            got.append(_cell(value, name, label))
        kept.append(label)
    if missing and not gaps:
        raise StrategicError(f"{name} has {len(missing)} missing values, the first at {missing[0]}: fill or drop them first, such as {name}.dropna()")
    if len(got) < least:
        told = f"{len(got)} numbers" + (f" ({len(missing)} missing left out)" if missing else "")
        raise StrategicError(f"{name} has {told}: at least {least} are needed")
    return got, kept, len(missing)


def series(values, name, least=1):
    """Floats in order, none missing."""
    return numbers(values, name, least)[0]


def pairs(x, y, names, least=3):
    """Two columns of equal length as floats, and how many pairs were left out because one of both is missing."""
    columns = [labelled(values, name) for values, name in zip((x, y), names)]
    lengths = [len(raw) for _, raw in columns]
    if lengths[0] != lengths[1]:
        raise StrategicError(f"{names[0]} has {lengths[0]} values and {names[1]} {lengths[1]}: they are pairs, so both need as many")
    got = ([], [])
    missing = 0
    for label, one, other in zip(columns[0][0], columns[0][1], columns[1][1]):
        if is_missing(one) or is_missing(other):
            missing += 1
            continue
        got[0].append(_cell(one, names[0], label))
        got[1].append(_cell(other, names[1], label))
    if len(got[0]) < least:
        raise StrategicError(f"{names[0]} and {names[1]} have {len(got[0])} complete pairs: at least {least} are needed")
    return got[0], got[1], missing


def parts(values, name):
    """Amounts by label, those of the same label added up: of a dict, a Series, or (label, amount) pairs or rows."""
    if hasattr(values, "columns") and hasattr(values, "iloc"):
        if len(values.columns) != 2:
            raise StrategicError(f"{name} is a table with {len(values.columns)} columns: hand in two, label and amount, or table.groupby(label)[amount].sum()")
        rows = list(zip(values.iloc[:, 0].tolist(), values.iloc[:, 1].tolist()))
    elif isinstance(values, dict):
        rows = list(values.items())
    elif hasattr(values, "index") and hasattr(values, "tolist"):
        rows = list(zip(list(values.index), values.tolist()))
    else:
        if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
            raise StrategicError(f"{name} must be amounts by label, such as {{'north': 120, 'south': 80}}, not {_shown(values)}")
        rows = list(values)
        for at, row in enumerate(rows):
            if not isinstance(row, (tuple, list)) or len(row) != 2:
                raise StrategicError(f"{name}[{at}] is {_shown(row)}: give amounts by label, such as {{'north': 120, 'south': 80}} or [('north', 120), ('south', 80)]")
    summed, missing = {}, 0
    for label, amount in rows:
        if is_missing(amount):
            missing += 1
            continue
        key = told(label)
        summed.setdefault(key, []).append(_cell(amount, name, key))
    if not summed:
        raise StrategicError(f"{name} holds no amounts: give at least one, such as {{'north': 120}}")
    return {key: math.fsum(amounts) for key, amounts in summed.items()}, missing


def columns(table, name, wanted):
    """Columns of a table (DataFrame, dict of lists, list of dicts) by name, as lists of raw cells; an error names those it lacks."""
    for column in wanted:
        if isinstance(column, bool) or not isinstance(column, (str, int)):
            raise StrategicError(f"a column of {name} is called by its name, not {_shown(column)}")
    if hasattr(table, "columns") and hasattr(table, "iloc"):
        known = list(table.columns)
        read = lambda column: table.iloc[:, known.index(column)].tolist()
    elif isinstance(table, dict):
        known = list(table)
        read = lambda column: labelled(table[column], f"{name}[{column!r}]")[1]
    elif isinstance(table, (list, tuple)) and all(isinstance(row, dict) for row in table):
        known = list(dict.fromkeys(key for row in table for key in row))
        read = lambda column: [row.get(column) for row in table]
    else:
        raise StrategicError(f"{name} must be a table: a DataFrame, a dict of lists or a list of dicts, not {type(table).__name__}")
    absent = [column for column in wanted if column not in known]
    if absent:
        raise StrategicError(f"{name} has no column {absent[0]!r}; it has {', '.join(map(repr, known[:12])) or 'none'}. Rename it, or say which one it is")
    got = {column: read(column) for column in wanted}
    lengths = {len(cells) for cells in got.values()}
    if len(lengths) > 1:
        raise StrategicError(f"the columns of {name} have different lengths: {', '.join(f'{column} {len(cells)}' for column, cells in got.items())}")
    if 0 in lengths:
        raise StrategicError(f"{name} has no rows")
    return got


def cell(value, name, row):
    """A number in a row of a table, or an error that says where it is not one."""
    if is_missing(value):
        raise StrategicError(f"{name} is missing in row {row}: fill it, or drop the row")
    return _cell(value, name, row)


def moment(value, name, row):
    """A point in time: datetime, date, Timestamp, or ISO text."""
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value.strip())
        except ValueError:
            raise StrategicError(f"{name} in row {row} is {value!r}, which is no ISO date: make the column dates with pd.to_datetime(…) first") from None
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day)
    if hasattr(value, "to_timestamp"):
        return value.to_timestamp()
    raise StrategicError(f"{name} in row {row} is {_shown(value)}: it must be a date, such as 2025-03-01")


def told(label):
    """A label as text: a date without its midnight."""
    if isinstance(label, datetime.datetime) and not is_missing(label):
        return label.date().isoformat() if label.time() == datetime.time() else label.isoformat(sep=" ")
    return label.isoformat() if isinstance(label, datetime.date) and not is_missing(label) else str(label)


def exact(value):
    """The decimal number that a float is written as."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _plain(value):
    return value.item() if hasattr(value, "item") and not isinstance(value, (Decimal, Fraction)) and getattr(value, "ndim", 0) == 0 else value


def _float(value):
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _cell(value, name, label):
    got = _plain(value)
    if isinstance(got, str):
        raise StrategicError(f"{name} at {told(label)} is {_shown(got)}, which is text: make the column numbers with pd.to_numeric(column, errors=\"coerce\")")
    if isinstance(got, bool) or not isinstance(got, (Real, Decimal)):
        raise StrategicError(f"{name} at {told(label)} is {_shown(got)} ({type(got).__name__}), not a number")
    got = _float(got)
    if not math.isfinite(got):
        raise StrategicError(f"{name} at {told(label)} is {got}: it must be a finite number")
    if abs(got) > LARGEST:
        raise StrategicError(f"{name} at {told(label)} is beyond {LARGEST:g}: give amounts in a larger unit, such as millions")
    return got


def _shown(value):
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
