"""What a result hangs on: each assumption from low to high, and all of them at once by chance."""

import random

from ._given import StrategicError, is_missing, number, told, whole

_FORMS = {"uniform": ("low", "high"), "triangular": ("low", "base", "high"), "normal": ("mean", "sd")}


def sensitivity(model, assumptions):
    """What each assumption alone does to a result, widest swing first: the table of a tornado.

    model: a function that takes the assumptions by name and returns a number, such as lambda price, units: price * units - 900.
    assumptions: {"price": (low, base, high), ...}, or {"price": {"low": 9, "base": 10, "high": 12}, ...}; one that is not in doubt
    is a single number. Each is moved to its low and its high while all others stay at their base.
    Returns {"base": the result at the base, "table": [{"assumption", "low", "base", "high", "at_low", "at_high", "swing"}, ...]},
    where at_low and at_high are results, and swing = abs(at_high - at_low), in the model's unit.
    Raises StrategicError when low <= base <= high does not hold, or the model returns no finite number.
    """
    _callable(model)
    ranges = {name: _range(name, value) for name, value in _named(assumptions).items()}
    base = {name: middle for name, (_, middle, _) in ranges.items()}
    table = []
    for name, (low, middle, high) in ranges.items():
        if low == high:
            continue
        at_low, at_high = (_result(model, {**base, name: value}) for value in (low, high))
        table.append({"assumption": name, "low": low, "base": middle, "high": high, "at_low": at_low, "at_high": at_high, "swing": abs(at_high - at_low)})
    if not table:
        raise StrategicError("no assumption has a range: give at least one as (low, base, high)")
    table.sort(key=lambda row: -row["swing"])
    return {"base": _result(model, base), "table": table}


def monte_carlo(model, assumptions, trials=10_000, seed=0):
    """The spread of a result when its assumptions are drawn by chance, independently of each other.

    model: a function that takes the assumptions by name and returns a number.
    assumptions, each: (low, base, high) for a triangular distribution, (low, high) for a uniform one, a dict such as
    {"distribution": "normal", "mean": 5, "sd": 1}, or a number that is not in doubt.
    trials: 100 to 1,000,000. seed: the same seed gives the same numbers.
    Returns {"p10", "p50", "p90", "mean", "standard_error" of the mean, "sd", "min", "max", "probability_of_loss" (share of results
    below 0), "trials", "seed", "distributions" (what was drawn from, in words)}. Ten per cent of the results lie below p10.
    Raises StrategicError for a distribution that is none, or when the model returns no finite number.
    """
    _callable(model)
    trials = whole(trials, "trials", 100, 1_000_000)
    chance = random.Random(whole(seed, "seed"))
    drawn, words = {}, {}
    for name, value in _named(assumptions).items():
        drawn[name], words[name] = _distribution(chance, name, value)
    results = sorted(_result(model, {name: draw() for name, draw in drawn.items()}) for _ in range(trials))
    mean = sum(results) / trials
    sd = (sum((result - mean) ** 2 for result in results) / (trials - 1)) ** 0.5
    return {
        **{f"p{share}": _at(results, share / 100) for share in (10, 50, 90)},
        "mean": mean,
        "standard_error": sd / trials**0.5,
        "sd": sd,
        "min": results[0],
        "max": results[-1],
        "probability_of_loss": sum(result < 0 for result in results) / trials,
        "trials": trials,
        "seed": seed,
        "distributions": words,
    }


def _callable(model):
    if not callable(model):
        raise StrategicError(f"model must be a function of the assumptions, such as lambda price, units: price * units, not {type(model).__name__}")


def _named(assumptions):
    if not isinstance(assumptions, dict) or not assumptions or not all(isinstance(name, str) for name in assumptions):
        raise StrategicError('assumptions must be a dict by name, such as {"price": (9, 10, 12)}')
    return assumptions


def _range(name, value):
    if isinstance(value, dict):
        absent = [key for key in ("low", "base", "high") if key not in value]
        if absent:
            raise StrategicError(f"{name} lacks {absent[0]!r}: give low, base and high")
        value = (value["low"], value["base"], value["high"])
    if not hasattr(value, "__iter__") or isinstance(value, str):
        fixed = number(value, name)
        return fixed, fixed, fixed
    got = tuple(value)
    if len(got) != 3:
        raise StrategicError(f"{name} has {len(got)} values: give (low, base, high)")
    low, base, high = (number(one, f"{name} ({which})") for one, which in zip(got, ("low", "base", "high")))
    if not low <= base <= high:
        raise StrategicError(f"{name} must run from low over base to high, not {low:g}, {base:g}, {high:g}")
    return low, base, high


def _distribution(chance, name, value):
    """A function that draws, and its words."""
    if isinstance(value, dict):
        form = value.get("distribution", "triangular")
        if form not in _FORMS:
            raise StrategicError(f"{name}: the distribution {form!r} is not known; there are {', '.join(_FORMS)}")
        wanted = _FORMS[form]
        if set(value) - {"distribution"} != set(wanted):
            raise StrategicError(f"{name}: {form} takes {', '.join(wanted)}, not {', '.join(map(str, set(value) - {'distribution'})) or 'nothing'}")
        given = [number(value[key], f"{name} ({key})") for key in wanted]
    elif hasattr(value, "__iter__") and not isinstance(value, str):
        given = [number(one, name) for one in value]
        form = {2: "uniform", 3: "triangular"}.get(len(given))
        if form is None:
            raise StrategicError(f"{name} has {len(given)} values: give (low, high) or (low, base, high)")
    else:
        fixed = number(value, name)
        return (lambda: fixed), f"{fixed:g}"
    words = f"{form}({', '.join(f'{one:g}' for one in given)})"
    if form == "normal":
        mean, sd = given
        number(sd, f"{name} (sd)", least=0)
        return (lambda: chance.gauss(mean, sd)), words
    if given != sorted(given):
        raise StrategicError(f"{name} must run from low to high, not {', '.join(f'{one:g}' for one in given)}")
    if form == "uniform":
        low, high = given
        return (lambda: chance.uniform(low, high)), words
    low, base, high = given
    return (lambda: chance.triangular(low, high, base)), words


def _result(model, given):
    told_at = ", ".join(f"{name}={value:g}" for name, value in given.items())
    try:
        result = model(**given)
    except TypeError as error:
        raise StrategicError(f"the model can't be called with {told_at}: {error}") from error
    except (ArithmeticError, ValueError) as error:
        raise StrategicError(f"the model fails at {told_at}: {error}") from error
    if is_missing(result):
        raise StrategicError(f"the model gives no number at {told_at}")
    return number(result, f"the model's result at {told(told_at)}")


def _at(ordered, share):
    """Between the two results around it, as numpy's default does."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
