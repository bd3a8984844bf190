"""Run once, when an interpreter image is made: import what every analysis needs and seal the runtime's builtins."""
import builtins
import gc
import importlib
import importlib.util
import json
import sys

try:
    import numpy, numpy.random, numpy.linalg, pandas, pandas.io.formats.style_render  # noqa
except ImportError:
    pass
if "pandas" in sys.modules:
    # As wide as whoever reads an answer: a table of twelve columns is not cut in its middle.
    pandas.set_option("display.width", 200, "display.max_columns", 40)
with open("/tmp/wanted.json") as _file:
    _wanted = json.load(_file)
for _name in _wanted["ahead"]:
    importlib.import_module(_name)
import ast, calendar, csv, dataclasses, decimal, difflib, fractions, io, json, linecache, random, statistics, traceback, zoneinfo  # noqa


def _sealed(name):
    # A guest may replace `builtins.isinstance`; the runtime keeps the builtins it was made with.
    spec = importlib.util.find_spec(name)
    module = importlib.util.module_from_spec(spec)
    module.__dict__["__builtins__"] = dict(vars(builtins))
    sys.modules[name] = module
    spec.loader.exec_module(module)


import strategic_runtime

_parts = ("errors", "findings", "text", "layout", "names", "numbers", "identifiers", "dates", "doubts", "columns_of_text", "csv_table", "json_table", "kinds", "several", "table_file")
_reading = ["reading", *("reading." + _part for _part in _parts)]
for _name in ("limits", "output", "canary", "serialise", "told", "confine", "guest_words", "running", "text_columns", "hints", "failures", "sealed", "brought", *_reading, "datasets", "guard", *(["widening"] if "numpy" in sys.modules else []), "integers", "unused", "overflow", "rewrite", "lines", "entry"):
    _sealed("strategic_runtime." + _name)
import strategic

for _name in _wanted["modules"]:
    importlib.import_module(_name)
for _program in _wanted["programs"]:
    sys.modules["strategic_runtime.entry"].prepare(_program)
sys.modules["strategic_runtime.sealed"].seal()
import os

os.unlink("/tmp/wanted.json")
# The runtime's idea of its own program: a path of the machine that made the image.
os.environ.pop("_", None)

# Compiles what the first analysis would otherwise compile.
sys.modules["strategic_runtime.entry"].rehearse()
del _sealed, _parts, _reading, _name, _file, _wanted
gc.collect()
# What is there now stays: no collection in a run looks at it again, which would write to each of its pages.
gc.freeze()
