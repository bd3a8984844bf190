"""Statistical tests in plain Python: ttest, welch, mann_whitney, chi_squared, normality, correlation.

Each returns a dict with "statistic", "p_value" and what else belongs to it. A p-value is the chance of a statistic at least as
extreme if there were no effect; it is not the chance that there is none, and says nothing of its size (analysis.compare does).
Samples: lists, tuples, numpy arrays or pandas Series of numbers; missing values are left out and counted in "missing".

What is wrong with an input is told as a StrategicError, which is a ValueError. Golden values: SciPy.
"""

import math

from ._given import StrategicError, cell, flag, is_missing, number, numbers, one_of, pairs
from ._normality import normality
from ._tails import chi_squared_above, normal_above, normal_at, t_at, t_beyond

__all__ = ["chi_squared", "correlation", "mann_whitney", "normality", "ttest", "welch"]


def ttest(a, b=None, mean=0, paired=False):
    """Student's t-test: of two samples with equal variances, of pairs, or of one sample against a mean.

    ttest(a, b): difference of the means of two independent samples; when their variances may differ, welch is the safer one.
    ttest(a, b, paired=True): of before and after, pair by pair. ttest(a, mean=5): of one sample against 5.
    Formula: t = (mean(a) - mean(b)) / (s * sqrt(1 / n + 1 / m)), s the pooled standard deviation; df = n + m - 2. p has two sides.
    Returns {"statistic", "p_value", "df", "difference" (of means, in the unit of the values), "n", "missing"}.
    Raises StrategicError for samples of fewer than two, pairs of unequal length, or values that don't vary.
    """
    paired = flag(paired, "paired")
    if b is None or paired:
        if b is None:
            got, _, missing = numbers(a, "a", 2, gaps=True)
            off = number(mean, "mean")
            got = [value - off for value in got]
        else:
            first, second, missing = pairs(a, b, ("a", "b"), 2)
            got = [one - other for one, other in zip(first, second)]
        middle, variance = _moments(got)
        _varies(variance)
        df = len(got) - 1
        t = middle / math.sqrt(variance / len(got))
        return {"statistic": t, "p_value": t_beyond(t, df), "df": df, "difference": middle, "n": [len(got)], "missing": missing}
    first, second, missing = _two(a, b, 2)
    n, m = len(first), len(second)
    (mean_a, variance_a), (mean_b, variance_b) = _moments(first), _moments(second)
    df = n + m - 2
    pooled = ((n - 1) * variance_a + (m - 1) * variance_b) / df
    _varies(pooled)
    t = (mean_a - mean_b) / math.sqrt(pooled * (1 / n + 1 / m))
    return {"statistic": t, "p_value": t_beyond(t, df), "df": df, "difference": mean_a - mean_b, "n": [n, m], "missing": missing}


def welch(a, b):
    """Welch's t-test: difference of the means of two independent samples whose variances may differ.

    Formula: t = (mean(a) - mean(b)) / sqrt(va + vb), va = var(a) / n, vb = var(b) / m; df by Welch and Satterthwaite:
    (va + vb)**2 / (va**2 / (n - 1) + vb**2 / (m - 1)). p has two sides.
    Returns {"statistic", "p_value", "df", "difference", "n", "missing"}. Errors as in ttest.
    """
    first, second, missing = _two(a, b, 2)
    (mean_a, variance_a), (mean_b, variance_b) = _moments(first), _moments(second)
    of_a, of_b = variance_a / len(first), variance_b / len(second)
    _varies(of_a + of_b)
    df = (of_a + of_b) ** 2 / (of_a**2 / (len(first) - 1) + of_b**2 / (len(second) - 1))
    t = (mean_a - mean_b) / math.sqrt(of_a + of_b)
    return {"statistic": t, "p_value": t_beyond(t, df), "df": df, "difference": mean_a - mean_b, "n": [len(first), len(second)], "missing": missing}


