"""What comes next, by the method that would have erred least so far, and by how much it erred."""

import math
import re

from ._given import StrategicError, labelled, number, series, told, whole
from ._season import period_of
from ._smoothing import fit, forms_for
from ._tails import normal_at

# A longer series is added up first: months, not hours.
MOST = 2000


def forecast(values, periods, period=None, level=0.8, origins=None):
    """The next `periods` values of a series, with an interval and the error measured on its own past.

    Methods: "drift" (the line from first to last value goes on), "seasonal naive" (what was one period ago; "naive", the last
    value, where there is no season) and "ets" (exponential smoothing, in each form without and with trend, damping and season). Each forecasts from the last `origins` points in time, knowing only what lies before; the one of least mean absolute error is taken.
    values: at least eight, oldest first, one per period, none missing. periods: 1 to 500. period: of the season, 12 for months of a
    year; left out, it is told by the dates of a pandas index, else no season is looked for. level: of the interval, as a ratio.
    origins: left out, a third of the values, at most 12.
    Returns {"method", "form" (of ets: trend and season), "period", "level", "values", "low", "high", "labels" (lists,
    one for each period), "history": {"labels", "values"} (the last of what it was made from, at least as many as two seasons or four times
    what comes; labels are text, "0" the last one where the series has none), "backtest": {"origins", "horizon", "mae", "mape" (ratio; None where a value is 0), "coverage" (share of values that lay
    within the method's own interval), "error_within" (what `level` of the errors stayed within), "mae_by_method"}}. Units are those of the values.
    Interval: normal errors of the method's own variance (Hyndman & Athanasopoulos, 5.5 and 8.7), and never narrower
    than error_within to either side. A season or break that the past does not hold is not foreseen.
    Raises StrategicError for fewer than eight values or more than 2,000, a missing one, or a season longer than half of the series.
    """
    got = series(values, "values", 8)
    if len(got) > MOST:
        raise StrategicError(f"values has {len(got)} values, and a forecast takes at most {MOST}: add them up by week or month first")
    ahead = whole(periods, "periods", 1, 500)
    confidence = number(level, "level", above=0)
    if confidence >= 1:
        raise StrategicError(f"level must be a ratio below 1, such as 0.8, not {confidence:g}")
    size = period_of(values, period)
    if size is not None and len(got) < 2 * size:
        if period is not None:
            raise StrategicError(f"values has {len(got)} values: a season of {size} needs at least {2 * size}; leave period out, or bring more")
        size = None
    least = max(5, (size or 1) + 2)
    most = len(got) - least
    count = min(12, len(got) // 3, most) if origins is None else whole(origins, "origins", 1, most)
    z = normal_at(0.5 + confidence / 2)
    first = got[: len(got) - count]
    methods = {"drift": (_drift, None), "naive" if size is None else "seasonal naive": (_naive(size or 1), None)}
    for form in forms_for(len(first), size):
        methods[("ets", *form)] = (_kept(fit(first, form, size if form[1] else 1)), form)
    scores = {name: _tried(method, got, count, ahead, z) for name, (method, _) in methods.items()}
    best = min(scores, key=lambda one: scores[one]["mae"])
    method, form = methods[best]
    if form is not None:
        method = _kept(fit(got, form, size if form[1] else 1))
    centre, spread = method(got, ahead)
    # Never narrower than what so many of the past errors stayed within.
    missed = sorted(scores[best].pop("errors"))
    least = missed[math.ceil(confidence * len(missed)) - 1]
    half = [max(z * one, least) for one in spread]
    errors = {}
    for one, score in scores.items():
        called = one if isinstance(one, str) else one[0]
        errors[called] = min(score["mae"], errors.get(called, math.inf))
    return {
        "method": best if form is None else "ets",
        "form": None if form is None else {"trend": {"": "none", "A": "additive", "Ad": "damped"}[form[0]], "season": "additive" if form[1] else "none"},
        "period": size,
        "level": confidence,
        "values": centre,
        "low": [value - one for value, one in zip(centre, half)],
        "high": [value + one for value, one in zip(centre, half)],
        "labels": _labels(values, len(got), ahead),
        "history": _history(values, got, max(2 * (size or 1), 4 * ahead, 12)),
        "backtest": {"origins": count, "horizon": min(ahead, count), **scores[best], "error_within": least, "mae_by_method": errors},
    }


def _drift(values, ahead):
    n = len(values)
    step = (values[-1] - values[0]) / (n - 1)
    squares = math.fsum((after - before - step) ** 2 for before, after in zip(values, values[1:]))
    sd = math.sqrt(squares / (n - 2))
    return [values[-1] + step * one for one in range(1, ahead + 1)], [sd * math.sqrt(one * (1 + one / (n - 1))) for one in range(1, ahead + 1)]


def _naive(size):
    def naive(values, ahead):
        errors = [after - before for before, after in zip(values, values[size:])]
        sd = math.sqrt(math.fsum(one * one for one in errors) / len(errors))
        return [values[len(values) - size + one % size] for one in range(ahead)], [sd * math.sqrt(one // size + 1) for one in range(ahead)]

    return naive


def _kept(model):
    """The parameters as they were fitted; states go on with the values."""

    def smoothed(values, ahead):
        if len(values) == model.seen:
            return model.forecast(ahead), model.spread(ahead)
        longer = model.after(values)
        return longer.forecast(ahead), longer.spread(ahead)

    return smoothed


def _tried(method, values, count, ahead, z):
    errors, shares, inside = [], [], 0
    for origin in range(len(values) - count, len(values)):
        centre, spread = method(values[:origin], min(ahead, len(values) - origin))
        for value, wanted, one in zip(centre, values[origin:], spread):
            errors.append(abs(value - wanted))
            shares.append(abs(value - wanted) / abs(wanted) if wanted != 0 else None)
            inside += abs(value - wanted) <= z * one
    return {"mae": math.fsum(errors) / len(errors), "mape": None if None in shares else math.fsum(shares) / len(shares), "coverage": inside / len(errors), "errors": errors}


def _labels(values, count, ahead):
    """The dates that come next where the labels are dates, or months as text; else how far ahead each is."""
    index = getattr(values, "index", None)
    if hasattr(index, "to_timestamp"):
        return [str(index[-1] + step) for step in range(1, ahead + 1)]
    frequency = getattr(index, "freq", None) or getattr(index, "inferred_freq", None)
    if frequency is not None and hasattr(index, "freq"):
        import pandas

        return [told(one) for one in pandas.date_range(index[-1], periods=ahead + 1, freq=frequency)[1:]]
    labels = [str(label) for label in labelled(values, "values")[0]]
    months = [int(label[:4]) * 12 + int(label[5:]) - 1 for label in labels if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", label)]
    if len(months) == count and all(after == before + 1 for before, after in zip(months, months[1:])):
        return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(months[-1] + 1, months[-1] + 1 + ahead)]
    return [f"+{step}" for step in range(1, ahead + 1)]


def _history(values, got, most):
    """The end of the series, with labels that go on in those of what comes."""
    labels = labelled(values, "values")[0]
    if len(labels) != len(got) or labels == list(range(len(got))):
        labels = [at - len(got) + 1 for at in range(len(got))]
    plain = str if hasattr(getattr(values, "index", None), "to_timestamp") else told
    return {"labels": [str(plain(one)) for one in labels[-most:]], "values": list(got[-most:])}
