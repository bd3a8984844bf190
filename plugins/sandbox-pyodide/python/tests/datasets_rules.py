"""Tables written in every dialect read back equal, or what had to be assumed is told; what can't be told apart is kept as text.

One list of rules over one maker of dialects, which is what makes the file long.
"""
import contextlib
import csv
import datetime
import io
import json
import math
import os
import sys
import tempfile

import pandas as pd

from strategic_runtime import datasets
from strategic_runtime.reading.errors import DatasetError

FOLDER = tempfile.mkdtemp()


def load(data, format="csv"):
    """(columns as lists with None for gaps, assumed)"""
    table, assumed = table_of(data, format)
    return {name: [None if one is pd.NaT or one is pd.NA or one != one else one for one in table[name].tolist()] for name in table.columns}, assumed


def noted(assumed):
    return [(note["column"], note["kind"]) for note in assumed["notes"] if note["kind"] != "duplicate-rows"]


def table_of(data, format="csv"):
    path = os.path.join(FOLDER, "table")
    with open(path, "wb") as file:
        file.write(data if type(data) is bytes else data.encode())
    return datasets.load("d", format, path)


@contextlib.contextmanager
def without_pandas():
    kept = sys.modules["pandas"]
    sys.modules["pandas"] = None
    try:
        yield
    finally:
        sys.modules["pandas"] = kept


