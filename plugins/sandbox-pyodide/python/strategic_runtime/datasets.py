"""Tables from bytes, and what had to be assumed to read them."""
import codecs
import csv
import io
import json
import re
import sys

from strategic_runtime.limits import ASSUMED_ENTRIES, NAME_CHARACTERS, cut

SAMPLE = 65_536
DELIMITERS = ",;\t|"
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$")
SLASH_DATE = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})$")
COMMA_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{3})*,\d+$|[+-]?\d+,\d+$")


class DatasetError(ValueError):
    pass


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
    import os

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
            return data.decode(encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            return data.decode("latin-1"), "latin-1"


def _delimiter(text):
    """The delimiter that splits the sample's records into the same number of fields, more than one; quotes respected."""
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if row]
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        same = sum(width == widths[0] for width in widths) / len(widths)
        if (same, widths[0]) > best_score:
            best, best_score = delimiter, (same, widths[0])
    return best


def _decimal(text, delimiter):
    """A decimal comma is assumed only where the sample shows one and no number contradicts it."""
    if delimiter == ",":
        return "."
    commas = points = 0
    for row in csv.reader(io.StringIO(text[:SAMPLE]), delimiter=delimiter):
        for cell in row:
            cell = cell.strip()
            if COMMA_NUMBER.match(cell):
                commas += 1
            elif re.match(r"[+-]?\d+\.\d+$", cell) and not re.match(r"[+-]?\d{1,3}\.\d{3}$", cell):
                points += 1
    return "," if commas and not points else "."


def _csv(name, data):
    text, encoding = _decode(data)
    delimiter = _delimiter(text)
    decimal = _decimal(text, delimiter)
    assumed = {"encoding": encoding, "delimiter": delimiter, "decimal": decimal, "thousands": None, "dates": {}, "notes": []}
    del data
    if "\0" in text:
        raise DatasetError("dataset %r contains NUL bytes; it is not a text table" % name)
    try:
        import pandas as pd
    except ImportError:
        return _rows(text, delimiter), assumed
    # pandas' quick reader may miss the last digit of a float; the file's number is the one that counts.
    options = {"sep": delimiter, "decimal": decimal, "skipinitialspace": True, "float_precision": "round_trip"}
    if decimal == ",":
        options["thousands"] = assumed["thousands"] = "."
    try:
        frame = pd.read_csv(io.StringIO(text), **options)
    except pd.errors.ParserError as error:
        raise DatasetError("dataset %r can't be read as CSV: %s" % (name, str(error).strip())) from None
    if type(frame.index) is not pd.RangeIndex:
        raise DatasetError("dataset %r has rows with more fields than its header; name every column or remove the extra fields" % name)
    _keep_large_integers(pd, frame, text, options, assumed)
    _dates(pd, frame, assumed)
    return frame, assumed


def _keep_large_integers(pd, frame, text, options, assumed):
    """A gap makes a whole-number column float; beyond 2^53 that would change digits. Such columns are read again as Int64."""
    wide = [c for c in frame.columns if frame[c].dtype.kind == "f" and frame[c].isna().any() and frame[c].abs().max() >= 2**53]
    for column in wide:
        try:
            again = pd.read_csv(io.StringIO(text), **options, usecols=[column], dtype={column: "Int64"})
        except (ValueError, TypeError, OverflowError):
            continue
        frame[column] = again[column]
        assumed["notes"].append("%s: whole numbers with gaps, kept exact as Int64" % cut(str(column), NAME_CHARACTERS))


def _dates(pd, frame, assumed):
    for position, column in enumerate(frame.columns):
        values = frame.iloc[:, position]
        if values.dtype.kind in "fiubmMc":
            continue
        present = values.dropna()
        if not len(present):
            continue
        first = present.iloc[0]
        if type(first) is not str:
            continue
        if ISO_DATE.match(first) and present.map(lambda v: type(v) is str and ISO_DATE.match(v) is not None).all():
            zones = present.str.contains(r"(?:Z|[+-]\d{2}:?\d{2})$", regex=True)
            try:
                parsed = pd.to_datetime(values, format="ISO8601", utc=bool(zones.any()))
            except (ValueError, TypeError):
                continue
            if zones.any() and not zones.all():
                continue
            frame.isetitem(position, parsed)
            assumed["dates"][str(column)] = "ISO 8601" + (", in UTC" if zones.any() else "")
        elif SLASH_DATE.match(first):
            _slash_dates(pd, frame, position, column, values, present, assumed)


def _slash_dates(pd, frame, position, column, values, present, assumed):
    found = present.map(lambda v: SLASH_DATE.match(v) if type(v) is str else None)
    if found.isna().any():
        return
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


def _rows(text, delimiter):
    def number(cell):
        for kind in (int, float):
            try:
                return kind(cell)
            except ValueError:
                pass
        return cell or None

    return [{key: number(cell) for key, cell in row.items()} for row in csv.DictReader(io.StringIO(text), delimiter=delimiter)]


def _json(name, data):
    text, encoding = _decode(data)
    assumed = {"encoding": encoding, "delimiter": None, "decimal": ".", "thousands": None, "dates": {}, "notes": []}
    try:
        value = json.loads(text)
    except ValueError as error:
        raise DatasetError("dataset %r is not JSON: %s" % (name, error)) from None
    if type(value) is dict and type(value.get("rows")) is list and type(value.get("columns")) is list:
        names = [c["name"] if type(c) is dict else c for c in value["columns"]]
        value = [dict(zip(names, row)) if type(row) is list else row for row in value["rows"]]
    if type(value) is list and not all(type(row) is dict for row in value) or type(value) not in (list, dict):
        raise DatasetError("dataset %r must be a list of records, or columns by name" % name)
    if type(value) is dict and not all(type(column) is list for column in value.values()):
        raise DatasetError("dataset %r must be a list of records, or columns by name, each a list" % name)
    try:
        import pandas as pd
    except ImportError:
        return (value if type(value) is list else [dict(zip(value, row)) for row in zip(*value.values())]), assumed
    try:
        frame = pd.DataFrame(value)
    except ValueError as error:
        raise DatasetError("dataset %r: %s" % (name, error)) from None
    _dates(pd, frame, assumed)
    return frame, assumed


def shape(table):
    if sys.modules.get("pandas") is not None and hasattr(table, "shape"):
        return int(table.shape[0]), int(table.shape[1])
    return len(table), max((len(row) for row in table), default=0)
