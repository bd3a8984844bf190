"""Probabilities beyond a value: normal, Student's t, chi-squared and F, each to about 1e-13 of itself.

Sources: Press et al., Numerical Recipes, 6.2 and 6.4 (continued fractions of the incomplete gamma and beta function); Wichura 1988 (AS 241).
"""

import math
from statistics import NormalDist

_normal = NormalDist()
_TINY = 1e-300


def normal_above(z):
    """P(Z > z)."""
    return 0.5 * math.erfc(z / math.sqrt(2))


def normal_at(p):
    """The z below which a share p lies."""
    return _normal.inv_cdf(p)


def t_beyond(t, df):
    """P(|T| > |t|): both sides."""
    return incomplete_beta(df / 2, 0.5, df / (df + t * t)) if t * t < 1e300 else 0.0


def t_at(p, df):
    """The t below which a share p >= 0.5 lies: bisection, which can't fail, to the last bit of a float."""
    wanted = 2 * (1 - p)
    low, high = 0.0, 1.0
    while t_beyond(high, df) > wanted:
        high *= 2
    middle = (low + high) / 2
    while low < middle < high:
        if t_beyond(middle, df) > wanted:
            low = middle
        else:
            high = middle
        middle = (low + high) / 2
    return middle


def f_above(f, df1, df2):
    """P(F > f)."""
    return incomplete_beta(df2 / 2, df1 / 2, df2 / (df2 + df1 * f))


def chi_squared_above(x, df):
    """P(X > x): the upper incomplete gamma function of df / 2 at x / 2."""
    a, x = df / 2, x / 2
    if x <= 0:
        return 1.0
    scale = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        at = a
        while abs(term) > abs(total) * 1e-17:
            at += 1
            term *= x / at
            total += term
        return 1 - total * scale
    b = x + 1 - a
    c = 1 / _TINY
    d = 1 / b
    value = d
    for i in range(1, 100_000):
        step = -i * (i - a)
        b += 2
        d = 1 / _away(step * d + b)
        c = _away(b + step / c)
        value *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return value * scale


def incomplete_beta(a, b, x):
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(a * math.log(x) + b * math.log1p(-x) - _log_beta(a, b))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _log_beta(a, b):
    """Large arguments lose digits in the difference of their log gammas: there, Stirling's terms are subtracted one by one."""
    small, large = min(a, b), max(a, b)
    if large < 100:
        return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    # log gamma(large) - log gamma(large + small), without their common part.
    ratio = (large - 0.5) * math.log1p(small / large) + small * math.log(large + small) - small
    return math.lgamma(small) - ratio + _stirling(large) - _stirling(large + small)


def _stirling(x):
    return 1 / (12 * x) - 1 / (360 * x**3) + 1 / (1260 * x**5) - 1 / (1680 * x**7)


def _fraction(a, b, x):
    c = 1.0
    d = 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 100_000):
        for step in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 / _away(1 + step * d)
            c = _away(1 + step / c)
            value *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return value


def _away(value):
    return value if abs(value) > _TINY else _TINY
