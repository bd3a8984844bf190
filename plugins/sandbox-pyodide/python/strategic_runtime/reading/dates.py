"""Columns of text in which people wrote dates. Which of day and month comes first is told by the whole table, or stays open."""
import datetime
import re

from strategic_runtime.reading.findings import odd_cells, of_column, shown

ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$")
ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")
TIME = r"(?:[T,]? ?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<second>:\d{2})?(?P<part>\.\d{1,9})?(?: ?(?P<half>[AaPp]\.?[Mm]\.?))?)?"
# With two digits for the year only where it can be no version number.
NUMERIC = re.compile(r"(?=\d{1,2}/|\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d\d[.-]\d\d[.-]\d\d(?!\d))(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})" + TIME)
YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<sep>[/.-])(?P<a>\d{1,2})(?P=sep)(?P<b>\d{1,2})" + TIME)
DAY_NAMED = re.compile(r"(?P<a>\d{1,2})(?:st|nd|rd|th|er|\.)?(?P<sep>[ /-]|) ?(?:de )?(?P<month>[^\W\d]{3,10})\.?(?: de |[ /-]|, ?|)(?P<year>\d{4}|\d{2})" + TIME)
MONTH_NAMED = re.compile(r"(?P<month>[^\W\d]{3,9})\.? (?P<a>\d{1,2})(?:st|nd|rd|th)?(?:, ?| )(?P<year>\d{4})" + TIME)
MONTH = re.compile(r"(?P<year>\d{4})[-/](?P<a>\d{2})|(?P<a2>\d{1,2})/(?P<year2>\d{4})|(?P<month>[^\W\d]{3,9})\.?[ -](?P<year3>\d{4})")
QUARTER = re.compile(
    r"(?P<year>\d{4})[ '/-]?Q(?P<q>[1-4])|(?:Q(?P<q2>[1-4])[ '\u2019/-]{0,2}|(?P<q3>[1-4])(?:Q|\.? ?Quartal)[ '\u2019/-]?)(?P<year2>\d{4})"
    r"|(?:Q(?P<q4>[1-4])[ '\u2019/-]{1,2}|(?P<q5>[1-4])Q[ '\u2019/-]?)(?P<year3>\d{2})",
    re.I,
)
MONTHS = {}
for _at, _names in enumerate(
    (
        "jan january januar jän jänner janv janvier ene enero|feb february februar févr février fevrier febrero|mar march mär märz mrz mars marzo|apr april avr avril abr abril|may mai mayo|jun june juni juin junio|"
        "jul july juli juil juillet julio|aug august août aout ago agosto|sep sept september septembre septiembre setiembre|oct october okt oktober octobre octubre|nov november novembre noviembre|dec december dez dezember déc décembre decembre dic diciembre"
    ).split("|")
):
    MONTHS.update(dict.fromkeys(_names.split(), _at + 1))
WEEKDAY = re.compile(r"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|(?:mo|di|mi|do|fr|sa|so)(?=[.,]))[.,]{0,2} (?!\d{4}-)", re.I)
SAMPLED = 200
MEANT = 0.5


class Column:
    """A column whose cells are dates of one form, and what can be said of their order."""

    def __init__(self, position, name, values, cells, form, found):
        self.position, self.name, self.values, self.form = position, name, values, form
        # By cell, and all of them.
        self.cells, self.found = cells, found
        self.separator = found[0]["sep"] if form is NUMERIC else None
        self.order = None
        if form is NUMERIC:
            firsts, seconds = max(int(one["a"]) for one in found), max(int(one["b"]) for one in found)
            least = min(min(int(one["a"]), int(one["b"])) for one in found)
            self.possible = [order for order, day, month in (("day", firsts, seconds), ("month", seconds, firsts)) if day <= 31 and month <= 12 and least > 0]
            if len(self.possible) == 1:
                self.order = self.possible[0]

    @property
    def open(self):
        return self.form is NUMERIC and self.order is None


def looks_like_dates(cells):
    sampled = [_tidy(cell) for cell in cells[:SAMPLED]]
    return len(sampled) > 0 and sum(_form(cell) is not None for cell in sampled) > MEANT * len(sampled)


