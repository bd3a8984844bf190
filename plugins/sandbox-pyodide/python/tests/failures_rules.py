"""A failure says what, where and what to do: type, message, line and column of the guest's own text, its source line, a hint."""
import pandas as pd

from strategic_runtime import failures
from strategic_runtime.confine import SecurityError


def failing(code, scope=None):
    failures.remember_source(code)
    try:
        exec(compile(code, failures.FILE, "exec"), {} if scope is None else scope)
    except BaseException as error:
        return failures.describe(error, code)
    raise AssertionError("did not fail: " + code)


@rule("the place is the guest's innermost line, and the column of what failed there, counted in characters")
def _(random):
    for _ in range(120):
        above = random.randint(0, 6)
        before = random.choice(["", "é = 1; ", "'😀'; ", "x = 'ß' + ", "y = [1, "])
        after = "]" if before.startswith("y") else ""
        code = "z = 1\n" * above + before + "1 / 0" + after + "\nw = 2\n"
        got = failing(code)
        same((got["type"], got["line"], got["column"], got["source"]), ("ZeroDivisionError", above + 1, len(before) + 1, before + "1 / 0" + after), code)
        holds("division" in got["message"] and "denominator" in got["hint"], got)
    depth = "def f(n):\n    if n:\n        return f(n - 1)\n    return [][1]\n\nf(3)\n"
    same((failing(depth)["line"], failing(depth)["column"]), (4, 12))
    inside = "import json\nx = 1; json.loads('{')\n"
    same((failing(inside)["line"], failing(inside)["column"], failing(inside)["type"]), (2, 8, "JSONDecodeError"))
    same(failing("try:\n    1 / 0\nexcept Exception:\n    raise ValueError('x')")["line"], 4)


@rule("a run that was cut off tells how large the tables are that its line names, and how far what it called had come")
def _(random):
    scope = {"stop": _stopped, "df": pd.DataFrame({"a": range(5000)}), "few": pd.DataFrame({"a": [1]}), "other": pd.Series(range(9000))}
    same(failing("x = 1\nstop(df, few)", dict(scope))["hint"], "df has 5,000 rows.")
    same(failing("def f(t):\n    return stop(t)\nf(other)", dict(scope))["hint"], "t has 9,000 rows.")
    same(failing("stop(few)", dict(scope))["hint"], None)
    for done, total, said in ((7, 20, "7 of its 20 parts were done: about 35 % of this fits into the time."), (0, 4, "Not one of its 4 parts was done."), (9, 4, None), (True, 4, None), (0, 1, None)):
        same(failing("fit()", {"fit": _stages(done, total)})["hint"], said)
        same(failing("fit()", {"fit": _trees(done, total)})["hint"], said)


def _stopped(*_):
    raise KeyboardInterrupt


class _Counted:
    pass


def _from_file(name, code, scope):
    exec(compile(code, name, "exec"), scope)
    return scope["fit"]


def _stages(done, total):
    self = _Counted()
    self.n_estimators = total
    code = "def _fit_stages(self):\n    i = done\n    raise KeyboardInterrupt\ndef fit(*_):\n    _fit_stages(one)\n"
    return _from_file("/sklearn/ensemble/_gb.py", code, {"one": self, "done": done})


def _trees(done, total):
    self = _Counted()
    self.n_completed_tasks = done
    parallel = _from_file("/joblib/parallel.py", "def fit(self):\n    raise KeyboardInterrupt\n", {})
    return _from_file("/sklearn/ensemble/_forest.py", "def fit(*_):\n    trees = [0] * total\n    parallel(one)\n", {"one": self, "total": total, "parallel": parallel})


@rule("a program that does not parse is told at the place that Python names, with the source line")
def _(random):
    for above in range(4):
        got = failing("z = 1\n" * above + "x = )")
        same((got["type"], got["line"], got["column"], got["source"]), ("SyntaxError", above + 1, 5, "x = )"))
        holds("syntax" in got["hint"], got)
    same(failing("if 1:\nx = 2")["type"], "IndentationError")
    holds("Indent" in failing("if 1:\nx = 2")["hint"], "hint")
    got = failing("compile('x = )', 'other', 'exec')")
    same((got["type"], got["line"], got["source"]), ("SyntaxError", 1, "compile('x = )', 'other', 'exec')"))


