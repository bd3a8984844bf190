"""What independent libraries say to the same inputs: golden.json, made by golden/make.py."""
import math
import re

from strategic import _smoothing, _tails, analysis, performance, reporting, roi, stakeholders

MODULES = {"roi": roi, "performance": performance, "stakeholders": stakeholders, "analysis": analysis, "reporting": reporting, "tails": _tails}


def smoothed(form, period, parameters, states, values, ahead):
    model = _smoothing.Smoothed(tuple(form), period, parameters, states).see(values)
    # statsmodels divides the squares by the number of values, not by what they leave free.
    free = (model.seen - model.free()) / model.seen
    return {"forecast": model.forecast(ahead), "squares": model.squares, "variance": [one * one * free for one in model.spread(ahead)]}


def influence(edges, directed):
    return {row["name"]: row for row in stakeholders.influence(edges, directed)}


def sensitivity(spread):
    """Of what five years of sales are worth."""
    return roi.sensitivity(lambda price, units, rate: roi.npv(rate, [-3500, *[price * units] * 5]), {name: tuple(one) if isinstance(one, list) else one for name, one in spread.items()})


def groups(stakeholders_given, scale):
    """Names in each group, as a set is compared: equal scores have no order of their own."""
    got = stakeholders.power_interest(stakeholders_given, tuple(scale))
    return {name: one if name == "split" else sorted(one) for name, one in got.items() if name != "stakeholders"}


def engagement(table, weight):
    got = stakeholders.engagement(table, weight=weight)
    return {**got, "gaps": {row["name"]: row for row in got["gaps"]}}


def new_and_gone(before, after):
    got = analysis.contribution(before, after)
    return {"new": sorted(got["new"]), "gone": sorted(got["gone"])}


def said(values):
    """The figures of a headline, in its order."""
    return [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", reporting.headline(values))]


OWN_CALLS = {"smoothed": smoothed, "influence by name": influence, "sensitivity of npv": sensitivity, "groups of power_interest": groups, "engagement by name": engagement, "new and gone": new_and_gone, "figures said": said}


def function(call):
    module, _, name = call.partition(".")
    return OWN_CALLS.get(call) or getattr(MODULES[module], name)


def agrees(got, wanted, tolerance, at=""):
    if isinstance(wanted, dict):
        return all(agrees(got[key], one, tolerance, at + "." + key) for key, one in wanted.items())
    if isinstance(wanted, list):
        return len(got) == len(wanted) and all(agrees(one, other, tolerance, at) for one, other in zip(got, wanted))
    if wanted is None or isinstance(wanted, (str, bool)):
        return got == wanted
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
    holds(of("roi", "sensitivity of npv") >= 30, "cases")


@rule("performance agrees with statsmodels, SciPy, numpy and pandas")
def _(random):
    holds(of("performance", "smoothed") >= 45, "cases")


@rule("stakeholders agrees with networkx, numpy and pandas")
def _(random):
    holds(of("influence by name", "stakeholders", "groups of power_interest", "engagement by name") >= 10, "cases")


@rule("analysis and its tests agree with SciPy, statsmodels and pandas")
def _(random):
    holds(of("analysis", "new and gone") >= 107, "cases")


@rule("what reporting says in figures agrees with SciPy, numpy and pandas")
def _(random):
    holds(of("reporting", "figures said") >= 6, "cases")


@rule("probabilities agree with SciPy's far into the tails")
def _(random):
    holds(of("tails") >= 60, "cases")
