"""The one callable that the host holds: an operation and JSON text in, JSON text out."""
import ast
import gc
import json
import random
import sys
import time
import types

from strategic_runtime import datasets as tables
from strategic_runtime import brought, canary, confine, failures, guard, limits, lines, output, overflow, rewrite, serialise, unused

_encode = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode
_clock = time.perf_counter
_stdout, _stderr = sys.stdout, sys.stderr


def entry(operation, payload):
    """`inspect` runs a host's program, `run` the guest's; `tripwires` is asked after it. Answers with JSON text; never raises."""
    try:
        return _operations[operation](_decode(payload))
    except BaseException as error:
        return _encode({"fault": type(error).__name__[:200]})


def _encoded(report):
    """A frame that is too large would end the process of all: the answer as a whole is measured where it is made."""
    text = _encode(report)
    if len(text) <= limits.ANSWER_BYTES:
        return text
    report.update(stdout="", stderr="", truncated=["stdout", "stderr"])
    return _encode(_too_large(report, limits.ANSWER_BYTES))


class _Program:
    """A host's program: from the text `input` to the text `output`. What it does before it first names `input` is done only once."""

    def __init__(self, text):
        body = ast.parse(text).body
        named = (at for at, statement in enumerate(body) if any(isinstance(node, ast.Name) and node.id == "input" for node in ast.walk(statement)))
        first = next(named, len(body))
        self.scope = {"__name__": "strategic_inspection"}
        exec(self._compiled(body[:first]), self.scope)
        self.rest = self._compiled(body[first:])

    @staticmethod
    def _compiled(statements):
        return compile(ast.Module(statements, []), "<inspection>", "exec")

    def answer(self, text):
        self.scope["input"] = text
        exec(self.rest, self.scope)
        answer = self.scope["output"]
        return answer if type(answer) is str else None


_prepared = []


def prepare(program):
    """When the image is made. Its place in the order of these calls names it from then on."""
    _prepared.append(_Program(program))


def _inspect(request):
    program = request["program"]
    return {"output": (_prepared[program] if type(program) is int else _Program(program)).answer(request["input"])}


def _run(request):
    out, err = output.Capped(request["outputBytes"]), output.Capped(request["outputBytes"])
    report = {"datasets": [], "result": None, "error": None, "limit": None, "wallMs": 0.0, "charts": [], "figures": [], "canary": canary.answers(request["canary"])}
    sys.stdout, sys.stderr = out, err
    sys.stdin = None
    try:
        scope = _namespace(request, report)
        if scope is not None:
            overflow.forget()
            started = _clock()
            try:
                value = _execute(request["code"], scope)
            finally:
                report["wallMs"] = (_clock() - started) * 1000
            _answer(report, value, request)
            _pictures(report, err)
    except BaseException as error:
        if isinstance(error, confine.SecurityError):
            guard.security_errors += 1
        report.update(result=None, charts=[], figures=[], error=failures.describe(error, request["code"]))
        if report["error"]["type"] == "ChartLimit" and "strategic" in type(error).__module__:
            report["limit"] = "charts"
    finally:
        overflow.warn(err)
        sys.stdout, sys.stderr = _stdout, _stderr
    report["stdout"], report["stderr"] = out.text(), err.text()
    report["truncated"] = [name for name, stream in (("stdout", out), ("stderr", err)) if stream.truncated]
    return report


class _Load:
    """The tables of the run that comes next. They are read in a call of their own, so that what is kept of them for later runs is
    taken before any code of a guest's has run."""

    def __init__(self):
        self.tables, self.report, self.error, self.name = tables.Datasets(), [], None, ""

    def __call__(self, request):
        kept = []
        try:
            for at, dataset in enumerate(request["datasets"]):
                self.name = dataset["name"]
                table, told = tables.load_parts(dataset["name"], dataset["parts"])
                self.tables[dataset["name"]] = table
                rows, columns = tables.shape(table)
                notes = told["notes"]
                # As sentences, too: where they stood before they had a form.
                assumed = {**told, "notes": [note["message"] if note["column"] is None else "%s: %s" % (note["column"], note["message"]) for note in notes]}
                self.report.append({"name": dataset["name"], "rows": rows, "columns": columns, "assumed": assumed, "notes": notes, "fields": tables.fields(table)})
                if dataset["keep"] is not None and (data := tables.kept(table, told)) is not None:
                    with open(dataset["keep"], "wb") as file:
                        file.write(data)
                    kept.append(at)
        except BaseException as error:
            # Raised, or told, by the run.
            self.error = error
        return {"kept": kept}


_load = _Load()
_operations = {
    "load": lambda request: _encode(_load(request)),
    "inspect": lambda request: _encode(_inspect(request)),
    "run": lambda request: _encoded(_run(request)),
    "tripwires": lambda _: _encode({"tripwires": guard.tripwires()}),
}


