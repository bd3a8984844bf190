"""Tables as people export them: what is read out of a cell, what is left as text and why, and what makes a table doubtful.

One list of rules, over tables that are made anew each time, which is what makes the file long.
"""
import datetime
import os
import tempfile

import pandas as pd

from strategic_runtime import datasets
from strategic_runtime.reading.errors import DatasetError

FOLDER = tempfile.mkdtemp()


def read(data, format="csv"):
    path = os.path.join(FOLDER, "table")
    with open(path, "wb") as file:
        file.write(data if type(data) is bytes else data.encode())
    return datasets.load("d", format, path)


def column(cells, name="v", delimiter=";", other=None):
    """A table of this column and another that says nothing."""
    rows = ["%s%s%s" % (cell, delimiter, other or "x%d" % at) for at, cell in enumerate(cells)]
    return read("%s%sother\n" % (name, delimiter) + "\n".join(rows) + "\n")


def kinds(assumed):
    return [(note["column"], note["kind"]) for note in assumed["notes"]]


def values(table, name="v"):
    return [None if one is pd.NaT or one != one else one for one in table[name].tolist()]


def mended(table, assumed, name="v"):
    """The column after the line that the note gives, as a reader would run it."""
    (fix,) = [note["fix"] for note in assumed["notes"] if note["column"] == name]
    scope = {"pd": pd, "table": table.copy()}
    exec(fix, scope)
    return values(scope["table"], name)


def grouped(number, separator, point="."):
    whole, _, part = repr(abs(number)).partition(".")
    out = ""
    while len(whole) > 3:
        out, whole = separator + whole[-3:] + out, whole[:-3]
    return ("-" if number < 0 else "") + whole + out + (point + part if part else "")


@rule("numbers written with separators between thousands are those numbers, whatever the separator, and that is told")
def _(random):
    for separator, point in ((",", "."), (" ", "."), ("\u00a0", "."), ("\u202f", ","), ("'", "."), ("\u2019", "."), (".", ",")):
        for _ in range(12):
            numbers = [random.choice([random.randint(-9_999_999, 9_999_999), random.randint(0, 999)]) for _ in range(6)] + [random.randint(10**6, 10**9)]
            if random.random() < 0.5:
                numbers = [number + random.choice([0.5, 0.25]) for number in numbers]
            table, assumed = column([grouped(number, separator, point) for number in numbers])
            same(values(table), numbers, assumed)
            same(assumed["thousands"], {"\u00a0": " ", "\u202f": " ", "\u2019": "'"}.get(separator, separator))


@rule("a comma before three digits is a decimal comma where the delimiter leaves it free, and a note says that nothing proves it")
def _(random):
    table, assumed = column(["1,234", "2,345"])
    same((values(table), kinds(assumed)), ([1.234, 2.345], [(None, "decimal-comma")]))
    table, assumed = column(["1,234", "2,5"])
    same((values(table), kinds(assumed)), ([1.234, 2.5], []))
    table, assumed = column(['"1,234"', '"999"'], delimiter=",")
    same((values(table), kinds(assumed)), ([1234, 999], [("v", "thousands")]))


@rule("per cent, currencies and units are left out where all cells have the same, and the note names them")
def _(random):
    for form, kind, word in (("%s%%", "percent", "per cent"), ("%s %%", "percent", "per cent"), ("$%s", "currency", "in $"), ("%s €", "currency", "EUR"), ("EUR %s", "currency", "EUR"), ("%s kWh", "unit", "kWh"), ("%sh", "unit", "in h")):
        numbers = [random.randint(-500, 500) / 4 + 0.25 for _ in range(5)]
        table, assumed = column([form % number for number in numbers])
        same(values(table), numbers)
        same(kinds(assumed), [("v", kind)])
        holds(word in assumed["notes"][0]["message"], assumed)
        table, assumed = column([form % number if at != 2 else "soon" for at, number in enumerate(numbers)])
        holds(all(type(cell) is str for cell in values(table)), table)
        holds("text because of 1 of 5 cells: 'soon' (row 4)" in assumed["notes"][0]["message"], assumed)


