"""Positions and counts are 64-bit numbers in guest code, by whatever way it names numpy's functions, and nothing else of it changes.

Natively numpy's positions are 64-bit already: there the runtime is told that 32-bit ones are the narrow ones, and functions made here
that say they are numpy's give them. One list of rules over those functions, which is what makes the file long.
"""
import ast
import builtins
import collections
import types

import numpy as np
import pandas as pd

from strategic_runtime import integers, rewrite, widening

if np.dtype("intp").itemsize == 8:
    widening._NARROW, widening._scalar = np.dtype("int32"), np.int32
NARROW, SCALAR, WIDE = widening._NARROW, widening._scalar, np.dtype("int64")
HOOKS = {"widened ": integers.widened, "whole ": integers.whole, "by name ": integers.by_name, "called by name ": integers.called_by_name, "groups ": integers.groups}
BY_PART = {part: [name for name in integers.PARTS if integers.PARTS[name] == part] for part in set(integers.PARTS.values())}


def rewritten(code):
    tree, _ = rewrite.rewrite(ast.parse(code), None)
    return tree


def text_of(code):
    return ast.unparse(rewritten(code))


def ran(code, **names):
    """The hooks that ran, in order, with what each was handed, and the namespace."""
    seen = []

    def recorder(hook, function):
        def record(value):
            seen.append((hook.strip(), getattr(value, "__name__", None) or type(value).__name__))
            return function(value)

        return record

    hooks = {hook: recorder(hook, function) for hook, function in HOOKS.items()}
    scope = {"__builtins__": {**vars(builtins), **hooks}, **names}
    exec(compile(rewritten(code), "<p>", "exec"), scope)
    return seen, scope


def made(name, answer, module="numpy"):
    def function(*args, **kwargs):
        return answer

    function.__name__ = function.__qualname__ = name
    function.__module__ = module
    return function


def narrow(*values):
    return np.array(values, NARROW)


def is_wide(value):
    return getattr(value, "dtype", None) == WIDE