def mann_whitney(a, b, method="auto"):
    """Mann and Whitney's U: do values of one sample tend to be larger than those of another? No shape is assumed.

    U counts the pairs in which a is larger, ties as half. method: "exact" (no ties), "normal" (corrected for ties and continuity),
    "auto": exact when the smaller sample has at most 8 values and there are no ties. p has two sides.
    Returns {"statistic": U of a, "p_value", "method", "larger": share of pairs in which a is larger (ties half; 0.5: no difference),
    "n", "missing"}.
    Raises StrategicError for an empty sample, or "exact" with ties or more than 200 values.
    """
    one_of(method, "method", ("auto", "exact", "normal"))
    first, second, missing = _two(a, b, 1)
    n, m = len(first), len(second)
    ranks, ties = _ranks(first + second)
    u = math.fsum(ranks[:n]) - n * (n + 1) / 2
    way = method if method != "auto" else "exact" if min(n, m) <= 8 and n + m <= 200 and not ties else "normal"
    if way == "exact" and (ties or n + m > 200):
        raise StrategicError("the exact distribution is for values without ties, 200 at most: use method=\"normal\"")
    beyond = max(u, n * m - u)
    if way == "exact":
        counts = _ways(n, m)
        p = min(1.0, 2 * sum(counts[math.ceil(beyond) :]) / sum(counts))
    else:
        total = n + m
        spread = math.sqrt(n * m / 12 * (total + 1 - sum(count**3 - count for count in ties) / (total * (total - 1)))) if total > 1 else 0.0
        p = min(1.0, 2 * normal_above((beyond - n * m / 2 - 0.5) / spread)) if spread > 0 else 1.0
    return {"statistic": u, "p_value": p, "method": way, "larger": u / (n * m), "n": [n, m], "missing": missing}


def chi_squared(observed, correction=True):
    """Pearson's chi-squared test: are rows and columns of a table of counts independent?

    observed: counts, at least 2 by 2: a list of rows, a DataFrame (pd.crosstab gives one), or {"row": {"column": count}}.
    Formula: sum of (observed - expected)**2 / expected, expected = row total * column total / total; df = (rows - 1) * (columns - 1).
    correction: Yates' continuity correction where df is 1, as in SciPy.
    Returns {"statistic", "p_value", "df", "expected" (rows), "cramers_v" (0 none to 1; without correction), "n", "note": None, or
    that expected counts below 5 make p unsure}.
    Raises StrategicError for a count that is negative or missing, or a row or column of zeros.
    """
    rows = _counts(observed)
    correction = flag(correction, "correction")
    by_row = [math.fsum(row) for row in rows]
    by_column = [math.fsum(column) for column in zip(*rows)]
    total = math.fsum(by_row)
    if min(by_row) == 0 or min(by_column) == 0:
        raise StrategicError("a row or column of the table holds nothing but zeros: leave it out")
    expected = [[row * column / total for column in by_column] for row in by_row]
    df = (len(by_row) - 1) * (len(by_column) - 1)
    off = [[abs(count - wanted) for count, wanted in zip(row, wants)] for row, wants in zip(rows, expected)]
    statistic = lambda less: math.fsum(max(0.0, one - min(less, one)) ** 2 / wanted for row, wants in zip(off, expected) for one, wanted in zip(row, wants))
    corrected = statistic(0.5 if correction and df == 1 else 0.0)
    few = sum(wanted < 5 for row in expected for wanted in row)
    return {
        "statistic": corrected,
        "p_value": chi_squared_above(corrected, df),
        "df": df,
        "expected": expected,
        "cramers_v": math.sqrt(statistic(0.0) / total / (min(len(by_row), len(by_column)) - 1)),
        "n": total,
        "note": f"{few} of {len(by_row) * len(by_column)} expected counts are below 5: p is unsure; join rare rows or columns" if few else None,
    }


