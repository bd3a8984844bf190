"""Growth, trend, season, outliers, forecast and service levels against counting, other formulas and series whose answer is known."""
import datetime
import math

import numpy as np
import pandas as pd

from strategic import StrategicError, performance
from strategic import _smoothing


def near(got, wanted, most=1e-9):
    return math.isclose(got, wanted, rel_tol=most, abs_tol=most)


def noise(random, count, middle=50, spread=5):
    return [random.gauss(middle, spread) for _ in range(count)]


@rule("growth and cagr turn back into the values they came from")
def _(random):
    for _ in range(100):
        values = [random.uniform(1, 100) for _ in range(random.randint(3, 20))]
        step = random.randint(1, len(values) - 1)
        changes = performance.growth(values, step)
        same((len(changes), changes[:step]), (len(values), [None] * step))
        holds(all(near(before * (1 + change), now) for before, now, change in zip(values, values[step:], changes[step:])), values)
        holds(near(values[0] * (1 + performance.cagr(values)) ** (len(values) - 1), values[-1]), values)
        holds(near(values[0] * (1 + performance.cagr([values[0], values[-1]], 2.5)) ** 2.5, values[-1]), values)
    same(performance.growth([0, 5, -5, 10]), [None, None, -2.0, None])
    same(performance.cagr([4, 0]), -1.0)
    for values in ([0, 5], [-1, 5], [5, -1]):
        raises(StrategicError, "no compound growth", lambda: performance.cagr(values))
    raises(StrategicError, "periods must be greater than 0", lambda: performance.cagr([1, 2], 0))
    for periods in (2, 1.5, 7):
        raises(StrategicError, "whole number below the 2 values", lambda: performance.growth([1, 2], periods))


@rule("percentiles leave out what is missing, and tell how much")
def _(random):
    for _ in range(50):
        values = noise(random, random.randint(1, 40))
        share = random.uniform(0, 100)
        got = performance.percentiles([*values, None, math.nan], share)
        holds(near(got[f"p{share:g}"], float(np.percentile(values, share))), (values, share, got))
        same((got["n"], got["missing"]), (len(values), 2))
    same(list(performance.percentiles([1])), ["p50", "p75", "p90", "p95", "p99", "n", "missing"])
    raises(StrategicError, "0 numbers (1 missing left out)", lambda: performance.percentiles([None]))
    raises(StrategicError, "at must be at most 100", lambda: performance.percentiles([1], 101))
    raises(StrategicError, "at must be at least 0", lambda: performance.percentiles([1], [-1]))


@rule("a trend is found where there is one, in its own direction, and not where values are shuffled")
def _(random):
    for _ in range(40):
        slope = random.choice([-1, 1]) * random.uniform(0.5, 3)
        values = [slope * at + random.gauss(0, 2) for at in range(25)]
        got = performance.trend(values)
        same(got["direction"], "rising" if slope > 0 else "falling")
        holds(abs(got["slope"] - slope) < 0.5 and abs(got["theil_sen"]["slope"] - slope) < 0.5 and got["slope_low"] <= got["slope"] <= got["slope_high"] and got["theil_sen"]["low"] <= got["theil_sen"]["slope"] <= got["theil_sen"]["high"], (slope, got))
        # The same values twice as far apart are half as steep; turned round, they fall as fast.
        apart = performance.trend(values, x=[2 * at + 7 for at in range(25)])
        holds(near(apart["slope"], got["slope"] / 2) and near(apart["theil_sen"]["slope"], got["theil_sen"]["slope"] / 2), (got, apart))
        turned = performance.trend(values[::-1])
        holds(near(turned["slope"], -got["slope"]) and turned["mann_kendall"]["s"] == -got["mann_kendall"]["s"] and near(turned["mann_kendall"]["p_value"], got["mann_kendall"]["p_value"]), turned)
    found = sum(performance.trend([random.random() for _ in range(20)])["direction"] != "none" for _ in range(400))
    holds(5 <= found <= 40, ("5 % of 400 by chance", found))
    outlier = [float(at) for at in range(20)]
    outlier[3] = 900
    holds(near(performance.trend(outlier)["theil_sen"]["slope"], 1) and performance.trend(outlier)["slope"] < 0, "one value does not turn the median slope")


