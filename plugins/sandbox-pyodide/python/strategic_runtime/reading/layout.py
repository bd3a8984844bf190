"""How a text table is laid out: its delimiter, its decimal sign, and where its header stands."""
import collections
import csv
import io
import re

SAMPLE = 65_536
MOST_TITLE_ROWS = 20
# The comma last: it also stands in words and numbers.
DELIMITERS = "\t|;,"
COMMA_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{3})*,\d+$|[+-]?\d+,\d+$")
POINT_NUMBER = re.compile(r"[+-]?\d+\.\d+$")
COMMA_GROUP = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}$")
GROUP = re.compile(r"[+-]?\d{1,3}\.\d{3}$")
# Beside the digits of an amount: a currency, a unit.
EXTRAS = re.compile(r"^[^\d.,+-]{0,4}|[^\d.,]{0,6}$")
NUMERIC = re.compile(r"[-+(]?[^\w\s]?\s?\d[\d.,:/ %€$-]*\)?$")


def sample_of(text):
    """Whole lines: half a number at the end would be another number."""
    if len(text) <= SAMPLE:
        return text
    end = max(text.rfind("\n", 0, SAMPLE), text.rfind("\r", 0, SAMPLE))
    return text[: end + 1] or text[:SAMPLE]


def records(sample, delimiter, strict=False):
    # Without translation, so that a lone carriage return ends a line as it does for pandas.
    return csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=strict, skipinitialspace=True)


def delimiter_of(sample):
    """The delimiter that splits most of the sample's records into the same number of fields, more than one; quotes respected, and
    where some are not closed before a delimiter, as they stand."""
    best, best_score = ",", (0, 0)
    for strict in (True, False):
        for delimiter in DELIMITERS:
            try:
                widths = [len(row) for row in records(sample, delimiter, strict) if row]
            except csv.Error:
                continue
            counts = collections.Counter(width for width in widths if width > 1)
            if not counts:
                continue
            width, rows = max(counts.items(), key=lambda found: (found[1], found[0]))
            score = (rows / len(widths), width)
            if score > best_score:
                best, best_score = delimiter, score
        if best_score[1]:
            break
    return best


def decimal_of(sample, delimiter):
    """(sign, sure): a decimal comma is assumed only where the sample shows one and no number contradicts it. It is not sure where each
    could as well stand between thousands."""
    if delimiter == ",":
        return ".", True
    comma = point = sure = False
    for row in records(sample, delimiter):
        for cell in row:
            cell = EXTRAS.sub("", cell)
            if COMMA_NUMBER.match(cell):
                comma = True
                sure = sure or not COMMA_GROUP.match(cell)
            elif POINT_NUMBER.match(cell) and not GROUP.match(cell):
                point = True
    return (",", sure) if comma and not point else (".", True)


def title_rows(sample, delimiter):
    """(characters, lines, titles) that stand above the header: rows of one cell, where a header of names and a body that has
    numbers follow. Nothing where that is not sure."""
    titles, reader = [], records(sample, delimiter)
    lines_before = 0
    try:
        for row in reader:
            filled = [cell for cell in row if cell.strip()]
            if len(filled) > 1 or len(titles) >= MOST_TITLE_ROWS:
                break
            titles.extend(cell.strip() for cell in filled)
            lines_before = reader.line_num
        else:
            return 0, 0, []
        if not titles or not _is_header(row, [below for _, below in zip(range(50), reader)]):
            return 0, 0, []
    except csv.Error:
        return 0, 0, []
    lines = io.StringIO(sample, newline="").readlines()
    return sum(map(len, lines[:lines_before])), lines_before, titles


def _is_header(header, body):
    names = [cell.strip() for cell in header]
    if len(names) < 2 or not all(names) or any(NUMERIC.match(name) for name in names):
        return False
    fitting = [row for row in body if len(row) == len(names)]
    if not fitting or len(fitting) < len([row for row in body if row]) / 2:
        return False
    return any(_mostly_numbers([cell for row in fitting if (cell := row[at].strip())]) for at in range(len(names)))


def _mostly_numbers(cells):
    return sum(NUMERIC.match(cell) is not None for cell in cells) > len(cells) / 2


def looks_like_data(names):
    """A first row of numbers: the file may have no header."""
    return len(names) > 1 and sum(bool(NUMERIC.match(str(name).strip())) for name in names) > len(names) / 2
