"""What independent libraries say to the same inputs: golden.json, made by golden/make.py."""
import math

from strategic import _smoothing, _tails, analysis, performance, roi, stakeholders

MODULES = {"roi": roi, "performance": performance, "stakeholders": stakeholders, "analysis": analysis, "tails": _tails}


def smoothed(form, period, parameters, states, values, ahead):
    model = _smoothing.Smoothed(tuple(form), period, parameters, states).see(values)
    # statsmodels divides the squares by the number of values, not by what they leave free.
    free = (model.seen - model.free()) / model.seen
    return {"forecast": model.forecast(ahead), "squares": model.squares, "variance": [one * one * free for one in model.spread(ahead)]}


def influence(edges, directed):
    return {row["name"]: row for row in stakeholders.influence(edges, directed)}


def function(call):
    module, _, name = call.partition(".")
    return {"smoothed": smoothed, "influence by name": influence}.get(call) or getattr(MODULES[module], name)


def agrees(got, wanted, tolerance, at=""):
    if isinstance(wanted, dict):
        return all(agrees(got[key], one, tolerance, at + "." + key) for key, one in wanted.items())
    if isinstance(wanted, list):
        return len(got) >= len(wanted) and all(agrees(one, other, tolerance, at) for one, other in zip(got, wanted))
    if wanted is None:
        return got is None
    return math.isclose(got, wanted, rel_tol=tolerance, abs_tol=1e-12)


def of(*modules):
    found = 0
    for case in DATA["cases"]:
        if case["call"].partition(".")[0] not in modules:
            continue
        found += 1
        args = [tuple(map(tuple, one)) if case["call"].startswith("influence") and isinstance(one, list) else one for one in case["args"]]
        if case["call"] == "roi.portfolio":
            args[0] = {name: tuple(pair) for name, pair in args[0].items()}
        got = function(case["call"])(*args, **case["named"])
        holds(agrees(got, case["expected"], case["tolerance"]), (case["call"], case["source"], got, case["expected"]))
    return found


@rule("roi agrees with numpy-financial, and with every choice of a portfolio tried")
def _(random):
    holds(of("roi") >= 14, "cases")


@rule("performance agrees with statsmodels, SciPy, numpy and pandas")
def _(random):
    holds(of("performance", "smoothed") >= 20, "cases")


@rule("stakeholders agrees with networkx")
def _(random):
    holds(of("influence by name") >= 4, "cases")


@rule("analysis and its tests agree with SciPy and statsmodels")
def _(random):
    holds(of("analysis") >= 90, "cases")


@rule("probabilities agree with SciPy's far into the tails")
def _(random):
    holds(of("tails") >= 60, "cases")