def _namespace(request, report):
    """Everything the guest finds in place. A dataset that can't be read ends the run here, with its reason."""
    failures.remember_source(request["code"])
    main = types.ModuleType("__main__")
    main.__file__ = failures.FILE
    sys.modules["__main__"] = main
    scope = main.__dict__
    _seed(request["seed"])
    if _load.error is not None:
        if not isinstance(_load.error, (tables.DatasetError, MemoryError)):
            raise _load.error
        report["error"] = failures.unreadable(_load.error, _load.name)
        return None
    loaded, report["datasets"] = _load.tables, _load.report
    brought.offer(request.get("modules", []))
    scope.update(persona=request["persona"], role=request["role"], strategic_context=_decode(request["contextJson"]), datasets=loaded)
    if "numpy" not in sys.modules:
        request["preamble"] = "\n".join(line for line in request["preamble"].splitlines() if not line.startswith(("import numpy", "import pandas")))
    exec(compile(request["preamble"], "<preamble>", "exec"), scope)
    # From here on the guest's: the host's own imports above were not confined.
    scope["__builtins__"] = vars(confine.namespace())
    return scope


def _seed(seed):
    """The image holds one random state; without this, every run would draw the same numbers."""
    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(seed if seed is not None else random.SystemRandom().getrandbits(32))


def _execute(code, scope):
    tree = ast.parse(code, failures.FILE)
    confine.check(tree)
    for root in unused.left_out(tree):
        sys.stderr.write("%s is not installed and not used: its import was left out\n" % root)
    last = tree.body[-1] if tree.body else None
    tail = None
    if isinstance(last, ast.Expr):
        tree.body.pop()
        tail = ast.Expression(last.value)
    tree, tail = rewrite.rewrite(tree, tail)
    body = compile(tree, failures.FILE, "exec", dont_inherit=True)
    end = compile(tail, failures.FILE, "eval", dont_inherit=True) if tail is not None else None
    for code in (body, end):
        if code is not None:
            lines.watch(code)
    exec(body, scope)
    value = eval(end, scope) if end is not None else None
    return scope["result"] if "result" in scope else value


def _answer(report, value, request):
    try:
        serialise.bound(request["resultBytes"])
        report["result"] = serialise.fitting(value)
        for template, data, options in sys.modules["strategic.charts"]._drain():
            report["charts"].append({"template": template, "data": serialise.jsonable(data), "options": serialise.jsonable(options)})
        if len(_encode([report["result"], report["charts"]])) <= request["resultBytes"]:
            return
    except serialise.TooLarge:
        pass
    _too_large(report, request["resultBytes"])


def _pictures(report, err):
    """Where matplotlib is: its figures, each with the charts that say the same."""
    pictures = sys.modules.get("strategic_science.pictures")
    if pictures is None or report["error"] is not None:
        return
    kept, left_out = pictures.collect()
    for at, one in enumerate(kept):
        serialise.bound(limits.FIGURE_BYTES)
        try:
            charts = [{"template": template, "data": serialise.jsonable(data), "options": options, "figure": at + 1} for template, data, options in one["charts"]]
        except serialise.TooLarge:
            charts, one["note"] = [], "its data is too large to be drawn again"
        report["figures"].append({"title": limits.cut(one["title"], limits.NAME_CHARACTERS), "png": one["png"]})
        report["charts"].extend(charts)
        err.write("figure %d: %s\n" % (at + 1, one["note"] if charts else "a picture only: " + one["note"]))
    for line in left_out:
        err.write(line + "\n")


def _too_large(report, size):
    report.update(result=None, charts=[], figures=[], limit="result", error=failures.too_large(size))
    return report


def rehearse():
    """Runs one small analysis, so that its first-time costs lie in the image."""
    code = "import pandas as pd\npd.DataFrame({'k': ['a', 'b', 'a'], 'v': [1.5, 2, 3]}).groupby('k').agg({'v': 'sum'})" if "pandas" in sys.modules else "1 + 1"
    if "strategic_science.pictures" in sys.modules:
        code = "import matplotlib.pyplot as plt\nplt.plot(['a', 'b'], [1, 2], label='x'); plt.legend(); plt.title('t')\n" + code
    main = sys.modules["__main__"]
    if "pandas" in sys.modules:
        with open("/tmp/rehearsed.csv", "w") as file:
            file.write("name,day,amount,text\na,2025-01-31,\"1,200\",x\nb,2025-02-28,\"3,400\",MISSING\n")
        entry("load", _encode({"datasets": [{"name": "rehearsed", "parts": [{"name": "rehearsed", "format": "csv", "path": "/tmp/rehearsed.csv"}], "keep": None}]}))
    entry("run", _encode({"code": code, "persona": "", "role": "", "preamble": "import strategic", "contextJson": "{}", "seed": None, "canary": 2,
                          "outputBytes": 1024, "resultBytes": 1 << 20}))
    sys.modules["__main__"] = main
    _load.__init__()
    pictures = sys.modules.get("strategic_science.pictures")
    if pictures is not None:
        pictures.forget()
    gc.collect()


def close():
    """Called once, after the restore and before the checkpoint."""
    guard.close()
    sys.stdin = None