def text_of(header, rows, delimiter, line_end="\n", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def number_text(value, decimal, grouped):
    if value is None:
        return ""
    text = format(value, ",") if grouped else repr(value)
    return text.translate({ord(","): ".", ord("."): ","}) if decimal == "," else text


LETTERS = "abcdefghäöüßéñ€"
WORDS = ["Nord", "Süd", "a b", "x-y", "it's", 'say "so"', "Zoë", "naïve café", "fifty %", "two\nlines", "semi;colon", "com,ma", "tab\tbed", "p|pe"]


def word(random, only=WORDS):
    return random.choice(only) + random.choice(["", random.choice(LETTERS)])


def table(random, decimal):
    """(header, columns as Python values)"""
    rows = random.randint(2, 12)
    makers = [
        lambda: [random.randint(-999_999, 999_999) for _ in range(rows)],
        lambda: [round(random.uniform(-5_000, 5_000), 2) + 0.001 for _ in range(rows)],
        lambda: [word(random) for _ in range(rows)],
        lambda: [random.choice([None, round(random.uniform(-9, 9), 3), 0.5]) for _ in range(rows - 1)] + [1.25],
    ]
    width = random.randint(2, 6)
    columns = [random.choice(makers)() for _ in range(width - 1)] + [[round(random.uniform(0, 9), 1) + 0.01 for _ in range(rows)]]
    return ["%s %d" % (word(random, ["Umsatz", "größe", "id", "net, gross"]), at) for at in range(width)], columns


ENCODINGS = [("utf-8", b""), ("utf-8-sig", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("cp1252", b"")]


@rule("a table reads back equal whatever delimiter, decimal sign, encoding, line end and quotes it is written with, and each is told")
def _(random):
    for _ in range(60):
        delimiter = random.choice(",;\t|")
        decimal = random.choice(".,") if delimiter != "," else "."
        encoding, mark = random.choice(ENCODINGS)
        header, columns = table(random, decimal)
        rows = [[number_text(cell, decimal, False) if type(cell) in (int, float) or cell is None else cell for cell in row] for row in zip(*columns)]
        text = text_of(header, rows, delimiter, random.choice(["\n", "\r\n"]), random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        got, assumed = load(mark + text.encode(encoding))
        same(list(got), header, text)
        same(list(got.values()), columns, text)
        told = {"utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding)
        if encoding == "cp1252" and text.isascii():
            told = "utf-8"
        same((assumed["delimiter"], assumed["decimal"], assumed["encoding"]), (delimiter, decimal, told), text)
        same((assumed["thousands"], assumed["dates"], [note["kind"] for note in assumed["notes"]]), (None, {}, ["encoding"] * (told == "cp1252")), text)


@rule("without pandas the same tables read back as equal records")
def _(random):
    for _ in range(60):
        delimiter = random.choice(",;\t|")
        decimal = random.choice(".,") if delimiter != "," else "."
        header, columns = table(random, decimal)
        rows = [[number_text(cell, decimal, False) if type(cell) in (int, float) or cell is None else cell for cell in row] for row in zip(*columns)]
        with without_pandas():
            got, assumed = table_of(text_of(header, rows, delimiter, random.choice(["\n", "\r\n"])))
        same(got, [dict(zip(header, row)) for row in zip(*columns)])
        same((assumed["delimiter"], assumed["decimal"]), (delimiter, decimal))
        same(datasets.shape(got), (len(rows), len(header)))
    with without_pandas():
        same(table_of("a;v\nx;1.234,5\ny;-2.000,25\n")[0], [{"a": "x", "v": 1234.5}, {"a": "y", "v": -2000.25}])
        for text in ("1_000", "nan", "inf", "0x10", "--1", "1.2.3", "1,5", "e5", "+", "."):
            same(table_of("a;v\nx;%s\n" % text.replace("1,5", "1.5,5"))[0][0]["v"], text.replace("1,5", "1.5,5"), text)
        for text, wanted in (("1e3", 1000.0), ("-.5", -0.5), ("7", 7), ("+7", 7), ("7.", 7.0), ("1.5E-2", 0.015), ("10" * 20, int("10" * 20))):
            same(table_of("a;v\nx;%s\n" % text)[0][0]["v"], wanted, text)
        same(table_of("a,b\n1\n2,3\n")[0], [{"a": 1, "b": None}, {"a": 2, "b": 3}])
        same(table_of("a,a,a\n1,2,3\n")[0], [{"a": 1, "a.1": 2, "a.2": 3}])
        same(table_of("a,b\n1,2,\n3,4,\n")[0], [{"a": 1, "b": 2}, {"a": 3, "b": 4}])
        same(table_of("a, b\n1, x\n\n2, y\n")[0], [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}])
        raises(DatasetError, "more fields than its header", lambda: table_of("a,b\n1,2\n3,4,5\n"))
        raises(DatasetError, "can't be read as CSV", lambda: table_of('a,b\n1,"%s"\n' % ("x" * 200_000)))


@rule("the delimiter is the one that splits the table into most columns, not the one that words and numbers happen to hold")
def _(random):
    for _ in range(30):
        delimiter, other = random.sample(",;\t|", 2)
        rows = random.randint(1, 8)
        header = ["a%sx" % other, "b", "c"]
        cells = [["q%sr" % other, str(at), "t"] for at in range(rows)]
        got, assumed = load("\n".join(delimiter.join(row) for row in [header, *cells]) + "\n")
        same((assumed["delimiter"], list(got)), (delimiter, header))
        same([list(map(str, row)) for row in zip(*got.values())], cells)


@rule("the delimiter is the one under which the rows are alike, when another splits the header into more")
def _(random):
    for delimiter, other in ((";", ","), ("\t", ","), ("|", ";"), (";", "|")):
        header = ["a%sb%sc%sd" % (other, other, other), "n"]
        cells = [["one", "1"], ["two%swords" % other, "2"], ["three", "3"]]
        got, assumed = load("\n".join(delimiter.join(row) for row in [header, *cells]) + "\n")
        same((assumed["delimiter"], list(got)), (delimiter, header))


@rule("where two delimiters would do, a comma is taken for part of the words")
def _(random):
    same(load("net, gross;n\n1,5;2\n2,5;3\n")[0], {"net, gross": [1.5, 2.5], "n": [2, 3]})
    for delimiter in ";\t|":
        same(list(load('"a, b"{0}"c, d"\n"1,5"{0}"2,5"\n'.format(delimiter))[0]), ["a, b", "c, d"])


@rule("commas in quoted words don't count, however many there are")
def _(random):
    for delimiter in ";\t|":
        text = '"a"{0}"b, c, d"{0}"e"\n'.format(delimiter) + '"x, y, z"{0}"p, q"{0}"2,5"\n"x, y, z"{0}"p, q"{0}"3,5"\n'.format(delimiter)
        same(load(text)[0], {"a": ["x, y, z"] * 2, "b, c, d": ["p, q"] * 2, "e": [2.5, 3.5]})
    same(load('n, t\n1, "x, y"\n2, "z; w; v"\n3, "u; t; s"\n')[0], {"n": [1, 2, 3], "t": ["x, y", "z; w; v", "u; t; s"]})


@rule("blank lines and a missing last line end change nothing")
def _(random):
    for delimiter in ",;\t|":
        wanted = {"a": ["x", "y"], "v": [1, 2]}
        for form in ("a{0}v\nx{0}1\ny{0}2", "\n\na{0}v\nx{0}1\ny{0}2\n", "a{0}v\n\n\nx{0}1\n\ny{0}2\n\n\n"):
            same(load(form.format(delimiter))[0], wanted, form)
    same(load("a;v\nx;1,5")[0], {"a": ["x"], "v": [1.5]})
    same(load("a;v\nx;1,5\ny;1.25")[0], {"a": ["x", "y"], "v": ["1,5", "1.25"]})


@rule("quotes inside a word, or more text after one that was closed, don't hide the delimiter")
def _(random):
    for delimiter in ",;\t|":
        same(load('a{0}b\n5" pipe{0}1\n'.format(delimiter))[0], {"a": ['5" pipe'], "b": [1]})
        same(load('a{0}b\n"x" y{0}1\n"z"{0}2\n'.format(delimiter))[0], {"a": ["x y", "z"], "b": [1, 2]})


@rule("one column needs no delimiter, and is read as it is")
def _(random):
    same(load("name\nx\ny\n")[0], {"name": ["x", "y"]})
    same(load("n\n1\n2\n")[0], {"n": [1, 2]})
    same(load("n\n1\n2\n")[1]["delimiter"], ",")


@rule("a long table is told by its first whole lines, wherever the look at it ends")
def _(random):
    for size in range(8):
        row = "%s;2,5;1.500\n" % ("x" * (7 + size))
        text = "name;share;count\n" + row * (66_500 // len(row))
        got, assumed = load(text)
        same((assumed["delimiter"], assumed["decimal"], assumed["thousands"]), (";", ",", "."), size)
        same((got["count"][-1], got["share"][-1], len(got["name"])), (1500, 2.5, 66_500 // len(row)), size)
    line = "y" * 70_000
    same(load("a;b\n%s;1\n" % line)[0], {"a": [line], "b": [1]})
    wide = ["column %d %s" % (at, "z" * 100) for at in range(600)]
    same(list(load(";".join(wide) + "\n" + ";".join(["1"] * 600) + "\n")[0]), wide)
    # Far below the look: the first lines decide, and what contradicts them is text.
    long = "a;v\n" + "x;1,5\n" * 12_000 + "x;1.25\n"
    got, assumed = load(long)
    same((assumed["decimal"], got["v"][0]), (",", "1,5"))


@rule("a decimal comma is assumed only where one is seen and no number contradicts it; otherwise the numbers stay text")
def _(random):
    for delimiter in ";\t|":
        for sign in ("", "-", "+"):
            got, assumed = load("a{0}v\nx{0}{1}1,5\ny{0} 2,25 \n".format(delimiter, sign))
            same((assumed["decimal"], got["v"]), (",", [float(sign + "1.5"), 2.25]))
        got, assumed = load("a{0}v{0}w\nx{0}1,5{0}1.5\ny{0}2,5{0}2.25\n".format(delimiter))
        same((assumed["decimal"], got["v"], got["w"]), (".", ["1,5", "2,5"], [1.5, 2.25]))
        got, assumed = load("a{0}v\nx{0}1.5\ny{0}2.25\n".format(delimiter))
        same((assumed["decimal"], got["v"]), (".", [1.5, 2.25]))
        got, assumed = load("a{0}v\nx{0}n,o\ny{0}1,2,3\n".format(delimiter))
        same((assumed["decimal"], got["v"]), (".", ["n,o", "1,2,3"]))
    same(load('a,v\nx,"1,5"\n')[0], {"a": ["x"], "v": ["1,5"]})


@rule("points between groups of three are left out where decimals are commas, and that is told; other points stay")
def _(random):
    for _ in range(25):
        rows = random.randint(2, 8)
        whole = [random.randint(-9_999_999, 9_999_999) for _ in range(rows - 1)] + [1_234_567]
        parts = [random.choice([random.randint(1000, 10**7), random.randint(-999, 999)]) + random.choice([0.5, 0.25]) for _ in range(rows)]
        cells = zip([number_text(one, ",", True) for one in whole], [number_text(one, ",", random.random() < 0.5) for one in parts])
        got, assumed = load(text_of(["n", "v"], cells, ";"))
        same((got["n"], got["v"]), (whole, parts))
        same((assumed["decimal"], assumed["thousands"]), (",", "."))
    for cell in ("1.2.3", "10.0.0.1", "v1.234", "12.34.567", "1234.567,8", "1.234.56", "0.1.2"):
        got, assumed = load("a;t;v\n1;%s;1,5\n2;%s;2,5\n" % (cell, cell))
        same((got["t"], got["v"], assumed["thousands"]), ([cell, cell], [1.5, 2.5], None), cell)
    got, assumed = load("a;t;v\n1;1.234;1,5\n2;other;2,5\n")
    same((got["t"], assumed["thousands"]), (["1.234", "other"], None))
    got, _ = load("a;t;v\n1;1.234;1,5\n2;;2,5\n3;2.000;3,5\n")
    same(got["t"], [1234, None, 2000])


def slash(at, order, separator):
    parts = {"d": at.day, "m": at.month}
    return separator.join("%02d" % parts[one] for one in order) + separator + str(at.year)


def day(random, least=1, most=28):
    return datetime.datetime(random.randint(1990, 2030), random.randint(1, 12), random.randint(least, most))


@rule("a date with slashes or points is read in the order that the column proves, with any delimiter and decimal sign, and told")
def _(random):
    for _ in range(40):
        order, separator, delimiter = random.choice(["dm", "md"]), random.choice("/."), random.choice(",;\t|")
        decimal = random.choice(".,") if delimiter != "," else "."
        days = [day(random) for _ in range(random.randint(0, 8))] + [day(random, 13)]
        random.shuffle(days)
        rows = [[slash(at, order, separator), number_text(at.day + 0.5, decimal, False)] for at in days]
        gap = random.random() < 0.3
        got, assumed = load(text_of(["when", "v"], rows + ([["", number_text(0.5, decimal, False)]] if gap else []), delimiter))
        same(got["when"], [pd.Timestamp(at) for at in days] + [None] * gap, rows)
        same(got["v"][: len(days)], [at.day + 0.5 for at in days])
        same(assumed["dates"], {"when": ("day{0}month{0}year" if order == "dm" else "month{0}day{0}year").format(separator)})


@rule("dates whose day and month can't be told apart stay text, and the note names the column")
def _(random):
    for _ in range(40):
        order, separator = random.choice(["dm", "md"]), random.choice("/.")
        days = [day(random, 1, 12) for _ in range(random.randint(1, 6))]
        texts = [slash(at, order, separator) for at in days]
        got, assumed = load(text_of(["when", "v"], [[one, "1"] for one in texts], random.choice(",;")))
        same((got["when"], assumed["dates"]), (texts, {}))
        holds([(note["column"], note["kind"]) for note in assumed["notes"]] == [("when", "date-order")] and "kept as text" in assumed["notes"][0]["message"], assumed)
    got, assumed = load("when,v\n12/12/2026,1\n12/12/2026,2\n")
    same((got["when"], len(assumed["notes"])), (["12/12/2026"] * 2, 1))
    got, assumed = load("when,v\n13/04/2026,1\n04/13/2026,2\n")
    same((got["when"], len(assumed["notes"])), (["13/04/2026", "04/13/2026"], 1))


@rule("the order is proved by the thirteenth, not by the twelfth, on either side")
def _(random):
    same(load("d,v\n12/01/2026,1\n13/12/2026,1\n")[0]["d"], [pd.Timestamp(2026, 1, 12), pd.Timestamp(2026, 12, 13)])
    same(load("d,v\n01/12/2026,1\n12/13/2026,1\n")[0]["d"], [pd.Timestamp(2026, 1, 12), pd.Timestamp(2026, 12, 13)])
    same(load("d,v\n12/11/2026,1\n11/12/2026,1\n")[1]["dates"], {})


@rule("a column in which anything is no date of one form stays text, exactly")
def _(random):
    for texts in (["31/02/2026", "13/04/2026"], ["13/04/2026", "soon"], ["soon", "13/04/2026"], ["13/04/2026", "2026-04-13"], ["2026-04-13", "13/04/2026"], ["2026-04-13", "x"], ["2026-13-01", "2026-01-01"],
                  ["2026-04-31", "2026-04-30"], ["13/04.2026", "14/04.2026"], ["13/04/2026", "14.04.2026"], ["1.4.26", "2.4.26"], ["0/04/2026", "13/04/2026"], ["2026-04-13 x", "2026-04-14 x"], ["x2026-04-13", "x2026-04-14"], ["2026-04-13T10", "2026-04-13T11"]):
        got, assumed = load(text_of(["when", "v"], [[one, "1"] for one in texts], ";"))
        same((got["when"], assumed["dates"]), (texts, {}))


@rule("ISO dates are read with their time, fraction and offset; mixed offsets become UTC, and that is told")
def _(random):
    for _ in range(60):
        zones = random.choice([[None], [datetime.timezone.utc], [datetime.timezone(datetime.timedelta(hours=2))], [datetime.timezone(datetime.timedelta(hours=h)) for h in (-5, 0, 5.5)]])
        step = random.choice(["date", "minute", "second", "fraction"]) if zones == [None] else random.choice(["second", "fraction"])
        moments = []
        for _ in range(random.randint(1, 8)):
            at = day(random).replace(tzinfo=random.choice(zones))
            at = at if step == "date" else at.replace(hour=random.randint(0, 23), minute=random.randint(0, 59))
            at = at.replace(second=random.randint(0, 59)) if step in ("second", "fraction") else at
            moments.append(at.replace(microsecond=random.randint(1, 999_999)) if step == "fraction" else at)
        separator = random.choice("T ")
        texts = [at.date().isoformat() if step == "date" else at.isoformat(separator, "minutes" if step == "minute" else "auto") for at in moments]
        texts = [one.replace("+00:00", "Z") if random.random() < 0.5 else one for one in texts]
        gap = random.random() < 0.3
        got, assumed = load(text_of(["when", "v"], [[one, "1"] for one in texts] + [["", "1"]] * gap, random.choice(",;")))
        same(got["when"], [pd.Timestamp(at.astimezone(datetime.timezone.utc) if at.tzinfo else at) for at in moments] + [None] * gap, texts)
        same(assumed["dates"], {"when": "ISO 8601, in UTC" if zones != [None] else "ISO 8601"})


@rule("moments of which some have no zone stay text: nobody can say what they mean")
def _(random):
    for _ in range(30):
        texts = ["2026-01-0%dT10:00:00%s" % (at + 1, random.choice(["Z", "+02:00", ""])) for at in range(6)] + ["2026-02-01T00:00:00", "2026-02-01T00:00:00Z"]
        random.shuffle(texts)
        got, assumed = load(text_of(["when", "v"], [[one, "1"] for one in texts], ","))
        same((got["when"], assumed["dates"]), (texts, {}))
        same(load(json.dumps([{"when": one} for one in texts]), "json")[0]["when"], texts)


def large(random):
    return random.choice([-1, 1]) * random.choice([random.randint(2**53 - 2, 2**53 + 9), random.randint(10**17, 2**63 - 1), random.randint(0, 99)])


@rule("whole numbers keep every digit, with gaps and without, in CSV of both decimal signs and in JSON, and a gap's kind is told")
def _(random):
    for _ in range(20):
        numbers = [large(random) for _ in range(random.randint(1, 6))] + [random.choice([-1, 1]) * random.randint(2**53, 2**63 - 1)]
        gaps = random.random() < 0.7
        numbers += [None] * gaps
        random.shuffle(numbers)
        others = [random.choice([0.5, 1.25]) for _ in numbers]
        notes = [("id", "large-integers")] if gaps else []
        for decimal, grouped in ((".", False), (",", False), (",", True)):
            rows = [[number_text(one, decimal, grouped), number_text(other, decimal, False)] for one, other in zip(numbers, others)]
            got, assumed = load(text_of(["id", "v"], rows, ";"))
            same((got["id"], got["v"], noted(assumed)), (numbers, others, notes), rows)
        for made in ([{"id": one, "v": other} for one, other in zip(numbers, others)], {"id": numbers, "v": others}, {"columns": ["id", {"name": "v"}], "rows": [list(row) for row in zip(numbers, others)]}):
            got, assumed = load(json.dumps(made), "json")
            same((got["id"], got["v"], noted(assumed)), (numbers, others, notes), made)


@rule("a large number that is not whole, or beyond 64 bits, is not said to be exact")
def _(random):
    for cell in ("9007199254740993.5", "1e17", "1" * 25):
        got, assumed = load("a,v\nx,%s\ny,\n" % cell)
        same(assumed["notes"], [], cell)
        holds(str(got["v"][0]) == cell or got["v"][0] == float(cell), (cell, got))
    for number in (9007199254740994.5, 1e17, int("1" * 25)):
        got, assumed = load(json.dumps([{"v": number}, {"v": None}]), "json")
        same((got["v"][0], assumed["notes"]), (number, []))
    got, assumed = load("a,v,w\n1,,5\n2,4.5,\n3,2.5,7\n")
    same((got["v"], got["w"], assumed["notes"]), ([None, 4.5, 2.5], [5.0, None, 7.0], []))
    same(str(table_of("a,v\n1,9007199254740991\n2,\n")[0].dtypes["v"]), "float64")
    same(str(table_of("a,v\n1,9007199254740993\n2,\n")[0].dtypes["v"]), "Int64")
    same(str(table_of("a,v\n1,-9007199254740993\n2,\n")[0].dtypes["v"]), "Int64")


@rule("a float is the one that its text says, to the last digit")
def _(random):
    values = [random.uniform(-1, 1) * 10 ** random.randint(-300, 300) for _ in range(500)]
    same(load(text_of(["v", "w"], [[repr(one), "1"] for one in values], ","))[0]["v"], values)
    decimals = [random.uniform(-1e6, 1e6) for _ in range(500)]
    same(load(text_of(["v", "w"], [[repr(one).replace(".", ","), "1"] for one in decimals], ";"))[0]["v"], decimals)


@rule("text in an old encoding keeps its signs, the euro and quotation marks among them")
def _(random):
    for _ in range(40):
        words = ["".join(random.choice("abc€‚„…‘’“”–—™äöüßé£") for _ in range(6)) for _ in range(4)] + ["€"]
        got, assumed = load(text_of(["w", "v"], [[one, "1"] for one in words], ";").encode("cp1252"))
        same((got["w"], assumed["encoding"]), (words, "cp1252"))
    got, assumed = load("w;v\n\x81é;1\n".encode("latin-1"))
    same((got["w"], assumed["encoding"]), (["\x81é"], "latin-1"))


@rule("rows that don't fit under the header are refused and never stand under another column's name")
def _(random):
    for _ in range(60):
        width, rows = random.randint(2, 4), random.randint(1, 5)
        delimiter = random.choice(",;")
        start = random.choice([0, 1, 5])
        lines = [delimiter.join("abcd"[:width]), *[delimiter.join(map(str, [start + at, *[random.randint(1, 9) for _ in range(width)]])) for at in range(rows)]]
        if random.random() < 0.5:
            lines.insert(1, delimiter.join(["7"] * width))
        raises(DatasetError, "", lambda: load("\n".join(lines) + "\n"))
    raises(DatasetError, "more fields than its header", lambda: load("v\n1,5\n2,5\n"))
    raises(DatasetError, "more fields than its header", lambda: load("a,b\n0,2,3\n1,5,6\n"))
    same(load("a,b\n1,2,\n3,4,\n")[0], {"a": [1, 3], "b": [2, 4]})
    same(load("a,b\n1\n3,4\n")[0], {"a": [1, 3], "b": [None, 4.0]})
    raises(DatasetError, "can't be read as CSV", lambda: load('a,b\n1,"2\n'))


@rule("what is no table is refused in words that name the dataset and what is wrong")
def _(random):
    for data, format, word in (
        (b"", "csv", "empty"), (b" \n\n", "csv", "empty"), (b"\n", "json", "empty"), ("a,b\n1,\0\n", "csv", "NUL"), ("a,b\n1,2\n", "xlsx", "unknown format 'xlsx'"),
        ("{", "json", "not JSON"), ("[1]", "json", "list of records"), ('"x"', "json", "list of records"), ('[{"a": 1}, 2]', "json", "list of records"), ('{"a": 1}', "json", "each a list"), ('{"a": [1], "b": 2}', "json", "each a list"),
        ('{"a": [1, 2], "b": [1]}', "json", "different lengths"), ('{"columns": ["a"], "rows": [[1, 2]]}', "json", "more fields"), ('{"columns": [{}], "rows": [[1]]}', "json", "column without a name"),
        ('{"columns": ["a"], "rows": [1]}', "json", "list of records"),
    ):
        error = raises(DatasetError, word, lambda: load(data, format))
        holds("'d'" in str(error), str(error))
        if format == "json":
            with without_pandas():
                raises(DatasetError, word, lambda: table_of(data, format))
    raises(DatasetError, "utf-8-sig", lambda: load(b"\xef\xbb\xbfa,b\n\xff,1\n"))
    raises(DatasetError, "utf-16", lambda: load(b"\xff\xfea"))
    holds(issubclass(DatasetError, ValueError), "callers know it as a ValueError")


@rule("the file is removed once it is read, whatever was in it")
def _(random):
    path = os.path.join(FOLDER, "once")
    for data, format in ((b"a,b\n1,2\n", "csv"), (b"", "csv"), (b"{", "json")):
        with open(path, "wb") as file:
            file.write(data)
        try:
            datasets.load("d", format, path)
        except DatasetError:
            pass
        same(os.path.exists(path), False)


def cell(random):
    return random.choice([None, True, 3, -1.5, "text", "é€", "2026", "1,5", "Z"])


@rule("JSON records, columns by name and the server's own tables give the same table, with pandas and without")
def _(random):
    for _ in range(25):
        names = random.sample(["a", "b", "rows", "columns", "type"], random.randint(1, 4))
        if {"rows", "columns"} <= set(names):
            continue
        rows = [[cell(random) for _ in names] for _ in range(random.randint(1, 5))]
        records = [dict(zip(names, row)) for row in rows]
        forms = [records, dict(zip(names, map(list, zip(*rows)))), {"columns": names, "rows": rows}, {"type": "table", "columns": [{"name": one, "dtype": "object"} for one in names], "rows": rows}, {"columns": names, "rows": records}]
        for form in forms:
            text = json.dumps(form, ensure_ascii=random.random() < 0.5)
            encoding, mark = random.choice(ENCODINGS[:4])
            frame, assumed = table_of(mark + text.encode(encoding), "json")
            same(list(frame.columns), names)
            got = [[None if one is None or one is pd.NA or one != one else one for one in row] for row in frame.astype(object).values.tolist()]
            holds(got == rows, (form, got))
            same((assumed["delimiter"], assumed["decimal"], assumed["thousands"]), (None, ".", None))
            same(assumed["encoding"], {"utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(encoding, encoding))
            same(datasets.shape(frame), (len(rows), len(names)))
            with without_pandas():
                same(table_of(text, "json")[0], records, form)
    same(load('{"columns": ["a", "b"], "rows": [[1]]}', "json")[0], {"a": [1], "b": [None]})
    same(load('{"columns": ["a", "b"], "rows": []}', "json")[0], {"a": [], "b": []})
    same(load('{"columns": ["a", "a"], "rows": [[1, 2]]}', "json")[0], {"a": [1], "a.1": [2]})
    with without_pandas():
        same(table_of('{"columns": ["a"], "rows": []}', "json")[0], [])
    same(datasets.shape([]), (0, 0))
    same(datasets.shape([{"a": 1}, {"a": 1, "b": 2}]), (2, 2))
    same(load('[{"when": "2026-01-02"}, {"when": null}]', "json"), ({"when": [pd.Timestamp(2026, 1, 2), None]}, {"encoding": "utf-8", "delimiter": None, "decimal": ".", "thousands": None, "dates": {"when": "ISO 8601"}, "notes": []}))
    same(load('[{"when": "13/02/2026"}, {"when": 3}]', "json")[0], {"when": ["13/02/2026", 3]})


@rule("a column that is not text is never taken for dates, whatever it holds")
def _(random):
    for made in ([{"v": True}, {"v": False}], [{"v": [1]}, {"v": [2]}], [{"v": None}], [{"v": {"a": 1}}], [{"v": 20260102}], [{"v": 1.5}]):
        got, assumed = load(json.dumps(made), "json")
        same((got, assumed["dates"]), ({"v": [one["v"] for one in made]}, {}))


@rule("of what is assumed a hundred entries are told, long names are cut, and what is left out is counted")
def _(random):
    def dates(count):
        return load(text_of(["d%d" % at for at in range(count)], [["13/02/2026"] * count], ","))[1]

    for count in (1, 100):
        same((len(dates(count)["dates"]), "…" in dates(count)["dates"]), (count, False))
    for count in (101,):
        told = dates(count)["dates"]
        same((len(told), told["…"]), (101, "and %d columns more" % (count - 100)))

    def notes(count):
        return load(text_of(["d%d" % at for at in range(count)], [["01/02/2026"] * count], ","))[1]["notes"]

    same(len(notes(100)), 100)
    same((len(notes(101)), notes(130)[-1]["message"]), (101, "and 30 notes more"))
    long = "n" * 500
    got, assumed = load("%s,v\n13/02/2026,1\n" % long)
    same((list(assumed["dates"]), list(got)[0]), ([long[:199] + "…"], long))
    same(load("%s,v\n01/02/2026,1\n" % long)[1]["notes"][0]["column"], long[:199] + "…")
    same(load("%s,v\n9007199254740993,1\n,1\n" % long)[1]["notes"][0]["column"], long[:199] + "…")


@rule("columns of the same name stay apart, each with its own dates and digits")
def _(random):
    got, assumed = load("a;a;a\n13.02.2026;9007199254740993;1,5\n14.02.2026;;2,5\n")
    same(got, {"a": [pd.Timestamp(2026, 2, 13), pd.Timestamp(2026, 2, 14)], "a.1": [9007199254740993, None], "a.2": [1.5, 2.5]})
    same(load("a, b\n1, x\n\n2, y\n")[0], {"a": [1, 2], "b": ["x", "y"]})
