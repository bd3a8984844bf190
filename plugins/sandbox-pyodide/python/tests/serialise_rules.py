"""What docs/results.md promises of values: nothing is lost, and what the runtime writes is never taken for a dict of the guest's.

One list of rules over one set of makers of values, which is what makes the file long.
"""
import collections
import datetime
import decimal
import enum
import itertools
import json
import math

import numpy as np
import pandas as pd

from strategic_runtime import serialise
from strategic_runtime.limits import cut

WIDE = 1 << 62


def written(value):
    """What the reader gets: the value, through real JSON text."""
    serialise.bound(WIDE)
    return json.loads(json.dumps(serialise.jsonable(value), allow_nan=False))


def read_back(plain):
    """The grammar of docs/results.md, read backwards by somebody who knows the document only. Tuples stand for what was written as a form."""
    if type(plain) is list:
        return [read_back(item) for item in plain]
    if type(plain) is not dict:
        return plain
    form = plain.get("type")
    if form == "int":
        return int(plain["value"])
    if form == "float":
        return {"Infinity": math.inf, "-Infinity": -math.inf}[plain["value"]]
    if form == "decimal":
        return decimal.Decimal(plain["value"])
    if form == "dict":
        return {name: read_back(item) for name, item in plain["entries"]}
    if form in ("repr", "array", "table", "resource"):
        return (form, plain)
    return {name: read_back(item) for name, item in plain.items()}


WORDS = ["", "a", "type", "value", "1", "1 (2)", "é😀", "\u2028", "nan", "\x00", "int", "x" * 50, "rows"]
FORMS = ["int", "float", "decimal", "repr", "array", "table", "dict", "resource"]


def scalar(random):
    return random.choice([
        lambda: None,
        lambda: random.choice([True, False]),
        lambda: random.randint(-9, 9),
        lambda: random.choice([-1, 1]) * (2**53 + random.randint(-3, 3)),
        lambda: random.choice([-1, 1]) * random.getrandbits(random.choice([60, 64, 200])),
        lambda: random.choice([0.0, -0.5, 1e300, 5e-324, 0.1 + 0.2, math.inf, -math.inf, random.gauss(0, 1e6)]),
        lambda: decimal.Decimal(random.choice(["1.10", "-0", "1E+400", "0.0000001"])),
        lambda: random.choice(WORDS),
    ])()


def value(random, depth=4):
    if depth == 0 or random.random() < 0.3:
        return scalar(random)
    if random.random() < 0.5:
        return [value(random, depth - 1) for _ in range(random.randint(0, 4))]
    made = {random.choice(WORDS): value(random, depth - 1) for _ in range(random.randint(0, 4))}
    if random.random() < 0.3:
        made["type"] = random.choice([*FORMS, "other", 3, None])
    return made


def exactly(got, wanted):
    """Equal, of the same types, all the way down: 1, 1.0 and True are three."""
    if type(wanted) in (list, dict):
        pairs = list(zip(got, wanted)) if type(wanted) is list else [(got.get(key), item) for key, item in wanted.items()]
        return type(got) is type(wanted) and len(got) == len(wanted) and all(exactly(one, other) for one, other in pairs)
    return type(got) is type(wanted) and (str(got) == str(wanted) if type(wanted) in (decimal.Decimal, float) else got == wanted)


@rule("any nesting of plain values reads back as it was, whatever its dicts call themselves")
def _(random):
    for _ in range(1500):
        case = value(random)
        got = read_back(written(case))
        holds(exactly(got, case), (case, got))


@rule("a whole number is a JSON number exactly as far as every reader keeps its digits")
def _(random):
    for case in [0, 1, -1, 2**53 - 1, -(2**53 - 1)]:
        same(written(case), case)
    for case in [2**53, -(2**53), 2**53 + 1, 10**5000, -(10**5000)]:
        serialise.bound(WIDE)
        found = serialise.jsonable(case)
        same(found["type"], "int", case)
        same(len(found["value"]), len("%s" % decimal.Decimal(case)) if abs(case) < 10**20 else 5001 + (case < 0), case.bit_length())