def _tidy(cell):
    """With single blanks, and without the name of the day."""
    return WEEKDAY.sub("", " ".join(cell.split()), count=1) if cell[:1].isalpha() else " ".join(cell.split())


def _form(cell):
    if ISO.match(cell):
        return ISO
    return next((form for form in (NUMERIC, YEAR_FIRST, DAY_NAMED, MONTH_NAMED, MONTH, QUARTER) if (found := form.fullmatch(cell)) and _month_of(found)), None)


def _month_of(found):
    """False for a word that is no month."""
    word = found.groupdict().get("month")
    return word is None or word.lower() in MONTHS


def read(pd, frame, columns, findings):
    """`columns`: (position, cells) of those that look like dates. Changes the frame where every cell is a date."""
    known = []
    for position, cells in columns:
        known.extend(_column(pd, frame, position, cells, findings))
    proved = {(one.separator, one.order): one for one in known if one.form is NUMERIC and one.order is not None}
    for column in known:
        if column.open:
            _settle(column, proved, findings)
        if not column.open:
            _convert(pd, frame, column, findings)
    _tell_century(known, findings)


def _column(pd, frame, position, cells, findings):
    values, name = frame.iloc[:, position], frame.columns[position]
    counts = {}
    for cell in cells[:SAMPLED]:
        form = _form(_tidy(cell))
        if form is not None:
            counts[form] = counts.get(form, 0) + 1
    form = max(counts, key=counts.get)
    if form is ISO:
        _iso(pd, frame, position, cells, findings)
        return []
    tidy = {cell: _tidy(cell) for cell in cells}
    found = {cell: one for cell in cells if (one := form.fullmatch(tidy[cell])) and _month_of(one) and one.groupdict().get("sep") == _separator(form, tidy, cells)}
    odd = [cell for cell in cells if cell not in found]
    if odd:
        _tell_odd(values, odd, name, findings)
        return []
    if form is MONTH and all(_season(one) for one in found.values()):
        return []
    return [Column(position, name, values, found, form, list(found.values()))]


def _season(found):
    """2008-09 and 2009-10: from one year to the next."""
    return found["year"] is not None and (int(found["year"]) + 1) % 100 == int(found["a"])


def _separator(form, tidy, cells):
    first = next(found for cell in cells if (found := form.fullmatch(tidy[cell])) and _month_of(found))
    return first.groupdict().get("sep")


def _tell_odd(values, odd, name, findings):
    named = of_column(name)
    findings.note(name, "text-not-date", "text, not dates, because of %s" % odd_cells(values, odd, findings), "%s = pd.to_datetime(%s, errors=\"coerce\")" % (named, named))


def _iso(pd, frame, position, cells, findings):
    values, name = frame.iloc[:, position], frame.columns[position]
    odd = [cell for cell in cells if not ISO.match(cell.strip())]
    if odd:
        return _tell_odd(values, odd, name, findings)
    zoned = [ZONE.search(cell.strip(), 10) is not None for cell in cells]
    named = of_column(name)
    if any(zoned) and not all(zoned):
        findings.note(name, "text-not-date", "text: some moments have a time zone and some have none", '%s = pd.to_datetime(%s, utc=True, format="ISO8601")' % (named, named))
        return None
    try:
        tidy = values.str.strip() if any(cell != cell.strip() for cell in cells) else values
        frame.isetitem(position, pd.to_datetime(tidy, format="ISO8601", utc=any(zoned)))
    except (ValueError, TypeError):
        return _impossible(values, cells, name, findings)
    findings.date(name, "ISO 8601" + (", in UTC" if any(zoned) else ""))
    return None


def _impossible(values, cells, name, findings):
    odd = []
    for cell in cells:
        try:
            datetime.date.fromisoformat(cell.strip()[:10])
        except ValueError:
            odd.append(cell)
    if odd:
        _tell_odd(values, odd, name, findings)


