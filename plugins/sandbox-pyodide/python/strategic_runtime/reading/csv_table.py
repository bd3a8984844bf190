"""Tables from text with delimiters."""
import csv
import io
import itertools
import warnings

from strategic_runtime.reading import columns_of_text, date_numbers, doubts, gaps, identifiers, layout, names
from strategic_runtime.reading.errors import DatasetError
from strategic_runtime.reading.findings import Findings, of_column
from strategic_runtime.reading.numbers import EXACT, PLAIN, STYLES
from strategic_runtime.reading.text import decoded, refuse_others, tell_guessed

# More than any table for people has: each would be an object of pandas' of its own.
MOST_COLUMNS = 5000


def read(name, data):
    """(table, findings)"""
    refuse_others(name, data, "csv")
    text, encoding = decoded(name, data)
    if "\0" in text:
        raise DatasetError("dataset %r contains NUL bytes; it is not a text table" % name)
    sample = layout.sample_of(text)
    delimiter = layout.delimiter_of(sample)
    decimal, sure = layout.decimal_of(sample, delimiter)
    findings = Findings(encoding, delimiter, decimal)
    tell_guessed(text, encoding, findings)
    if not sure and decimal == ",":
        findings.note(None, "decimal-comma", "numbers such as 1,234 were read with a decimal comma, as 1.234; nothing in the table proves it", None)
    text = _without_titles(text, sample, findings)
    try:
        import pandas as pd
    except ImportError:
        return _rows(name, text, findings), findings
    frame = _frame(pd, name, text, findings)
    if not sure and decimal == ".":
        _tell_points(frame, findings)
    return frame, findings


def _tell_points(frame, findings):
    """1.234 in a file whose delimiter leaves the comma free: each could as well stand between thousands."""
    percents = {note["column"] for note in findings.notes if note["kind"] == "percent"}
    for position, kind in enumerate(frame.dtypes):
        if kind.kind != "f" or str(frame.columns[position]) in percents:
            continue
        values = frame.iloc[:, position].dropna()
        thousands = (values * 1000).round()
        if len(values) and ((values * 1000 - thousands).abs() < 1e-6).all() and (values.abs() >= 1).all() and (values % 1 != 0).any():
            named, first = of_column(frame.columns[position]), values.iloc[0]
            told = "%.3f was read with a decimal point; nothing in the table proves that it is not %d, with a point between thousands" % (first, round(first * 1000))
            findings.note(frame.columns[position], "decimal-point", told, "%s = (%s * 1000).round()  # if it stands between thousands" % (named, named))


def _without_titles(text, sample, findings):
    characters, lines, titles = layout.title_rows(sample, findings.assumed["delimiter"])
    if not titles:
        return text
    findings.first_row += lines
    findings.note(None, "title-rows", "%s above the header: %s" % ("one line stands" if len(titles) == 1 else "%d lines stand" % len(titles), " / ".join(titles)[:200]), None)
    return text[characters:]


def _frame(pd, name, text, findings):
    # pandas' quick reader may miss the last digit of a float; the file's number is the one that counts. Without `index_col` it would
    # take a first column that the header does not name for labels, and every other column would stand under its neighbour's name.
    assumed = findings.assumed
    options = {"sep": assumed["delimiter"], "decimal": assumed["decimal"], "skipinitialspace": True, "float_precision": "round_trip", "index_col": False}
    _refuse_wide(name, text, assumed["delimiter"])
    # Bytes are taken as they are; of text pandas makes bytes in small pieces, which takes as long as reading them.
    written_as = text.encode()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            # A column is told from all of its cells, not from a part of the file at a time.
            frame = pd.read_csv(io.BytesIO(written_as), **options, low_memory=False)
    except pd.errors.ParserWarning:
        raise _too_wide(name) from None
    except pd.errors.EmptyDataError:
        raise DatasetError("dataset %r has no columns: it holds nothing but blank lines" % name) from None
    except pd.errors.ParserError as error:
        raise DatasetError("dataset %r can't be read as CSV: %s" % (name, str(error).strip())) from None

    def written(position):
        return pd.read_csv(io.BytesIO(written_as), **options, usecols=[position], dtype=str).iloc[:, 0]

    def words(positions):
        return pd.read_csv(io.BytesIO(written_as), **options, usecols=positions, dtype=str, keep_default_na=False)

    names.tidy(frame, findings, header_of(text, assumed["delimiter"]))
    identifiers.keep_leading_zeros(frame, written, text, findings)
    _keep_large_integers(pd, frame, written, findings)
    gapped = columns_of_text.read(pd, frame, findings, written_by_hand=True)
    date_numbers.read(pd, frame, findings)
    gaps.tell(frame, gapped, words, text, findings)
    _tell_short(frame, text, assumed["delimiter"], findings)
    doubts.tell(pd, frame, findings)
    return frame