def correlation(x, y, method="pearson", level=0.95):
    """How closely two columns go together, from -1 to 1, with p and an interval.

    method: "pearson" (in a straight line) or "spearman" (in order, by ranks; steady under outliers).
    Formula: r = cov(x, y) / (sd(x) * sd(y)); t = r * sqrt((n - 2) / (1 - r**2)), df = n - 2, two sides; the interval is Fisher's:
    tanh(atanh(r) +- z / sqrt(n - 3)), None below four pairs; level: how sure it is, as a ratio.
    Returns {"statistic": r, "p_value", "r", "low", "high", "method", "n": complete pairs, "missing": pairs left out}.
    Raises StrategicError for fewer than three pairs, columns of unequal length, or one that does not vary.
    """
    one_of(method, "method", ("pearson", "spearman"))
    confidence = number(level, "level", above=0)
    if confidence >= 1:
        raise StrategicError(f"level must be a ratio below 1, such as 0.95, not {confidence:g}")
    first, second, missing = pairs(x, y, ("x", "y"))
    if method == "spearman":
        first, second = _ranks(first)[0], _ranks(second)[0]
    n = len(first)
    mean_x, mean_y = math.fsum(first) / n, math.fsum(second) / n
    sx, sy = (math.sqrt(math.fsum((value - mean) ** 2 for value in values)) for values, mean in ((first, mean_x), (second, mean_y)))
    for name, spread, mean in (("x", sx, mean_x), ("y", sy, mean_y)):
        if spread <= 1e-13 * abs(mean):
            raise StrategicError(f"{name} is the same everywhere: nothing can go together with it")
    r = max(-1.0, min(1.0, math.fsum((one - mean_x) / sx * ((other - mean_y) / sy) for one, other in zip(first, second))))
    # The rounding of a perfect line is no doubt about it.
    r = math.copysign(1.0, r) if abs(r) > 1 - 4e-16 else r
    left = (1 - r) * (1 + r)
    half = normal_at(0.5 + confidence / 2) / math.sqrt(n - 3) if n > 3 else None
    low, high = (None, None) if half is None else (r, r) if left == 0 else (math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half))
    return {"statistic": r, "p_value": t_beyond(r * math.sqrt((n - 2) / left), n - 2) if left > 0 else 0.0, "r": r, "low": low, "high": high, "method": method, "n": n, "missing": missing}


def _two(a, b, least):
    first, _, missing_a = numbers(a, "a", least, gaps=True)
    second, _, missing_b = numbers(b, "b", least, gaps=True)
    return first, second, missing_a + missing_b


def _moments(values):
    mean = math.fsum(values) / len(values)
    return mean, math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _varies(variance):
    if variance == 0:
        raise StrategicError("the values don't vary at all: there is no spread to measure a difference by")


def _ranks(values):
    """Ranks from 1, ties at their mean; and how many there are of each value that comes more than once."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks, ties, at = [0.0] * len(values), [], 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for place in range(at, end + 1):
            ranks[order[place]] = (at + end) / 2 + 1
        if end > at:
            ties.append(end - at + 1)
        at = end + 1
    return ranks, ties


def _ways(n, m):
    """In how many orders of both samples each U comes about: the coefficients of a Gaussian binomial."""
    counts = [1] + [0] * (n * m)
    for one in range(1, min(n, m) + 1):
        for u in range(n * m, max(n, m) + one - 1, -1):
            counts[u] -= counts[u - max(n, m) - one]
        for u in range(one, n * m + 1):
            counts[u] += counts[u - one]
    return counts


def _counts(observed):
    if hasattr(observed, "columns") and hasattr(observed, "iloc"):
        rows = [observed.iloc[at].tolist() for at in range(len(observed))]
    elif isinstance(observed, dict):
        names = list(dict.fromkeys(key for row in observed.values() if isinstance(row, dict) for key in row))
        rows = [[row.get(key, 0) for key in names] if isinstance(row, dict) else row for row in observed.values()]
    else:
        rows = observed.tolist() if hasattr(observed, "tolist") else observed
    rows = list(rows) if hasattr(rows, "__iter__") and not isinstance(rows, (str, bytes)) else [None]
    if not all(hasattr(row, "__iter__") and not isinstance(row, (str, bytes, dict)) for row in rows):
        raise StrategicError("observed must be a table of counts: rows of equal length, such as [[20, 15], [30, 35]]")
    rows = [list(row) for row in rows]
    if len(rows) < 2 or len({len(row) for row in rows}) != 1 or len(rows[0]) < 2:
        raise StrategicError("observed must have at least two rows and two columns, all rows of equal length")
    for at, row in enumerate(rows):
        for place, count in enumerate(row):
            if is_missing(count):
                raise StrategicError(f"observed is missing in row {at}, column {place}: a count of none is 0")
    return [[number(cell(count, "observed", at), f"observed in row {at}", least=0) for count in row] for at, row in enumerate(rows)]
