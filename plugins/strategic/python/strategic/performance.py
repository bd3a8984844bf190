"""Performance over time: growth, cagr, trend, seasonality, anomalies, forecast; percentiles, error_budget, dora.

Conventions, the same in every function:
- Values stand in order, oldest first, one per period, evenly spaced: a list, tuple, dict, numpy array or pandas Series.
- Changes and rates are ratios: 0.08 is 8 %.
- A missing value in a series is refused, because what comes after it would stand at the wrong time; percentiles counts and tells them.

What is wrong with an input is told as a StrategicError, which is a ValueError.
"""

from ._dora import dora
from ._forecast import forecast
from ._given import StrategicError, number, numbers, series
from ._season import anomalies, seasonality
from ._trend import trend

__all__ = ["anomalies", "cagr", "dora", "error_budget", "forecast", "growth", "percentiles", "seasonality", "trend"]


def growth(values, periods=1):
    """Change against `periods` before, as ratios: values[t] / values[t - periods] - 1. With 12 on months: year over year.

    Returns a list as long as the values; the first `periods` are None, and so is a change from zero or from below zero, for which
    no ratio exists.
    Raises StrategicError for fewer than two values or a missing one.
    """
    got = series(values, "values", 2)
    step = number(periods, "periods", least=1)
    if step != int(step) or step >= len(got):
        raise StrategicError(f"periods must be a whole number below the {len(got)} values there are, not {step:g}")
    return [None] * int(step) + [now / before - 1 if before > 0 else None for before, now in zip(got, got[int(step) :])]


def cagr(values, periods=None):
    """Compound growth per period, as a ratio: (last / first) ** (1 / periods) - 1.

    values: all of a series, or first and last only, then with `periods`. periods: how many lie between first and last;
    left out, one less than there are values. Returns a float ratio.
    Raises StrategicError when the first value is not above zero, the last one is below it, or there are fewer than two.
    """
    got = series(values, "values", 2)
    count = len(got) - 1 if periods is None else number(periods, "periods", above=0)
    if got[0] <= 0 or got[-1] < 0:
        raise StrategicError(f"no compound growth from {got[0]:g} to {got[-1]:g}: the first value must be above zero and the last not below; give the absolute change")
    return (got[-1] / got[0]) ** (1 / count) - 1


def percentiles(values, at=(50, 75, 90, 95, 99)):
    """Values below which given shares lie, between two neighbours in proportion (type 7, as numpy's and Excel's PERCENTILE.INC).

    values: in any order; missing ones are left out and counted. at: shares in per cent, from 0 to 100.
    Returns {"p50": ..., "p95": ..., "n": values used, "missing": values left out}.
    Raises StrategicError without values or for a share outside 0 to 100.
    """
    got, _, missing = numbers(values, "values", gaps=True)
    got.sort()
    found = {}
    for share in [at] if not hasattr(at, "__iter__") else at:
        share = number(share, "at", least=0, most=100)
        place = share / 100 * (len(got) - 1)
        low = int(place)
        high = min(low + 1, len(got) - 1)
        found[f"p{share:g}"] = got[low] + (got[high] - got[low]) * (place - low)
    return {**found, "n": len(got), "missing": missing}


def error_budget(target, total, bad, elapsed=1):
    """What is left of the failures that a service level objective allows.

    Formula: allowed = (1 - target) * total / elapsed; used = bad / allowed; burn_rate = (bad / total) / (1 - target).
    target: the objective as a ratio, 0.999 is 99.9 %. total: requests, or minutes, so far. bad: those of them that failed.
    elapsed: share of the period that is over, above 0 to 1; the whole period is then taken to see total / elapsed.
    Returns {"allowed", "bad", "remaining" (below 0: overdrawn), "used" (ratio), "burn_rate" (1 uses the budget up exactly at the
    end), "availability" (ratio), "met"}.
    Raises StrategicError for a target outside 0 to 1, or more bad than total. Source: Google, The Site Reliability Workbook, chapter 5.
    """
    goal = number(target, "target", above=0)
    if goal >= 1:
        raise StrategicError(f"target must be a ratio below 1, such as 0.999 for 99.9 %, not {goal:g}: at 100 % there is no budget")
    count = number(total, "total", above=0)
    failed = number(bad, "bad", least=0, most=count)
    share = number(elapsed, "elapsed", above=0, most=1)
    allowed = (1 - goal) * count / share
    rate = failed / count
    return {
        "allowed": allowed,
        "bad": failed,
        "remaining": allowed - failed,
        "used": failed / allowed,
        "burn_rate": rate / (1 - goal),
        "availability": 1 - rate,
        "met": failed <= allowed,
    }
