"""What callers hand in means the same in every container, and what can't be read is told with its place and the way to mend it."""
import collections
import datetime
import decimal
import fractions
import math

import numpy as np
import pandas as pd

from strategic import StrategicError, analysis
from strategic import _given


@rule("a row of numbers is the same in every container and every kind of number")
def _(random):
    for _ in range(40):
        values = [random.choice([random.randint(-9, 9), round(random.uniform(-9, 9), 3)]) for _ in range(random.randint(1, 9))]
        wanted = [float(value) for value in values]
        for same_values in (values, tuple(values), iter(values), collections.deque(values), np.array(values), np.array(values, dtype=object), pd.Series(values), pd.Series(values, dtype="Float64"), pd.Series(values, index=range(5, 5 + len(values))), pd.DataFrame({"x": values}), dict(enumerate(values)), [decimal.Decimal(str(value)) for value in values], [fractions.Fraction(str(value)) for value in values], [np.float64(value) for value in values], [np.array(value) for value in values]):
            same(_given.series(same_values, "v"), wanted, values)
    same(_given.labelled({"a": 1, "b": 2}, "v"), (["a", "b"], [1, 2]))
    same(_given.labelled(pd.Series([1, 2], index=["x", "y"]), "v"), (["x", "y"], [1, 2]))
    same(_given.labelled([3, 4], "v"), ([0, 1], [3, 4]))
    same(_given.numbers(np.array([1, 2]), "v"), ([1.0, 2.0], [0, 1], 0))
    holds(all(type(value) is int for value in _given.labelled(np.array([1, 2]), "v")[1]), "numpy's numbers are made plain")


@rule("what is missing is counted where gaps are allowed, and refused with its place where they are not")
def _(random):
    for missing in (None, math.nan, np.nan, np.float64("nan"), pd.NA, pd.NaT, np.datetime64("NaT"), decimal.Decimal("NaN")):
        holds(_given.is_missing(missing), repr(missing))
        same(_given.numbers({"a": 1, "b": missing, "c": 3}, "v", gaps=True), ([1.0, 3.0], ["a", "c"], 1))
        raises(StrategicError, "v has 1 missing values, the first at b: fill or drop them first, such as v.dropna()", lambda: _given.numbers({"a": 1, "b": missing}, "v"))
    for there in (0, 0.0, "", "nan", False, [], np.float64(0), np.array([np.nan, 1]), decimal.Decimal(0), pd.Timestamp("2025-01-01")):
        same(_given.is_missing(there), False)
    raises(StrategicError, "v has 1 numbers (2 missing left out): at least 2 are needed", lambda: _given.numbers([1, None, None], "v", 2, gaps=True))
    raises(StrategicError, "v has 1 numbers: at least 2 are needed", lambda: _given.numbers([1], "v", 2))
    same(_given.numbers([], "v", 0), ([], [], 0))


@rule("pairs leave out what lacks either, and keep what belongs together")
def _(random):
    for _ in range(40):
        rows = [(random.choice([None, random.random()]), random.choice([math.nan, random.random()])) for _ in range(12)]
        whole = [(x, y) for x, y in rows if x is not None and y == y]
        if len(whole) < 3:
            continue
        got = _given.pairs([x for x, _ in rows], pd.Series([y for _, y in rows]), ("x", "y"))
        same(got, ([x for x, _ in whole], [y for _, y in whole], len(rows) - len(whole)))
    raises(StrategicError, "x and y have 2 complete pairs: at least 3 are needed", lambda: _given.pairs([1, 2, None], [1, 2, 3], ("x", "y")))
    raises(StrategicError, "x has 1 values and y 2: they are pairs", lambda: _given.pairs([1], [1, 2], ("x", "y")))
    raises(StrategicError, "y at 1 is 'b', which is text", lambda: _given.pairs([1, 2, 3], [1, "b", 3], ("x", "y")))
    raises(StrategicError, "x at k is 'b', which is text", lambda: _given.pairs({"k": "b", "l": 1, "m": 2}, [1, 2, 3], ("x", "y")))


@rule("amounts of the same label are added up, whatever the container")
def _(random):
    for _ in range(40):
        rows = [(random.choice("abc"), random.choice([None, random.randint(1, 9)])) for _ in range(8)]
        wanted = {}
        for label, amount in rows:
            if amount is not None:
                wanted[label] = wanted.get(label, 0.0) + amount
        if not wanted:
            continue
        count = sum(amount is None for _, amount in rows)
        for given in (rows, pd.DataFrame(rows), pd.Series([amount for _, amount in rows], index=[label for label, _ in rows]), [list(row) for row in rows]):
            same(_given.parts(given, "v"), (wanted, count), rows)
    same(_given.parts({datetime.date(2025, 1, 1): 1, 5: 2}, "v")[0], {"2025-01-01": 1.0, "5": 2.0})
    raises(StrategicError, "v[1] is 'b': give amounts by label", lambda: _given.parts([("a", 1), "b"], "v"))
    raises(StrategicError, "v[0] is ('a', 1, 2)", lambda: _given.parts([("a", 1, 2)], "v"))
    raises(StrategicError, "v is a table with 3 columns: hand in two", lambda: _given.parts(pd.DataFrame([[1, 2, 3]]), "v"))
    raises(StrategicError, "v at a is 'x', which is text", lambda: _given.parts({"a": "x"}, "v"))


