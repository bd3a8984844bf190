"""Every public function with every argument made wrong: an answer, or an error that says what is wrong. Never another exception."""
import datetime
import decimal
import fractions
import inspect
import math

import numpy as np
import pandas as pd

from strategic import StrategicError, analysis, performance, reporting, roi, stakeholders

ODD = [
    None, True, 0, -1, 1.5, 10**30, 10**400, -(10**400), [1, 10**400, 3], [10**200] * 9, [1e300, -1e300] * 5, {"a": 10**400}, 1e308, [5e-324] * 9, math.nan, math.inf, "", "x", b"x", [], {}, (), set(), [None], [math.nan, 1], ["a", "b"], [[1, 2], [3]], [1, "2", 3], [True, False], {"a": None}, {"a": [1]}, {1: 2}, object(), lambda: None, int, iter([1, 2]), range(3), datetime.date(2025, 1, 1),
    decimal.Decimal("NaN"), decimal.Decimal("1.5"), fractions.Fraction(1, 3), complex(1, 2), np.array([]), np.array([[1, 2]]), np.array([1, np.nan]), np.array(["a"]), np.float64("nan"), np.int64(3), np.datetime64("NaT"), pd.NA, pd.NaT, pd.Timestamp("2025-01-01"), pd.Series([], dtype=float), pd.Series([1, None]), pd.Series(["a", "b"]),
    pd.Series([1, 2], dtype="Int64"), pd.Series([1, None], dtype="Int64"), pd.Series(["a"], dtype="category"), pd.DataFrame(), pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1], "b": ["x"]}), pd.DataFrame([[1, 2]], columns=["a", "a"]), pd.Series([pd.Timedelta(1, "s")]), [pd.NaT, 1, 2], [decimal.Decimal(1), 2, 3],
]
TABLE = [{"name": "a", "cost": 1, "value": 2, "power": 2, "interest": 4, "current": "neutral", "desired": "leading", "product": "p", "price": 1, "volume": 2, "customer": "c", "date": "2025-01-01", "deployed_at": "2025-01-02", "committed_at": "2025-01-01", "failed": False, "restored_at": None}]
NUMBERS = [3, 5, 4, 6, 8, 7, 9, 12, 10, 13]
#: Right values by the name of a parameter: what the others hold while one is wrong.
RIGHT = {
    **{name: NUMBERS for name in ("values", "a", "b", "x", "y")}, **{name: [-100, 60, 70] for name in ("cashflows", "flows")}, **{name: 0.1 for name in ("rate", "finance_rate", "reinvest_rate", "near", "level", "mean")},
    **{name: TABLE for name in ("initiatives", "stakeholders", "deployments", "table", "plan", "actual", "events", "data")}, "amounts": {"a": 3, "b": 1}, "before": {"a": 3}, "after": {"a": 4}, "edges": [("a", "b"), ("b", "a")], "needs": ["a"], "contacts": [("a", "Ana")], "observed": [[20, 15], [30, 35]],
    "benefit": 5, "cost": 2, "fixed_costs": 100, "price": 5, "variable_cost": 2, "budget": 5, "model": lambda p: p * 2, "assumptions": {"p": (1, 2, 3)}, "target": 0.99, "total": 100, "bad": 1, "periods": 2, "finding": "cost fell",
}
CLASHES = {("portfolio", "cost"): "cost", ("portfolio", "value"): "value", ("variance", "price"): "price", ("variance", "volume"): "volume"}


def public():
    for module in (roi, performance, stakeholders, analysis, reporting):
        for name in module.__all__:
            function = getattr(module, name)
            if inspect.isfunction(function):
                yield module.__name__.rpartition(".")[2] + "." + name, function


def right(function):
    given = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if (function.__name__, name) in CLASHES:
            given[name] = CLASHES[function.__name__, name]
        elif parameter.default is inspect.Parameter.empty:
            given[name] = RIGHT[name]
    if function.__name__ == "seasonality":
        given["period"] = 4
    return given


@rule("with right arguments every public function answers")
def _(random):
    names = [name for name, function in public() if function(**right(function)) is None]
    same(names, [])
    holds(len(list(public())) >= 36, list(public()))


@rule("with any one argument wrong every public function answers or says what is wrong, and leaves what it was given as it was")
def _(random):
    refused = 0
    for called, function in public():
        for name in inspect.signature(function).parameters:
            for at, odd in enumerate(ODD):
                if inspect.isgenerator(odd) or type(odd).__name__ == "range_iterator" or hasattr(odd, "__next__"):
                    odd = iter([1, 2])
                before = repr(odd) if not callable(odd) and type(odd) is not object else None
                try:
                    function(**{**right(function), name: odd})
                except StrategicError as error:
                    refused += 1
                    holds(len(str(error)) > 15 and "strategic." not in str(error), (called, name, str(error)))
                except Exception as error:
                    raise AssertionError("%s(%s=%r, number %d) raised %r" % (called, name, odd, at, error)) from error
                if before is not None and not hasattr(odd, "__next__"):
                    same(repr(odd), before, (called, name))
    holds(refused > 3000, refused)


@rule("what is documented says its formula or columns, what it returns, and what it refuses")
def _(random):
    for called, function in public():
        text = inspect.getdoc(function) or ""
        holds("Return" in text and ("Raises StrategicError" in text or "Errors as in" in text), (called, text))
        for name in inspect.signature(function).parameters:
            holds(name in text or name in ("name", "cashflows", "x", "y", "a", "b"), (called, name, text))
