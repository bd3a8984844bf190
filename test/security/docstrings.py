"""Writes the programs of docstrings.json: the docstring examples of an installed pandas, numpy and standard library, never run.

Usage: docstrings.py OUT.json  (with a Python that has the pandas and numpy of the sandbox). One program per docstring, as a reader would
type it; those of test/numerics/doctests.json are left out here and joined in the test. Modules that an analysis can't import at all
would only repeat `import-not-allowed`: of the standard library, those of the scope's list.
"""
import ast
import doctest
import importlib
import json
import os
import pkgutil
import sys
import warnings

warnings.simplefilter("ignore")
here = os.path.dirname(os.path.abspath(__file__))
roots = json.load(open(os.path.join(here, "../../plugins/scope-python/imports.json")))["roots"]


def modules():
    import numpy
    import pandas

    for package in (numpy, pandas):
        yield package
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not any(part in found.name for part in (".tests", ".f2py", ".distutils", "_pyinstaller", ".testing", "conftest")):
                try:
                    yield importlib.import_module(found.name)
                except Exception:
                    pass
    for name in roots:
        if name not in ("numpy", "pandas", "strategic"):
            yield importlib.import_module(name)


def docstrings():
    seen = set()

    def visit(name, value):
        doc = getattr(value, "__doc__", None)
        if isinstance(doc, str) and ">>>" in doc and doc not in seen:
            seen.add(doc)
            yield name, doc
        if isinstance(value, type):
            for attribute, member in sorted(vars(value).items()):
                yield from visit_member(f"{name}.{attribute}", member)

    def visit_member(name, member):
        member = getattr(member, "__func__", member)
        doc = getattr(member, "__doc__", None)
        if isinstance(doc, str) and ">>>" in doc and doc not in seen:
            seen.add(doc)
            yield name, doc

    for module in modules():
        yield from visit(module.__name__, module)
        for attribute, value in sorted(vars(module).items()):
            if not isinstance(value, type(os)):
                yield from visit(f"{module.__name__}.{attribute}", value)


def program(name, doc):
    try:
        examples = [example.source.rstrip() for example in doctest.DocTestParser().get_examples(doc)]
    except ValueError:
        return None
    root = name.split(".")[0]
    imports = {"numpy": ["import numpy as np"], "pandas": ["import numpy as np", "import pandas as pd"]}.get(root, [f"import {root}"])
    public = [part for part in (name.split(".")[1:2] if root in roots and root not in ("numpy", "pandas") else []) if part.isidentifier() and part[:1] != "_"]
    lines = imports + [f"from {root} import {part}" for part in public] + examples
    kept = []
    for line in lines:
        # An example of what is a syntax error proves nothing here.
        try:
            ast.parse(line)
        except SyntaxError:
            continue
        kept.append(line)
    code = "\n".join(kept)
    return code if len(kept) > len(imports) + len(public) else None


known = {case["code"] for case in json.load(open(os.path.join(here, "../numerics/doctests.json")))}
cases, codes = [], set()
for name, doc in docstrings():
    code = program(name, doc)
    # Private things are for their authors: that their examples reach for them proves nothing.
    if any(part.startswith("_") and not part.endswith("__") for part in name.split(".")):
        continue
    if code and code not in codes and code not in known and len(code) < 12_000:
        codes.add(code)
        cases.append({"id": name, "code": code})
cases.sort(key=lambda case: case["id"])
with open(sys.argv[1], "w") as out:
    out.write("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n")
print(len(cases), os.path.getsize(sys.argv[1]))
