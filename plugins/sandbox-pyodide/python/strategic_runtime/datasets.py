"""Tables from bytes, and what had to be assumed to read them."""
import codecs
import csv
import io
import itertools
import json
import os
import re
import sys
import warnings

from strategic_runtime.limits import ASSUMED_ENTRIES, NAME_CHARACTERS, cut

SAMPLE = 65_536
# The comma last: it also stands in words and numbers.
DELIMITERS = "\t|;,"
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$")
SLASH_DATE = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})$")
COMMA_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{3})*,\d+$|[+-]?\d+,\d+$")
GROUPED_NUMBER = re.compile(r"\s*[+-]?(\d{1,3}(\.\d{3})*|\d+)(,\d+)?\s*$")
WHOLE_NUMBER = re.compile(r"\s*[+-]?\d+\s*$")
NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$")


class DatasetError(ValueError):
    pass


class Datasets(dict):
    """The tables of a run. A table answers to its file's name with and without the extension."""

    def __missing__(self, name):
        if isinstance(name, str) and name:
            stem = name.rpartition(".")[0]
            like = [known for known in self if known == stem or known.rpartition(".")[0] == name]
            if len(like) == 1:
                return self[like[0]]
        raise KeyError(name)


def load(name, format, path):
    """Returns (table, assumed). The file is the sandbox's own copy and is removed."""
    table, assumed = _load(name, format, path)
    assumed["dates"], assumed["notes"] = _dates_told(assumed["dates"]), _told(assumed["notes"])
    return table, assumed


def _dates_told(dates):
    """A header may be as long as its file: names are cut, and what is left out is counted."""
    told = {cut(name, NAME_CHARACTERS): how for name, how in list(dates.items())[:ASSUMED_ENTRIES]}
    left = len(dates) - len(told)
    return {**told, "…": "and %d columns more" % left} if left > 0 else told


def _told(notes):
    shown = notes[:ASSUMED_ENTRIES]
    return shown + ["… and %d notes more" % (len(notes) - len(shown))] if len(notes) > len(shown) else shown


def _load(name, format, path):
    with open(path, "rb") as file:
        data = file.read()
    os.unlink(path)
    if not data.strip():
        raise DatasetError("dataset %r is empty" % name)
    if format == "json":
        return _json(name, data)
    if format == "csv":
        return _csv(name, data)
    raise DatasetError("dataset %r has the unknown format %r; use csv or json" % (name, format))


def _decode(data):
    for bom, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise DatasetError("the file begins as %s and does not go on so: %s" % (encoding, error)) from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            return data.decode("latin-1"), "latin-1"


def _sample(text):
    """Whole lines: half a number at the end would be another number."""
    if len(text) <= SAMPLE:
        return text
    return text[: text.rfind("\n", 0, SAMPLE) + 1] or text[:SAMPLE]


def _delimiter(sample):
    """The delimiter that splits the sample's records into the same number of fields, more than one; quotes respected, and where some
    are not closed before a delimiter, as they stand."""
    best, best_score = ",", (0, 0)
    for strict in (True, False):
        for delimiter in DELIMITERS:
            try:
                widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter, strict=strict, skipinitialspace=True) if row]
            except csv.Error:
                continue
            if not widths or widths[0] < 2:
                continue
            same = sum(width == widths[0] for width in widths) / len(widths)
            if (same, widths[0]) > best_score:
                best, best_score = delimiter, (same, widths[0])
        if best_score[1]:
            break
    return best


def _decimal(sample, delimiter):
    """A decimal comma is assumed only where the sample shows one and no number contradicts it."""
    if delimiter == ",":
        return "."
    comma = point = False
    for row in csv.reader(io.StringIO(sample), delimiter=delimiter):
        for cell in row:
            cell = cell.strip()
            if COMMA_NUMBER.match(cell):
                comma = True
            elif re.match(r"[+-]?\d+\.\d+$", cell) and not re.match(r"[+-]?\d{1,3}\.\d{3}$", cell):
                point = True
    return "," if comma and not point else "."