@rule("x is put in order first, and its ties are no slope")
def _(random):
    for _ in range(30):
        rows = [(random.randint(0, 9), random.gauss(0, 1)) for _ in range(15)]
        if len({x for x, _ in rows}) < 3:
            continue
        mixed = rows[:]
        random.shuffle(mixed)
        one = performance.trend([y for _, y in rows], [x for x, _ in rows])
        other = performance.trend([y for _, y in mixed], [x for x, _ in mixed])
        holds(near(one["slope"], other["slope"]) and near(one["theil_sen"]["slope"], other["theil_sen"]["slope"]), rows)
    raises(StrategicError, "x is the same everywhere", lambda: performance.trend([1, 2, 3], [5, 5, 5]))
    raises(StrategicError, "x has 2 values and values 3", lambda: performance.trend([1, 2, 3], [5, 5]))
    raises(StrategicError, "missing", lambda: performance.trend([1, 2, 3, 4], [1, 2, None, 4]))
    raises(StrategicError, "at most 3000", lambda: performance.trend(range(3001)))
    flat = performance.trend([4, 4, 4, 4])
    same((flat["direction"], flat["slope"], flat["r_squared"], flat["p_value"], flat["mann_kendall"]["p_value"], flat["mann_kendall"]["tau"]), ("none", 0.0, None, 1.0, 1.0, None))
    line = performance.trend([1, 2, 3, 4])
    same((line["p_value"], line["r_squared"], line["mann_kendall"]["s"]), (0.0, 1.0, 6))