@rule("digits of a huge number are read without changing the interpreter's own limit")
def _(random):
    import sys

    before = sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(4300)
        written(10**6000)
        same(sys.get_int_max_str_digits(), 4300)
    finally:
        sys.set_int_max_str_digits(before)
    same(written({10**4999: 1}), {"1" + "0" * 4999: 1})


@rule("what is missing is null: None, NaN, NaT and NA, alone, in a list, a Series and a table")
def _(random):
    for missing in (None, float("nan"), pd.NaT, pd.NA, np.float64("nan"), np.float32("nan"), np.datetime64("NaT"), np.timedelta64("NaT")):
        same(written(missing), None, missing)
        same(written([missing]), [None], missing)
        same(written({"a": missing}), {"a": None}, missing)
        same(written(pd.Series([missing], dtype=object))["rows"], [[None]], missing)
    frame = pd.DataFrame({"f": [1.5, math.nan], "t": [pd.Timestamp(2026, 1, 2), pd.NaT], "i": pd.array([1, None], dtype="Int64"), "b": pd.array([True, None], dtype="boolean")})
    same(written(frame)["rows"], [[1.5, "2026-01-02T00:00:00", 1, True], [None, None, None, None]])


@rule("infinities are told from numbers and from gaps, in every container")
def _(random):
    plus, minus = {"type": "float", "value": "Infinity"}, {"type": "float", "value": "-Infinity"}
    row = [math.inf, -math.inf, 1.0, math.nan]
    wanted = [plus, minus, 1.0, None]
    for case in (row, tuple(row), np.array(row), np.array(row, dtype="float32"), pd.Index(row)):
        same(written(case), wanted, case)
    same([one for (one,) in written(pd.Series(row))["rows"]], wanted)
    same([one for (one,) in written(pd.Series(row, dtype="Float64"))["rows"]][:2], wanted[:2])
    same(written({math.inf: 1, -math.inf: 2}), {"inf": 1, "-inf": 2})


@rule("two keys that become the same text are kept apart, and no value is lost, in any order")
def _(random):
    pool = [1, "1", 1.5, "1.5", "1 (2)", "1 (3)", None, "None", True, "True", (1, 2), "1, 2", datetime.date(2026, 1, 2), "2026-01-02", decimal.Decimal("1.5")]
    for _ in range(300):
        keys = random.sample(pool, random.randint(2, len(pool)))
        case = {key: at for at, key in enumerate(keys)}
        got = read_back(written(case))
        same(sorted(got.values()), sorted(case.values()), case)
        holds(all(name.startswith(plain_key(key)) for name, key in zip(got, case)), (case, got))
    same(written({1: "a", "1": "b"}), {"1": "a", "1 (2)": "b"})
    same(written({1: "a", "1 (2)": "b", "1": "c"}), {"1": "a", "1 (2)": "b", "1 (3)": "c"})


def plain_key(key):
    if type(key) is tuple:
        return ", ".join(plain_key(part) for part in key)
    return key.isoformat() if type(key) is datetime.date else str(key)


@rule("a key is the text that a person would write for it")
def _(random):
    keys = {
        "a": "a", 3: "3", 2.5: "2.5", True: "True", None: "None", (1, "a"): "1, a", ("q", (1, 2)): "q, 1, 2",
        datetime.date(2026, 3, 4): "2026-03-04", datetime.datetime(2026, 3, 4, 5, 6): "2026-03-04T05:06:00", pd.Timestamp(2026, 3, 4): "2026-03-04T00:00:00",
        pd.Period("2026-01", "M"): "2026-01", decimal.Decimal("1.10"): "1.10", 2**60: str(2**60), math.inf: "inf",
        np.int64(7): "7", np.float64(1.5): "1.5", np.bool_(True): "True", np.int64(2**60): str(2**60), np.str_("s"): "s",
        frozenset((2, 1)): "1, 2", pd.NaT: "None", Colour.RED: repr(Colour.RED), (): "",
        pd.Interval(0, 1): "(0, 1]",
    }
    for key, wanted in keys.items():
        same(list(written({key: 0})), [wanted], key)
        frame = pd.DataFrame([[0]])
        frame.columns = pd.Index([key], dtype=object, tupleize_cols=False)
        same(written(frame)["columns"][0]["name"], wanted, key)
    same(list(written({(np.int64(1), np.float64(2.5)): 0})), ["1, 2.5"])


