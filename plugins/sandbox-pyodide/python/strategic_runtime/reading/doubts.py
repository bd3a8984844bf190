"""What makes the numbers of a table doubtful as they stand: repeated rows, several currencies, totals among the rows."""
import re

from strategic_runtime.reading.findings import of_column, shown
from strategic_runtime.reading.numbers import CODES

CURRENCY_NAME = re.compile(r"(^|[^a-z])(currency|währung|waehrung|ccy|curr|devise|moneda|valuta)([^a-z]|$)", re.I)
TOTAL = re.compile(r"(grand |sub)?-?totals?|summe|gesamt(summe)?|sum|insgesamt|total général", re.I)
MOST_LABELS = 200
# Rows that are compared with each other: beyond, that takes longer than it is worth.
MOST_COMPARED = 300_000


def tell(pd, frame, findings):
    if len(frame) == 0:
        findings.note(None, "no-rows", "the table has columns and no rows", None)
        return
    _repeated_rows(frame, findings)
    _zero_rows(frame, findings)
    labels = list(_labels(frame))
    _currencies(labels, findings)
    _total_row(frame, findings)
    _similar_labels(labels, findings)


def _repeated_rows(frame, findings):
    if frame.shape[1] < 2 or len(frame) > MOST_COMPARED:
        return
    try:
        repeated = frame.duplicated()
    except TypeError:
        return
    count = int(repeated.sum())
    if count:
        place = int(repeated.to_numpy().argmax())
        findings.note(None, "duplicate-rows", "%s of %s rows repeat an earlier one in every column, the first in row %s" % (format(count, ","), format(len(frame), ","), format(findings.row(place), ",")), "table = table.drop_duplicates()")


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
        findings.note(None, "empty-rows", "%s hold nothing but zeros and gaps, the first in row %s" % ("%s rows" % format(count, ",") if count > 1 else "one row", format(findings.row(int(empty.to_numpy().argmax())), ",")), None)


def _labels(frame):
    """(column, values, different texts) of the columns that have few of them, and more than one."""
    for position, kind in enumerate(frame.dtypes):
        if kind.kind in "iufbmMc" or str(kind).startswith(("Int", "Float", "period")):
            continue
        values = frame.iloc[:, position]
        try:
            # Of a column with many different texts the first rows tell.
            if values.iloc[: 10 * MOST_LABELS].nunique() > MOST_LABELS:
                continue
            values = values.dropna()
            labels = values.unique()
        except TypeError:
            continue
        if 1 < len(labels) <= MOST_LABELS and all(type(one) is str for one in labels):
            yield frame.columns[position], values, labels


def _currencies(labelled, findings):
    for column, values, labels in labelled:
        if CURRENCY_NAME.search(str(column)) and all(one.strip().upper() in CODES for one in labels):
            counts = values.value_counts()
            told = ", ".join("%s (%s row%s)" % (name, format(int(count), ","), "s"[: count != 1]) for name, count in list(counts.items())[:6])
            findings.note(column, "mixed-currencies", "amounts in several currencies: %s; don't add them up before they are converted" % told, "table.groupby(%r)" % (column,))


def _total_row(frame, findings):
    if len(frame) < 3 or frame.select_dtypes("number").shape[1] == 0:
        return
    for position, kind in enumerate(frame.dtypes):
        if kind.kind in "iufbmM":
            continue
        last = frame.iat[len(frame) - 1, position]
        if type(last) is str and TOTAL.fullmatch(last.strip()):
            findings.note(frame.columns[position], "total-row", "the last row is called %s: leave it out before adding up" % shown(last), "table = table.iloc[:-1]")
            return


def _similar_labels(labelled, findings):
    for column, _, labels in labelled:
        alike = {}
        for label in labels:
            alike.setdefault(" ".join(label.split()).casefold(), []).append(label)
        groups = [group for group in alike.values() if len(group) > 1]
        if groups:
            told = "; ".join(" and ".join(shown(one) for one in sorted(group)) for group in groups[:3])
            more = ", and %d more" % (len(groups) - 3) if len(groups) > 3 else ""
            findings.note(column, "similar-values", "differ only in case or blanks, and are counted apart: %s%s" % (told, more), "%s = %s.str.strip().str.casefold()" % (of_column(column), of_column(column)))