@rule("a loss in brackets or with its sign behind is negative")
def _(random):
    same(values(column(["(1,200.5)", "300", "(4)"])[0]), [-1200.5, 300.0, -4.0])
    same(values(column(["1,200.5-", "300", "4-"])[0]), [-1200.5, 300.0, -4.0])
    same(values(column(["($5.50)", "-$5.50", "$-5.50", "\u2212$5.50", "$5.50"])[0]), [-5.5, -5.5, -5.5, -5.5, 5.5])
    for cells in (["(5", "6"], ["5)", "6"], ["--5", "6"], ["(-5)", "6"], ["-5-", "6"]):
        same(values(column(cells)[0]), cells)


@rule("amounts in several currencies or units stay text: they can't be added up")
def _(random):
    table, assumed = column(["$5", "€6", "$7"])
    same((values(table), kinds(assumed)), (["$5", "€6", "$7"], [("v", "mixed-currencies")]))
    holds("2 $" in assumed["notes"][0]["message"] and "1 EUR" in assumed["notes"][0]["message"], assumed)
    for cells in (["5 kg", "6 g"], ["5%", "6"], ["$5", "6"], ["5 h", "6"]):
        table, assumed = column(cells)
        same(values(table), cells)
        same(len(assumed["notes"]), 1, cells)


@rule("a column of numbers but for a few cells stays text, names the cells with their rows, and the given line makes numbers of it")
def _(random):
    for _ in range(40):
        count = random.randint(4, 30)
        numbers = [random.randint(-999, 9999) for _ in range(count)]
        cells, odd = [str(number) for number in numbers], random.sample(range(count), random.randint(1, 3))
        words = [random.choice(["MISSING", "–", "-", "undefined", "n.a.", "k. A.", "see note"]) for _ in odd]
        for at, word in zip(odd, words):
            cells[at] = word
        table, assumed = column(cells)
        if len(set(cells) - set(words)) <= len(set(words)):
            continue
        same(values(table), cells)
        message = assumed["notes"][0]["message"]
        holds(message.startswith("text because of %d of %d cells: " % (len(odd), count)), message)
        for word in set(words):
            holds("%r (row %d)" % (word, cells.index(word) + 2) in message, (message, cells))
        same(mended(table, assumed), [None if at in odd else float(number) for at, number in enumerate(numbers)])
    table, assumed = column(["1,5", "2.000,25", "x"], other="1,5")
    same(mended(table, assumed), [1.5, 2000.25, None])
    table, assumed = column(["$1,000.5", "-$2", "?"])
    same(mended(table, assumed), [1000.5, -2.0, None])


@rule("words, versions, addresses, phones, ranges and times are text, and nothing is said of them")
def _(random):
    for cells in (["one", "two"], ["1.2.3", "1.2.4"], ["10.0.0.1", "10.0.0.2"], ["+49 30 1234567", "+49 40 765432"], ["10-20", "20-30"], ["12:30", "13:45"], ["A1", "B2"], ["1/2", "3/4"], ["2019/20", "2020/21"], ["2008-09", "2009-10"], ["3+", "4+"]):
        table, assumed = column(cells)
        same((values(table), assumed["notes"], assumed["dates"]), (cells, [], {}), cells)


@rule("zeros in front of digits stay: an account is no number; a month of two digits is")
def _(random):
    for _ in range(30):
        width = random.randint(3, 12)
        digits = ["0" + "".join(random.choice("0123456789") for _ in range(width - 1)) for _ in range(3)] + [str(random.randint(1, 9)) * random.randint(1, width)]
        table, assumed = column(digits, random.choice(["account", "v", "game"]), random.choice(",;"))
        name = table.columns[0]
        same(values(table, name), digits)
        same(kinds(assumed), [(name, "leading-zeros")])
        same(mended(table, assumed, name), [int(one) for one in digits])
    table, assumed = column(["01", "02", "12"], "month")
    same((values(table, "month"), kinds(assumed)), ([1, 2, 12], [("month", "leading-zeros")]))
    same(values(column(["01", "02", "12"], "state code")[0], "state code"), ["01", "02", "12"])
    same(values(column(["0", "10", "0"])[0]), [0, 10, 0])
    same(values(column(["0.5", "00.5", "1"])[0]), [0.5, 0.5, 1.0])
    same(values(column(["007", "", "123"])[0]), ["007", None, "123"])


def named(at, form):
    """Without the names of a locale, which the interpreter may lack."""
    months = "January February March April May June July August September October November December".split()
    return at.strftime(form.replace("%b", months[at.month - 1][:3]).replace("%B", months[at.month - 1]))