@rule("a season that was added is found, with its strength, and adds up again to the values")
def _(random):
    for model, model_of in (("additive", lambda level, part: level + part), ("multiplicative", lambda level, part: level * part)):
        for size in (4, 7, 12):
            parts = [random.uniform(-9, 9) if model == "additive" else random.uniform(0.7, 1.3) for _ in range(size)]
            mean = sum(parts) / size
            parts = [part - mean if model == "additive" else part / mean for part in parts]
            values = [model_of(100 + (0.5 * at if model == "additive" else 0), parts[at % size]) for at in range(4 * size)]
            got = performance.seasonality(values, size, model)
            holds(all(near(one, other, 1e-6) for one, other in zip(got["season"], parts)) and got["strength"] > 0.999, (model, size, got))
            for at, (level, rest) in enumerate(zip(got["trend"], got["rest"])):
                season = got["season"][at % size]
                holds(level is None and rest is None or near(values[at], level + season + rest if model == "additive" else level * season * rest, 1e-9), (at, got))
            same(sum(one is None for one in got["trend"]), 2 * (size // 2))
    shuffled = [performance.seasonality(noise(random, 60), 12)["strength"] for _ in range(20)]
    holds(all(0 <= one < 0.75 for one in shuffled), shuffled)
    same(performance.seasonality([5] * 8, 4)["strength"], 0.0)


@rule("the period is told by the dates of an index, or has to be given")
def _(random):
    for frequency, wanted in (("MS", 12), ("ME", 12), ("QS", 4), ("D", 7), ("h", 24)):
        values = pd.Series(noise(random, 60), index=pd.date_range("2020-01-01", periods=60, freq=frequency))
        same(performance.seasonality(values)["period"], wanted, frequency)
    same(performance.seasonality(pd.Series(noise(random, 30), index=pd.period_range("2020-01", periods=30, freq="M")))["period"], 12)
    for call, word in (
        (lambda: performance.seasonality(noise(random, 30)), "period is not known"), (lambda: performance.seasonality([1] * 20, 12), "needs at least 24"), (lambda: performance.seasonality([1] * 20, 1), "period must be at least 2"),
        (lambda: performance.seasonality([1] * 20, 2.5), "period must be a whole number"), (lambda: performance.seasonality([0] * 20, 4, "multiplicative"), "above zero"), (lambda: performance.seasonality([1] * 20, 4, "other"), "model must be one of 'additive', 'multiplicative'"),
        (lambda: performance.seasonality(pd.Series([1.0] * 20, index=pd.date_range("2020", periods=20, freq="2D"))), "period is not known"),
    ):
        raises(StrategicError, word, call)


@rule("a value that was put out of line is found and no other, wherever it is and whatever the unit")
def _(random):
    for _ in range(40):
        values = [random.uniform(90, 110) for _ in range(30)]
        at, size = random.randrange(30), random.choice([-1, 1]) * random.uniform(100, 900)
        values[at] += size
        got = performance.anomalies(values)
        same([one["at"] for one in got["anomalies"]], [at], values)
        found = got["anomalies"][0]
        holds(found["value"] == values[at] and near(found["expected"], float(np.median(values))) and (found["score"] > 0) == (size > 0), got)
        off = np.abs(np.array(values) - np.median(values))
        holds(near(found["score"], 0.6745 * (values[at] - float(np.median(values))) / float(np.median(off))), got)
        scaled = performance.anomalies([1000 * value for value in values])["anomalies"][0]
        holds(near(scaled["score"], found["score"], 1e-6), scaled)
    steep = [10.0 * at + random.uniform(-1, 1) for at in range(30)]
    steep[20] += 60
    same([one["at"] for one in performance.anomalies(steep, trend=True)["anomalies"]], [20])
    same(performance.anomalies(steep)["anomalies"], [])
    mostly = performance.anomalies([5, 5, 5, 5, 5, 5, 5, 5, 9])
    same([one["at"] for one in mostly["anomalies"]], [8])
    holds(near(mostly["anomalies"][0]["score"], 4 / (1.253314137315500251 * 4 / 9)), mostly)
    same(performance.anomalies([5] * 9)["anomalies"], [])
    gaps = performance.anomalies({"a": 1, "b": None, "c": 2, "d": 1, "e": 2, "f": 1, "g": 99})
    same(([one["at"] for one in gaps["anomalies"]], gaps["n"], gaps["missing"]), (["g"], 6, 1))
    dated = performance.anomalies(pd.Series([1.0, 2, 1, 2, 1, 99], index=pd.date_range("2025-01-01", periods=6)))
    same([one["at"] for one in dated["anomalies"]], ["2025-01-06"])
    two = performance.anomalies([1, 2, 1, 2, 1, 2, 40, 900])
    same([one["at"] for one in two["anomalies"]], [7, 6])
    raises(StrategicError, "at least 5 are needed", lambda: performance.anomalies([1, 2, 3, 4]))
    raises(StrategicError, "threshold must be greater than 0", lambda: performance.anomalies([1] * 9, 0))
    raises(StrategicError, "missing", lambda: performance.anomalies([1, None] * 9, trend=True))
    raises(StrategicError, "at most 3000", lambda: performance.anomalies(range(3001), trend=True))


@rule("a line, a season and a level are forecast by the method that fits them, without error")
def _(random):
    line = performance.forecast([3 + 2 * at for at in range(20)], 4)
    holds(all(near(value, 3 + 2 * (20 + at), 1e-6) for at, value in enumerate(line["values"])) and line["method"] == "drift" and near(line["backtest"]["mae"], 0), line)
    wave = [1.0, 5, 2, 9]
    season = performance.forecast(wave * 8, 6, period=4)
    same((season["method"], season["values"], season["period"], season["form"]), ("seasonal naive", [1.0, 5, 2, 9, 1, 5], 4, None))
    same((season["low"], season["high"]), (season["values"], season["values"]))
    rising = performance.forecast([100 + 3 * at + wave[at % 4] * 4 + random.gauss(0, 0.5) for at in range(48)], 8, period=4)
    same(rising["method"], "ets")
    holds(all(abs(value - (100 + 3 * (48 + at) + wave[at % 4] * 4)) < 4 for at, value in enumerate(rising["values"])), rising)
    same(rising["form"]["season"], "additive")


@rule("the interval widens with time and with its level, holds the value, and about as many of the future as it says")
def _(random):
    inside = total = 0
    for _ in range(12):
        walk = [100.0]
        for _ in range(59):
            walk.append(walk[-1] + random.gauss(0, 3))
        got = performance.forecast(walk[:54], 6)
        holds(all(low <= value <= high for low, value, high in zip(got["low"], got["values"], got["high"])), got)
        widths = [high - low for low, high in zip(got["low"], got["high"])]
        holds(all(before <= after + 1e-9 for before, after in zip(widths, widths[1:])) and widths[0] >= 2 * got["backtest"]["error_within"] - 1e-9, widths)
        wider = performance.forecast(walk[:54], 6, level=0.95)
        holds(wider["high"][0] - wider["low"][0] > widths[0], (got, wider))
        inside += sum(low <= value <= high for low, value, high in zip(got["low"], walk[54:], got["high"]))
        total += 6
    holds(0.6 <= inside / total <= 1, ("80 %", inside, total))


@rule("the backtest knows only what lies before: its error is that of forecasts made by hand")
def _(random):
    for _ in range(8):
        values = noise(random, 20)
        got = performance.forecast(values, 3, origins=5)
        errors = {"naive": [], "drift": []}
        for origin in range(15, 20):
            for step, wanted in enumerate(values[origin : origin + 3], 1):
                errors["naive"].append(abs(values[origin - 1] - wanted))
                errors["drift"].append(abs(values[origin - 1] + step * (values[origin - 1] - values[0]) / (origin - 1) - wanted))
        for name, list_of in errors.items():
            holds(near(got["backtest"]["mae_by_method"][name], sum(list_of) / len(list_of)), (name, got))
        same((got["backtest"]["origins"], got["backtest"]["horizon"]), (5, 3))
        same(got["backtest"]["mae"], min(got["backtest"]["mae_by_method"].values()))
        holds(got["backtest"]["mape"] > 0 and 0 <= got["backtest"]["coverage"] <= 1, got)
        if got["method"] in errors:
            missed = sorted(errors[got["method"]])
            holds(near(got["backtest"]["error_within"], missed[math.ceil(0.8 * len(missed)) - 1]), (missed, got))
    same(performance.forecast([0, 1] * 10, 1)["backtest"]["mape"], None)
    same(performance.forecast(noise(random, 60), 2)["backtest"]["origins"], 12)
    same(performance.forecast(noise(random, 9), 2)["backtest"]["origins"], 3)


@rule("exponential smoothing is fitted at least as well as by a grid of parameters")
def _(random):
    for form in (("", ""), ("A", ""), ("", "A")):
        values = [100 + at + 9 * math.sin(at) + random.gauss(0, 4) for at in range(36)]
        fitted = _smoothing.fit(values, form, 6 if form[1] else 1)
        for alpha in (0.1, 0.3, 0.5, 0.7, 0.9):
            for part in (0.05, 0.2, 0.5):
                beta, gamma = alpha * part if form[0] else 0.0, (1 - alpha) * part if form[1] else 0.0
                other = _smoothing.Smoothed(form, fitted.period, (alpha, beta, gamma, 1.0), fitted.start).see(values)
                holds(fitted.squares <= other.squares * 1.001, (form, alpha, part, fitted.squares, other.squares))
        again = fitted.after(values[:20])
        same((again.seen, again.alpha), (20, fitted.alpha))
        same(_smoothing.fit(values, form, fitted.period).forecast(3), fitted.forecast(3))


@rule("what comes next is called by its date or month where there are dates")
def _(random):
    values = noise(random, 12)
    dated = lambda index: performance.forecast(pd.Series(values, index=index), 2)["labels"]
    same(dated(pd.date_range("2024-01-01", periods=12, freq="MS")), ["2025-01-01", "2025-02-01"])
    same(dated(pd.date_range("2024-01-01", periods=12)), ["2024-01-13", "2024-01-14"])
    same(dated(pd.DatetimeIndex(list(pd.date_range("2024-01-01", periods=12, freq="W")))), ["2024-03-31", "2024-04-07"])
    same(dated(pd.period_range("2024-01", periods=12, freq="M")), ["2025-01", "2025-02"])
    months = [f"2024-{month:02d}" for month in range(1, 13)]
    same(performance.forecast(dict(zip(months, values)), 2)["labels"], ["2025-01", "2025-02"])
    same(performance.forecast(dict(zip([*months[:11], "2025-01"], values)), 2)["labels"], ["+1", "+2"])
    same(performance.forecast(values, 2)["labels"], ["+1", "+2"])


@rule("minutes, milliseconds and the ends of business months have their own period or none, and a season says which place is which")
def _(random):
    values = [random.gauss(0, 1) for _ in range(60)]
    for frequency, size in (("MS", 12), ("ME", 12), ("BME", 12), ("QS", 4), ("BQE", 4), ("QE-NOV", 4), ("D", 7), ("B", 5), ("h", 24), ("min", None), ("ms", None), ("YE", None), ("2h", None)):
        series = pd.Series(values, pd.date_range("2020-01-01", periods=60, freq=frequency))
        same(performance.forecast(series, 2)["period"], size, frequency)
    months = pd.Series(values, pd.date_range("2020-06-01", periods=60, freq="MS"))
    same(performance.seasonality(months)["labels"][:2], ["2020-06-01", "2020-07-01"])
    same(performance.seasonality(months.set_axis(months.index.to_period("M")))["labels"][-1], "2021-05")
    same(performance.seasonality(values, 4)["labels"], None)


@rule("a forecast brings the end of its series, with labels that go on in those of what comes")
def _(random):
    values = [100 + at + random.gauss(0, 2) for at in range(60)]
    months = pd.Series(values, pd.date_range("2020-01-01", periods=60, freq="MS"))
    got = performance.forecast(months, 3)
    same(got["history"]["values"], values[-24:])
    same((got["history"]["labels"][0], got["history"]["labels"][-1], got["labels"][0]), ("2023-01-01", "2024-12-01", "2025-01-01"))
    quarters = performance.forecast(months.iloc[:20].set_axis(pd.period_range("2020Q1", periods=20, freq="Q")), 4)
    same((len(quarters["history"]["values"]), quarters["history"]["labels"][-1], quarters["labels"][0]), (16, "2024Q4", "2025Q1"))
    for bare in (values, tuple(values), pd.Series(values)):
        got = performance.forecast(bare, 2)
        same((got["history"]["labels"], got["labels"]), ([str(at) for at in range(-11, 1)], ["+1", "+2"]))
    same(performance.forecast(values[:9], 5)["history"]["values"], values[:9])


@rule("a forecast without enough to go on is refused")
def _(random):
    for call, word in (
        (lambda: performance.forecast([1] * 7, 1), "at least 8 are needed"), (lambda: performance.forecast(range(2001), 1), "at most 2000"), (lambda: performance.forecast(range(9), 0), "periods must be at least 1"),
        (lambda: performance.forecast(range(9), 501), "at most 500"), (lambda: performance.forecast(range(9), 1, level=1), "below 1"), (lambda: performance.forecast(range(9), 1, level=0), "greater than 0"), (lambda: performance.forecast(range(9), 1, period=5), "needs at least 10"),
        (lambda: performance.forecast(range(9), 1, origins=0), "origins must be at least 1"), (lambda: performance.forecast(range(9), 1, origins=5), "origins must be at most 4"), (lambda: performance.forecast([1, 2, None] * 5, 1), "missing values, the first at 2"),
    ):
        raises(StrategicError, word, call)
    short = pd.Series(noise(random, 14), index=pd.date_range("2024-01-01", periods=14, freq="MS"))
    same(performance.forecast(short, 1)["period"], None)


@rule("an error budget is what the objective allows, less what failed")
def _(random):
    for _ in range(100):
        target, total, elapsed = random.uniform(0.5, 0.9999), random.randint(100, 10**7), random.uniform(0.1, 1)
        bad = random.randint(0, total // 10)
        got = performance.error_budget(target, total, bad, elapsed)
        holds(near(got["allowed"], (1 - target) * total / elapsed, 1e-7) and near(got["remaining"], got["allowed"] - bad) and near(got["used"] * got["allowed"], bad) and near(got["burn_rate"] * elapsed, got["used"]), got)
        holds(near(got["burn_rate"], bad / total / (1 - target)) and near(got["availability"], 1 - bad / total) and got["met"] == (bad <= got["allowed"]) and got["bad"] == bad, got)
    same(performance.error_budget(0.5, 10, 5)["met"], True)
    for args, word in (((1, 10, 0), "target must be a ratio below 1"), ((99.9, 10, 0), "target must be a ratio below 1"), ((0, 10, 0), "greater than 0"), ((0.9, 0, 0), "total must be greater than 0"), ((0.9, 10, 11), "bad must be at most 10"), ((0.9, 10, -1), "bad must be at least 0"), ((0.9, 10, 1, 0), "elapsed must be greater"), ((0.9, 10, 1, 1.1), "elapsed must be at most 1")):
        raises(StrategicError, word, lambda: performance.error_budget(*args))


@rule("the four key metrics are those counted by hand, of any kind of date")
def _(random):
    rows = [
        {"deployed_at": "2025-03-01T10:00", "committed_at": "2025-03-01T06:00", "failed": False, "restored_at": None},
        {"deployed_at": "2025-03-02T10:00", "committed_at": "2025-03-02T08:00", "failed": True, "restored_at": "2025-03-02T11:30"},
        {"deployed_at": "2025-03-04T10:00", "committed_at": None, "failed": True, "restored_at": None},
        {"deployed_at": "2025-03-10T09:00", "committed_at": "2025-03-09T09:00", "failed": 0, "restored_at": None},
    ]
    got = performance.dora(rows)
    same((got["deployments"], got["days"], got["deployments_per_day"], got["change_failure_rate"], got["failed"], got["not_restored"]), (4, 10.0, 0.4, 0.5, 2, 1))
    same((got["lead_time_hours"], got["time_to_restore_hours"]), ({"p50": 4.0, "p90": 20.0, "n": 3}, {"p50": 1.5, "p90": 1.5, "n": 1}))
    frame = pd.DataFrame(rows)
    for column in ("deployed_at", "committed_at", "restored_at"):
        frame[column] = pd.to_datetime(frame[column])
    same(performance.dora(frame), got)
    same(performance.dora(rows, days=20)["deployments_per_day"], 0.2)
    same(performance.dora([{**rows[0], "went": datetime.date(2025, 3, 2)}], deployed="went")["lead_time_hours"]["p50"], 18.0)
    same(performance.dora(rows[:1])["time_to_restore_hours"], {"p50": None, "p90": None, "n": 0})
    for change, word in (({"deployed_at": "soon"}, "'soon', which is no ISO date"), ({"deployed_at": 5}, "must be a date"), ({"failed": "no"}, "must be true or false"), ({"failed": None}, "must be true or false"), ({"committed_at": "2025-03-01T11:00"}, "lies before committed_at"), ({"committed_at": "2025-03-01T06:00+00:00"}, "time zone")):
        raises(StrategicError, word, lambda: performance.dora([{**rows[0], **change}]))
    raises(StrategicError, "no column 'restored_at'", lambda: performance.dora([{"deployed_at": 1, "committed_at": 1, "failed": 1}]))
    raises(StrategicError, "days must be greater than 0", lambda: performance.dora(rows, days=0))


@rule("memory makes a trend less sure, never surer, and a wave is none however long")
def _(random):
    for _ in range(60):
        values = noise(random, random.randint(5, 40))
        got = performance.trend(values)["mann_kendall"]
        holds(got["p_with_memory"] >= got["p_value"] - 1e-15, got)
    found = plain = 0
    for _ in range(60):
        walk = [0.0]
        for _ in range(60):
            walk.append(0.8 * walk[-1] + random.gauss(0, 1))
        got = performance.trend(walk)["mann_kendall"]
        plain += got["p_value"] < 0.05
        found += got["p_with_memory"] < 0.05
    holds(found <= 12 and plain > 2 * found, (plain, found))
    alternating = performance.trend([at + (at % 2) * 5 for at in range(12)])["mann_kendall"]
    same(alternating["p_with_memory"], alternating["p_value"])
    line = performance.trend(range(12))["mann_kendall"]
    same(line["p_with_memory"], line["p_value"])
    # By hand: the neighbours of what is left of the median slope.
    values = [3, 4, 6, 5, 4, 6, 8, 9, 8, 9, 11, 12]
    got = performance.trend(values)
    off = np.array(values) - got["theil_sen"]["slope"] * np.arange(12)
    off = off - off.mean()
    r = float((off[:-1] * off[1:]).sum() / (off * off).sum())
    z = abs(got["mann_kendall"]["z"]) * math.sqrt((1 - r) / (1 + r))
    holds(r > 0 and near(got["mann_kendall"]["p_with_memory"], math.erfc(z / math.sqrt(2))), (r, got))