class Colour(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    HIGH = 3


@rule("dates and times keep every part: day, time of day, fraction, offset")
def _(random):
    for _ in range(300):
        at = datetime.datetime(random.randint(1700, 2200), random.randint(1, 12), random.randint(1, 28), random.randint(0, 23), random.randint(0, 59), random.randint(0, 59), random.choice([0, 1, 500_000, 999_999]))
        zone = datetime.timezone(datetime.timedelta(minutes=random.choice([0, 60, -300, 345])))
        for case in (at, at.replace(tzinfo=zone)):
            same(datetime.datetime.fromisoformat(written(case)), case)
            same(datetime.datetime.fromisoformat(written(pd.Timestamp(case))), case)
            same(datetime.datetime.fromisoformat(written(pd.Series([case]))["rows"][0][0]), case)
            same(written({case: 1}), {case.isoformat(): 1})
        same(datetime.date.fromisoformat(written(at.date())), at.date())
        same(datetime.time.fromisoformat(written(at.time())), at.time())
        same(np.datetime64(written(np.datetime64(at, "us"))), np.datetime64(at, "us"))
        same(written(np.array([at], dtype="datetime64[us]")), [str(np.datetime64(at, "us"))])
    same(written(np.array(datetime.datetime(2026, 1, 2), dtype="datetime64[s]")), "2026-01-02T00:00:00")


@rule("a Timestamp keeps its nanoseconds")
def _(random):
    at = pd.Timestamp("2026-01-02T03:04:05.123456789")
    for case in (at, [at][0], at.to_datetime64()):
        same(pd.Timestamp(written(case)), at)
    same(pd.Timestamp(written(pd.Series([at]))["rows"][0][0]), at)


@rule("a span of time is an ISO 8601 duration, a period and an interval their text")
def _(random):
    for days, seconds, text in ((1, 0, "P1DT0H0M0S"), (0, 90, "P0DT0H1M30S"), (-1, 0, "P-1DT0H0M0S")):
        span = datetime.timedelta(days=days, seconds=seconds)
        same(written(pd.Timedelta(span)), text)
        same(written(np.timedelta64(span)), text)
        same(written(np.array([span], dtype="timedelta64[s]")), [text])
        same(written(np.array(span, dtype="timedelta64[s]")), text)
        same(written(np.array(span, dtype="timedelta64[ns]")), text)
        same(written(pd.Series([span]))["rows"], [[text]])
    same(written(pd.Period("2026-01", "M")), "2026-01")
    same(written(pd.Series(pd.period_range("2026-01", periods=2, freq="M")))["rows"], [["2026-01"], ["2026-02"]])
    same(written(pd.Interval(0, 2)), "(0, 2]")
    same(written(pd.cut(pd.Series([1, 5]), [0, 2, 9]))["rows"], [["(0, 2]"], ["(2, 9]"]])
    same(written({pd.Interval(0, 2): 1, pd.Period("2026-01", "M"): 2, ("a", 1): 3}), {"(0, 2]": 1, "2026-01": 2, "a, 1": 3})
    same(written(pd.Categorical(["b", "a", None])), ["b", "a", None])


@rule("names that JavaScript would put in another order are written as entries, in a dict at any depth; all others as an object")
def _(random):
    for names in ((2021, 2020), ("b", 1), (0, "a", 5, 2), ("10", "9"), ("01", "1"), ("4294967294", "0")):
        given = {name: at for at, name in enumerate(names)}
        entries = {"type": "dict", "entries": [[str(name), at] for at, name in enumerate(names)]}
        same(written(given), entries)
        same(written([{"x": given}]), [{"x": entries}])
    for names in ((2020, 2021), (1, "b"), ("b", "a"), ("b", "01"), ("b", "1.5"), ("b", -1), ("b", "4294967295"), ("b", "9" * 5000), ("b", "\u0661")):
        given = {str(name): at for at, name in enumerate(names)}
        same(list(written(given).items()), list(given.items()), names)


@rule("structured rows keep the names of their fields")
def _(random):
    rows = np.array([(1, "a"), (2, "b")], dtype=[("n", "i8"), ("t", "U1")])
    same(written(rows[0]), {"n": 1, "t": "a"})
    same(written(rows), [{"n": 1, "t": "a"}, {"n": 2, "t": "b"}])
    same(written({"r": rows[1]}), {"r": {"n": 2, "t": "b"}})


@rule("of a table that is too large as an answer the first rows are written, and how many there are in all; of anything else nothing")
def _(random):
    for rows in (1000, 1001, 5000):
        table = pd.DataFrame({"a": range(rows), "b": ["text"] * rows})
        serialise.bound(1 << 14)
        plain = serialise.fitting(table)
        holds(0 < len(plain["rows"]) < rows and plain["rowsTotal"] == rows, len(plain["rows"]))
        same(plain["rows"], [[at, "text"] for at in range(len(plain["rows"]))])
        serialise.bound(1 << 14)
        same(serialise.fitting(table["a"])["rowsTotal"], rows)
    serialise.bound(WIDE)
    same(serialise.fitting(table), written(table))
    for other in (list(range(10_000)), {"t": table}, pd.DataFrame({"a": ["x" * 20_000]})):
        serialise.bound(1 << 13)
        try:
            serialise.fitting(other)
        except serialise.TooLarge:
            continue
        raise AssertionError(type(other))


@rule("a subclass, a named tuple, an enum or a view is written as what it is")
def _(random):
    class Text(str):
        def __str__(self):
            return "lies"

    class Number(float):
        def __float__(self):
            return 0.0

    class Whole(int):
        def __int__(self):
            return 0

    class Items(list):
        def __iter__(self):
            return iter(["lies"])

        def __len__(self):
            return 0

    class Pair(tuple):
        def __iter__(self):
            return iter(())

        def __len__(self):
            return 0

    class Table(dict):
        def items(self):
            return [("lies", 0)]

    class Day(datetime.date):
        def isoformat(self):
            return "lies"

    class Moment(datetime.datetime):
        def isoformat(self, *_):
            return "lies"

    class Clock(datetime.time):
        def isoformat(self, *_):
            return "lies"

    class Money(decimal.Decimal):
        def __str__(self):
            return "lies"

    Point = collections.namedtuple("Point", "x y")
    cases = [
        (Text("told"), "told"), (Number(1.5), 1.5), (Number(math.nan), None), (Whole(7), 7), (Whole(2**60), {"type": "int", "value": str(2**60)}),
        (Items([1, 2]), [1, 2]), (Pair((1, 2)), [1, 2]), (Table(a=1), {"a": 1}), (Day(2026, 1, 2), "2026-01-02"), (Moment(2026, 1, 2, 3, 4), "2026-01-02T03:04:00"),
        (Clock(1, 2), "01:02:00"), (Money("1.10"), {"type": "decimal", "value": "1.10"}), (Point(1, [2]), [1, [2]]), (Level.HIGH, 3),
        (collections.OrderedDict(b=1, a=2), {"b": 1, "a": 2}), (collections.Counter("aab"), {"a": 2, "b": 1}), (collections.defaultdict(list, a=[1]), {"a": [1]}),
        ({"a": 1}.keys(), ["a"]), ({"a": 1}.values(), [1]), ({"a": 1}.items(), [["a", 1]]), ((1, (2, 3)), [1, [2, 3]]),
        (range(3), {"type": "repr", "value": "range(0, 3)"}), (b"ab", {"type": "repr", "value": "b'ab'"}), (1j, {"type": "repr", "value": "1j"}), (Colour.RED, {"type": "repr", "value": repr(Colour.RED)}),
    ]
    for case, wanted in cases:
        same(written(case), wanted, type(case))
        same(written([case]), [wanted], type(case))


@rule("a guest's own class of tables or arrays is its repr, and nothing else of it is called")
def _(random):
    class Mine(pd.DataFrame):
        @property
        def index(self):
            raise RuntimeError("called")

        def __repr__(self):
            return "<mine>"

    class Numbers(np.ndarray):
        def __repr__(self):
            return "<numbers>"

    same(written(Mine({"a": [1]})), {"type": "repr", "value": "<mine>"})
    same(written(np.zeros(2).view(Numbers)), {"type": "repr", "value": "<numbers>"})


@rule("a dict that can be a key is written as its repr there, whatever it holds")
def _(random):
    class Key(dict):
        def __hash__(self):
            return 1

    for case in (Key(), Key(a=1), Key(value=3), Key(type="table", value=3)):
        same(written({case: 1}), {repr(case): 1})


@rule("a class that claims to be another is not believed")
def _(random):
    class Liar:
        __class__ = dict
        __module__ = "pandas.core"

        def __repr__(self):
            return "<liar>"

    class Broken:
        def __repr__(self):
            raise ValueError("no")

    class Wrong:
        def __repr__(self):
            return 3

    class Stopped:
        def __repr__(self):
            raise SystemExit

    same(written(Liar()), {"type": "repr", "value": "<liar>"})
    for case in (Broken(), Wrong(), Stopped()):
        same(written(case)["value"], "<an object whose repr failed>", type(case))
        same(written({case: 1}), {"<an object whose repr failed>": 1}, type(case))

    class Hungry:
        def __init__(self, error):
            self.error = error

        def __repr__(self):
            raise self.error

    for error in (MemoryError, KeyboardInterrupt):
        raises(error, "", lambda: written(Hungry(error())))


@rule("the text of an unknown object ends at ten thousand characters, and says that it was cut")
def _(random):
    class Long:
        def __init__(self, size):
            self.size = size

        def __repr__(self):
            return "x" * self.size

    same(written(Long(10_000))["value"], "x" * 10_000)
    same(written(Long(10_001))["value"], "x" * 9_999 + "…")


@rule("a set is a list in order where its items have one, and the same list every time where they have none")
def _(random):
    for _ in range(100):
        items = {random.randint(-50, 50) for _ in range(random.randint(0, 20))}
        same(written(items), sorted(items))
        same(written(frozenset(map(str, items))), sorted(map(str, items)))
        mixed = [*items, *map(str, items), None, 2.5]
        random.shuffle(mixed)
        got = written(set(mixed))
        same(got, written(set(reversed(mixed))))
        same(sorted(map(repr, got)), sorted(map(repr, set(mixed))))
        holds([type(one).__name__ for one in got] == sorted(type(one).__name__ for one in got), got)
    same(written({"b", 1, "a", 3}), [1, 3, "a", "b"])


def of_one(one):
    """An array of no dimension, whose only item this is."""
    box = np.empty((), dtype=object)
    box[()] = one
    return box


def table_of_one(one):
    grid = np.empty((1, 2), dtype=object)
    grid[0, 0] = one
    return grid


WRAPS = [
    lambda one: [one], lambda one: (one,), lambda one: {"a": one}, lambda one: {"a": one}.values(), lambda one: collections.OrderedDict(a=one),
    lambda one: collections.namedtuple("P", "x")(one), lambda one: type("L", (list,), {})([one]), of_one, lambda one: pd.Series([one], dtype=object),
    lambda one: pd.DataFrame({"a": pd.Series([one], dtype=object)}), table_of_one,
]


@rule("nesting that no reader could follow is told as such, and what is above it is kept")
def _(random):
    def nested(levels):
        out = "deep"
        for _ in range(levels):
            out = [out]
        return out

    def depth_of(plain):
        levels = 0
        while type(plain) is list:
            plain, levels = plain[0], levels + 1
        return levels, plain

    for levels in (1, 60):
        same(depth_of(written(nested(levels))), (levels, "deep"))
    same(depth_of(written(nested(61))), (61, "deep"))
    for levels in (62, 63, 100, 5000):
        same(depth_of(written(nested(levels))), (61, {"type": "repr", "value": "<nested deeper than 60 levels>"}))
    for leaf in ("deep", 5, 1.5, None, True):
        for wrap in WRAPS if leaf in (5, "deep") else WRAPS[:2]:
            case = leaf
            for level in range(1, 65):
                case = wrap(case)
                if level not in (1, 60, 61, 62, 64):
                    continue
                same("nested deeper than 60 levels" in json.dumps(written(case)), level > 61, (level, leaf))
    loop = []
    loop.append(loop)
    holds("nested deeper" in json.dumps(written(loop)), "a list that holds itself")


def labelled(random):
    """A frame, and its cells as (index labels, row) that a reader must find."""
    rows, width = random.randint(0, 6), random.randint(0, 4)
    makers = [
        lambda: [random.randint(-5, 5) for _ in range(rows)], lambda: [random.choice([1.5, -0.25, 1e10]) for _ in range(rows)],
        lambda: [random.choice(WORDS) for _ in range(rows)], lambda: [random.choice([True, False]) for _ in range(rows)],
    ]
    names = random.sample(["a", "b", "type", 1, 2.5, ("x", 1), "index"], width)
    cells = [random.choice(makers)() for _ in range(width)]
    index = random.choice([
        lambda: pd.RangeIndex(rows), lambda: pd.RangeIndex(5, 5 + rows), lambda: pd.RangeIndex(0, 2 * rows, 2), lambda: pd.RangeIndex(rows, name="n"),
        lambda: pd.Index([random.choice("xyz") for _ in range(rows)], dtype=object), lambda: pd.Index([random.randint(0, 9) for _ in range(rows)], dtype="int64", name="id"),
        lambda: pd.MultiIndex.from_arrays([[random.choice("pq") for _ in range(rows)], list(range(rows))], names=random.choice([["g", "n"], [None, None], ["g", None]])),
    ])()
    frame = pd.DataFrame({at: pd.Series(column, dtype=None if rows else object) for at, column in enumerate(cells)})
    frame = frame if width else pd.DataFrame(index=range(rows))
    frame.index = index
    frame.columns = pd.Index(names, dtype=object, tupleize_cols=False) if names else frame.columns
    return frame, names, cells, index


@rule("a table reads back with every row, column name, kind and label, and an index that says nothing is left out")
def _(random):
    for _ in range(250):
        frame, names, cells, index = labelled(random)
        got = written(frame)
        rows = len(index)
        counting = type(index) is pd.RangeIndex and index.name is None and (index.start, index.step) == (0, 1)
        labels = [] if counting else [list(index.get_level_values(level)) for level in range(index.nlevels)]
        same(got["type"], "table")
        same(got["rowsTotal"], rows, frame)
        wanted_index = [] if counting else [str(name) if name is not None else ("index" if index.nlevels == 1 else "level_%d" % level) for level, name in enumerate(index.names)]
        same(got["index"], wanted_index, frame)
        same([one["name"] for one in got["columns"]], [*wanted_index, *[plain_key(name) for name in names]], frame)
        same([one["dtype"] for one in got["columns"][len(labels):]], [str(dtype) for dtype in frame.dtypes], frame)
        same(got["rows"], json.loads(json.dumps([list(row) for row in zip(*labels, *cells)] if labels or cells else [[] for _ in range(rows)])), frame)


@rule("rows picked from a table keep the labels they had")
def _(random):
    frame = pd.DataFrame({"v": range(10)})
    for picked in (frame[5:], frame[frame.v > 6], frame[::2], frame.iloc[[3]], frame.sort_values("v", ascending=False)):
        got = written(picked)
        same(got["index"], ["index"], picked)
        same(got["rows"], [[int(label), int(v)] for label, v in zip(picked.index, picked.v)])
    same(written(frame[:5])["index"], [])


@rule("a Series is a table of one column under its name, or `value` where it has none")
def _(random):
    for name, wanted in ((None, "value"), ("v", "v"), (0, "0"), (("a", 1), "a, 1")):
        same(written(pd.Series([1, 2], name=name)), {"type": "table", "columns": [{"name": wanted, "dtype": "int64"}], "rows": [[1], [2]], "index": [], "rowsTotal": 2}, name)
    grouped = pd.DataFrame({"k": ["a", "b", "a"], "v": [1.0, 2.0, 3.0]}).groupby("k")["v"].sum()
    got = written(grouped)
    same((got["index"], [one["name"] for one in got["columns"]], got["rows"]), (["k"], ["k", "v"], [["a", 4.0], ["b", 2.0]]))
    same(written(pd.Categorical(["a", None, "a"])), ["a", None, "a"])
    same(written(pd.array([1, None, 3], dtype="Int64")), [1, None, 3])
    same(written(pd.Index([1, 2])), [1, 2])
    same(written(pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])), [["a", 1], ["b", 2]])


