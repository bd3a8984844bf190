"""What makes the numbers of a table doubtful as they stand: repeated rows, several currencies, totals among the rows."""
import re

from strategic_runtime.reading import alike
from strategic_runtime.reading.findings import odd_cells, of_column, shown
from strategic_runtime.reading.numbers import CODES, PLAIN

CURRENCY_NAME = re.compile(r"(^|[^a-z])(currency|währung|waehrung|ccy|curr|devise|moneda|valuta)([^a-z]|$)", re.I)
TOTAL = re.compile(r"(grand |sub)?-?totals?|summe|gesamt(summe)?|sum|insgesamt|total général", re.I)
# Of a label among others: "All industries", "Total population".
TOTAL_OF = re.compile(r"(all|total|gesamt|insgesamt|alle|toutes|tous|todos|todas) \S.*", re.I)
MOST_LABELS = 200
# Of a column with more different texts among so many first cells the last one alone is looked at: they are names of their own.
MOST_TEXTS, SAMPLED = 2000, 10_000
# Rows that are compared with each other: beyond, that takes longer than it is worth.
MOST_COMPARED = 300_000


def tell(pd, frame, findings):
    if len(frame) == 0:
        findings.note(None, "no-rows", "the table has columns and no rows", None)
        return
    _second_header(frame, findings)
    _one_column(frame, findings)
    _repeated_rows(frame, findings)
    _zero_rows(frame, findings)
    _infinite(frame, findings)
    _records(frame, findings)
    texts = list(_texts(frame))
    labelled = _labels(texts)
    _currencies(labelled, findings)
    _total_rows(frame, texts, findings)
    for column, _, labels in labelled:
        alike.tell(column, labels, findings)


def _second_header(frame, findings):
    """A header that goes over two rows leaves its second one as the table's first."""
    if not 3 <= len(frame) or frame.shape[1] < 2:
        return
    words = []
    for position in range(frame.shape[1]):
        cell = frame.iat[0, position]
        if type(cell) is str and PLAIN.fullmatch(cell.strip()):
            return
        below = frame.iloc[1:6, position].dropna()
        if type(cell) is str and len(below) and all(not isinstance(one, bool) and (isinstance(one, (int, float)) or type(one) is str and PLAIN.fullmatch(one.strip())) for one in below):
            words.append(cell)
        elif type(cell) is not str and frame.iloc[:1, position].notna().all():
            return
    if len(words) > 1:
        told = "the first row of the table looks like a second row of the header: %s" % ", ".join(map(shown, words[:4]))
        findings.notes.insert(0, {"column": None, "kind": "header", "message": told, "fix": 'table.columns = ["%s %s" % pair for pair in zip(table.columns, table.iloc[0])]; table = table.iloc[1:]'})


def _one_column(frame, findings):
    if frame.shape[1] == 1 and re.search(r"\S\s{2,}\S", str(frame.columns[0])) and all(type(one) is str and re.search(r"\S\s{2,}\S", one) for one in frame.iloc[:5, 0]):
        findings.note(None, "delimiter", "one column: blanks seem to stand between its fields", 'table = table.iloc[:, 0].str.split(r"\\s{2,}", expand=True)')


def _infinite(frame, findings):
    for position, kind in enumerate(frame.dtypes):
        if kind.kind != "f":
            continue
        values = frame.iloc[:, position]
        count = int(values.abs().eq(float("inf")).sum())
        if count:
            named = of_column(frame.columns[position])
            told = "%s infinite: written so, or too large for a number" % ("one cell is" if count == 1 else "%s cells are" % format(count, ","))
            findings.note(frame.columns[position], "infinite", told, '%s = %s.replace([float("inf"), float("-inf")], float("nan"))' % (named, named))


def _records(frame, findings):
    for position, kind in enumerate(frame.dtypes):
        if kind.kind != "O":
            continue
        present = frame.iloc[:, position].dropna()
        if len(present) and all(type(one) is dict for one in present.iloc[:1000]):
            named = of_column(frame.columns[position])
            findings.note(frame.columns[position], "records", "each cell is a record, not a value", "table = table.join(pd.json_normalize([one if isinstance(one, dict) else {} for one in %s]))" % named)


