"""What comes back every year, week or day, and what does not fit."""

import math
import re
from statistics import median

from ._given import StrategicError, flag, labelled, number, numbers, one_of, series, told, whole

# As pandas names them: BME is the end of a month of business days, min and ms are no months.
_OF_FREQUENCY = ((re.compile(r"C?B?M[ES]?"), 12), (re.compile(r"B?Q[ES]?(-.+)?"), 4), (re.compile("B"), 5), (re.compile("D"), 7), (re.compile("[hH]"), 24), (re.compile(r"W(-.+)?"), 52))


def seasonality(values, period=None, model="additive"):
    """The part of a series that repeats every `period` values, by classical decomposition, and how strong it is.

    values: at least two whole periods, oldest first. period: 12 for months of a year, 4 for quarters, 7 for days of a week; left
    out, it is told by the dates of a pandas index (monthly 12, quarterly 4, daily 7, hourly 24, weekly 52), else it must be given.
    model: "additive" (value = trend + season + rest) or "multiplicative" (value = trend * season * rest; values above zero).
    Returns {"period", "model", "season": one number for each place in the period, the first that of the first value, "labels": of the
    first value at each place (None where the series has none), "strength": 0 to 1, "trend", "rest": as long as the values, None at both
    ends where the moving average has no full window}.
    Formula: trend is the centred moving average over one period; season the mean of what is left at each place, made to sum to 0 (or
    average 1); strength = max(0, 1 - var(rest) / var(season + rest)), for the multiplicative model of the logarithms.
    Raises StrategicError for less than two periods, a missing value, or a period that is not told.
    Sources: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3.4 and 4.3. Golden values: statsmodels.
    """
    got = series(values, "values", 4)
    size = period_of(values, period)
    times = one_of(model, "model", ("additive", "multiplicative")) == "multiplicative"
    if size is None:
        raise StrategicError("period is not known: give it, such as period=12 for months of a year")
    if len(got) < 2 * size:
        raise StrategicError(f"values has {len(got)} values: a period of {size} needs at least {2 * size}")
    if times and min(got) <= 0:
        raise StrategicError(f'values holds {min(got):g}: a multiplicative season needs values above zero; use model="additive"')
    level = _moving(got, size)
    off = [None if mean is None else value / mean if times else value - mean for value, mean in zip(got, level)]
    places = [[one for one in off[place::size] if one is not None] for place in range(size)]
    season = [math.fsum(place) / len(place) for place in places]
    mean = math.fsum(season) / size
    season = [one / mean if times else one - mean for one in season]
    rest = [None if one is None else one / season[at % size] if times else one - season[at % size] for at, one in enumerate(off)]
    return {"period": size, "model": model, "season": season, "labels": _places(values, len(got), size), "strength": _strength(off, rest, math.log if times else float), "trend": level, "rest": rest}


def anomalies(values, threshold=3.5, trend=False):
    """Values far from the middle, measured by the median so that they don't hide themselves.

    Formula: score = 0.6745 * (value - median) / MAD, where MAD is the median distance from the median; where more than half of the
    values are equal, (value - median) / (1.2533 * mean distance). Beyond `threshold` it is an anomaly.
    values: at least five, in any order unless trend=True; missing ones are left out and counted. trend: measure from the Theil-Sen
    line through the values, oldest first, instead of from the median.
    Returns {"anomalies": [{"at": label or position, "value", "expected", "score"}, ...] furthest first, "threshold", "n", "missing"}.
    Raises StrategicError for fewer than five values. Source: Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers.
    """
    limit = number(threshold, "threshold", above=0)
    trend = flag(trend, "trend")
    got, labels, missing = numbers(values, "values", 5, gaps=not trend)
    expected = [median(got)] * len(got)
    if trend:
        from ._trend import MOST, theil_sen

        if len(got) > MOST:
            raise StrategicError(f"values has {len(got)} values, and a trend takes at most {MOST}: leave trend out, or add them up first")
        at = [float(period) for period in range(len(got))]
        line = theil_sen(at, got, 0.95)
        shift = median(value - line["slope"] * place for place, value in zip(at, got))
        expected = [line["slope"] * place + shift for place in at]
    off = [value - wanted for value, wanted in zip(got, expected)]
    middle = median(map(abs, off))
    scale = middle / 0.6745 if middle > 0 else 1.253314137315500251 * math.fsum(map(abs, off)) / len(off)
    found = [{"at": label if isinstance(label, int) else told(label), "value": value, "expected": wanted, "score": far / scale} for label, value, wanted, far in zip(labels, got, expected, off) if scale > 0 and abs(far / scale) > limit]
    found.sort(key=lambda one: -abs(one["score"]))
    return {"anomalies": found, "threshold": limit, "n": len(got), "missing": missing}


def period_of(values, period):
    """The period that was given, or that the dates of an index tell; None when neither does."""
    if period is not None:
        return whole(period, "period", 2)
    index = getattr(values, "index", None)
    frequency = getattr(index, "freqstr", None) or getattr(index, "inferred_freq", None)
    if not isinstance(frequency, str):
        return None
    return next((size for named, size in _OF_FREQUENCY if named.fullmatch(frequency)), None)


def _places(values, count, size):
    labels = labelled(values, "values")[0]
    if len(labels) != count or labels == list(range(count)):
        return None
    return [str(one) if hasattr(getattr(values, "index", None), "to_timestamp") else told(one) for one in labels[:size]]


def _moving(values, size):
    """Centred; over an even period the two ends count half."""
    half = size // 2
    weights = [0.5, *[1.0] * (size - 1), 0.5] if size % 2 == 0 else [1.0] * size
    return [
        math.fsum(weight * value for weight, value in zip(weights, values[at - half : at + half + 1])) / size if half <= at < len(values) - half else None
        for at in range(len(values))
    ]


def _strength(off, rest, scaled):
    both = [(scaled(one), scaled(left)) for one, left in zip(off, rest) if one is not None]
    whole_part, left_part = (_variance([pair[which] for pair in both]) for which in (0, 1))
    # What is left of exact repetition is rounding.
    return max(0.0, 1 - left_part / whole_part) if whole_part > 1e-24 * max(1.0, max(abs(one) for one, _ in both)) ** 2 else 0.0


def _variance(values):
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / len(values)
