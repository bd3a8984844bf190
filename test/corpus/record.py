"""Records what native CPython answers to the programs of this folder.

Usage: record.py [THEME …]  (all of them where none is named; writes native.json beside this file)
The interpreter needs numpy 2.4.3, pandas 3.0.2, scipy 1.18.0, scikit-learn 1.8.0, statsmodels 0.15.0, matplotlib 3.10.8,
seaborn 0.13.2: the sandbox's own versions. Recorded with CPython 3.13.0 on x86-64 Linux.

Tables are read by the sandbox's reader, so that both sides begin with the same table. How a value is written down is not the
sandbox's serialiser but a second one, made from docs/results.md: a fault of either is a difference.
"""
import ast, contextlib, copy, datetime, decimal, io, json, math, os, pathlib, random, re, shutil, sys, tempfile, traceback, types, warnings

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "plugins/sandbox-pyodide/python"))

import numpy as np, pandas as pd, matplotlib

matplotlib.use("agg")
from matplotlib import pyplot as plt
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle, Wedge
from strategic_runtime import datasets as reader

WORDS = {"int", "float", "decimal", "repr", "array", "table", "dict", "resource"}
_tables, _saved = {}, []


def table(name):
    if name not in _tables:
        source = next(path for path in (ROOT / "node_modules/vega-datasets/data").glob(name + ".*") if path.suffix in (".csv", ".json"))
        with tempfile.TemporaryDirectory() as folder:
            path = shutil.copy(source, folder)
            _tables[name] = reader.load(name, source.suffix[1:], path)[0]
    return copy.deepcopy(_tables[name])