def _repeated_rows(frame, findings):
    if frame.shape[1] < 2 or len(frame) > MOST_COMPARED:
        return
    try:
        places = _repeated(frame)
    except TypeError:
        return
    count = len(places)
    if count:
        place = int(places[0])
        findings.note(None, "duplicate-rows", "%s of %s rows %s an earlier one in every column, the first in row %s" % (format(count, ","), format(len(frame), ","), "repeats" if count == 1 else "repeat", format(findings.row(place), ",")), "table = table.drop_duplicates()")


def _repeated(frame):
    """Places of rows that are equal to an earlier one. Numbers are compared quickly, and texts only where all numbers are the same."""
    numbers = frame.loc[:, [kind.kind in "iufbM" for kind in frame.dtypes]]
    if numbers.shape[1] in (0, frame.shape[1]):
        return frame.duplicated().to_numpy().nonzero()[0]
    alike = numbers.duplicated(keep=False).to_numpy().nonzero()[0]
    return alike[frame.iloc[alike].duplicated().to_numpy()]


def _zero_rows(frame, findings):
    numbers = frame.select_dtypes("number")
    if numbers.shape[1] < 2:
        return
    empty = (numbers.fillna(0) == 0).all(axis=1)
    for position, kind in enumerate(frame.dtypes):
        if kind.kind in "iuf" or not empty.any():
            continue
        values = frame.iloc[:, position]
        try:
            empty &= values.isna() | values.isin(["", "0", "-", False])
        except TypeError:
            return
    count = int(empty.sum())
    if count:
        findings.note(None, "empty-rows", "%s nothing but zeros and gaps, the first in row %s" % ("%s rows hold" % format(count, ",") if count > 1 else "one row holds", format(findings.row(int(empty.to_numpy().argmax())), ",")), None)


def _texts(frame):
    """(column, values, different texts) of the columns of text that have few enough of them to be looked through."""
    for position, kind in enumerate(frame.dtypes):
        if kind.kind in "iufbmMc" or str(kind).startswith(("Int", "Float", "period")):
            continue
        values = frame.iloc[:, position]
        try:
            # Of a column with many different texts the first rows tell.
            if values.iloc[:SAMPLED].nunique() <= MOST_TEXTS:
                yield frame.columns[position], values, [one for one in values.unique() if one is not None and one == one]
            elif type(values.iloc[-1]) is str:
                yield frame.columns[position], values, [values.iloc[-1]]
        except (TypeError, ValueError):
            continue


def _labels(texts):
    """Those with a few labels, and more than one."""
    return [one for one in texts if 1 < len(one[2]) <= MOST_LABELS and all(type(label) is str for label in one[2])]


def _currencies(labelled, findings):
    for column, values, labels in labelled:
        named = CURRENCY_NAME.search(str(column)) is not None
        if all((one.strip().upper() if named else one) in CODES for one in labels):
            counts = values.value_counts()
            told = ", ".join("%s (%s row%s)" % (name, format(int(count), ","), "s"[: count != 1]) for name, count in list(counts.items())[:6])
            findings.note(column, "mixed-currencies", "amounts in several currencies: %s; don't add them up before they are converted" % told, "table.groupby(%r)" % (column,))


def _total_rows(frame, texts, findings):
    """Rows that add up others: at the end, or after each group."""
    if len(frame) < 3 or frame.select_dtypes("number").shape[1] == 0:
        return
    for column, values, labels in texts:
        totals = [one for one in labels if type(one) is str and TOTAL.fullmatch(one.strip())]
        if 2 < len(labels) <= MOST_LABELS:
            of_all = [one for one in labels if type(one) is str and TOTAL_OF.fullmatch(one.strip())]
            totals += of_all if len(of_all) < 3 else []
        if not totals:
            continue
        if list(values.isin(totals).to_numpy().nonzero()[0]) == [len(frame) - 1]:
            findings.note(column, "total-row", "the last row is called %s: leave it out before adding up" % shown(totals[0]), "table = table.iloc[:-1]")
        else:
            findings.note(column, "total-row", "rows whose name says that they add up others; if they do, leave them out before adding up: %s" % odd_cells(values, totals, findings), "table = table[~%s.isin(%r)]" % (of_column(column), totals))
        return
