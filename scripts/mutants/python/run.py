"""Plants faults in Python files and tells which ones the tests don't notice.

    python3 scripts/mutants/python/run.py [--every N] FILE...

`--every N` plants one in N, spread over the file: an estimate in a fraction of the time.

The last line is one JSON object: {"mutants", "killed", "timedOut", "equivalent", "survived": [{"file", "line", "from", "to"}], "seconds"}.
`mutants` are those that count: killed, timed out and survived; the equivalent ones, listed with a reason in equivalent.json, stand apart.
The package is copied and the copy changed; each mutant has a process of its own, a time limit, and stops at the first test that fails.
A test that fails without any fault here, because this Python is not the image's, is left out and told.
"""
import argparse
import json
import pathlib
import shutil
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

import environment  # noqa: E402
from environment import ROOT  # noqa: E402


def main(arguments):
    environment.enter()
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("files", nargs="+")
    asked = parser.parse_args(arguments)
    started = time.monotonic()
    total = {"mutants": 0, "killed": 0, "timedOut": 0, "equivalent": 0, "survived": []}
    for file in asked.files:
        for key, value in mutate(pathlib.Path(file).resolve(), asked.every).items():
            total[key] += value
    print(json.dumps({**total, "seconds": round(time.monotonic() - started)}))


def mutate(path, every):
    import plant
    import rooms

    name = path.relative_to(ROOT).as_posix()
    room = rooms.room_of(path)
    if room is None:
        raise SystemExit("%s: no Python tests stand for this file (scripts/mutants/python/rooms.py)" % name)
    found = plant.mutants(path.read_text())[:: every]
    if not found:
        return {"mutants": 0, "killed": 0, "timedOut": 0, "equivalent": 0, "survived": []}  # an __init__.py has nothing to test
    listed = _Equivalent(name)
    tempfile.tempdir = None
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder  # what the tests write goes with it
        copy = pathlib.Path(folder) / "copy"
        shutil.copytree(room.folder, copy, ignore=shutil.ignore_patterns("__pycache__", "*.ts"))
        room.preload(copy)
        answer = _Run(name, room, path, copy / path.relative_to(room.folder), copy).all(found, listed)
    for unused in listed.unused() if every == 1 else ():
        say("%s: listed as equivalent, but no mutant is like it: %s" % (name, unused))
    return answer


class _Equivalent:
    """Mutants that change nothing anybody could see, by file, line text, from and to."""

    def __init__(self, name):
        entries = json.loads((pathlib.Path(__file__).parent / "equivalent.json").read_text())
        self._keys = {(one["source"], one["from"], one["to"]) for one in entries if one["file"] == name}
        self._used = set()

    def __contains__(self, mutant):
        key = (mutant.source, mutant.before, mutant.after)
        if key in self._keys:
            self._used.add(key)
        return key in self._keys

    def unused(self):
        return sorted(self._keys - self._used)


class _Run:
    def __init__(self, name, room, path, target, copy):
        self._name, self._room, self._path, self._target, self._copy = name, room, path, target, copy
        self._parts = _functions(path.read_text())
        self._last = []  # what noticed a mutant comes first for the next one

    def all(self, found, listed):
        import forked

        kind, told = forked.run(self._unharmed, 900)
        if kind != "told":
            raise SystemExit("%s: the tests don't run here: %s" % (self._name, told))
        ran, left_out = told
        _, took = forked.run(lambda: self._timed(ran), 900)
        self._plan = {title: (took[title], parts) for title, parts in ran.items()}
        for title, why in left_out.items():
            say("left out, fails without a fault here: %s (%s)" % (title[:100], why[:200]))
        say("%s: %d mutants, %d tests, %.1f s without a fault" % (self._name, len(found), len(self._plan), sum(took.values())))
        answer = {"mutants": 0, "killed": 0, "timedOut": 0, "equivalent": 0, "survived": []}
        for place, mutant in enumerate(found):
            if mutant in listed:
                answer["equivalent"] += 1
                continue
            answer["mutants"] += 1
            self._target.write_text(mutant.text)
            titles = self._for(mutant.line)
            kind, told = forked.run(lambda titles=titles: self._noticed(titles), 300)
            if kind == "late":
                answer["timedOut"] += 1
            elif kind == "fault" or told is not None:
                answer["killed"] += 1
                self._last = [told, *[title for title in self._last if title != told]][:10]
            else:
                answer["survived"].append({"file": self._name, "line": mutant.line, "from": mutant.before, "to": mutant.after})
                say("%s:%d survived: %s → %s" % (self._name, mutant.line, mutant.before[:120], mutant.after[:120]))
            if place % 50 == 49:
                say("%s: %d of %d" % (self._name, place + 1, len(found)))
        return answer

    def _for(self, line):
        """The tests that run the function around this line, or all where there is none; what noticed the last ones first, then the quick ones."""
        part = _part_of(self._parts, line)
        titles = [title for title, (_, parts) in self._plan.items() if part is None or part in parts]
        last = {title: at for at, title in enumerate(self._last)}
        return sorted(titles, key=lambda title: (last.get(title, len(last)), self._plan[title][0]))

    def _unharmed(self):
        """Each test's functions of the file that it ran, and why others fail."""
        plan, failed, ran = {}, {}, set()
        file = str(self._target)

        def called(frame, event, _):
            if frame.f_code.co_filename == file:
                ran.add(_part_of(self._parts, frame.f_code.co_firstlineno))

        for title, test in self._room.tests(self._path, self._copy):
            ran.clear()
            sys.settrace(called)
            try:
                test()
                plan[title] = set(ran)
            except Exception as error:
                failed[title] = str(error)
            finally:
                sys.settrace(None)
        return plan, failed

    def _timed(self, titles):
        """Seconds of the processor that each takes."""
        took = {}
        for title, test in self._room.tests(self._path, self._copy):
            started = time.process_time()
            if title in titles:
                test()
            took[title] = time.process_time() - started
        return took

    def _noticed(self, titles):
        """The name of the first test that fails, None when all hold."""
        tests = dict(self._room.tests(self._path, self._copy))
        for title in titles:
            # A fault may make a loop endless: the process ends when a test takes several times what it takes without one.
            signal.setitimer(signal.ITIMER_PROF, 3 * self._plan[title][0] + 1)
            try:
                tests[title]()
            except Exception:
                return title
        return None


def _functions(text):
    """First and last line of each function and method, not of those inside them."""
    import ast

    found, bodies = [], [ast.parse(text).body]
    while bodies:
        for node in bodies.pop():
            if isinstance(node, ast.ClassDef):
                bodies.append(node.body)
            elif isinstance(node, ast.FunctionDef):
                found.append((min([node.lineno, *[one.lineno for one in node.decorator_list]]), node.end_lineno))
    return found


def _part_of(parts, line):
    return next((at for at, (start, end) in enumerate(parts) if start <= line <= end), None)


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
