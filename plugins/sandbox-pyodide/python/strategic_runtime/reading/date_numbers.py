"""Whole numbers that are dates: Excel's count of days, 20250131, 202501, seconds since 1970.

Made dates only in a column that is called one, and told, because it is a guess by name; elsewhere a note has the line that makes them.
"""
import re

from strategic_runtime.reading.findings import of_column

NAMED = re.compile(r"(?i:(^|[^a-z])(date|datum|day|tag|fecha)([^a-z]|$)|datum$|(stich|geburts|liefer|zahl|fälligkeits|buchungs)tag$)|[a-z]Date([^a-z]|$)")
# What says when, and may as well say how much.
MAYBE = re.compile(
    r"(?i:(^|[^a-z])(created|updated|modified|opened|closed|resolved|due|start|started|end|ended|begin|shipped|delivered|ordered|paid|on|at|from|to|until|since|valid|time|timestamp|stamp|epoch|period|month|"
    r"beginn|ende|von|bis|erstellt|geändert|fällig|zeit|periode|monat|mois|mes)([^a-z]|$))|[a-z](At|On|Time)([^a-z]|$)"
)
MONTHLY = re.compile(r"(?i:month|monat|period|yyyymm|mois|mes$)")
SERIAL_FROM, SERIAL_TO = 20_000, 80_000
# 2000 to 2050, where only the name of the column may mean a date.
LIKELY_FROM, LIKELY_TO = 36_526, 54_789
SECONDS_FROM, SECONDS_TO = 946_684_800, 2_524_608_000


def read(pd, frame, findings):
    for position, column in enumerate(frame.columns):
        values = frame.iloc[:, position]
        if values.dtype.kind not in "iuf" and str(values.dtype) not in ("Int64", "Float64"):
            continue
        present = values.dropna()
        if len(present) == 0 or not present.min() >= SERIAL_FROM or not present.max() < 1e14:
            continue
        whole = bool((present % 1 == 0).all())
        if NAMED.search(str(column)) is not None:
            made, how, told = _made(pd, values, present, whole)
            if made is not None:
                frame.isetitem(position, made)
                findings.date(column, how)
                findings.note(column, "date-serial", told, None)
                continue
        if whole:
            _tell(pd, column, present, findings)


def _made(pd, values, present, whole):
    first = present.iloc[0]
    if present.max() <= SERIAL_TO:
        moments = pd.to_datetime(values.astype("float64"), unit="D", origin="1899-12-30")
        # A count of days with its time of day is a float, good for the second.
        shown = "whole numbers such as %d" % first if whole else "numbers such as %s" % first
        return moments if whole else moments.dt.round("s"), "Excel's count of days", "dates: %s were read as Excel's count of days" % shown
    if whole and _are_days(pd, present):
        return pd.to_datetime(values.astype("Int64").astype("string"), format="%Y%m%d"), "year, month and day in digits", "dates: whole numbers such as %d were read as year, month and day" % first
    return None, None, None


def _are_days(pd, present):
    if present.min() < 1900_01_01 or present.max() > 2100_12_31:
        return False
    return not pd.to_datetime(present.astype("int64").astype("string"), format="%Y%m%d", errors="coerce").isna().any()


def _tell(pd, column, present, findings):
    named, name, first = of_column(column), str(column), int(present.iloc[0])
    least, most = present.min(), present.max()
    fix = told = None
    if present.nunique() > 1 and _are_days(pd, present):
        told, fix = "year, month and day", 'pd.to_datetime(%s.astype("Int64").astype("string"), format="%%Y%%m%%d")' % named
    elif MONTHLY.search(name) and 1900_01 <= least and most <= 2100_12 and (present % 100).between(1, 12).all():
        told, fix = "year and month: they can't be counted on from 12 to 01", 'pd.to_datetime(%s.astype("Int64").astype("string"), format="%%Y%%m")' % named
    elif NAMED.search(name) or MAYBE.search(name):
        for unit, factor in (("s", 1), ("ms", 1000)):
            if SECONDS_FROM * factor <= least and most <= SECONDS_TO * factor:
                told, fix = "%s since 1970" % ("seconds" if unit == "s" else "milliseconds"), 'pd.to_datetime(%s, unit="%s")' % (named, unit)
        if LIKELY_FROM <= least and most <= LIKELY_TO:
            told, fix = "Excel's count of days", 'pd.to_datetime(%s, unit="D", origin="1899-12-30")' % named
    if told is not None:
        findings.note(column, "date-number", "numbers such as %d, which look like %s" % (first, told), "%s = %s" % (named, fix))