@rule("columns of the same name stay apart in a table")
def _(random):
    frame = pd.DataFrame([[1, "x"], [2, "y"]], columns=["a", "a"])
    got = written(frame)
    same((got["columns"][0]["name"], got["columns"][1]["name"], got["rows"]), ("a", "a", [[1, "x"], [2, "y"]]))


@rule("an array is a list while a reader can take it in, and otherwise has its shape, kind and every value in order")
def _(random):
    for size in (0, 1, 999, 1000):
        same(written(np.arange(size)), list(range(size)), size)
    for size in (1001, 1500):
        same(written(np.arange(size)), {"type": "array", "dtype": "int64" if np.arange(1).dtype.itemsize == 8 else "int32", "shape": [size], "data": list(range(size))}, size)
    for _ in range(60):
        shape = tuple(random.randint(1, 4) for _ in range(random.randint(2, 4)))
        data = np.array([random.choice([1.5, math.nan, -2.0]) for _ in range(math.prod(shape))]).reshape(shape)
        got = written(data if random.random() < 0.5 else np.asfortranarray(data))
        same((got["type"], got["dtype"], got["shape"]), ("array", "float64", list(shape)))
        wanted = [None if one != one else one for one in data.ravel().tolist()]
        same(got["data"], wanted, data)
    same(written(np.array([[datetime.datetime(2026, 1, 2)]], dtype="datetime64[D]"))["data"], ["2026-01-02"])
    same(written(np.array(5)), 5)
    same(written(np.array("x")), "x")
    same(written(np.array([1, "a", None], dtype=object)), [1, "a", None])