@rule("a syntax error that a guest made up itself says nothing that is no place")
def _(random):
    for line, offset in ((1, 1), (2, 3)):
        got = failing("e = SyntaxError('made')\ne.filename, e.lineno, e.offset = '<analysis>', %d, %d\nraise e" % (line, offset))
        same((got["line"], got["column"], got["message"]), (line, offset, "made"))
    for wrong in ("'x'", "-1", "0", "None", "2**31", "1.5", "True"):
        got = failing("e = SyntaxError('made')\ne.filename, e.lineno, e.offset = '<analysis>', %s, %s\nraise e" % (wrong, wrong))
        same((got["line"], got["column"], got["source"]), (None, None, None), wrong)
    got = failing("e = SyntaxError('made')\ne.filename, e.lineno, e.offset = '<analysis>', 99, 1\nraise e")
    same((got["line"], got["source"]), (99, None))
    got = failing("e = SyntaxError()\ne.filename, e.lineno, e.offset, e.msg = '<analysis>', 2**31 - 1, 1, 3\nraise e")
    same((got["line"], got["message"]), (2**31 - 1, "<the exception's message is not text>"))


@rule("long names, messages, source lines and hints are cut, and say so")
def _(random):
    for size in (199, 200, 201, 5000):
        got = failing("raise type('N' * %d, (Exception,), {})" % size)
        same(got["type"], "N" * size if size <= 200 else "N" * 199 + "…")
    for size in (3999, 4000, 4001):
        same(failing("raise ValueError('m' * %d)" % size)["message"], "m" * size if size <= 4000 else "m" * 3999 + "…")
    for size in (490, 600):
        line = "raise ValueError()  # " + "c" * size
        same(failing(line)["source"], line[:500])
    got = failing("datasets = {'k' * 3000 + str(n): 1 for n in range(40)}\n{}[1]")
    holds(len(got["hint"]) <= 2000, len(got["hint"]))


@rule("an exception that lies about itself, or breaks when it is read, is still told")
def _(random):
    got = failing("class E(Exception):\n    def __str__(self): raise RuntimeError\nraise E")
    same((got["type"], got["message"], got["line"]), ("E", "<the exception's message could not be read>", 3))
    got = failing("class E(Exception):\n    def __str__(self): return 'x' * 10**6\nraise E")
    same(len(got["message"]), 4000)
    got = failing("class T(str): pass\nclass E(Exception):\n    def __str__(self): return T('mine')\nraise E")
    same(got["message"], "mine")
    got = failing("class M(type):\n    __name__ = 'lies'\nclass E(Exception, metaclass=M): pass\nraise E")
    same(got["type"], "E")
    for wrong in ("MemoryError", "KeyboardInterrupt"):
        failures.remember_source("")
        scope = {}
        exec("class E(Exception):\n    def __str__(self): raise %s" % wrong, scope)
        raises(MemoryError if wrong == "MemoryError" else KeyboardInterrupt, "", lambda: failures.describe(scope["E"](), ""))
    got = failing("raise SystemExit")
    holds(got["type"] == "SystemExit" and "do not exit" in got["hint"], got)