def _csv(name, data):
    text, encoding = _decode(data)
    sample = _sample(text)
    delimiter = _delimiter(sample)
    decimal = _decimal(sample, delimiter)
    assumed = {"encoding": encoding, "delimiter": delimiter, "decimal": decimal, "thousands": None, "dates": {}, "notes": []}
    if "\0" in text:
        raise DatasetError("dataset %r contains NUL bytes; it is not a text table" % name)
    try:
        import pandas as pd
    except ImportError:
        return _rows(name, text, delimiter, decimal), assumed
    # pandas' quick reader may miss the last digit of a float; the file's number is the one that counts. Without `index_col` it would
    # take a first column that the header does not name for labels, and every other column would stand under its neighbour's name.
    options = {"sep": delimiter, "decimal": decimal, "skipinitialspace": True, "float_precision": "round_trip", "index_col": False}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = pd.read_csv(io.StringIO(text), **options)
    except pd.errors.ParserWarning:
        raise _too_wide(name) from None
    except pd.errors.ParserError as error:
        raise DatasetError("dataset %r can't be read as CSV: %s" % (name, str(error).strip())) from None
    grouped = _grouped(pd, frame, text, options, assumed) if decimal == "," else []
    _keep_large_integers(pd, frame, text, options, grouped, assumed)
    _dates(pd, frame, assumed)
    return frame, assumed


def _too_wide(name):
    return DatasetError("dataset %r has rows with more fields than its header; name every column or remove the extra fields" % name)


def _grouped(pd, frame, text, options, assumed):
    """Columns of numbers such as 1.234,5: read again without the points. Told column by column, or a date such as 03.04.2026 would lose its
    points too, and be a number."""
    found = [position for position in range(frame.shape[1]) if _every(frame.iloc[:, position], GROUPED_NUMBER)]
    if found:
        again = pd.read_csv(io.StringIO(text), **options, usecols=found, thousands=".")
        for place, position in enumerate(found):
            frame.isetitem(position, again.iloc[:, place])
        assumed["thousands"] = "."
    return found


def _every(values, pattern):
    """All values that are there are text of this form, and some are there."""
    if values.dtype.kind in "fiubmMc":
        return False
    present = values.dropna()
    return len(present) > 0 and bool(present.map(lambda v: type(v) is str and pattern.match(v) is not None).all())


def _keep_large_integers(pd, frame, text, options, grouped, assumed):
    """A gap makes a whole-number column float; beyond 2^53 that would change digits. Such columns are read again as Int64."""
    for position in range(frame.shape[1]):
        if _may_have_lost_digits(frame.iloc[:, position]):
            digits = pd.read_csv(io.StringIO(text), **options, usecols=[position], dtype=str).iloc[:, 0]
            digits = digits.str.replace(".", "") if position in grouped else digits
            if _every(digits, WHOLE_NUMBER):
                _as_int64(pd, frame, position, [int(one) if type(one) is str else None for one in digits], assumed)


def _may_have_lost_digits(values):
    return values.dtype.kind == "f" and bool(values.isna().any()) and values.abs().max() >= 2**53


def _as_int64(pd, frame, position, numbers, assumed):
    column = frame.columns[position]
    try:
        frame.isetitem(position, pd.array(numbers, dtype="Int64"))
    except OverflowError:
        return
    assumed["notes"].append("%s: whole numbers with gaps, kept exact as Int64" % cut(str(column), NAME_CHARACTERS))


def _dates(pd, frame, assumed):
    for position, column in enumerate(frame.columns):
        values = frame.iloc[:, position]
        if _every(values, ISO_DATE):
            present = values.dropna()
            zones = present.str.contains(r"(?:Z|[+-]\d{2}:?\d{2})$", regex=True)
            try:
                parsed = pd.to_datetime(values, format="ISO8601", utc=bool(zones.any()))
            except (ValueError, TypeError):
                continue
            if zones.any() and not zones.all():
                continue
            frame.isetitem(position, parsed)
            assumed["dates"][str(column)] = "ISO 8601" + (", in UTC" if zones.any() else "")
        elif _every(values, SLASH_DATE):
            _slash_dates(pd, frame, position, column, values, assumed)