def _tell_short(frame, text, delimiter, findings):
    """Rows that end before the header does. Seen by their last column, and then counted in a sample: quotes hide delimiters."""
    if frame.shape[1] < 2 or not len(frame) or not frame.iloc[:, -1].isna().any():
        return
    rows = [row for row in layout.records(layout.sample_of(text), delimiter) if row]
    short = [at for at, row in enumerate(rows) if len(row) < frame.shape[1]]
    if short:
        told = "%s fewer fields than the header, the first row %s: what they lack at their end is missing" % ("one row has" if len(short) == 1 else "%s rows have" % format(len(short), ","), format(short[0] - 1 + findings.first_row, ","))
        findings.note(None, "short-rows", told, None)


def header_of(text, delimiter):
    return next((row for row in layout.records(layout.sample_of(text), delimiter) if row), [])


def _refuse_wide(name, text, delimiter):
    end = text.find("\n")
    count = text.count(delimiter, 0, len(text) if end == -1 else end) + 1
    if count > MOST_COLUMNS:
        raise DatasetError("dataset %r has about %s columns; at most %s can be read. Keep only those that are needed, or turn columns into rows" % (name, format(count, ","), format(MOST_COLUMNS, ",")))


def _too_wide(name):
    return DatasetError("dataset %r has rows with more fields than its header; name every column or remove the extra fields" % name)


def _keep_large_integers(pd, frame, written, findings):
    """A gap makes a whole-number column float; beyond 2^53 that would change digits. Such columns are read again as Int64."""
    for position in range(frame.shape[1]):
        if may_have_lost_digits(frame.iloc[:, position]):
            digits = written(position)
            present = digits.dropna()
            if len(present) and present.str.fullmatch(r"\s*[+-]?\d+\s*").all():
                as_int64(pd, frame, position, [int(one) if type(one) is str else None for one in digits], findings)


def may_have_lost_digits(values):
    return values.dtype.kind == "f" and bool(values.isna().any()) and values.abs().max() >= 2**53


def as_int64(pd, frame, position, numbers, findings):
    try:
        frame.isetitem(position, pd.array(numbers, dtype="Int64"))
    except OverflowError:
        return
    findings.note(frame.columns[position], "large-integers", EXACT, None)


def _rows(name, text, findings):
    """Without pandas: a list of records."""
    decimal = findings.assumed["decimal"]
    grouped = STYLES[","][1][1]

    def number(cell):
        bare = cell.lstrip("+-")
        if decimal == "," and grouped.fullmatch(bare):
            cell = cell.replace(".", "").replace(",", ".")
        if not PLAIN.fullmatch(cell):
            return cell or None
        return int(cell) if cell.lstrip("+-").isdigit() else float(cell)

    try:
        header, *rows = [row for row in layout.records(text, findings.assumed["delimiter"]) if row]
    except csv.Error as error:
        raise DatasetError("dataset %r can't be read as CSV: %s" % (name, error)) from None
    if any(any(row[len(header) :]) for row in rows):
        raise _too_wide(name)
    header = names.apart(header)
    return [dict(itertools.zip_longest(header, map(number, row[: len(header)]))) for row in rows]
