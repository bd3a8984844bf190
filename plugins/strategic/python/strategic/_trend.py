"""Is it rising? By least squares, by the median slope, and by a test that outliers can't sway."""

import math

from ._given import StrategicError, number, pairs, series
from ._tails import normal_above, normal_at, t_at, t_beyond

# Slopes between all pairs of values are looked at: 4.5 million.
MOST = 3000


def trend(values, x=None, level=0.95):
    """Slope per period by ordinary least squares and by Theil and Sen, with the Mann-Kendall test of whether there is a trend at all.

    values: at least three, oldest first. x: where they stand, such as years; left out, periods 0, 1, 2 …
    level: of the intervals, as a ratio.
    Returns {"direction": "rising", "falling" or "none" (Mann-Kendall at 1 - level), "slope", "intercept", "slope_low",
    "slope_high", "r_squared", "p_value" (all OLS), "theil_sen": {"slope", "intercept", "low", "high"}, "mann_kendall": {"s", "z",
    "p_value", "tau", "p_with_memory"}, "n"}. Slopes in units of the values per unit of x.
    Mann-Kendall: S = sum of sign(later - earlier); its variance is corrected for ties, z for continuity; p has two sides. It takes
    values as independent: a strong season or memory makes p too small. p_with_memory allows for it: the variance is multiplied by
    (1 + r) / (1 - r), where r is how values around the Theil-Sen line go with their predecessors, if above 0 (Yue & Wang 2004).
    Raises StrategicError for fewer than three values or more than 3,000, a missing one, or x that stands still.
    Sources: Sen 1968; Mann 1945; Kendall 1975; Hollander & Wolfe, Nonparametric Statistical Methods. Golden values: SciPy.
    """
    if x is None:
        got = series(values, "values", 3)
        at = [float(period) for period in range(len(got))]
    else:
        at, got, missing = pairs(x, values, ("x", "values"))
        if missing:
            raise StrategicError(f"{missing} values or their x are missing: fill or drop them first")
        order = sorted(range(len(at)), key=at.__getitem__)
        at, got = [at[one] for one in order], [got[one] for one in order]
    confidence = number(level, "level", above=0)
    if confidence >= 1:
        raise StrategicError(f"level must be a ratio below 1, such as 0.95, not {confidence:g}")
    if at[0] == at[-1]:
        raise StrategicError("x is the same everywhere: a trend needs values at different points")
    if len(got) > MOST:
        raise StrategicError(f"values has {len(got)} values, and a trend takes at most {MOST}: add them up by week or month first")
    kendall = mann_kendall(at, got)
    sign = "none" if kendall["p_value"] >= 1 - confidence else "rising" if kendall["s"] > 0 else "falling"
    return {"direction": sign, **least_squares(at, got, confidence), "theil_sen": theil_sen(at, got, confidence), "mann_kendall": kendall, "n": len(got)}


def least_squares(x, y, level):
    n = len(x)
    mean_x, mean_y = math.fsum(x) / n, math.fsum(y) / n
    sxx = math.fsum((one - mean_x) ** 2 for one in x)
    sxy = math.fsum((one - mean_x) * (other - mean_y) for one, other in zip(x, y))
    syy = math.fsum((other - mean_y) ** 2 for other in y)
    slope = sxy / sxx
    left = math.fsum((other - mean_y - slope * (one - mean_x)) ** 2 for one, other in zip(x, y))
    error = math.sqrt(left / (n - 2) / sxx)
    half = t_at(0.5 + level / 2, n - 2) * error
    return {
        "slope": slope,
        "intercept": mean_y - slope * mean_x,
        "slope_low": slope - half,
        "slope_high": slope + half,
        "r_squared": 1 - left / syy if syy > 0 else None,
        "p_value": (t_beyond(slope / error, n - 2) if error > 0 else 0.0) if slope != 0 else 1.0,
    }


def theil_sen(x, y, level):
    slopes = sorted(_slopes(x, y))
    count, n = len(slopes), len(x)
    slope = _median(slopes)
    spread = math.sqrt((n * (n - 1) * (2 * n + 5) - _of_ties(x) - _of_ties(y)) / 18)
    z = normal_at(0.5 + level / 2)
    upper = min(round((count + z * spread) / 2), count - 1)
    lower = max(round((count - z * spread) / 2) - 1, 0)
    return {"slope": slope, "intercept": _median(sorted(y)) - slope * _median(sorted(x)), "low": slopes[lower], "high": slopes[upper]}


def mann_kendall(x, y):
    s = sum(_signs(x, y))
    n = len(y)
    variance = (n * (n - 1) * (2 * n + 5) - _of_ties(y)) / 18
    z = (s - (s > 0) + (s < 0)) / math.sqrt(variance) if variance > 0 else 0.0
    within = n * (n - 1) / 2
    free = within - sum(count * (count - 1) / 2 for count in _counts(y))
    memory = _memory(x, y)
    with_memory = min(1.0, 2 * normal_above(abs(z) * math.sqrt((1 - memory) / (1 + memory))))
    return {"s": s, "z": z, "p_value": min(1.0, 2 * normal_above(abs(z))), "p_with_memory": with_memory, "tau": s / math.sqrt(within * free) if free > 0 else None}


def _memory(x, y):
    """Correlation of neighbours around the median slope; 0 where it is none or negative."""
    slopes = sorted(_slopes(x, y))
    slope = _median(slopes) if slopes else 0.0
    off = [value - slope * place for place, value in zip(x, y)]
    mean = math.fsum(off) / len(off)
    off = [one - mean for one in off]
    squares = math.fsum(one * one for one in off)
    # What is left of an exact line is rounding.
    if squares <= 1e-20 * math.fsum(one * one for one in y):
        return 0.0
    return min(0.999, max(0.0, math.fsum(one * other for one, other in zip(off, off[1:])) / squares))


def _slopes(x, y):
    try:
        import numpy as np
    except ImportError:
        return [(y[j] - y[i]) / (x[j] - x[i]) for i in range(len(x)) for j in range(i + 1, len(x)) if x[j] > x[i]]
    xs, ys = np.array(x), np.array(y)
    found = []
    for i in range(len(x) - 1):
        apart = xs[i + 1 :] - xs[i]
        found.append((ys[i + 1 :] - ys[i])[apart > 0] / apart[apart > 0])
    return np.concatenate(found).tolist()


def _signs(x, y):
    for i in range(len(y)):
        now = y[i]
        yield sum((later > now) - (later < now) for later in y[i + 1 :])


def _counts(values):
    found = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found.values()


def _of_ties(values):
    return sum(count * (count - 1) * (2 * count + 5) for count in _counts(values))


def _median(ordered):
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
