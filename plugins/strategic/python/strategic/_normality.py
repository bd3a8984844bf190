"""Could these values come from a normal distribution? Shapiro and Wilk's W, and D'Agostino's K squared beyond its reach."""

import math

from ._given import StrategicError, numbers, one_of
from ._tails import chi_squared_above, normal_above, normal_at

_MOST = 5000


def normality(values, method="auto"):
    """A test of normality: a small p_value speaks against it; a large one only finds nothing against it.

    method: "shapiro" (Shapiro-Wilk after Royston, 3 to 5,000 values), "dagostino" (skewness and kurtosis, at least 20 values), or
    "auto": shapiro up to 5,000 values, dagostino beyond. Missing values are left out and counted.
    Returns {"statistic": W or K squared, "p_value", "method", "skewness", "kurtosis" (excess: 0 for a normal distribution), "n",
    "missing"}.
    Raises StrategicError for too few or too many values, or values that don't vary.
    Sources: Royston 1995 (AS R94); D'Agostino & Pearson 1973, Anscombe & Glynn 1983. Golden values: SciPy.
    """
    one_of(method, "method", ("auto", "shapiro", "dagostino"))
    got, _, missing = numbers(values, "values", 3, gaps=True)
    n = len(got)
    way = method if method != "auto" else "shapiro" if n <= _MOST else "dagostino"
    if way == "shapiro" and n > _MOST:
        raise StrategicError(f"values has {n} values: Shapiro-Wilk is known up to {_MOST}; use method=\"dagostino\"")
    if way == "dagostino" and n < 20:
        raise StrategicError(f"values has {n} values: D'Agostino's test needs at least 20; use method=\"shapiro\"")
    mean = math.fsum(got) / n
    second, third, fourth = (math.fsum((value - mean) ** power for value in got) / n for power in (2, 3, 4))
    if second <= (1e-13 * abs(mean)) ** 2:
        raise StrategicError("values don't vary: no shape can be seen")
    skewness, kurtosis = third / second**1.5, fourth / second**2
    statistic, p = _shapiro(sorted(got)) if way == "shapiro" else _dagostino(skewness, kurtosis, n)
    return {"statistic": statistic, "p_value": p, "method": way, "skewness": skewness, "kurtosis": kurtosis - 3, "n": n, "missing": missing}


def _polynomial(coefficients, x):
    total = 0.0
    for one in reversed(coefficients):
        total = total * x + one
    return total


def _shapiro(x):
    n = len(x)
    half = n // 2
    if n == 3:
        weights = [math.sqrt(0.5)]
    else:
        scores = [normal_at((at + 1 - 0.375) / (n + 0.25)) for at in range(half)]
        square = 2 * math.fsum(score * score for score in scores)
        root = 1 / math.sqrt(n)
        first = _polynomial((0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056), root) - scores[0] / math.sqrt(square)
        if n > 5:
            second = -scores[1] / math.sqrt(square) + _polynomial((0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633), root)
            scale = math.sqrt((square - 2 * scores[0] ** 2 - 2 * scores[1] ** 2) / (1 - 2 * first**2 - 2 * second**2))
            weights = [first, second, *(-score / scale for score in scores[2:])]
        else:
            scale = math.sqrt((square - 2 * scores[0] ** 2) / (1 - 2 * first**2))
            weights = [first, *(-score / scale for score in scores[1:])]
    mean = math.fsum(x) / n
    spread = math.fsum((value - mean) ** 2 for value in x)
    apart = math.fsum(weight * (x[n - 1 - at] - x[at]) for at, weight in enumerate(weights))
    w = min(1.0, apart * apart / spread)
    if n == 3:
        return w, max(0.0, 6 / math.pi * (math.asin(math.sqrt(w)) - math.asin(math.sqrt(0.75))))
    if w == 1:
        return w, 1.0
    y, size = math.log(1 - w), math.log(n)
    if n <= 11:
        gamma = _polynomial((-2.273, 0.459), n)
        if y >= gamma:
            return w, 1e-99
        y = -math.log(gamma - y)
        middle = _polynomial((0.544, -0.39978, 0.025054, -6.714e-4), n)
        sd = math.exp(_polynomial((1.3822, -0.77857, 0.062767, -0.0020322), n))
    else:
        middle = _polynomial((-1.5861, -0.31082, -0.083751, 0.0038915), size)
        sd = math.exp(_polynomial((-0.4803, -0.082676, 0.0030302), size))
    return w, normal_above((y - middle) / sd)


def _dagostino(skewness, kurtosis, n):
    y = skewness * math.sqrt((n + 1) * (n + 3) / (6 * (n - 2)))
    beta = 3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3) / ((n - 2) * (n + 5) * (n + 7) * (n + 9))
    w2 = -1 + math.sqrt(2 * (beta - 1))
    alpha = math.sqrt(2 / (w2 - 1))
    z_skew = math.asinh(y / alpha) / math.sqrt(0.5 * math.log(w2))
    mean = 3 * (n - 1) / (n + 1)
    variance = 24 * n * (n - 2) * (n - 3) / ((n + 1) ** 2 * (n + 3) * (n + 5))
    x = (kurtosis - mean) / math.sqrt(variance)
    root = 6 * (n * n - 5 * n + 2) / ((n + 7) * (n + 9)) * math.sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3)))
    a = 6 + 8 / root * (2 / root + math.sqrt(1 + 4 / root**2))
    below = 1 + x * math.sqrt(2 / (a - 4))
    cube = math.copysign(abs((1 - 2 / a) / below) ** (1 / 3), below) if below != 0 else 0.0
    z_kurt = (1 - 2 / (9 * a) - cube) / math.sqrt(2 / (9 * a))
    squared = z_skew**2 + z_kurt**2
    return squared, chi_squared_above(squared, 2)