@rule("a table is read by column names from frames, lists and rows, and says which it lacks")
def _(random):
    rows = [{"a": 1, "b": "x"}, {"a": 2, "b": None}]
    for table in (rows, tuple(rows), pd.DataFrame(rows), {"a": [1, 2], "b": ["x", None]}, {"a": pd.Series([1, 2]), "b": ["x", None]}):
        got = _given.columns(table, "t", ("b", "a"))
        same((list(got), got["a"], got["b"][0], _given.is_missing(got["b"][1])), (["b", "a"], [1, 2], "x", True))
    same(_given.columns([{"a": 1}, {"b": 2}], "t", ("a", "b")), {"a": [1, None], "b": [None, 2]})
    same(_given.columns(pd.DataFrame([[1, 2]], columns=["a", "a"]), "t", ("a",)), {"a": [1]})
    raises(StrategicError, "t has no column 'c'; it has 'a', 'b'. Rename it", lambda: _given.columns(rows, "t", ("a", "c")))
    raises(StrategicError, "t has no column 'c'; it has none", lambda: _given.columns({}, "t", ("c",)))
    raises(StrategicError, "the columns of t have different lengths: a 1, b 2", lambda: _given.columns({"a": [1], "b": [1, 2]}, "t", ("a", "b")))
    raises(StrategicError, "t has no rows", lambda: _given.columns(pd.DataFrame({"a": []}), "t", ("a",)))
    for table in ([1, 2], "ab", 5, None):
        raises(StrategicError, "t must be a table: a DataFrame, a dict of lists or a list of dicts, not " + type(table).__name__, lambda: _given.columns(table, "t", ("a",)))
    for name in (None, True, 1.5, ["a"]):
        raises(StrategicError, "a column of t is called by its name", lambda: _given.columns(rows, "t", (name,)))


@rule("one number, whole number, choice, flag and moment are within what was said")
def _(random):
    same((_given.number(np.int64(3), "n"), _given.number(decimal.Decimal("1.5"), "n"), _given.number(np.array(2), "n"), _given.whole(3.0, "n"), _given.flag(np.bool_(True), "f")), (3.0, 1.5, 2.0, 3, True))
    same((_given.number(2, "n", least=2, most=2), _given.whole(2, "n", 2, 2)), (2.0, 2))
    for call, word in (
        (lambda: _given.number("x", "n"), "n must be a number, not 'x' (str)"), (lambda: _given.number(True, "n"), "n must be a number, not True (bool)"), (lambda: _given.number(1j, "n"), "must be a number"), (lambda: _given.number(math.inf, "n"), "n is inf: it must be a finite number"), (lambda: _given.number(10**400, "n"), "n is inf"),
        (lambda: _given.number(1, "n", least=2), "n must be at least 2, not 1"), (lambda: _given.number(2, "n", above=2), "n must be greater than 2, not 2"), (lambda: _given.number(3, "n", most=2), "n must be at most 2, not 3"), (lambda: _given.number(1e76, "n"), "n is beyond 1e+75: give it in a larger unit"), (lambda: _given.number(-1e76, "n"), "beyond 1e+75"),
        (lambda: _given.whole(2.5, "n"), "n must be a whole number, not 2.5"), (lambda: _given.one_of("c", "n", ("a", "b")), "n must be one of 'a', 'b', not 'c'"), (lambda: _given.one_of(None, "n", ("a",)), "must be one of"), (lambda: _given.flag(1, "f"), "f must be True or False, not 1"),
        (lambda: _given.series([1, 1e76], "v"), "v at 1 is beyond 1e+75"), (lambda: _given.series([-1e76], "v"), "beyond 1e+75"), (lambda: _given.series([math.inf], "v"), "v at 0 is inf: it must be a finite number"), (lambda: _given.series([10**400], "v"), "v at 0 is inf"), (lambda: _given.series([[1]], "v"), "v at 0 is [1] (list), not a number"), (lambda: _given.series([True], "v"), "v at 0 is True (bool), not a number"),
        (lambda: _given.series("12", "v"), "v must be a list of numbers, not '12' (str)"), (lambda: _given.series(5, "v"), "v must be a list of numbers, not 5 (int)"), (lambda: _given.series(np.ones((2, 2)), "v"), "v must have one dimension, not 2"), (lambda: _given.series(pd.DataFrame({"a": [1], "b": [2]}), "v"), 'v is a table with 2 columns: hand in one of them, such as table["b"]'), (lambda: _given.series(pd.DataFrame(), "v"), 'such as table["amount"]'),
        (lambda: _given.cell(None, "c", 4), "c is missing in row 4: fill it, or drop the row"), (lambda: _given.series(["x" * 99], "v"), "x…, which is text: make the column numbers with pd.to_numeric(column, errors=\"coerce\")"),
        (lambda: _given.moment("01.03.2025", "d", 2), "d in row 2 is '01.03.2025', which is no ISO date"), (lambda: _given.moment(5, "d", 2), "d in row 2 is 5: it must be a date"),
    ):
        raises(StrategicError, word, call)
    same(_given.series([1e75, -1e75], "v"), [1e75, -1e75])
    wanted = datetime.datetime(2025, 3, 1)
    for date in ("2025-03-01", " 2025-03-01 ", datetime.date(2025, 3, 1), wanted, pd.Timestamp("2025-03-01"), pd.Period("2025-03", "M")):
        holds(_given.moment(date, "d", 0) == wanted, date)
    same((_given.told(datetime.date(2025, 3, 1)), _given.told(wanted), _given.told(datetime.datetime(2025, 3, 1, 9)), _given.told(5), _given.told(pd.NaT)), ("2025-03-01", "2025-03-01", "2025-03-01 09:00:00", "5", "NaT"))
    same((_given.exact(0.1), _given.exact(3)), (fractions.Fraction(1, 10), fractions.Fraction(3)))


@rule("an error of the library is a ValueError under its own name")
def _(random):
    same((issubclass(StrategicError, ValueError), StrategicError.__name__, StrategicError.__module__), (True, "StrategicError", "strategic"))
    raises(ValueError, "amounts", lambda: analysis.pareto({}))