def form(value):
    """As docs/results.md says."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return _table(value)
    if isinstance(value, (pd.Timestamp, pd.Timedelta, datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (pd.Period, pd.Interval)):
        return str(value)
    if isinstance(value, (pd.Index, pd.api.extensions.ExtensionArray)):
        return [form(one) for one in value]
    if isinstance(value, np.ndarray) and value.ndim == 1 and len(value) <= 1000:
        return [form(one) for one in value]
    if isinstance(value, np.ndarray) and value.ndim > 0:
        return {"type": "array", "dtype": str(value.dtype), "shape": list(value.shape), "data": [form(one) for one in value.ravel()]}
    if isinstance(value, np.datetime64):
        return str(value)
    if isinstance(value, np.timedelta64):
        return pd.Timedelta(value).isoformat()
    if isinstance(value, np.void) and value.dtype.names:
        return _dict({name: value[name] for name in value.dtype.names})
    if isinstance(value, (np.generic, np.ndarray)):
        return form(value.item())
    if isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) < 2**53 else {"type": "int", "value": str(value)}
    if isinstance(value, float):
        return None if math.isnan(value) else value if math.isfinite(value) else {"type": "float", "value": "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, decimal.Decimal):
        return {"type": "decimal", "value": str(value)}
    if isinstance(value, dict):
        return _dict(value)
    if isinstance(value, (set, frozenset)):
        return [form(one) for one in sorted(value)]
    if isinstance(value, (list, tuple, type({}.keys()), type({}.values()), type({}.items()))):
        return [form(one) for one in value]
    return {"type": "repr", "value": repr(value)}


def _key(key):
    if isinstance(key, tuple):
        return ", ".join(map(_key, key))
    plain = form(key)
    return plain if isinstance(plain, str) else repr(key.item() if isinstance(key, np.generic) else key) if plain is None or isinstance(plain, (bool, int, float)) else str(key)


def _dict(value):
    entries = [[_key(key), form(item)] for key, item in value.items()]
    names = [name for name, _ in entries]
    whole = [int(name) for name in names if re.fullmatch(r"0|[1-9]\d*", name)]
    moved = whole and (names[: len(whole)] != [str(number) for number in sorted(whole)])
    kind = dict(map(tuple, [])) if not entries else dict((name, item) for name, item in entries).get("type")
    return {"type": "dict", "entries": entries} if moved or isinstance(kind, str) and kind in WORDS else dict((name, item) for name, item in entries)


def _table(value):
    frame = value if isinstance(value, pd.DataFrame) else value.to_frame("value" if value.name is None else value.name)
    plain = type(frame.index) is pd.RangeIndex and frame.index.start == 0 and frame.index.step == 1 and frame.index.name is None
    levels = [] if plain else [frame.index.get_level_values(at) for at in range(frame.index.nlevels)]
    index = [_key(one.name) if one.name is not None else "index" if len(levels) == 1 else "level_%d" % at for at, one in enumerate(levels)]
    columns = [*levels, *(frame.iloc[:, at] for at in range(frame.shape[1]))]
    names = [*index, *map(_key, frame.columns)]
    rows = [list(row) for row in zip(*([form(one) for one in column.tolist()] for column in columns))] if columns else [[] for _ in range(len(frame))]
    return {
        "type": "table",
        "columns": [{"name": name, "dtype": str(column.dtype)} for name, column in zip(names, columns)],
        "rows": rows,
        "index": index,
        "rowsTotal": len(frame),
    }


def figure_of(figure):
    """What its axes hold: how many marks of each kind, and every number that one of them stands at."""
    figure.canvas.draw()
    numbers, marks = set(), {"lines": 0, "bars": 0, "points": 0, "slices": 0}
    for axes in figure.axes:
        for line in axes.lines:
            numbers.update(np.ma.filled(np.ma.asarray(line.get_xydata(), dtype=float), np.nan).ravel().tolist())
            marks["lines"] += len(line.get_xdata())
        for patch in axes.patches:
            if isinstance(patch, Wedge):
                numbers.add((patch.theta2 - patch.theta1) / 360)
                marks["slices"] += 1
            elif isinstance(patch, Rectangle) and (patch.get_width() or patch.get_height()):
                numbers.update((patch.get_width(), patch.get_height(), patch.get_x(), patch.get_y(), patch.get_x() + patch.get_width() / 2))
                marks["bars"] += 1
        for one in axes.collections:
            if isinstance(one, PathCollection):
                numbers.update(np.ma.filled(np.ma.asarray(one.get_offsets(), dtype=float), np.nan).ravel().tolist())
                marks["points"] += len(one.get_offsets())
    shown = sorted({float("%.9g" % number) for number in numbers if math.isfinite(number)})
    return {"axes": len(figure.axes), "marks": marks, "numbers": shown}


def run(code):
    named = sorted(set(re.findall(r'datasets\["([\w-]+)"\]', code)))
    scope = {"__name__": "__main__", "datasets": {name: table(name) for name in named}, "pd": pd, "np": np}
    main = types.ModuleType("__main__")
    main.__dict__.update(scope)
    sys.modules["__main__"], stdout = main, io.StringIO()
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    random.seed(0), np.random.seed(0)
    _saved.clear()
    with contextlib.redirect_stdout(stdout), warnings.catch_warnings(), np.printoptions(), pd.option_context("display.width", 200, "display.max_columns", 40), plt.rc_context():
        warnings.simplefilter("ignore")
        exec(compile(tree, "<program>", "exec"), main.__dict__)
        value = eval(compile(ast.Expression(last.value), "<program>", "eval"), main.__dict__) if last else None
        result = form(main.__dict__.get("result", value))
        figures = [figure_of(one) for one in [*_saved, *(plt.figure(number) for number in plt.get_fignums())] if one.axes]
    plt.close("all")
    return {"stdout": stdout.getvalue(), "result": result, **({"figures": figures} if figures else {})}


_stock = Figure.savefig
Figure.savefig = lambda self, to, **rest: _stock(self, to, **rest) if not isinstance(to, str) else _saved.append(self)


def programs(path):
    for part in re.split(r"^# %% ", path.read_text(), flags=re.M)[1:]:
        title, code = part.split("\n", 1)
        yield "%s: %s" % (path.stem, title), code.strip() + "\n"


target = HERE / "native.json"
wanted = sys.argv[1:]
recorded = json.loads(target.read_text()) if wanted and target.exists() else {}
wrong = 0
for path in sorted((HERE / "programs").glob("*.py")):
    if wanted and path.stem not in wanted:
        continue
    recorded = {name: one for name, one in recorded.items() if not name.startswith(path.stem + ": ")}
    for name, code in programs(path):
        assert name not in recorded, name
        try:
            recorded[name] = run(code)
        except Exception as error:
            wrong += 1
            print("FAILS", name, type(error).__name__, str(error)[:200], "line", traceback.extract_tb(error.__traceback__)[-1].lineno)
lines = ["%s: %s" % (json.dumps(name), json.dumps(recorded[name], allow_nan=False, separators=(",", ":"))) for name in sorted(recorded)]
target.write_text("{\n" + ",\n".join(lines) + "\n}\n")
print(len(recorded), "programs,", wrong, "fail")