@rule("dates are read in every form in which exports have them, with their time of day")
def _(random):
    forms = ["%d-%b-%y", "%d-%b-%Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y %I:%M %p", "%b %d  %Y %I:%M:%S %p", "%d/%m/%Y %H:%M", "%Y/%m/%d", "%Y/%m/%d %H:%M:%S", "%d/%b/%y %I:%M %p", "%d.%m.%Y %H:%M", "%d-%m-%Y", "%Y.%m.%d", "%d%b%Y", "%d.%m.%y"]
    for form in forms:
        for _ in range(6):
            moments = [datetime.datetime(random.randint(1971, 2060), random.randint(1, 12), random.randint(1, 28), random.randint(0, 23), random.randint(0, 59), random.randint(0, 59)) for _ in range(4)]
            moments += [datetime.datetime(2011, 1, 30, 12, 0, 0), datetime.datetime(2012, 10, 31, 0, 0, 0)]
            keep = {"%H": "hour", "%I": "hour", "%M": "minute", "%S": "second"}
            moments = [at.replace(**{name: 0 for name in set(keep.values()) - {keep[one] for one in keep if one in form}}) for at in moments]
            table, assumed = column([named(at, form) for at in moments] + [""])
            same(values(table), [pd.Timestamp(at) for at in moments] + [None], (form, assumed))
            same(list(assumed["dates"]), ["v"])
    same(values(column(["14. März 2025", "2. Mai 2025", "24. Dezember 2025"])[0]), [pd.Timestamp(2025, 3, 14), pd.Timestamp(2025, 5, 2), pd.Timestamp(2025, 12, 24)])
    same([str(one) for one in column(["2024-Q1", "Q2 2024", "2024 Q3", "2024Q4"])[0]["v"]], ["2024Q1", "2024Q2", "2024Q3", "2024Q4"])
    same([str(one) for one in column(["Q1'25", "Q2/25", "3Q25", "4Q 2025", "1. Quartal 2026"])[0]["v"]], ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1"])
    same(kinds(column(["Q1'25", "Q2'25"])[1]), [("v", "date-century")])
    for cells in (["1 janvier 2024", "1er février 2024", "24 décembre 2024"], ["1 enero 2024", "1 de febrero de 2024", "24 de diciembre de 2024"], ["Mon, 1 Jan 2024", "Thursday Feb 1, 2024", "Tue Dec 24 2024"], ["Mo, 1. Januar 2024", "Donnerstag 1. Februar 2024", "Di. 24. Dez 2024"]):
        made = values(column(cells[:1] + cells[1:])[0]) if "Mon, 1 Jan 2024" not in cells else [values(column([cell])[0])[0] for cell in cells]
        same(made, [pd.Timestamp(2024, 1, 1), pd.Timestamp(2024, 2, 1), pd.Timestamp(2024, 12, 24)], cells)
    for cells in (["1996-04", "1996-12"], ["04/1996", "12/1996"], ["Apr 1996", "Dec 1996"], ["April 1996", "December 1996"]):
        same(values(column(cells)[0]), [pd.Timestamp(1996, 4, 1), pd.Timestamp(1996, 12, 1)], cells)


@rule("which of day and month comes first is told by another column of the table, when this one could be both")
def _(random):
    for _ in range(30):
        order, separator = random.choice(["dm", "md"]), random.choice("/.-")
        date = lambda day, month: separator.join("%02d" % {"d": day, "m": month}[one] for one in order) + separator + "2025"
        rows = [(random.randint(1, 12), random.randint(1, 12)) for _ in range(5)]
        proofs = [random.randint(13, 28) for _ in rows]
        table, assumed = read("a;b\n" + "\n".join("%s;%s" % (date(*row), date(proof, row[1])) for row, proof in zip(rows, proofs)) + "\n")
        same(values(table, "a"), [pd.Timestamp(2025, month, day) for day, month in rows])
        same(values(table, "b"), [pd.Timestamp(2025, month, proof) for proof, (_, month) in zip(proofs, rows)])
        same(kinds(assumed), [("a", "date-order")])
        holds("'b'" in assumed["notes"][0]["message"], assumed)
    table, assumed = read("a;b;c\n01/02/2025;13/02/2025;02/13/2025\n")
    same((values(table, "a"), kinds(assumed)), (["01/02/2025"], [("a", "date-order")]))


@rule("dates with points under a decimal comma are day first, and never a number")
def _(random):
    for text in ("01.03.2025", "30.09.2025", "1.3.2025", "01.03.25"):
        table, assumed = read("Datum;Umsatz\n%s;1234,56\n" % text)
        holds(str(table.dtypes["Datum"]).startswith("datetime64"), (text, assumed))
        same(table["Datum"][0].month, 9 if "09" in text else 3)
        same(values(table, "Umsatz"), [1234.56])
    same(values(read("v;w\n01.03.2025;1.5\n")[0]), ["01.03.2025"])


@rule("a column of dates but for a few cells stays text and names them; a day that no calendar has is one of them")
def _(random):
    for cells, odd in ((["2025-01-01", "2025-02-01", "later"], "later"), (["13/01/2025", "14/01/2025", "31/02/2025"], "31/02/2025"), (["Jan 1, 2025", "Feb 1, 2025", "TBD"], "TBD"), (["2025-01-01", "2025-01-02", "2025-04-31"], "2025-04-31")):
        table, assumed = column(cells)
        same((values(table), kinds(assumed)), (cells, [("v", "text-not-date")]))
        holds("%r (row 4)" % odd in assumed["notes"][0]["message"], assumed)


@rule("Excel's day numbers in a column that is called a date become dates, and that is told; elsewhere they are numbers")
def _(random):
    for name in ("date", "Order Date", "Datum", "start_date", "EndDate", "Buchungsdatum"):
        table, assumed = read("%s;v\n45292;1\n45293;2\n" % name)
        same((values(table, name), kinds(assumed)), ([pd.Timestamp(2024, 1, 1), pd.Timestamp(2024, 1, 2)], [(name, "date-serial")]))
    for name in ("amount", "update", "candidates", "id"):
        same(values(read("%s;v\n45292;1\n45293;2\n" % name)[0], name), [45292, 45293])
    table, assumed = read("date;v\n45292.5;1\n45293.7500001157;2\n")
    same((values(table, "date"), kinds(assumed)), ([pd.Timestamp(2024, 1, 1, 12), pd.Timestamp(2024, 1, 2, 18)], [("date", "date-serial")]))
    same(values(read("date;v\n1999;1\n2000;2\n")[0], "date"), [1999, 2000])
    same(values(read('[{"Order Date": 45292}, {"Order Date": null}]', "json")[0], "Order Date"), [pd.Timestamp(2024, 1, 1), None])


@rule("days in eight digits become dates where the column is called one; what else looks like dates is told with the line that makes them")
def _(random):
    table, assumed = read("date;v\n20240229;1\n20241231;2\n")
    same((values(table, "date"), kinds(assumed)), ([pd.Timestamp(2024, 2, 29), pd.Timestamp(2024, 12, 31)], [("date", "date-serial")]))
    table, assumed = read("date;v\n20240229;1\n20241232;2\n")
    same((values(table, "date"), kinds(assumed)), ([20240229, 20241232], []))
    for name, cells, made in (
        ("booked", ["20240229", "20241231"], [pd.Timestamp(2024, 2, 29), pd.Timestamp(2024, 12, 31)]),
        ("period", ["202412", "202501"], [pd.Timestamp(2024, 12, 1), pd.Timestamp(2025, 1, 1)]),
        ("timestamp", ["1704067200", "1704153600"], [pd.Timestamp(2024, 1, 1), pd.Timestamp(2024, 1, 2)]),
        ("createdAt", ["1704067200000", "1704153600000"], [pd.Timestamp(2024, 1, 1), pd.Timestamp(2024, 1, 2)]),
        ("due", ["45292", "45293"], [pd.Timestamp(2024, 1, 1), pd.Timestamp(2024, 1, 2)]),
    ):
        table, assumed = column(cells, name)
        same((values(table, name), kinds(assumed)), ([int(cell) for cell in cells], [(name, "date-number")]))
        same(mended(table, assumed, name), made, name)
    for name, cells in (("amount", ["45292", "45293"]), ("order", ["202412", "202501"]), ("period", ["202413", "202501"]), ("sum", ["1704067200", "5"])):
        same(kinds(column(cells, name)[1]), [], (name, cells))


@rule("a point before three digits is a decimal point where nothing else tells, and each column of such says so")
def _(random):
    table, assumed = read("Datum;Umsatz;n\n01.03.2025;1.234;7\n30.09.2025;12.345;8\n")
    same((values(table, "Umsatz"), kinds(assumed)), ([1.234, 12.345], [("Umsatz", "decimal-point")]))
    same(mended(table, assumed, "Umsatz"), [1234.0, 12345.0])
    for proof in ("0.5", "1.25", "0.123"):
        same(kinds(read("a;b\n1.234;%s\n2.345;2.5\n" % proof)[1]), [], proof)
    same(kinds(read("a,b\n1.234,x\n2.345,y\n")[1]), [])


@rule("words that stand for a gap are told in columns of text, and can be put back")
def _(random):
    table, assumed = read("country;v\nNA;1\nDE;2\nFR;NA\n")
    same((values(table, "country"), kinds(assumed)), ([None, "DE", "FR"], [("country", "gap-words")]))
    holds("1 of 3 cells: 'NA' (row 2)" in assumed["notes"][0]["message"], assumed)
    same(mended(table, assumed, "country"), ["NA", "DE", "FR"])
    table, assumed = read("plan;v\nNone;1\nNA;2\nPro;3\n;4\n")
    same((kinds(assumed), assumed["notes"][0]["fix"]), ([("plan", "gap-words")], None))
    same(kinds(read("plan;v\n;1\nPro;2\nNAVY;3\n")[1]), [])


@rule("letters of a file that is no UTF-8 are a guess, and that is told")
def _(random):
    table, assumed = read("Größe;b\nMüller;1\n".encode("cp1252"))
    same((list(table.columns), kinds(assumed)), (["Größe", "b"], [(None, "encoding")]))
    holds("Windows-1252, as in 'Größe'" in assumed["notes"][0]["message"], assumed)
    _, assumed = read("地域,売上\n東京,1\n".encode("shift_jis"))
    holds("Save it as UTF-8" in assumed["notes"][0]["message"], assumed)
    same(kinds(read('[{"a": "Müller"}]'.encode("cp1252"), "json")[1]), [(None, "encoding")])
    for text in ("a;b\nx;1\n", "Größe;b\nMüller;1\n", "\ufeffGröße;b\nMüller;1\n"):
        same(kinds(read(text)[1]), [])


@rule("amounts in thousands and millions stay text, and the note makes numbers of them")
def _(random):
    table, assumed = column(["10k", "3.5M", "1.2B"])
    same((values(table), kinds(assumed)), (["10k", "3.5M", "1.2B"], [("v", "text-not-number")]))
    same(mended(table, assumed), [10_000.0, 3_500_000.0, 1_200_000_000.0])
    same(mended(*column(["2 Mio.", "1 Mrd."])), [2e6, 1e9])
    same(column(["$5k", "$7M"])[1]["notes"][0]["fix"], None)
    same(kinds(column(["A4M", "B5k"])[1]), [])


@rule("texts of JSON and workbooks that hold numbers say so, however the numbers are written, and name the cells that are none")
def _(random):
    def noted(*cells):
        table, assumed = read(str([{"v": cell} for cell in cells]).replace("'", '"'), "json")
        return table, assumed, assumed["notes"][0]

    for cells, numbers in ((("1.234,50", "99,00"), [1234.5, 99.0]), (("5,350,380", "1,200"), [5350380, 1200]), (("$5.50", "$1,200"), [5.5, 1200]), (("1", "n/a", "3"), [1, None, 3])):
        table, assumed, note = noted(*cells)
        same((values(table), note["kind"]), (list(cells), "text-not-number"))
        same(mended(table, assumed), numbers, cells)
    holds("but for 1 of 3 cells: 'n/a'" in noted("1", "n/a", "3")[2]["message"], "message")
    same(noted("1,234", "5,678")[2]["fix"], None)
    same(noted("$5", "€6")[2]["fix"], None)


@rule("lines above the header are no rows; without a body of numbers nobody knows, and nothing is left out")
def _(random):
    for titles in (["Sales report"], ["Sales report", "as of today"], ["Sales report;;", ""], ["Sales report", "", ""]):
        table, assumed = read("\n".join([*titles, "name;v;w", "a;1;x", "b;2;y", "c;MISSING;z", "d;4;"]) + "\n")
        same((list(table.columns), len(table)), (["name", "v", "w"], 4))
        holds(("%r (row %d)" % ("MISSING", len(titles) + 4)) in str([note["message"] for note in assumed["notes"]]), assumed)
        same(assumed["notes"][0]["kind"], "title-rows")
    for titles in (["Report;;"], ["Stand;01.03.2025;"], ["# made by x; y", "#", "# z; w; u; v"], ["Sales;;", "Stand;2025;"]):
        table, assumed = read("\n".join([*titles, "name;v;w", "a;1;x", "b;2;y"]) + "\n")
        same((list(table.columns), len(table), kinds(assumed)), (["name", "v", "w"], 2, [(None, "title-rows")]), titles)
    same(list(read("Report;Q1;;\nname;v;w;u\na;1;x;2\nb;2;y;3\n")[0].columns), ["name", "v", "w", "u"])
    for whole in ("#id;name;v\nA;x;n.a.\nB;y;3\n", ";name;v\n1;x;2\n2;y;3\n", "name;2024;2025\nx;1;2\n", "a;b\nx;y\nz;1\n"):
        same("title-rows" in str(read(whole)[1]["notes"]), False, whole)
    raises(DatasetError, "more fields than its header", lambda: read("name\nx, y\nz, w\n"))
    same(list(read("a;b\n1;2\n")[0].columns), ["a", "b"])
    same(list(read("only\n1\n2\n")[0].columns), ["only"])
    same(kinds(read("1;2\n3;4\n")[1]), [(None, "header")])


@rule("a second row of the header, rows that end early and blanks for delimiters are told")
def _(random):
    table, assumed = read("region;2024;;2025;\n;units;rev;units;rev\nA;1;2;3;4\nB;3;4;5;6\n")
    same(kinds(assumed)[0], (None, "header"))
    scope = {"table": table.copy()}
    exec(assumed["notes"][0]["fix"], scope)
    same((list(scope["table"].columns)[1], len(scope["table"])), ("2024 units", 2))
    for cells in ("a;b\nx;y\nz;w\n1;2\n", "a;b\nx;y\n1;w\n2;v\n", "a;b\nx;1\ny;2\nz;3\n"):
        same("header" in str(kinds(read(cells)[1])), False, cells)
    same(kinds(read("a;b;c\n1;2\n3;4;5\n6\n")[1]), [(None, "short-rows")])
    message = read("a;b;c\n1;2\n3;4;5\n6\n")[1]["notes"][0]["message"]
    holds("2 rows have fewer fields than the header, the first row 2" in message, message)
    same(kinds(read("a;b;c\n1;2;\n3;4;5\n")[1]), [])
    table, assumed = read("name   value   x\na      1     2\nb      2     3\n")
    same(kinds(assumed), [(None, "delimiter")])
    scope = {"table": table.copy()}
    exec(assumed["notes"][0]["fix"], scope)
    same(scope["table"].values.tolist(), [["a", "1", "2"], ["b", "2", "3"]])


@rule("labels that differ in marks, accents or two swapped letters may be the same, and that is told; other words are not")
def _(random):
    def alike(*labels):
        return [note["message"] for note in read("k;v\n" + "".join("%s;%d\n" % (label, at) for at, label in enumerate(labels)))[1]["notes"] if note["kind"] == "similar-values"]

    for pair in (("Siemens AG", "Siemens AG."), ("Siemens AG", "Seimens AG"), ("Süd", "Sud"), ("São Paulo", "Sao Paulo"), ("Customer-Success", "Customer Success"), ("Microsoft Corp", "Micosoft Corp")):
        (message,) = alike(*pair, "Other")
        holds(all(repr(one) in message for one in pair) and message.startswith("may be the same"), message)
    holds("differ only in case or blanks" in alike("North", "north ", "South")[0], "message")
    for words in (("Iran", "Iraq"), ("Austria", "Australia"), ("Gambia", "Zambia"), ("Region 1", "Region 2"), ("Model A", "Model B"), ("Grade A+", "Grade A-"), ("1.5", "15"), ("service", "services"), ("Slovenia", "Slovakia"), ("Male", "Female"), ("inception", "perception"), ("prince", "princess"), ("import", "export"), ("Niger", "Nigeria"), ("A-1", "A-2")):
        same(alike(*words, "Other"), [], words)


@rule("totals between the rows, infinite cells, records, several tables and a column of currencies without a name are told")
def _(random):
    table, assumed = read("region;v\nN;1\nTotal;1\nS;2\nGrand Total;3\nnote;\n")
    same(kinds(assumed), [("region", "total-row")])
    holds("'Total' (row 3), 'Grand Total' (row 5)" in assumed["notes"][0]["message"], assumed)
    scope = {"table": table.copy()}
    exec(assumed["notes"][0]["fix"], scope)
    same(scope["table"]["region"].tolist(), ["N", "S", "note"])
    same(kinds(read("Entity;v\nAll natural disasters;3\nFlood;1\nDrought;2\n")[1]), [("Entity", "total-row")])
    same(kinds(read("k;v\n" + "".join("n%d;%d\n" % (at, at + 3) for at in range(3000)) + "Total;9\n")[1]), [("k", "total-row")])
    for labels in (["All", "B"], ["Allen", "Totally", "C"], ["all red", "all blue", "all green", "x"]):
        same(kinds(read("k;v\n" + "".join("%s;1%d\n" % (label, at) for at, label in enumerate(labels)))[1]), [], labels)
    table, assumed = read("a;b\n1e400;1\n5;2\n")
    same((kinds(assumed), mended(table, assumed, "a")), ([("a", "infinite")], [None, 5.0]))
    table, assumed = read('[{"a": 1, "b": {"c": 2}}, {"a": 2, "b": null}]', "json")
    same(kinds(assumed), [("b", "records")])
    scope = {"pd": pd, "table": table.copy()}
    exec(assumed["notes"][0]["fix"], scope)
    same(values(scope["table"], "c"), [2.0, None])
    raises(DatasetError, "holds 2 tables, under the keys 'customers', 'orders'", lambda: read('{"customers": [{"a": 1}], "orders": [{"b": 1}]}', "json"))
    same(kinds(read("region;ISO;v\nN;USD;1\nS;EUR;2\n")[1]), [("ISO", "mixed-currencies")])
    same(kinds(read("region;word;v\nN;try;1\nS;all;2\n")[1]), [])


@rule("blanks around names are left out, the same names are told apart, and both are told")
def _(random):
    table, assumed = read(" a ;b;b;\n1;2;3;4\n")
    same(list(table.columns), ["a", "b", "b.1", "Unnamed: 3"])
    same([kind for _, kind in kinds(assumed)], ["names", "duplicate-names", "unnamed"])
    table, _ = read("a ;a\n1;2\n")
    same(list(table.columns), ["a", "a.1"])


@rule("repeated rows, rows of zeros, several currencies, a total and spellings of one name are told, and nothing is changed")
def _(random):
    text = "region;currency;v;w\nNorth;USD;1;2\nnorth ;EUR;3;4\nNorth;USD;1;2\n;USD;0;0\nTotal;USD;5;8\n"
    table, assumed = read(text)
    same(len(table), 5)
    same(sorted(kinds(assumed), key=str), sorted([(None, "duplicate-rows"), ("currency", "mixed-currencies"), ("region", "total-row"), ("region", "similar-values")], key=str))
    table, assumed = read("name;class;v;w\nx;1;2;3\n0;0;0;0\n")
    same(kinds(assumed), [(None, "empty-rows")])
    holds("row 3" in assumed["notes"][0]["message"], assumed)
    same(read("a;b\nx;1\ny;2\n")[1]["notes"], [])


@rule("a file that is something else than it is called is refused, and the words say what it is")
def _(random):
    for data, word in ((b"PK\x03\x04" + b"x" * 40, ".xlsx"), (b"\xd0\xcf\x11\xe0" + b"x" * 40, "encrypted Excel"), (b"PAR1abc", ".parquet"), (b"\x1f\x8b\x08x", ".gz"), (b"%PDF-1.7 x", "PDF"), (b"<!DOCTYPE html><html>", "web page"), (b"\n <html><table>", "web page"), (b"<?xml version='1.0'?><a/>", "XML"), (b"SQLite format 3\0x", "SQLite")):
        holds("'d'" in str(raises(DatasetError, word, lambda: read(data))), data)
    raises(DatasetError, "web page", lambda: read(b"<html>", "json"))
    raises(DatasetError, "at most 5,000 can be read", lambda: read(",".join("c%d" % at for at in range(5001)) + "\n" + ",".join("1" * 5001) + "\n"))
    same(read(",".join("c%d" % at for at in range(5000)) + "\n" + ",".join("1" * 5000) + "\n")[0].shape, (1, 5000))
    raises(DatasetError, "'d'", lambda: read("[" * 100_000 + "]" * 100_000, "json"))


@rule("UTF-16 is known without its mark, and line ends may be of any kind")
def _(random):
    text = "name;v\nä;1,5\nb;2,5\n"
    for encoding in ("utf-16-le", "utf-16-be"):
        table, assumed = read(text.encode(encoding))
        same((values(table, "v"), assumed["encoding"]), ([1.5, 2.5], encoding))
    for ends in (("\r\n", "\n", "\r\n"), ("\r", "\r", "\r"), ("\n", "\r\n", "\r")):
        same(values(read("name;v%sa;1%sb;2%s" % ends)[0], "v"), [1, 2], ends)


@rule("a key that an object has twice is told, with what is lost; where rows would be, the file is refused")
def _(random):
    table, assumed = read('[{"v": 1}, {"v": 2, "w": 5, "v": 3}, {"v": 4, "v": 5}]', "json")
    same((values(table), kinds(assumed)), ([1, 3, 5], [(None, "duplicate-keys")]))
    same(assumed["notes"][0]["message"], "2 records have a key twice, the first 'v' in record 2: '3' was read, and '2' is lost")
    for text, format in (('{"v": 1}\n{"v": 2, "v": 3}\n', "ndjson"), ('{"meta": 1, "data": [{"v": 1}, {"v": 2, "v": 3}]}', "json")):
        table, assumed = read(text, format)
        same(values(table), [1, 3])
        holds([note["message"] for note in assumed["notes"] if note["kind"] == "duplicate-keys" and "'3' was read, and '2' is lost" in note["message"]], assumed)
    # The same twice: nothing is lost.
    same(kinds(read('[{"v": 1, "v": 1}, {"v": 2}]', "json")[1]), [])
    for text in ('{"v": [1, 2], "v": [3, 4]}', '{"data": [{"v": 1}], "data": [{"v": 2}]}', '{"columns": ["v"], "rows": [[1]], "rows": [[2]]}'):
        raises(DatasetError, "twice", lambda: read(text, "json"))


@rule("JSON has a record on each line, or under the one key that holds records; text in it is text, and a note says when it holds numbers")
def _(random):
    same(values(read('{"v": 1}\n{"v": 2}\n\n', "ndjson")[0]), [1, 2])
    same(kinds(read('{"v": 1}\n{"v": 2}\n', "json")[1]), [(None, "json-lines")])
    raises(DatasetError, "in line 2", lambda: read('{"v": 1}\n{"v": \n', "ndjson"))
    raises(DatasetError, "line 2 is none", lambda: read('{"v": 1}\n[1]\n', "ndjson"))
    table, assumed = read('{"meta": {"n": 1}, "data": [{"v": 1}, {"v": 2}]}', "json")
    same((values(table), kinds(assumed)), ([1, 2], [(None, "json-key")]))
    table, assumed = read('[{"v": "1"}, {"v": "2"}]', "json")
    same((values(table), kinds(assumed)), (["1", "2"], [("v", "text-not-number")]))
    same(mended(table, assumed), [1, 2])
    same(kinds(read('[{"v": "01"}, {"v": "2"}]', "json")[1]), [])
    table, assumed = read('[{"v": 1}, {"v": "n/a"}, {"v": 3}]', "json")
    same((values(table), kinds(assumed)), ([1, "n/a", 3], [("v", "mixed-types")]))
    same(mended(table, assumed), [1.0, None, 3.0])


@rule("of a whole number that got a gap among written separators no digit is lost")
def _(random):
    for number in (2**53 + 1, 2**62 + 3):
        table, _ = column([grouped(number, ","), "", "5"])
        same(int(table["v"][0]), number)
        same(str(table.dtypes["v"]), "Int64")
    same(str(column([grouped(2**53 - 1, ","), ""])[0].dtypes["v"]), "float64")
