"""Build programs from the docstring examples of an installed scipy and scikit-learn and record what CPython prints.

Usage: science.py OUT.json  (run with a native interpreter that has the sandbox's versions, or the nearest it can have)
Each case: {"id", "code", "stdout"}; code prints what an interactive session would print. Cases that print something else the
second time, that touch files, the network or threads, that take longer than a few seconds, or that fail, are left out.
"""
import ast, contextlib, doctest, importlib, inspect, io, json, re, signal, sys, types, warnings

warnings.simplefilter("ignore")
import matplotlib, numpy as np
matplotlib.use("agg")
import matplotlib.pyplot as plt
import sklearn.experimental.enable_halving_search_cv, sklearn.experimental.enable_iterative_imputer

SKIP = re.compile(r"fetch_|load_files|open\(|urlretrieve|tempfile|\bos\.|sys\.|timeit|time\.|\bid\(|multiprocess|threading|n_jobs|workers|joblib|"
                  r"pooch|datasets\.(ascent|face|electro)|torch|cupy|dask|jax|mpmath|sympy|polars|networkx|skimage|numba|cffi|uarray|set_backend|"
                  r"savemat|loadmat|mmread|mmwrite|wavfile|netcdf|getsizeof|_config|set_config|display=|hash\(|__\w+__|random_array|memory|default_rng\(\)", re.I)
SCIPY = """stats stats.mstats stats.qmc stats.contingency stats.sampling optimize signal signal.windows interpolate cluster.hierarchy cluster.vq linalg
spatial spatial.distance spatial.transform special sparse sparse.linalg sparse.csgraph integrate fft ndimage differentiate""".split()
SKLEARN = """base calibration cluster compose covariance cross_decomposition decomposition discriminant_analysis dummy ensemble
feature_extraction feature_extraction.text feature_selection gaussian_process gaussian_process.kernels impute inspection isotonic kernel_approximation
kernel_ridge linear_model manifold metrics metrics.pairwise metrics.cluster mixture model_selection multiclass multioutput naive_bayes neighbors
neural_network pipeline preprocessing random_projection semi_supervised svm tree utils utils.class_weight utils.extmath utils.multiclass utils.random
utils.sparsefuncs utils.validation""".split()
SECONDS = 4


def targets():
    for module in [f"scipy.{name}" for name in SCIPY] + [f"sklearn.{name}" for name in SKLEARN]:
        found = importlib.import_module(module)
        for name in sorted(set(getattr(found, "__all__", None) or dir(found))):
            thing = getattr(found, name, None)
            if name.startswith("_") or isinstance(thing, types.ModuleType):
                continue
            yield f"{module}.{name}", thing
            if inspect.isclass(thing):
                # Functions only: the documentation of a table is numpy's own.
                parts = [part for part in sorted(dir(thing)) if not part.startswith("_") and callable(getattr(thing, part, None))]
                yield from ((f"{module}.{name}.{part}", getattr(thing, part)) for part in parts)


def program(doc):
    try:
        examples = doctest.DocTestParser().get_examples(doc)
    except ValueError:
        return None
    out = []
    for ex in examples:
        if ex.exc_msg or doctest.SKIP in ex.options:
            break
        src = ex.source.strip()
        try:
            tree = ast.parse(src)
        except SyntaxError:
            return None
        if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
            out.append(f"_v = (\n{src}\n)\nif _v is not None: print(repr(_v))" if not re.match(r"(plt|ax\w*|fig|axs?\[.*\])\.", src) else src)
        else:
            out.append(src)
    return "\n".join(out) + "\n" if out else None


def late(*_):
    raise TimeoutError


def run(code):
    buf = io.StringIO()
    signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        with contextlib.redirect_stdout(buf), contextlib.redirect_stderr(io.StringIO()), np.printoptions(), plt.rc_context():
            exec(compile(code, "<case>", "exec"), {"__name__": "__main__"})
    finally:
        signal.alarm(0)
        plt.close("all")
    return buf.getvalue()


cases, seen = [], set()
for name, thing in targets():
    doc = inspect.getdoc(thing) if thing is not None else None
    if not doc or ">>>" not in doc or SKIP.search(" ".join(line for line in doc.splitlines() if line.lstrip().startswith((">>>", "...")))):
        continue
    code = program(doc)
    if not code or code in seen:
        continue
    seen.add(code)
    try:
        one, two = run(code), run(code)
    except BaseException:
        continue
    if one == two and one.strip() and " at 0x" not in one and len(one) < 20_000:
        cases.append({"id": name, "code": code, "stdout": one})
with open(sys.argv[1], "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases) + "\n]\n")
print(len(cases), "cases")