def _slash_dates(pd, frame, position, column, values, assumed):
    found = values.dropna().map(SLASH_DATE.match)
    separator = found.iloc[0].group(2)
    firsts, seconds = found.map(lambda m: int(m.group(1))), found.map(lambda m: int(m.group(3)))
    if firsts.max() > 12 and seconds.max() <= 12:
        order, label = "%d{0}%m{0}%Y", "day{0}month{0}year"
    elif seconds.max() > 12 and firsts.max() <= 12:
        order, label = "%m{0}%d{0}%Y", "month{0}day{0}year"
    else:
        assumed["notes"].append("%s: day and month can't be told apart; kept as text" % cut(str(column), NAME_CHARACTERS))
        return
    try:
        frame.isetitem(position, pd.to_datetime(values, format=order.format(separator)))
    except ValueError:
        return
    assumed["dates"][str(column)] = label.format(separator)


def _rows(name, text, delimiter, decimal):
    """Without pandas: a list of records."""

    def number(cell):
        if decimal == "," and GROUPED_NUMBER.match(cell):
            cell = cell.replace(".", "").replace(",", ".")
        if not NUMBER.match(cell):
            return cell or None
        return int(cell) if WHOLE_NUMBER.match(cell) else float(cell)

    try:
        header, *rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True) if row]
    except csv.Error as error:
        raise DatasetError("dataset %r can't be read as CSV: %s" % (name, error)) from None
    if any(any(row[len(header) :]) for row in rows):
        raise _too_wide(name)
    header = _apart(header)
    return [dict(itertools.zip_longest(header, map(number, row[: len(header)]))) for row in rows]


def _apart(names):
    """Columns of the same name stay apart, as pandas keeps them: a, a.1."""
    out = []
    for name in names:
        count = itertools.count(1)
        told = name
        while told in out:
            told = "%s.%d" % (name, next(count))
        out.append(told)
    return out


def _json(name, data):
    text, encoding = _decode(data)
    assumed = {"encoding": encoding, "delimiter": None, "decimal": ".", "thousands": None, "dates": {}, "notes": []}
    try:
        value = json.loads(text)
    except ValueError as error:
        raise DatasetError("dataset %r is not JSON: %s" % (name, error)) from None
    if type(value) is dict and type(value.get("rows")) is list and type(value.get("columns")) is list:
        value = _records(name, value["columns"], value["rows"])
    if type(value) is list and not all(type(row) is dict for row in value) or type(value) not in (list, dict):
        raise DatasetError("dataset %r must be a list of records, or columns by name" % name)
    if type(value) is dict and not all(type(column) is list for column in value.values()):
        raise DatasetError("dataset %r must be a list of records, or columns by name, each a list" % name)
    if type(value) is dict and len({len(column) for column in value.values()}) > 1:
        raise DatasetError("dataset %r has columns of different lengths" % name)
    try:
        import pandas as pd
    except ImportError:
        return (value if type(value) is list else [dict(zip(value, row)) for row in zip(*value.values())]), assumed
    frame = pd.DataFrame(value)
    for position, column in enumerate(frame.columns):
        if _may_have_lost_digits(frame.iloc[:, position]):
            numbers = value[column] if type(value) is dict else [row.get(column) for row in value]
            if all(one is None or type(one) is int for one in numbers):
                _as_int64(pd, frame, position, numbers, assumed)
    _dates(pd, frame, assumed)
    return frame, assumed


def _records(name, columns, rows):
    """The form in which the server itself gives tables: names, or names with kinds, and rows as lists."""
    names = [column.get("name") if type(column) is dict else column for column in columns]
    if not all(type(one) in (str, int, float) for one in names):
        raise DatasetError("dataset %r has a column without a name" % name)
    if any(type(row) is list and len(row) > len(names) for row in rows):
        raise _too_wide(name)
    names = _apart(names)
    if not rows:
        return {one: [] for one in names}
    return [dict(itertools.zip_longest(names, row)) if type(row) is list else row for row in rows]


def shape(table):
    if sys.modules.get("pandas") is not None and hasattr(table, "shape"):
        return int(table.shape[0]), int(table.shape[1])
    return len(table), max((len(row) for row in table), default=0)
