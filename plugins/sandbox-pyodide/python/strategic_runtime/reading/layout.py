"""How a text table is laid out: its delimiter, its decimal sign, and where its header stands."""
import collections
import csv
import io
import re

SAMPLE = 65_536
MOST_TITLE_ROWS = 20
BODY_ROWS = 50
# The comma last: it also stands in words and numbers.
DELIMITERS = "\t|;,"
COMMA_NUMBER = re.compile(r"[+-]?\d{1,3}([. '\u2019\u00a0\u202f\u2009]\d{3})*,\d+$|[+-]?\d+,\d+$")
POINT_NUMBER = re.compile(r"[+-]?\d+\.\d+$")
# Which could stand between thousands as well: 1.234, not 0.234.
POINT_GROUP = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}$")
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
    """(sign, sure): a decimal comma is assumed only where the sample shows one and no number contradicts it. Comma or point, it is
    not sure where each could as well stand between thousands."""
    if delimiter == ",":
        return ".", True
    comma = point = sure = grouped = proved = False
    for row in records(sample, delimiter):
        for cell in row:
            cell = EXTRAS.sub("", cell)
            if COMMA_NUMBER.match(cell):
                comma = True
                sure = sure or not COMMA_GROUP.match(cell)
            elif POINT_NUMBER.match(cell):
                point = point or not GROUP.match(cell)
                grouped, proved = grouped or POINT_GROUP.match(cell) is not None, proved or POINT_GROUP.match(cell) is None
    return (",", sure) if comma and not point else (".", proved or not grouped)


def title_rows(sample, delimiter):
    """(characters, lines, titles) that stand above the header: rows of one cell, of remarks, or with half of the header's cells, where a
    header of names and a body that has numbers follow. Nothing where that is not sure."""
    rows, reader = [], records(sample, delimiter)
    try:
        for row in reader:
            rows.append((row, reader.line_num))
            if len(rows) > MOST_TITLE_ROWS + BODY_ROWS:
                break
    except csv.Error:
        return 0, 0, []
    for at in range(1, min(len(rows), MOST_TITLE_ROWS + 1)):
        header, above = rows[at][0], [before for before, _ in rows[:at]]
        if all(_is_title(before, header) for before in above) and _is_header(header, [below for below, _ in rows[at + 1 :]]):
            titles = [", ".join(cell.strip() for cell in before if cell.strip()) for before in above]
            lines_before = rows[at - 1][1]
            lines = io.StringIO(sample, newline="").readlines()
            return sum(map(len, lines[:lines_before])), lines_before, [title for title in titles if title]
    return 0, 0, []


def _is_title(row, header):
    """Above that header: of one cell, a remark, or with half as many cells, or fewer of which one is a number or a date."""
    filled = [cell.strip() for cell in row if cell.strip()]
    names = sum(bool(cell.strip()) for cell in header)
    if len(filled) < 2 or filled[0].startswith("#") and len(filled) != names:
        return True
    return len(filled) <= names / 2 or len(filled) < names and any(NUMERIC.match(cell) for cell in filled)


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