def _settle(column, proved, findings):
    """Day and month of this column could be either: another column of the table may prove it."""
    if not column.possible:
        findings.note(column.name, "date-order", "text: neither day first nor month first fits every cell", None)
        return
    same = {order for separator, order in proved if separator == column.separator}
    orders = same or {order for _, order in proved}
    if len(orders) == 1:
        column.order = orders.pop()
        sibling = next(one for (_, order), one in proved.items() if order == column.order)
        findings.note(column.name, "date-order", "dates: %s first, as the column %s proves" % (column.order, shown(str(sibling.name))), None)
    elif not orders and column.separator == "." and findings.assumed["decimal"] == ",":
        column.order = "day"
        findings.note(column.name, "date-order", "dates: day first, as is usual where decimals are written with a comma; no date in this table proves it", None)
    else:
        named = of_column(column.name)
        findings.note(column.name, "date-order", "day and month can't be told apart; kept as text", "%s = pd.to_datetime(%s, dayfirst=True)  # or dayfirst=False" % (named, named))


def _convert(pd, frame, column, findings):
    if column.form is NUMERIC and column.order is None:
        return
    made, odd = {}, []
    for cell, found in column.cells.items():
        try:
            made[cell] = _moment(pd, column, found)
        except ValueError:
            odd.append(cell)
    if odd:
        return _tell_odd(column.values, odd, column.name, findings)
    made = [made[cell] if type(cell) is str else None for cell in column.values.array]
    kind = "period[Q-DEC]" if column.form is QUARTER else "datetime64[us]"
    frame.isetitem(column.position, pd.Series(made, index=column.values.index, dtype=kind))
    findings.date(column.name, _how(column))
    return None


def _tell_century(columns, findings):
    """Once for all columns whose years have two digits."""
    short = [column.name for column in columns if any(_has_short_year(found.groupdict()) for found in column.found)]
    if short:
        findings.note(short[0] if len(short) == 1 else None, "date-century", "dates: years of two digits were read as 1969 to 2068%s" % ("" if len(short) == 1 else ", in " + ", ".join(shown(name) for name in short[:8])), None)


def _has_short_year(parts):
    return any(len(parts.get(name) or "    ") == 2 for name in ("year", "year3"))


def _year(digits):
    return int(digits) if len(digits) == 4 else int(digits) + (2000 if int(digits) < 69 else 1900)


def _moment(pd, column, found):
    parts = found.groupdict()
    if column.form is QUARTER:
        quarter = next(parts[name] for name in ("q", "q2", "q3", "q4", "q5") if parts[name])
        return pd.Period(year=_year(parts["year"] or parts["year2"] or parts["year3"]), quarter=int(quarter), freq="Q-DEC")
    if column.form is MONTH:
        month = MONTHS[parts["month"].lower()] if parts["month"] else int(parts["a"] or parts["a2"])
        return datetime.datetime(int(parts["year"] or parts["year2"] or parts["year3"]), month, 1)
    year = _year(parts["year"])
    if column.form in (DAY_NAMED, MONTH_NAMED):
        month, day = MONTHS[parts["month"].lower()], int(parts["a"])
    elif column.form is YEAR_FIRST:
        month, day = int(parts["a"]), int(parts["b"])
    else:
        day, month = (int(parts["a"]), int(parts["b"])) if column.order == "day" else (int(parts["b"]), int(parts["a"]))
    return datetime.datetime(year, month, day, *_time(parts))


def _time(parts):
    if parts["hour"] is None:
        return ()
    hour, half = int(parts["hour"]), parts["half"]
    if half is not None:
        if not 1 <= hour <= 12:
            raise ValueError("an hour of a half day")
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    return hour, int(parts["minute"]), int((parts["second"] or ":0")[1:]), int(((parts["part"] or ".0")[1:] + "000000")[:6])


def _how(column):
    separator = column.separator
    if column.form is QUARTER:
        return "quarters"
    if column.form is MONTH:
        return "months, as their first day"
    if column.form is YEAR_FIRST:
        return "year, month, day"
    if column.form in (DAY_NAMED, MONTH_NAMED):
        return "with the month's name"
    return "{0}{2}{1}{2}year".format(*(("day", "month") if column.order == "day" else ("month", "day")), separator)