@rule("a missing key is met with the nearest names that are there, or with what there is")
def _(random):
    frame = pd.DataFrame({"revenue": [1], "region": [2], "cost": [3]})
    sales = {"datasets": {"sales": frame}}
    holds("'revenue'" in failing("datasets['sales']['revenu']", dict(sales))["hint"], "a column nearly right")
    holds(failing("datasets['sales']['revenu']", dict(sales))["hint"].startswith("Did you mean"), "asks")
    same(failing("datasets['sale']", dict(sales))["hint"], "Did you mean 'sales'? A table is there when it was passed in `datasets`, by its name in the workspace or with its content.")
    same(failing("df['zzz']", {"df": frame})["hint"], "Known: 'revenue', 'region', 'cost'.")
    same(failing("def f():\n    t = datasets['sales'].rename(columns={'cost': 'margin'})\n    return t['margni']\nf()", dict(sales))["hint"], "Did you mean 'margin'?")
    same(failing("{}['x']")["hint"], None)
    same(failing("raise KeyError")["hint"], None)
    same(failing("df['zzz']", {"df": pd.DataFrame({"c%02d" % at: [1] for at in range(30)})})["hint"], "Known: %s." % ", ".join("'c%02d'" % at for at in range(12)))
    near = failing("df['name1']", {"df": pd.DataFrame({"name%d" % at: [1] for at in range(2, 9)})})["hint"]
    same((near.startswith("Did you mean"), near.count("'name")), (True, 3))
    same(failing("df[('a', 1)]", {"df": pd.DataFrame({7: [1]})})["hint"], "Known: '7'.")
    from strategic_runtime.datasets import Datasets

    same(failing("datasets['sales']", {"datasets": Datasets()})["hint"], "A table is there when it was passed in `datasets`, by its name in the workspace or with its content.")
    same(failing("datasets = {'sales': 1}\ndatasets['sale']")["hint"], "Did you mean 'sales'? A table is there when it was passed in `datasets`, by its name in the workspace or with its content.")
    # Of several tables the one that was asked.
    both = {"one": pd.DataFrame({"a": [1]}), "other": pd.DataFrame({"b": [1]})}
    same(failing("one['zzz']", dict(both))["hint"], "Known: 'a'.")
    same(failing("other.set_index('b').loc['TMIN']", dict(both))["hint"], "Known: '1'.")
    same(failing("other.drop(columns='c')", dict(both))["hint"], "Known: 'b'.")
    holds("'late'" not in (failing("df['zzz']", {"df": pd.DataFrame(columns=["c%d" % at for at in range(1000)] + ["late", "zzzz"])})["hint"]), "only so many names are compared")


@rule("an import that is not there says what is, and what the operator has to do for pandas")
def _(random):
    for name in ("pandas", "numpy", "pandas.core", "numpy.linalg"):
        got = failing("raise ModuleNotFoundError('no', name=%r)" % name)
        holds("strategic-python setup" in got["hint"], got)
    for code in ("import not_there_at_all", "raise ImportError('x')", "from math import not_there", "raise ModuleNotFoundError('no', name='pandasx')"):
        holds("nothing else is installed" in failing(code)["hint"], code)


@rule("the usual failures come with a hint of their own, the others with none")
def _(random):
    for code, word in (("undefined", "before it is used"), ("raise MemoryError", "smaller dtypes"), ("def f(): f()\nf()", "loop"), ("b'\\xff'.decode()", "encoding"), ("raise EOFError", "context"), ("if 1:\n\tx = 1\n        y = 2", "")):
        holds(word in failing(code)["hint"], code)
    for code in ("raise ValueError('x')", "raise TypeError", "[][1]", "assert False"):
        same(failing(code)["hint"], None, code)


@rule("a refusal that no frame tells stands at the place it names; one that is raised, where it was raised")
def _(random):
    error = SecurityError("k is not available in the sandbox")
    error.place = 2, len("é = k".encode())
    same([failures.describe(error, "x\né = k.y\n")[name] for name in ("line", "column", "source", "type")], [2, 6, "é = k.y", "SecurityError"])
    got = failing("x = 1\nraise E('no')", {"E": SecurityError})
    same((got["line"], got["column"]), (2, 1))
    holds("public" in got["hint"], got)


@rule("an answer or a dataset that is refused says how much, which, and what to do instead")
def _(random):
    same(failures.too_large(4 << 20)["message"], "The answer is larger than 4 MiB.")
    same(failures.unreadable(ValueError("bad"), "d")["message"], "bad")
    same(failures.unreadable(MemoryError(), "d")["message"], "dataset 'd' does not fit into memory")
    same(len(failures.unreadable(ValueError("b" * 9000), "d")["message"]), 4000)
    for told in (failures.too_large(1), failures.unreadable(ValueError("x"), "d")):
        same((told["line"], told["column"], told["source"]), (None, None, None))
        holds(len(told["hint"]) > 20, told)


