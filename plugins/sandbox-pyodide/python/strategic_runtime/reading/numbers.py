"""Columns of text in which people wrote numbers: with separators between thousands, currency signs, per cent, units.

Such a column becomes numbers when every cell agrees; else it stays text, and a note says which cells are in the way.
"""
import re

from strategic_runtime.reading.findings import odd_cells, of_column, shown

SIGNS = {"$": "$", "US$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "₹": "INR", "₩": "KRW", "zł": "PLN", "R$": "BRL", "kr": "kr"}
CODES = """USD EUR GBP CHF JPY CNY INR CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN TRY RUB UAH ILS AED SAR ZAR BRL MXN ARS CLP COP KRW SGD HKD TWD THB IDR MYR
PHP VND EGP NGN KES""".split()
UNITS = """kg g mg t km m cm mm mi ft in l ml h hr hrs min s sec ms d days day h/week pcs Stk °C °F K W kW MW GW Wh kWh MWh GWh V A Hz kHz MHz GHz B kB KB MB GB TB PB
ha m² m2 km² km2 m³ m3 pp bp bps FTE PT""".split()
_either = lambda words: "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
MONEY = _either([*SIGNS, *CODES])
SPACE = "[ \u00a0\u202f\u2009]"
CELL = re.compile(
    r"(?P<open>\()?{s}*(?P<sign>[-+\u2212])?{s}*(?P<before>{money})?{s}*(?P<sign2>[-+\u2212])?{s}*"
    r"(?P<digits>\d[\d.,'\u2019 \u00a0\u202f\u2009]*|[.,]\d+)"
    r"(?:{s}*(?P<percent>%)|{s}*(?P<after>{money})|{s}*(?P<unit>{units}))?(?P<behind>-)?{s}*(?P<close>\))?".format(s=SPACE, money=MONEY, units=_either(UNITS))
)
PLAIN = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
# How the digits are grouped, by the decimal sign: (separator, all the digits of a cell).
STYLES = {
    ".": (("", r"\d+(\.\d*)?|\.\d+"), (",", r"\d{1,3}(,\d{3})+(\.\d+)?|\d{1,2}(,\d{2})+,\d{3}(\.\d+)?|\d+(\.\d+)?|\.\d+"), (" ", r"\d{1,3}([ \u00a0\u202f\u2009]\d{3})+(\.\d+)?|\d+(\.\d+)?"), ("'", r"\d{1,3}(['\u2019]\d{3})+(\.\d+)?|\d+(\.\d+)?")),
    ",": (("", r"\d+(,\d*)?|,\d+"), (".", r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?"), (" ", r"\d{1,3}([ \u00a0\u202f\u2009]\d{3})+(,\d+)?|\d+(,\d+)?"), ("'", r"\d{1,3}(['\u2019]\d{3})+(,\d+)?|\d+(,\d+)?")),
}
STYLES = {decimal: [(separator, re.compile(digits)) for separator, digits in styles] for decimal, styles in STYLES.items()}
# 3.5M, 12k: so many thousands or millions.
MAGNITUDE = re.compile(r"(?P<money>(?:{money})? ?)[-+]?\d+(?:[.,]\d+)? ?(?P<size>k|K|M|Mn|Mio\.?|m|B|bn|Mrd\.?)".format(money=MONEY))
SIZES = {"k": "e3", "K": "e3", "m": "e6", "M": "e6", "Mn": "e6", "Mio": "e6", "Mio.": "e6", "B": "e9", "bn": "e9", "Mrd": "e9", "Mrd.": "e9"}
EXACT = "whole numbers with gaps, kept exact as Int64"
SAMPLED = 200
# Of the sampled cells, so many are numbers where somebody meant numbers.
MEANT = 0.5
CODE_NAME = re.compile(r"(^|[^a-z])(id|ids|code|zip|zipcode|plz|postal|fips|no|nr|sku|ean|isbn|iban|account|konto|kostenstelle|key|phone|tel|telefon|number|nummer)([^a-z]|$)", re.I)


class _Written:
    """How the numbers of a column are written."""

    def __init__(self, cells):
        self.parts = {cell: _match(cell) for cell in cells}
        self.odd = [cell for cell, parts in self.parts.items() if parts is None]
        self.found = [parts for parts in self.parts.values() if parts is not None]
        self.currencies = {_currency(parts) for parts in self.found}
        self.percents = {parts["percent"] for parts in self.found}
        self.units = {parts["unit"] for parts in self.found}

    def style(self, decimal):
        """The separator between thousands, or None when the cells don't agree on one."""
        texts = [parts["digits"].strip() for parts in self.found]
        for separator, digits in STYLES[decimal]:
            if all(digits.fullmatch(text) for text in texts):
                # 192.168.100.200 is no number.
                return None if separator == "." and all(text.count(".") == 3 for text in texts) else separator
        return None

    def has_groups(self):
        """1.234.567: two points are no decimal sign, whatever the rest of the table has."""
        return any(parts["digits"].count(".") > 1 for parts in self.found) and self.style(",") == "."


def _match(cell):
    found = CELL.fullmatch(cell.strip())
    if found is None or bool(found["open"]) != bool(found["close"]) or (found["before"] and found["after"]):
        return None
    signs = [one for one in (found["sign"], found["sign2"], found["behind"], found["open"]) if one]
    return found if len(signs) < 2 else None


def _currency(parts):
    sign = parts["before"] or parts["after"]
    return SIGNS.get(sign, sign)


def looks_like_numbers(cells):
    """`cells`: the different texts of a column."""
    sampled = cells[:SAMPLED]
    return len(sampled) > 0 and sum(_match(cell) is not None for cell in sampled) > MEANT * len(sampled)


def tell_magnitudes(cells, column, findings):
    """3.5M stays text, and the note has the line that makes 3,500,000 of it. True where the cells are such."""
    found = [one for cell in cells[:SAMPLED] if (one := MAGNITUDE.fullmatch(cell.strip()))]
    if len(found) <= MEANT * len(cells[:SAMPLED]):
        return False
    named, fix = of_column(column), None
    if len(found) == len(cells) and not any(one["money"].strip() or "," in one.group() for one in found):
        sizes = {r" ?%s$" % re.escape(size): SIZES[size] for size in sorted({one["size"] for one in found})}
        fix = "%s = %s.replace(%r, regex=True).astype(float)" % (named, named, sizes)
    findings.note(column, "text-not-number", "text: numbers in thousands or millions, such as %s" % shown(found[0].group()), fix)
    return True


def convert(pd, values, cells, column, decimal, findings):
    """The column as numbers, or None: then a note says why not, where it looks like numbers."""
    if is_code(cells):
        return None
    written = _Written(cells)
    if written.odd:
        return _odd(values, written, column, decimal, findings)
    if len(written.currencies) > 1:
        told = ", ".join("%s %s" % (_count(values, written, one), one or "without a sign") for one in sorted(written.currencies, key=str))
        findings.note(column, "mixed-currencies", "text: amounts in more than one currency (%s); they can't be added up" % told, None)
        return None
    if len(written.units) > 1 or len(written.percents) > 1:
        units = sorted({str(one) for one in written.units | written.percents if one})
        bare = None in written.units and None in written.percents
        findings.note(column, "text-not-number", "text: numbers in %s%s" % (", ".join(units), " and some without a unit" if bare else ""), None)
        return None
    if written.has_groups():
        decimal = ","
    separator = written.style(decimal)
    if separator is None:
        return _other_sign(written, column, decimal, findings)
    numbers = {cell: _number(parts, separator, decimal) for cell, parts in written.parts.items()}
    made = _series(pd, values, numbers)
    if str(made.dtype) == "Int64":
        findings.note(column, "large-integers", EXACT, None)
    _tell(written, separator, decimal, column, cells, numbers, findings)
    return made


def as_text(values, cells, column, findings):
    """(what is told, the line that mends it) of texts most of which are numbers."""
    written, named = _Written(cells), of_column(column)
    first = shown(written.found[0].group(0))
    if written.odd:
        told = "text that holds numbers, such as %s, but for %s" % (first, odd_cells(values, written.odd, findings))
    else:
        told = "text that holds numbers, such as %s" % first
    if not written.odd and all(PLAIN.fullmatch(cell.strip()) for cell in cells):
        return told, "%s = pd.to_numeric(%s)" % (named, named)
    if len(written.currencies) > 1 or len(written.units) > 1 or len(written.percents) > 1:
        return told + ", not all in one unit", None
    point, comma = written.style("."), written.style(",")
    if point is not None and comma is not None and point != comma:
        told += "; nothing in the column proves whether the comma or the point stands before decimals"
        return told, None
    return told, _mend(written, column, "." if point is not None else ",")


def is_code(cells):
    """Digits with a zero in front name something, where all are digits."""
    return any(len(cell) > 1 and cell[0] == "0" for cell in cells) and all(cell.isdigit() for cell in cells)


def _number(parts, separator, decimal):
    digits = parts["digits"].strip()
    if separator:
        digits = re.sub("['\u2019]" if separator == "'" else SPACE if separator == " " else re.escape(separator), "", digits)
    digits = digits.replace(",", ".") if decimal == "," else digits
    negative = parts["open"] or "-" in (parts["sign"], parts["sign2"], parts["behind"]) or "\u2212" in (parts["sign"], parts["sign2"])
    value = int(digits) if digits.isdigit() else float(digits)
    return -value if negative else value


def _series(pd, values, numbers):
    whole = all(type(number) is int for number in numbers.values())
    gaps = bool(values.isna().any())
    largest = max((abs(number) for number in numbers.values()), default=0)
    made = [numbers[cell] if type(cell) is str else None for cell in values.array]
    if whole and largest < 2**63:
        kind = "Int64" if gaps and largest >= 2**53 else "float64" if gaps else "int64"
    else:
        kind = "float64"
    return pd.Series(pd.array(made, dtype=kind) if kind == "Int64" else made, index=values.index, dtype=kind, name=values.name)


def _tell(written, separator, decimal, column, cells, numbers, findings):
    if separator and separator != ",":
        findings.assumed["thousands"] = findings.assumed["thousands"] or separator
    elif separator:
        findings.assumed["thousands"] = ","
    (currency,), (percent,), (unit,) = written.currencies, written.percents, written.units
    if currency:
        findings.note(column, "currency", "numbers: amounts in %s, read without the sign" % currency, None)
    elif percent:
        findings.note(column, "percent", "numbers in per cent as they were written: %s is %r; divide by 100 for a ratio" % (shown(cells[0]), numbers[cells[0]]), None)
    elif unit:
        findings.note(column, "unit", "numbers in %s, read without the unit" % unit, None)
    elif separator and decimal == ".":
        cell = next((cell for cell in cells if separator in cell), cells[0])
        findings.note(column, "thousands", "numbers: %s was read as %r" % (shown(cell), numbers[cell]), None)
    negative = next((cell for cell, parts in written.parts.items() if parts["open"] or parts["behind"]), None)
    if negative is not None:
        findings.note(column, "negative", "numbers: %s was read as %r" % (shown(negative), numbers[negative]), None)


def _odd(values, written, column, decimal, findings):
    """Numbers but for some cells."""
    if CODE_NAME.search(str(column)) is None:
        findings.note(column, "text-not-number", "text because of %s" % odd_cells(values, written.odd, findings), _mend(written, column, decimal))


def _other_sign(written, column, decimal, findings):
    other = "," if decimal == "." else "."
    if written.style(other) is not None and not _is_date(written):
        words = {",": "comma", ".": "point"}
        told = "text: numbers with a decimal %s, such as %s, where the table's decimal sign is a %s" % (words[other], shown(written.found[0].group(0)), words[decimal])
        findings.note(column, "text-not-number", told, _mend(written, column, other))


def _mend(written, column, decimal):
    """The line that makes numbers of the column, gaps of what is none; None where no single line does."""
    named = of_column(column)
    separator = written.style(decimal)
    if separator is None:
        return None
    text = named
    if separator or any(PLAIN.fullmatch(parts.group(0)) is None for parts in written.found):
        text += '.str.replace(r"[^0-9%s-]", "", regex=True)' % decimal
    if decimal == ",":
        text += '.str.replace(",", ".")'
    return "%s = pd.to_numeric(%s, errors=\"coerce\")" % (named, text)


def _is_date(written):
    return all(re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{2,4}", parts.group(0)) for parts in written.found)


def _count(values, written, currency):
    cells = [cell for cell, parts in written.parts.items() if parts is not None and _currency(parts) == currency]
    return format(int(values.isin(cells).sum()), ",")