@rule("a class of arrays that lies about its shape is written as it is")
def _(random):
    class Flat(np.ndarray):
        __module__ = "numpy"

        @property
        def ndim(self):
            return 0

        @property
        def shape(self):
            return (7,)

        def tolist(self):
            return "lies"

    same(written(np.array([1.5, 2.5]).view(Flat)), [1.5, 2.5])


@rule("a numpy number is the Python number it stands for; one that has none is its text")
def _(random):
    for case, wanted in (
        (np.int8(-3), -3), (np.uint64(2**64 - 1), {"type": "int", "value": str(2**64 - 1)}), (np.float32(0.5), 0.5), (np.float64("inf"), {"type": "float", "value": "Infinity"}),
        (np.bool_(False), False), (np.str_("é"), "é"), (np.complex128(1 + 2j), {"type": "repr", "value": "(1+2j)"}), (np.bytes_(b"a"), {"type": "repr", "value": "b'a'"}),
    ):
        same(written(case), wanted, case)
    case = np.longdouble(1) / 4
    holds(written(case) in (0.25, {"type": "repr", "value": "0.25"}), case)


def refused(value, room):
    serialise.bound(room)
    try:
        serialise.jsonable(value)
    except serialise.TooLarge:
        return True
    return False


@rule("an answer is refused exactly from the size that its document says: text, and eight bytes for each list, dict and row")
def _(random):
    def cost(plain, source=None):
        if type(plain) is str:
            return len(plain) + 2
        if type(plain) is list:
            return 8 + 2 * len(plain) + sum(cost(item) for item in plain)
        if type(plain) is dict:
            return 8 + sum(len(name) + 5 + cost(item) for name, item in plain.items())
        return 0

    for _ in range(300):
        case = plain_value(random)
        room = cost(case)
        same((refused(case, room), room > 0 and refused(case, room - 1)), (False, room > 0), (case, room))