@rule("where text met a number or a date, the column that is text is named, with the cells that make it so and what to call")
def _(random):
    from strategic_runtime.datasets import Datasets

    prices = pd.DataFrame({"price": ["1.5", "MISSING", "3", "4", "–"], "when": ["2026-01-02"] * 5, "note": list("abcde")})
    numbers = 'prices["price"] is text because of 2 cells: \'MISSING\' (index 1), \'–\' (index 4); pd.to_numeric(prices["price"], errors="coerce") makes them missing.'
    for code in ("prices['price'].mean()", "prices['price'] - 1", "prices['price'] > 2", "prices['price'].astype(float)", "def f(t):\n    return t['price'] / 2\nf(prices)"):
        holds(numbers in (failing(code, {"prices": prices})["hint"] or "").replace("t[", "prices["), failing(code, {"prices": prices}))
    holds('pd.to_datetime(prices["when"], errors="coerce")' in str(failing("prices['when'] - pd.Timestamp(2026, 1, 1)", {"prices": prices, "pd": pd})["hint"]), failing("prices['when'] - pd.Timestamp(2026, 1, 1)", {"prices": prices, "pd": pd}))
    holds('datasets["p.csv"]["price"]' in str(failing("datasets['p.csv']['price'].sum() / 2", {"datasets": Datasets({"p.csv": prices})})["hint"]), "datasets")
    same(failing("'a' + 1", {"prices": prices[["note"]]})["hint"], None)
    same(failing("t['note'].mean()", {"t": prices[["note"]].assign(n=1, m=2.5)})["hint"], "t[\"note\"] is text; numbers are in: 'n', 'm'.")
    same(failing("int('x')")["hint"], None)
    same(failing("raise TypeError('str (not')", {"t": pd.DataFrame()})["hint"], None)


@rule("a hint about objects of the guest's own that raise is none")
def _(random):
    for wrong in ("ValueError", "SystemExit"):
        code = "class D(dict):\n    def __iter__(self): raise %s\nd = D(a=1)\nd['b']" % wrong
        same(failing(code)["type"], "KeyError")


@rule("a table answers to its file's name with and without the extension, where one only is meant")
def _(random):
    from strategic_runtime.datasets import Datasets

    tables = Datasets({"sales.csv": 1, "costs": 2, "a.csv": 3, "a.json": 4})
    same([tables[name] for name in ("sales.csv", "sales", "costs", "costs.xlsx", "a.csv")], [1, 1, 2, 2, 3])
    for name in ("a", "b", "", ".csv", 1, None):
        raises(KeyError, "", lambda: tables[name])
    same((list(tables), len(tables)), (["sales.csv", "costs", "a.csv", "a.json"], 4))


@rule("a module of the library that has another name here, and a function that is called otherwise, are met with the right one")
def _(random):
    import sys
    import types

    kept = {name: sys.modules.get(name) for name in ("strategic", "strategic.sums")}
    library, sums = types.ModuleType("strategic"), types.ModuleType("strategic.sums")
    library.__all__, sums.__all__ = ["sums", "chart"], ["total", "welch"]
    library.sums = sums
    try:
        sys.modules.update({"strategic": library, "strategic.sums": sums})
        same(failing("sums.total(1)")["hint"], "It is strategic.sums: write that, or `from strategic import sums` first.")
        holds("available without import" in failing("other.total(1)")["hint"], "a name of nothing")
        same(failing("strategic.sums.totals(1)", {"strategic": library})["hint"], "strategic.sums has total.")
        same(failing("strategic.sums.quantile(1)", {"strategic": library})["hint"], "strategic.sums has total, welch.")
        same(failing("strategic.charts", {"strategic": library})["hint"], "strategic has chart.")
        same((failing("[].total")["hint"], failing("import math\nmath.total")["hint"]), (None, None))
        del sys.modules["strategic"]
        holds("available without import" in failing("sums.total(1)")["hint"], "without the library")
    finally:
        for name, module in kept.items():
            sys.modules.pop(name, None)
            if module is not None:
                sys.modules[name] = module
