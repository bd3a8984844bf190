"""Which tests run on which file, nearest first.

A test is (name, what it runs): a function that takes nothing and raises where the file is wrong. `tests(copy)` is called in the mutant's
own process, with the folder that holds the copy of the package in which the mutant stands.
"""
import json
import pathlib
import sys

from environment import ROOT

RUNTIME = ROOT / "plugins/sandbox-pyodide/python"
SCOPE = ROOT / "plugins/scope-python"
LIBRARY = ROOT / "plugins/strategic"
CORPORA = ROOT / "test/security"


# Files whose rules stand in another's.
COVERED = {"limits": ("serialise", "datasets"), "integers": ("rewrite",), "widening": ("rewrite",)}


class RuntimeRoom:
    """The packages that guest code runs beside: rules in python/tests."""

    folder = RUNTIME

    def preload(self, copy):
        import pandas  # noqa: F401

        self.rules = {path.name: compile(_rules_text(path), str(path), "exec") for path in (RUNTIME / "tests").glob("*_rules.py")}

    def tests(self, file, copy):
        sys.path.insert(0, str(copy))
        sys.path_importer_cache.clear()
        name = pathlib.PurePath(file).stem
        for rules in COVERED.get(name, (name,)):
            rules += "_rules.py"
            scope = {"__name__": rules}
            exec(self.rules[rules], scope)
            for title, _ in scope["RULES"]:
                yield "%s: %s" % (rules, title), lambda title=title, scope=scope: _held(scope["faults_of"](title))


# Rules that ask for a private file, beside those of the module it belongs to.
OF_LIBRARY = {
    "roi": ("roi", "_portfolio", "_uncertainty"),
    "performance": ("performance", "_trend", "_season", "_forecast", "_smoothing", "_dora", "_tails"),
    "stakeholders": ("stakeholders", "_network"),
    "analysis": ("analysis", "tests", "_normality", "_tails", "_profile", "_currencies", "_variance", "_cohort"),
    "reporting": ("reporting", "_wording", "_findings"),
}


class LibraryRoom:
    """`strategic`: golden values, rules, and wrong arguments."""

    folder = LIBRARY

    def preload(self, copy):
        import pandas  # noqa: F401

        # The sandbox has the charts of this package, the plugin the rest.
        target = copy / "python/strategic/charts.py"
        target.write_text((RUNTIME / "strategic/charts.py").read_text())
        self.rules = {path.name: compile(_rules_text(path), str(path), "exec") for path in (LIBRARY / "tests").glob("*_rules.py")}
        self.golden = _json(LIBRARY / "tests/golden.json")

    def tests(self, file, copy):
        sys.path.insert(0, str(copy / "python"))
        sys.path_importer_cache.clear()
        name = pathlib.PurePath(file).stem
        own = [module for module, files in OF_LIBRARY.items() if name in files]
        for rules in ("golden", *(own or OF_LIBRARY), "arguments"):
            rules += "_rules.py"
            scope = {"__name__": rules, "DATA": self.golden}
            exec(self.rules[rules], scope)
            for title, _ in scope["RULES"]:
                # How fast it is says nothing here, and takes longest.
                if "fraction of a second" not in title:
                    yield "%s: %s" % (rules, title), lambda title=title, scope=scope: _held(scope["faults_of"](title))


PARTS = ("bindings", "depth", "by_name", "open_objects", "made_classes", "memory", "private", "checker")


class ScopeRoom:
    """The scope checker, which is one program of several files: its table of refusals, its rules, the corpora, two thousand docstrings."""

    folder = SCOPE

    def preload(self, copy):
        import pandas  # noqa: F401

        texts = {part: (copy / (part + ".py")).read_text() for part in PARTS}
        self.parts = {part: (text, compile(text, str(copy / (part + ".py")), "exec")) for part, text in texts.items()}
        self.rules = compile(_rules_text(SCOPE / "tests" / "scope_rules.py"), "scope_rules.py", "exec")
        self.data = {"rules": _json(SCOPE / "rules.json"), "imports": _json(SCOPE / "imports.json")}
        self.refused = _json(SCOPE / "tests" / "refused.json")
        self.corpora = {name: _json(CORPORA / (name + ".json")) for name in ("benign", "idioms", "escapes", "by-class", "docstrings", "docstrings-refused")}
        self.corpora["doctests"] = _json(ROOT / "test/numerics/doctests.json")

    def tests(self, file, copy):
        scope = {"__name__": "checker", "data": self.data, "input": json.dumps({"code": "", "roots": self.data["imports"]["roots"]})}
        for part in PARTS:
            text = (copy / (part + ".py")).read_text()
            kept, code = self.parts[part]
            exec(code if text == kept else compile(text, code.co_filename, "exec"), scope)
        roots, judge = self.data["imports"]["roots"], scope["judge"]

        def verdict(code):
            return judge(code, roots, self.data)["violations"]

        def refused(code, rule, line, column):
            if not any((one["rule"], one["line"], one["column"]) == (rule, line, column) for one in verdict(code)):
                raise AssertionError(code)

        def accepted(code):
            if verdict(code):
                raise AssertionError(code)

        def blocked(code):
            if not verdict(code):
                raise AssertionError(code)

        for code, rule, line, column, *_ in self.refused:
            yield "refused: " + code, lambda case=(code, rule, line, column): refused(*case)
        exec(self.rules, scope)
        for title, _ in scope["RULES"]:
            yield title, lambda title=title: _held(scope["faults_of"](title))
        for one in [*self.corpora["benign"], *self.corpora["idioms"]]:
            yield one["id"], lambda code=one["code"]: accepted(code)
        for one in [*self.corpora["escapes"], *self.corpora["by-class"]]:
            if one.get("must", "BLOCK").startswith("BLOCK"):
                yield one["id"], lambda code=one["code"]: blocked(code)
        wanted = {}
        for rule, entry in self.corpora["docstrings-refused"].items():
            for name in entry["programs"]:
                wanted.setdefault(name, set()).add(rule)
        by_id = {}
        for one in [*self.corpora["docstrings"], *self.corpora["doctests"]]:
            by_id.setdefault(one["id"], []).append(one["code"])

        def as_listed(name, codes):
            if {one["rule"] for code in codes for one in verdict(code)} != wanted.get(name, set()):
                raise AssertionError(name)

        def all_as_listed(names):
            for name in names:
                as_listed(name, by_id[name])

        # One that this Python judges otherwise (its grammar is older than the image's) must not hide the others.
        names = sorted(by_id)
        for at in range(0, len(names), 25):
            yield "docstrings from " + names[at], lambda some=names[at : at + 25]: all_as_listed(some)


def room_of(file):
    """The room of a file; None where no Python tests stand for it."""
    folder = pathlib.Path(file).resolve().parent
    if folder == SCOPE:
        return ScopeRoom()
    if folder == LIBRARY / "python/strategic":
        return LibraryRoom()
    return RuntimeRoom() if folder.parent == RUNTIME else None


def _json(path):
    return json.loads(path.read_text())


def _rules_text(path):
    return (RUNTIME / "tests/rule.py").read_text() + "\n" + path.read_text()


def _held(faults):
    if faults is not None:
        raise AssertionError(faults)