class Any:
    """An object that has every method, and gives itself."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self


#: Mentions of a function {f} of an object {o}, none of which calls it.
MENTIONS = ["g = {o}.{f}", "g = [{o}.{f}]", "g = lambda: {o}.{f}\ng()", "def g(f={o}.{f}): pass", "def g():\n    return {o}.{f}\ng()", "g = {o}.{f} if {o} else 1", "for g in ({o}.{f},): pass", "class C:\n    g = {o}.{f}", "g = {{1: {o}.{f}}}", "g = f'{{{o}.{f}}}'", "match 1:\n    case 1 if {o}.{f}: pass", "match 1:\n    case 1:\n        g = {o}.{f}", "g: int = {o}.{f}", "getattr({o}, '{f}')", "x = [0]\nx[0] = {o}.{f}", "x = 1\nx = {o}.{f}", "try: {o}.{f}\nfinally: pass", "with open_() as g:\n    {o}.{f}", "g = (h := {o}.{f})", "@h_\ndef g(x=({o}.{f},)): pass", "async def g(): pass\ng = {o}.{f}", "assert {o}.{f}", "g = {o}.{f}.__name__"]


class open_:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


@rule("every mention of a listed function goes through the one place that widens it, wherever it stands")
def _(random):
    o = Any()
    for name in integers.PARTS:
        for form in MENTIONS if name not in integers.ONLY_WITH else [form for form in MENTIONS if "getattr" in form]:
            seen, _ = ran(form.format(o="o", f=name), o=o, open_=open_, h_=lambda f: f)
            same([hook for hook, _ in seen], ["widened"], form.format(o="o", f=name))
    for name in ("mean", "sum", "argument", "argmaximum", "strip", "format", "index", "count", "join", "sort_values", "rindex"):
        for form in MENTIONS:
            if "getattr" not in form:
                same(ran(form.format(o="o", f=name), o=o, open_=open_, h_=lambda f: f)[0], [], form)
    for text in ("getattr(o, n)", "getattr(o, 'x', 1)"):
        same([hook for hook, _ in ran("n = 'argsort'\n" + text, o=o)[0]], ["widened"], text)
    same(ran("getattr\nhasattr(o, 'argsort')\nsetattr(o, 'x', 1)", o=o)[0], [])


@rule("a call of numpy's own functions is widened by its answer, any other listed one by the function")
def _(random):
    o = Any()
    for name in integers.PARTS:
        for call in ("o.%s()", "o.%s(1, 2)", "o.%s(*[1], a=2)", "x = o.%s(1)", "f = lambda: o.%s(1)\nf()", "[o.%s(x) for x in (1,)]", "o.real.%s(1)", "o.mean().%s(1)", "match 1:\n    case 1: o.%s(1)"):
            if call.startswith("o.real"):
                call = call.replace("o.real", "o.real()")
            hook = "whole" if name in integers.NUMPYS_OWN else "widened"
            same([one for one, _ in ran(call % name, o=o)[0]], [] if name in integers.ONLY_WITH else [hook], call % name)
    for name, keyword in integers.ONLY_WITH.items():
        same([one for one, _ in ran("o.%s(1, %s=True)" % (name, keyword), o=o)[0]], ["widened"])
        same(ran("o.%s(1, how=True)" % name, o=o)[0], [])
    same([one for one, _ in ran("o.argsort(o.argmax(1), x=o.cut(2))", o=o)[0]], ["whole", "widened", "whole"])
    same([one for one, _ in ran("o.argsort(1).argmax(2).repeat(3)", o=o)[0]], ["whole", "whole", "widened"])


@rule("a method that takes a function's name is widened where the name is a listed one, in whatever it stands")
def _(random):
    o = Any()
    for method in ("agg", "aggregate", "apply", "transform"):
        for given in ("'argmax'", "['mean', 'argmax']", "('argmax',)", "{'a': 'argmax'}", "{'a': ['mean', 'argmax']}", "func='argmax'", "a=('b', 'argmax')", "1, func=['argmax']"):
            wanted = ["by name"] if not given.startswith("1, '") else []
            same([one for one, _ in ran("o.%s(%s)" % (method, given), o=o)[0]], wanted, given)
        for given in ("'mean'", "['mean']", "{'argmax': 'mean'}", "x", "1", "a=('b', 'mean')", "'mean', 'argmax'", "None", "[1, None]", ""):
            same(ran("o.%s(%s)" % (method, given), o=o, x="argmax")[0], [], given)
    for code, wanted in (("methodcaller('argsort')", ["called by name"]), ("operator.methodcaller('argsort', 1)", ["called by name"]), ("methodcaller('mean')", []), ("methodcaller('mean', 'argsort')", []), ("o.other('argmax')", []), ("other('argmax')", [])):
        same([one for one, _ in ran("import operator\nfrom operator import methodcaller\n" + code, o=o, other=len)[0]], wanted, code)
    same(ran("import operator\nx = operator.methodcaller('argsort')(o)", o=type("O", (), {"argsort": lambda self: narrow(1)})())[1]["x"].dtype, WIDE)


@rule("what is imported from numpy or pandas by name is widened once, under the name that it gets, and from elsewhere not at all")
def _(random):
    for line, names in (("from numpy import argsort", ["argsort"]), ("from numpy import argsort as a, mean, where", ["a", "where"]), ("from pandas import cut, concat", ["cut"]), ("from numpy.linalg import matrix_rank as r, norm", ["r"]), ("if 1:\n    from numpy import argmax", ["argmax"]), ("def f():\n    from numpy import argmax\n    return argmax\nf()", [])):
        seen, scope = ran(line)
        same([hook for hook, _ in seen], ["widened"] * max(len(names), line.startswith("def")), line)
        for name in names:
            holds(callable(scope[name]), (line, name))
    for line in ("from numpy import mean", "from operator import indexOf", "from collections import Counter", "from json import loads", "import numpy", "import numpy as n, pandas as p"):
        same(ran(line)[0], [], line)
    same(text_of("from . import argsort\nfrom .numpy import argsort"), "from . import argsort\nfrom .numpy import argsort")
    same(text_of("from numpyx import argsort"), "from numpyx import argsort")


@rule("the pointer's and C's widths of whole numbers are 64-bit by every name and code, of numpy and nothing else")
def _(random):
    names = {"intp": "int64", "uintp": "uint64", "long": "int64", "ulong": "uint64"}
    codes = {**names, "p": "int64", "P": "uint64", "l": "int64", "L": "uint64"}
    for name, wide in names.items():
        for form in ("np.{t}", "numpy.{t}", "x = np.{t}(3)", "a.astype(np.{t})", "[np.{t} for x in y]", "f(np.{t})", "import numpy as q\nq.{t}", "def f():\n    import numpy as q\nq.{t}", "np.array(x, dtype=np.{t})", "from numpy import {t} as w", "import numpy as q, pandas as p\nq.{t}"):
            same(text_of(form.format(t=name)), ast.unparse(ast.parse(form.format(t=wide))), form)
        same(text_of("from numpy import " + name), "from numpy import %s as %s" % (wide, name))
        same(text_of("getattr(np, %r)" % name).count(repr(wide)), 1)
        for form in ("x.{t}", "pd.{t}", "{t}", "np.x.{t}", "x['{t}']", "np.{t} = 1", "import pandas as q\nq.{t}", "from pandas import {t}", "np", "'{t}'", "f('{t}')", "a.other('{t}')", "f(x='{t}')"):
            same(text_of(form.format(t=name)), ast.unparse(ast.parse(form.format(t=name))), form)
        holds(repr(name) in text_of("getattr(x, %r)" % name), name)
    for code, wide in codes.items():
        for form in ("a.astype({t!r})", "np.dtype({t!r})", "np.zeros(3, dtype={t!r})", "f(dtype={t!r}, x=1)", "a.astype(dtype={t!r})", "dtype({t!r})", "a.astype({t!r}, copy=False)"):
            same(text_of(form.format(t=code)), ast.unparse(ast.parse(form.format(t=wide))), form)
        for form in ("a.view(1, {t!r})", "f({t!r})", "a.astype(1, {t!r})", "f(x={t!r})", "a.astype()"):
            same(text_of(form.format(t=code)), ast.unparse(ast.parse(form.format(t=code))), form)
    for code in ("i4", "int32", "float", "i", "q", ""):
        same(text_of("a.astype(%r)" % code), "a.astype(%r)" % code)
    same(text_of("a.astype(3)\na.astype(x)\nf(dtype=None)"), "a.astype(3)\na.astype(x)\nf(dtype=None)")


@rule("patterns, annotations, stores and deletions stay as they are, and every node stands where it stood")
def _(random):
    for code in ("match x:\n    case np.argmax:\n        pass", "match x:\n    case C(a=np.intp):\n        pass", "def f(x: np.argmax) -> np.argmin:\n    pass", "async def f(x: np.argmax) -> np.argmin:\n    pass", "x: np.argmax", "x: np.argmax = 1", "x.argmax = 1", "del x.argmax", "for x.argmax in y:\n    pass", "with y as x.where:\n    pass", "x.argmax += 1", "class C:\n    x: np.where", "x.indices = 1", "x.argmax, y = (1, 2)"):
        same(text_of(code), code)
    samples = ["x = np.argsort(\n    y,\n)[0]\nx.where(1)", "(np\n  .argmax(x)\n  .repeat(2)\n)", "x.agg(\n'argmax')", "a.groupby(b).indices", "(a\n .indices)", "from numpy import argsort, where as w\nw", "getattr(x,\n 'where')", "é.argsort(\n'ß', x.cut(1))", "x.unique()[\n0]", "def f(a=np.where, *b: int) -> int:\n  return a.take(1)", "[x.argmax() for x in y.unique()]", "np.char.find(a, 'b')", "np.intp(\n3)"]
    for code in samples:
        wanted = {(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset) for node in ast.walk(ast.parse(code)) if hasattr(node, "lineno")}
        for node in ast.walk(rewritten(code)):
            if hasattr(node, "lineno"):
                place = node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
                named = isinstance(node, ast.Call) and any(place[2:] == one[2:] for one in wanted)
                holds(place in wanted or named, (code, ast.dump(node), place))
    same(rewrite.rewrite(ast.parse("import numpy as q\nx = 1"), ast.parse("q.intp").body[0].value)[1].attr, "int64")
    same(rewrite.rewrite(ast.parse("x = 1"), None)[1], None)


def line_of(code, tree):
    """Where the program's own innermost frame stands when it fails."""
    try:
        exec(compile(tree, "<p>", "exec"), {"np": np, "pd": pd, "o": Broken(), "a": np.array([1])})
    except Exception as error:
        place, found = error.__traceback__, None
        while place is not None:
            if place.tb_frame.f_code.co_filename == "<p>":
                found = list(place.tb_frame.f_code.co_positions())[place.tb_lasti // 2]
            place = place.tb_next
        return type(error).__name__, found[0]
    raise AssertionError("does not fail: " + code)


class Broken:
    def __getattr__(self, name):
        if name.startswith("__") or name == "indices":
            raise AttributeError(name)
        return lambda *args, **kwargs: self if "fine" in args else 1 / 0


@rule("an error stands at the line where plain Python shows it, however a call is spread over lines")
def _(random):
    forms = ["x = 1\n\no.{f}(1)", "(o\n  .mean('fine')\n  .{f}(1)\n)", "(o\n  .{f}('fine')\n  .{f}(1)\n)", "o.mean(\n  1,\n)", "(o.mean('fine',\n  3).{f}(\n  4))", "(o\n  .{f}(\n  'fine')\n\n  .sum(1)\n)", "[\n  o.{f}(x)\n  for x in (1,)]", "def f():\n    return (o\n        .{f}(2))\n\nf()", "(o\n\n .missing\n .{f}('fine', 1 / 0))", "import numpy as np\n(np\n  .{f}(\n  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19))", "(o\n  .indices)", "x = (\n  o\n  .indices\n  .{f})", "(o\n  .{f}(*[1]))", "(o\n  .{f}(**{{}}))", "(a\n .{f}\n .missing)", "import json\nif 1:\n    import numpy as np, json as o\n(o\n  .{f}(1))"]
    for name in ("argsort", "where", "unique", "cut", "take", "mean"):
        for form in forms:
            code = form.format(f=name)
            same(line_of(code, rewritten(code)), line_of(code, ast.parse(code)), code)


@rule("whatever holds positions comes out 64-bit and equal, of its kind, and anything else is the very same object")
def _(random):
    Pair = collections.namedtuple("Pair", "a b")
    for values in ((), (0,), (3, -1, 2**31 - 1, -(2**31))):
        held = narrow(*values)
        for value in (held, held.reshape(-1, 1), pd.Series(held), pd.Index(held), held[::-1][::-1]):
            wide = widening.whole(value)
            holds(type(wide) is type(value) and is_wide(wide) and wide.shape == value.shape and (np.asarray(wide) == np.asarray(value)).all(), value)
        for number in values:
            wide = widening.whole(SCALAR(number))
            same((type(wide), int(wide)), (np.int64, number))
            same([type(part) for part in widening.whole((SCALAR(number), "x", held))], [np.int64, str, np.ndarray])
            pair = widening.whole(Pair(SCALAR(number), held))
            holds(type(pair) is Pair and type(pair.a) is np.int64 and is_wide(pair.b), pair)
            cut = widening.whole(slice(SCALAR(number), None, SCALAR(2)))
            same([type(cut.start), cut.stop, type(cut.step)], [np.int64, None, np.int64])
            same(type(widening.whole(slice(None, SCALAR(number))).stop), np.int64)
    for value in (1, 1.5, "a", None, [1], {1: 2}, np.int64(1), np.float64(1), np.array([1.5]), np.array([1], "int64"), pd.Series([1.5]), np.array([1], "int16"), np.array(["a"]), pd.DataFrame({"a": [1]})):
        holds(widening.whole(value) is value and widening.frame(value) is value, value)
    table = pd.DataFrame({"a": narrow(1, 2), "b": [0.5, 1.5], "c": narrow(3, 4), "d": ["x", "y"]})
    wide = widening.frame(table)
    same(list(wide.dtypes.astype(str)), ["int64", "float64", "int64", str(table["d"].dtype)])
    holds(wide.astype(object).equals(table.astype(object)) and str(table.dtypes["a"]) == str(NARROW), table)
    same(is_wide(widening.frame(pd.Series(narrow(1)))), True)


@rule("each kind of answer has just its positions and counts widened")
def _(random):
    held = narrow(1, 2)

    def called(name, answer, *args, **kwargs):
        return integers.widened(made(name, answer))(*args, **kwargs)

    for name in BY_PART["everything"]:
        for answer in (held, (held, held), SCALAR(1), slice(SCALAR(1), SCALAR(2))):
            wide = called(name, answer)
            holds(all(is_wide(part) for part in (wide if type(wide) is tuple else (wide.start, wide.stop) if type(wide) is slice else (wide,))), (name, answer))
    for name in BY_PART["first"]:
        same([is_wide(part) for part in called(name, (held, held))], [True, False], name)
        same(is_wide(called(name, held)), True)
        same(called(name, ("a", "b")), ("a", "b"))
    for name in BY_PART["rest"]:
        same([is_wide(part) for part in called(name, (held, held, held))], [False, True, True], name)
        holds(called(name, held) is held, name)
    Three = collections.namedtuple("Three", "a b c")
    same([type(called("unique_all", Three(held, held, held))), [is_wide(part) for part in called("unique_all", Three(held, held, held))]], [Three, [False, True, True]])
    for name in BY_PART["tuple"]:
        holds(called(name, held) is held and is_wide(called(name, (held,))[0]), name)
    for name in BY_PART["default"]:
        same(is_wide(called(name, held, 5)), True)
        for asked in ((5, np.int32), (5, NARROW), (held, held), (5, np.dtype("int16"))):
            holds(called(name, held, *asked) is held, (name, asked))
        for keywords in ({"dtype": None}, {"dtype": "int32"}, {"a": held}, {"p": np.int16}):
            holds(called(name, held, 5, **keywords) is held, (name, keywords))
        same(is_wide(called(name, held, np.int32)), True)
        same(is_wide(called(name, held, 5, size=3)), True)
    for name in BY_PART["placed"]:
        for fine in (2**31 - 1, -(2**31), [0, 1], [], None, 1.5, [2.5e10], "a"):
            holds(called(name, held, "self", fine) is held, (name, fine))
        for far in (2**31, -(2**31) - 1, [0, 2**40], np.array([[2**33, 1]], "int64")):
            for call in (lambda: called(name, held, "self", far), lambda: called(name, held, "self", indices=far), lambda: called(name, held, "self", repeats=far)):
                holds(str(int(np.ravel(far)[np.argmax(np.abs(np.ravel(far)))])) in str(raises(IndexError, "out of bounds", call)), far)
        holds(called(name, held, 2**40, 1) is held and called(name, held, "self", 1, 2**40) is held and called(name, held) is held, name)


@rule("a partition of so few numbers that numpy sorts them comes sorted, and any other as it came")
def _(random):
    def called(name, answer, *args, **kwargs):
        return integers.widened(made(name, answer))(*args, **kwargs)

    for size in (1, 2, 7, 255, 256, 257):
        for kind in ("int64", "float64", "float32", "int16", "uint32", "bool"):
            values = np.array([random.randint(0, 9) for _ in range(size)]).astype(kind)
            sorts = size <= 256 and values.dtype.kind in "iuf" and values.dtype.itemsize >= 4
            for args, keywords in (((0,), {}), ((), {"kth": 0}), ((0, -1), {}), ((0,), {"axis": 0})):
                got = called("partition", values, values, *args, **keywords)
                holds((got == (np.sort(values) if sorts else values)).all() and (sorts or got is values), (size, kind, args, keywords))
                order = np.arange(size)[::-1].astype(NARROW)
                got = called("argpartition", order, values, *args, **keywords)
                holds(is_wide(got) and (got == (np.argsort(values, kind="stable") if sorts else order)).all(), (size, kind, args, keywords))
            for args, keywords in ((([0, 0],), {}), ((0, None), {}), ((0,), {"axis": None})):
                holds(called("partition", values, values, *args, **keywords) is values, (size, kind, args))
    table = np.array([[3, 1, 2], [9, 7, 8]])
    same(called("partition", table, table, 0, 0).tolist(), np.sort(table, axis=0).tolist())
    same(called("partition", table, table, 0).tolist(), [[1, 2, 3], [7, 8, 9]])
    same(called("argpartition", table, table, 0, axis=0).tolist(), np.argsort(table, axis=0).tolist())
    single = np.array(5)
    holds(called("partition", single, single, 0) is single, single)
    same(called("argpartition", narrow(1, 0), [2.0, 1.0], 0).tolist(), [1, 0])
    for keywords in ({}, {"a": [2.0, 1.0], "kth": 0}):
        same([is_wide(called("argpartition", narrow(0, 1), **keywords)), called("argpartition", narrow(0, 1), **keywords).tolist()], [True, [0, 1]])


@rule("only numpy's and pandas' own functions are widened, by whatever object they are reached, and each is one and the same function")
def _(random):
    held = narrow(1, 2)
    for module in ("numpy", "numpy.x", "pandas", "pandas.core.x"):
        holds(is_wide(integers.widened(made("argsort", held, module))()), module)
    for module in ("mine", "numpyx", "__main__", "xnumpy.numpy", "scipy"):
        function = made("argsort", held, module)
        holds(integers.widened(function) is function and function() is held, module)
    other = made("mean", held)
    holds(integers.widened(other) is other, "mean")
    function = made("argsort", held)
    wide = integers.widened(function)
    holds(integers.widened(function) is wide and wide is not function, "the same function each time")
    same((wide.__name__, wide.__qualname__, wide.__module__), ("argsort", "argsort", "numpy"))
    for value in (1, "argsort", None, [], np, pd, int, len, "a".join, [1].index, np.float64(1).sum):
        holds(integers.widened(value) is value, value)

    class Own:
        argsort = made("argsort", held)
        other = made("mean", held)

        def unique(self):
            return held, held

    own = Own()
    holds(is_wide(integers.widened(own.argsort)()) and integers.widened(own.other)() is held and integers.widened(own.unique)()[1] is held, "methods")
    bound = types.MethodType(made("repeat", held), "self")
    raises(IndexError, "out of bounds", lambda: integers.widened(bound)(2**40))
    holds(integers.widened(bound)(3) is held, "repeat")
    for name, call in (("argsort", ()), ("nonzero", ()), ("argmax", ()), ("searchsorted", (2,))):
        array = np.array([3, 1, 2])
        got, plain = integers.widened(getattr(array, name))(*call), getattr(array, name)(*call)
        holds(np.array_equal(got, plain), name)
    raises(IndexError, "out of bounds", lambda: integers.widened(np.array([1, 2]).take)(np.array([2**40], "int64")))
    same(float(integers.widened(np.array([1, 2]).mean)()), 1.5)
    for found in (np.argsort, np.where, np.ndarray.argsort, np.random.default_rng(1).integers, np.char.find, np.strings.find, np.strings.str_len):
        holds(callable(integers.widened(found)), found)
    same(integers.widened(np.strings.count) is np.strings.count, False)
    same(integers.by_name(held).dtype, WIDE)
    same(integers.called_by_name(lambda target: target)(held).dtype, WIDE)


@rule("the positions of groups are 64-bit, and other objects' indices are as they are")
def _(random):
    groups = pd.DataFrame({"a": [1, 2, 1]}).groupby("a")
    got, plain = integers.groups(groups), groups.indices
    same({key: value.tolist() for key, value in got.items()}, {key: value.tolist() for key, value in plain.items()})
    holds(all(is_wide(value) for value in got.values()), got)
    for value in ([1], {1: narrow(1)}, None, narrow(1)):
        owner = types.SimpleNamespace(indices=value)
        holds(integers.groups(owner) is value, value)
    raises(AttributeError, "indices", lambda: integers.groups(1))
    same([hook for hook, _ in ran("x = o.indices\ny = o.indices[1]\no.indices.get(1)", o=types.SimpleNamespace(indices={1: 2}))[0]], ["groups"] * 3)
    for code in ("np.char.count(a, 'b')", "np.strings.index(a, 'b')", "numpy.strings.rindex(a, 'b')", "import numpy as q\nq.char.index(a, 'b')", "np.strings.find(a, 'b')"):
        holds("widened " in text_of(code), code)
    for code in ("x.char.count(a, 'b')", "np.other.count(a)", "a.str.count('b')", "np.count(a)", "a.index(b)", "np.x.char.count(a)"):
        same(text_of(code), code)


@rule("methods of numpy's arrays and numbers are numpy's own, and what only looks like a function of it is left alone")
def _(random):
    for size in (30, 100, 256):
        values = np.array([random.random() for _ in range(size)])
        same(integers.widened(values.argpartition)(0).tolist(), np.argsort(values, kind="stable").tolist())
        same(integers.widened(values[::-1].argpartition)(kth=size - 1).tolist(), np.argsort(values[::-1], kind="stable").tolist())
    for value in (np.array([1]), np.float64(1), np.int32(3)):
        for name in ("argsort", "argmax", "nonzero", "searchsorted", "take", "repeat"):
            method = getattr(value, name)
            holds(integers.widened(method) is not method, (value, name))
        holds(integers.widened(value.mean) == value.mean, value)
    for ufunc in (np.strings.str_len, np.strings.count, np.argsort, np.where, np.ndarray.argsort):
        holds(integers.widened(ufunc) is not ufunc, ufunc)
    for ufunc in (np.add, np.sum, np.mean, np.ndarray.mean, np.strings.upper):
        holds(integers.widened(ufunc) is ufunc, ufunc)

    class Callable:
        def __call__(self, *args):
            return 1

    for value in (types.MethodType(Callable(), 1), Callable(), made("argsort", 1, None), types.MethodType(made("argsort", 1, None), 1)):
        holds(integers.widened(value) is value, value)


@rule("positions of every kind of groups are 64-bit, where pandas is loaded, and without numpy there are none")
def _(random):
    import sys

    for plain in (pd.DataFrame({"a": [1, 2]}).groupby("a"), pd.Series([1, 2]).groupby([1, 2])):
        for held, wide in (({1: narrow(1, 2), "x": narrow()}, True), ([1], False), (None, False), (collections.OrderedDict({1: narrow(1)}), False)):
            groups = object.__new__(type("G", (type(plain),), {"indices": property(lambda self, held=held: held)}))
            got = integers.groups(groups)
            holds(got is held if not wide else list(got) == list(held) and all(is_wide(one) for one in got.values()), held)
    for gone, about in ((("numpy",), "numpy"), (("pandas",), "pandas"), ((), "nothing")):
        kept = {name: sys.modules.pop(name) for name in gone}
        try:
            module = types.ModuleType("strategic_runtime.integers")
            exec(integers.__loader__.get_code("strategic_runtime.integers"), vars(module))
        finally:
            sys.modules.update(kept)
        array, held = np.array([1, 2]), {1: narrow(1)}
        groups = object.__new__(type("G", (type(plain),), {"indices": property(lambda self: held)}))
        holds((module.groups(groups) is held) == (about != "nothing"), about)
        if about == "numpy":
            for value in (narrow(1), 1, "a", np.argsort, array.argsort):
                holds(module.whole(value) is value and module.by_name(value) is value and module.widened(value) is value, value)
        else:
            holds(is_wide(module.whole(narrow(1))) and is_wide(module.by_name(narrow(1))) and module.widened(np.argsort) is not np.argsort, about)


@rule("a call spread over lines stands at its method's name, or where it begins when the module imports the name before the dot, as CPython has it")
def _(random):
    call = "(q\n  .cut(\n   1))"
    for start, begins in (("import q", True), ("import x as q", True), ("import q.r", True), ("from x import q", True), ("from x import y as q", True), ("if 1:\n    import q", True), ("try:\n    import q\nexcept A:\n    pass", True), ("try:\n    pass\nexcept A:\n    import q", True), ("match x:\n    case 1:\n        import q", True), ("for x in y:\n    with z:\n        import q", True), ("def f():\n    import q", False), ("class C:\n    import q", False), ("async def f():\n    from x import q", False), ("q = 1", False), ("import q as x", False), ("from q import x", False), ("if 1:\n    def f():\n        import q", False)):
        first = start.count("\n") + 2
        found = [node.lineno for node in ast.walk(rewritten(start + "\n" + call)) if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)]
        same(found, [first if begins else first + 1], start)
        _, tail = rewrite.rewrite(ast.parse(start), ast.parse("\n" * (first - 1) + call).body[0].value)
        same((tail.lineno, tail.col_offset), (first + 1, 3), start)
    for given in ("*x", "**x", "1, *x", "a=1, **x"):
        same(rewritten("(o\n .cut(\n %s))" % given).body[0].value.lineno, 1, given)
    same((rewritten("o.cut(\n1)").body[0].value.lineno, rewritten("o.cut(\n1)").body[0].value.col_offset), (1, 0))
    same(text_of("x.cut: int = 1\nx[y.cut()]: int = 2\nx: int"), "x.cut: int = 1\nx[%s(y.cut)()]: int = 2\nx: int" % "widened ")
    same(text_of("getattr(x)"), "getattr(x)")
    same(text_of("match x:\n    case 1:\n        from numpy import argmax"), text_of("match x:\n    case 1:\n        pass").replace("pass", text_of("from numpy import argmax").replace("\n", "\n        ")))