def plain_value(random, depth=3):
    if depth == 0 or random.random() < 0.2:
        return random.choice([None, 5, True, 1.5, "", "abc", "é" * 9])
    if random.random() < 0.5:
        return [plain_value(random, depth - 1) for _ in range(random.randint(0, 4))]
    return {name: plain_value(random, depth - 1) for name in random.sample("abcdef", random.randint(0, 4))}


@rule("what is accepted costs its reader no more than a few times the room it was given")
def _(random):
    frame = pd.DataFrame({"v": np.zeros(1000)})
    cases = [frame, frame.v, frame.v.to_numpy(), np.zeros((10, 100)), [0] * 1000, set(range(1000)), {str(at): at for at in range(1000)}, [[]] * 1000, pd.DataFrame(index=range(1000)),
             [2**70] * 1000, [math.inf] * 1000, [decimal.Decimal(1)] * 1000, ["x"] * 1000, dict.fromkeys(range(1000)), tuple(range(1000)), {at: at for at in range(1000)}.values(), pd.DataFrame(index=range(1), columns=range(1000))]
    for case in cases:
        text = len(json.dumps(written(case), separators=(",", ":")))
        holds(not refused(case, 40 * text), type(case))
        holds(refused(case, text // 4), type(case))


@rule("an answer that is too large is refused before its cells are made into text")
def _(random):
    class Counted:
        seen = 0

        def __repr__(self):
            Counted.seen += 1
            return "x"

    many = [Counted()] * 10_000
    wide = np.empty((100, 100), dtype=object)
    wide[:] = Counted()
    for case in (many, tuple(many), np.array([*many, None], dtype=object), wide, pd.DataFrame({"v": many}, dtype=object), pd.DataFrame({str(at): many[:50] for at in range(200)}), pd.Series(many, dtype=object)):
        Counted.seen = 0
        holds(refused(case, 15_000), type(case))
        same(Counted.seen, 0, type(case))


@rule("a dict that uses a form's name costs no less than another")
def _(random):
    plain, form = {"type": "other", "v": 1}, {"type": "table", "v": 1}
    room = 8 + (4 + 5 + 7) + (1 + 5)
    same((refused(plain, room), refused(plain, room - 1)), (False, True))
    holds(refused(form, room), "entries are lists, which cost more")
    same((refused(form, room + 16), refused(form, room + 15)), (False, True))


@rule("names of columns and kinds count towards the size of a table, however many there are")
def _(random):
    name = "n" * 1000
    empty = pd.DataFrame({name: pd.Series(dtype="float64")})
    holds(refused(empty, 900), "a name longer than the room")
    holds(not refused(empty, 1100), "a name that fits")
    many = pd.DataFrame(columns=range(2000))
    holds(refused(many, 2000 * 8), "two thousand columns without a row")


@rule("text is cut to the most it may be, the last character says so, and a subclass can't say otherwise")
def _(random):
    class Long(str):
        def __len__(self):
            return 0

        def __str__(self):
            return "lies"

        def __getitem__(self, _):
            return "lies"

    for size in range(0, 12):
        for most in range(1, 12):
            for text in ("x" * size, Long("x" * size)):
                got = cut(text, most)
                same(got, "x" * size if size <= most else "x" * (most - 1) + "…", (size, most))
