"""Shares, contributions, variances, cohorts, comparisons, tests and profiles against counting, other formulas and numpy."""
import datetime
import itertools
import json
import math
import time

import numpy as np
import pandas as pd

from strategic import StrategicError, analysis


def near(got, wanted, most=1e-9):
    return math.isclose(got, wanted, rel_tol=most, abs_tol=most)


def sample(random, least=3, most=30):
    return [random.gauss(random.uniform(-1, 1), 1) for _ in range(random.randint(least, most))]


@rule("pareto names the fewest that reach the share: one less does not")
def _(random):
    for _ in range(80):
        amounts = {f"p{at}": random.choice([0, random.randint(1, 9), round(random.uniform(0, 100), 2)]) for at in range(random.randint(1, 15))}
        amounts["q"] = 1
        share = random.choice([0.8, 0.5, 1, random.uniform(0.01, 1)])
        got = analysis.pareto(amounts, share)
        values = sorted(amounts.values(), reverse=True)
        same([row["value"] for row in got["table"]], [float(value) for value in values])
        total = sum(amounts.values())
        holds(near(got["total"], total) and near(got["table"][-1]["cumulative"], 1) and all(near(row["share"] * total, row["value"]) for row in got["table"]), got)
        count = len(got["vital"])
        holds(sum(values[:count]) >= share * total * (1 - 1e-9) and sum(values[: count - 1]) < share * total, (amounts, share, got))
        holds(near(got["vital_share"], sum(values[:count]) / total) and near(got["vital_of"], count / len(amounts)), got)
        same(got["vital"], [row["label"] for row in got["table"][:count]])
    same(analysis.pareto([("a", 0.1), ("b", 0.7), ("c", 0.2)])["vital"], ["b", "c"])
    same(analysis.pareto([("a", 1), ("a", 2), ("b", 2), ("c", None)])["table"][0], {"label": "a", "value": 3.0, "share": 0.6, "cumulative": 0.6})
    same(analysis.pareto([("a", 1), ("c", None)])["missing"], 1)
    same(analysis.pareto(pd.Series({"a": 1, "b": 3}))["vital"], ["b", "a"])
    same(analysis.pareto(pd.DataFrame({"k": ["a", "b"], "v": [1, 4]}))["vital"], ["b"])
    for amounts, word in (({"a": -1, "b": 2}, "'a' is -1"), ({"a": 0}, "add up to zero"), ({}, "holds no amounts"), ("ab", "amounts by label"), (5, "amounts by label"), ([1, 2], "amounts[0] is 1"), ({"a": "x"}, "amounts at a is 'x', which is text"), ({"a": math.inf}, "finite"), (pd.DataFrame({"a": [1], "b": [2], "c": [3]}), "3 columns"), ([("a", None)], "holds no amounts")):
        raises(StrategicError, word, lambda: analysis.pareto(amounts))
    raises(StrategicError, "share must be at most 1", lambda: analysis.pareto({"a": 1}, 80))
    raises(StrategicError, "share must be greater than 0", lambda: analysis.pareto({"a": 1}, 0))


@rule("contributions add up to the change, and their points to the growth")
def _(random):
    for _ in range(80):
        before, after = ({name: round(random.uniform(-20, 100), 2) for name in "abcdef" if random.random() < 0.8} for _ in range(2))
        if not before or not after:
            continue
        got = analysis.contribution(before, after)
        change = sum(after.values()) - sum(before.values())
        holds(near(sum(row["change"] for row in got["table"]), change) and near(got["change"], change) and near(got["before"], sum(before.values())) and near(got["after"], sum(after.values())), got)
        if got["growth"] is not None:
            holds(near(sum(row["points"] for row in got["table"]), got["growth"], 1e-7), got)
        sizes = [abs(row["change"]) for row in got["table"]]
        same(sizes, sorted(sizes, reverse=True))
        same((sorted(got["new"]), sorted(got["gone"])), (sorted(set(after) - set(before)), sorted(set(before) - set(after))))
        for row in got["table"]:
            was, now = before.get(row["label"], 0), after.get(row["label"], 0)
            holds((row["before"], row["after"]) == (was, now) and (row["growth"] is None if was <= 0 else near(row["growth"], now / was - 1)), row)
    down = analysis.contribution({"a": -5}, {"a": 5})
    same((down["growth"], down["table"][0]["points"], down["table"][0]["growth"]), (None, None, None))
    same(analysis.contribution({"a": 1, "b": None}, {"a": 1, "c": None})["missing"], 2)


@rule("price, volume and mix add up to the change, and each is alone what it says")
def _(random):
    def table(names):
        return {"product": names, "price": [round(random.uniform(0, 20), 2) for _ in names], "volume": [random.randint(1, 100) for _ in names]}

    for _ in range(80):
        plan, actual = (table([name for name in "abcd" if random.random() < 0.8] or ["a"]) for _ in range(2))
        got = analysis.variance(plan, actual)
        worth = lambda one: sum(cost * units for cost, units in zip(one["price"], one["volume"]))
        holds(near(got["plan"], worth(plan)) and near(got["actual"], worth(actual)) and near(got["change"], worth(actual) - worth(plan), 1e-7), got)
        holds(near(got["price"] + got["volume"] + got["mix"], got["change"], 1e-9) and near(sum(row["change"] for row in got["table"]), got["change"], 1e-7), got)
        holds(all(near(row["price"] + row["volume_and_mix"], row["change"], 1e-7) for row in got["table"]) and near(sum(row["price"] for row in got["table"]), got["price"], 1e-7), got)
        same((got["new"], got["gone"]), ([name for name in actual["product"] if name not in plan["product"]], [name for name in plan["product"] if name not in actual["product"]]))
        dearer = analysis.variance(plan, {**plan, "price": [cost + 1 for cost in plan["price"]]})
        holds(near(dearer["price"], sum(plan["volume"])) and dearer["volume"] == 0 and dearer["mix"] == 0, dearer)
        twice = analysis.variance(plan, {**plan, "volume": [2 * units for units in plan["volume"]]})
        holds(near(twice["volume"], worth(plan)) and twice["price"] == 0 and abs(twice["mix"]) < 1e-9, twice)
    moved = analysis.variance({"product": ["a", "b"], "price": [1, 3], "volume": [10, 10]}, {"product": ["a", "b"], "price": [1, 3], "volume": [5, 15]})
    same((moved["price"], moved["volume"], moved["mix"]), (0.0, 0.0, 10.0))
    exact = analysis.variance([{"product": "a", "price": 0.1, "volume": 3}], [{"product": "a", "price": 0.3, "volume": 3}])
    same((exact["change"], exact["price"]), (0.6, 0.6))
    joined = analysis.variance([{"sku": "a", "p": 1, "v": 10}, {"sku": "a", "p": 2, "v": 10}], [{"sku": "a", "p": 1.5, "v": 20}], by="sku", price="p", volume="v")
    same((joined["change"], joined["price"], joined["volume"]), (0.0, 0.0, 0.0))
    row = {"product": "a", "price": 1, "volume": 1}
    for change, word in (({"price": -1}, "plan: price in row 0 is -1"), ({"volume": -1}, "plan: volume in row 0 is -1"), ({"price": None}, "plan: price is missing in row 0"), ({"volume": "x"}, "which is text"), ({"volume": 0}, "no volume at all")):
        raises(StrategicError, word, lambda: analysis.variance([{**row, **change}], [row]))
    raises(StrategicError, "actual has no column 'price'", lambda: analysis.variance([row], [{"product": "a", "volume": 1}]))


@rule("cohorts hold everybody once, and count who comes again as sets of names do")
def _(random):
    for _ in range(40):
        events = [{"customer": random.choice("ABCDEF"), "date": datetime.date(2025, random.randint(1, 6), random.randint(1, 28)), "revenue": random.randint(1, 9)} for _ in range(random.randint(1, 30))]
        got = analysis.cohort(events, value="revenue")
        months = {name: sorted({one["date"].month for one in events if one["customer"] == name}) for name in {one["customer"] for one in events}}
        last, first = max(one["date"].month for one in events), min(one["date"].month for one in events)
        same(sum(got["sizes"]), len(months))
        for label, size, counts, ratios, sums in zip(got["cohorts"], got["sizes"], got["counts"], got["retention"], got["values"]):
            start = int(label[5:])
            members = [name for name, seen in months.items() if seen[0] == start]
            same((size, len(counts)), (len(members), last - first + 1))
            for later, (count, ratio, amount) in enumerate(zip(counts, ratios, sums)):
                if start + later > last:
                    same((count, ratio, amount), (None, None, None))
                    continue
                same(count, sum(start + later in months[name] for name in members))
                holds(near(ratio * size, count) and near(amount, sum(one["revenue"] for one in events if one["customer"] in members and one["date"].month == start + later)), got)
        same(analysis.cohort(pd.DataFrame(events))["counts"], got["counts"])
    of = lambda period, *dates: analysis.cohort([{"customer": "a", "date": date} for date in dates], period=period)
    same((of("week", "2025-01-05", "2025-01-06")["cohorts"], of("week", "2025-01-05", "2025-01-06")["counts"]), (["2024-12-30"], [[1, 1]]))
    same((of("quarter", "2025-12-31", "2026-01-01")["cohorts"], of("year", "2025-12-31", "2027-01-01")["counts"]), (["2025-Q4"], [[1, 0, 1]]))
    same((of("day", "2025-02-28", "2025-03-01")["cohorts"], of("day", "2025-02-28", "2025-03-01")["counts"]), (["2025-02-28"], [[1, 1]]))
    for change, word in (({"customer": None}, "customer is missing in row 0"), ({"date": None}, "date is missing in row 0"), ({"date": "01.03.2025"}, "no ISO date")):
        raises(StrategicError, word, lambda: analysis.cohort([{"customer": "a", "date": "2025-01-01", **change}]))
    raises(StrategicError, "period must be one of", lambda: of("hour", "2025-01-01"))


@rule("a comparison measures the difference and its size, and turned round it has another sign")
def _(random):
    for _ in range(80):
        a, b = sample(random), sample(random)
        got, turned = analysis.compare(a, b), analysis.compare(b, a)
        holds(near(got["difference"], np.mean(b) - np.mean(a)) and near(got["mean_a"], np.mean(a)) and near(got["mean_b"], np.mean(b)) and near(got["median_a"], np.median(a)) and near(got["median_b"], np.median(b)), got)
        n, m = len(a), len(b)
        pooled = math.sqrt(((n - 1) * np.var(a, ddof=1) + (m - 1) * np.var(b, ddof=1)) / (n + m - 2))
        holds(near(got["cohens_d"], (np.mean(b) - np.mean(a)) / pooled) and near(got["effect"], got["cohens_d"] * (1 - 3 / (4 * (n + m) - 9))), got)
        holds(near(turned["difference"], -got["difference"]) and near(turned["low"], -got["high"]) and near(turned["p_value"], got["p_value"]) and near(turned["cohens_d"], -got["cohens_d"]), (got, turned))
        holds((got["low"] <= 0 <= got["high"]) == (got["p_value"] >= 0.05), got)
        size = abs(got["cohens_d"])
        same((got["size"], got["n"], got["level"]), ("negligible" if size < 0.2 else "small" if size < 0.5 else "medium" if size < 0.8 else "large", [n, m], 0.95))
        holds(got["ratio"] is None if np.mean(a) <= 0 else near(got["ratio"], got["difference"] / np.mean(a)), got)
        wide = analysis.compare(a, b, level=0.99)
        holds(wide["low"] < got["low"] and wide["high"] > got["high"], wide)
    same(analysis.compare([1, 2, None], [1, 2])["difference"], 0.0)
    same(analysis.compare([1, 2, None], [1, math.nan, 2])["missing"], 2)
    holds(analysis.compare([1, 2], [1, 2])["low"] < 0, "an interval around nothing")


@rule("ranks, exact chances and counts of tests are those of trying every order")
def _(random):
    for _ in range(25):
        n, m = random.randint(1, 4), random.randint(1, 4)
        values = random.sample(range(100), n + m)
        a, b = values[:n], values[n:]
        u = sum(one > other for one in a for other in b)
        of = [sum(one > other for one in some for other in [value for value in values if value not in some]) for some in itertools.combinations(values, n)]
        beyond = max(u, n * m - u)
        got = analysis.mann_whitney(a, b)
        wanted = min(1.0, 2 * sum(one >= beyond for one in of) / len(of))
        holds(got["statistic"] == u and near(got["p_value"], wanted) and near(got["larger"], u / (n * m)) and got["method"] == "exact", (a, b, got, wanted))
    tied = analysis.mann_whitney([1, 2, 2], [2, 3])
    same((tied["statistic"], tied["method"]), (1.0, "normal"))
    same(analysis.mann_whitney([5, 5], [5, 5])["p_value"], 1.0)
    same(analysis.mann_whitney(list(range(0, 40, 2)), list(range(1, 41, 2)))["method"], "normal")


@rule("a correlation is that of numpy, is steady under scale, and one of ranks under any order that is kept")
def _(random):
    for _ in range(60):
        x = sample(random, 4)
        y = [value + random.gauss(0, 1) for value in x]
        got = analysis.correlation(x, y)
        holds(near(got["r"], float(np.corrcoef(x, y)[0, 1])) and got["low"] <= got["r"] <= got["high"] and 0 <= got["p_value"] <= 1 and got["n"] == len(x), got)
        scaled = analysis.correlation([5 * value + 3 for value in x], [-value for value in y])
        holds(near(scaled["r"], -got["r"]) and near(scaled["p_value"], got["p_value"], 1e-7), scaled)
        ranked = analysis.correlation(x, y, "spearman")
        holds(near(ranked["r"], analysis.correlation([math.exp(value) for value in x], y, "spearman")["r"]), ranked)
    line = analysis.correlation([1, 2, 3, 4], [2, 4, 6, 8])
    same((line["r"], line["p_value"], line["low"], line["high"]), (1.0, 0.0, 1.0, 1.0))
    same((analysis.correlation([1, 2, 4], [2, 1, 3])["low"], analysis.correlation([1, 2, None, 4], [2, 1, 5, 3])["missing"]), (None, 1))


@rule("every test refuses what it can't test, in words")
def _(random):
    a, b = [1, 2, 3], [2, 3, 4]
    for call, word in (
        (lambda: analysis.ttest([1], b), "a has 1 numbers: at least 2"), (lambda: analysis.ttest([1, 1], [1, 1]), "don't vary"), (lambda: analysis.ttest(a, [1], paired=True), "they are pairs"), (lambda: analysis.ttest(a, ["x", 1]), "b at 0 is 'x', which is text"),
        (lambda: analysis.ttest([1, 1]), "don't vary"), (lambda: analysis.ttest(a, mean="x"), "mean must be a number"), (lambda: analysis.ttest(a, a, paired=True), "don't vary"), (lambda: analysis.ttest("abc"), "a must be a list of numbers"), (lambda: analysis.ttest([True, False]), "not a number"),
        (lambda: analysis.welch([1], b), "at least 2"), (lambda: analysis.welch([1, 1], [2, 2]), "don't vary"), (lambda: analysis.welch([1, math.inf], b), "finite"), (lambda: analysis.mann_whitney([], b), "a has 0 numbers"), (lambda: analysis.mann_whitney(a, b, "other"), "method must be one of"),
        (lambda: analysis.mann_whitney([1, 1], [2, 3], "exact"), "without ties"), (lambda: analysis.mann_whitney(range(150), range(200, 260), "exact"), "without ties"), (lambda: analysis.chi_squared([[1, 2]]), "at least two rows"), (lambda: analysis.chi_squared([[1], [2]]), "two columns"), (lambda: analysis.chi_squared([[1, 2], [3]]), "equal length"),
        (lambda: analysis.chi_squared([[0, 0], [1, 2]]), "nothing but zeros"), (lambda: analysis.chi_squared([[-1, 2], [1, 2]]), "at least 0"), (lambda: analysis.chi_squared([[None, 2], [1, 2]]), "missing in row 0, column 0"), (lambda: analysis.chi_squared("ab"), "must be a table of counts"), (lambda: analysis.chi_squared([1, 2]), "must be a table of counts"), (lambda: analysis.chi_squared(5), "must be a table of counts"), (lambda: analysis.chi_squared([["x", 1], [1, 2]]), "which is text"),
        (lambda: analysis.normality([1, 2]), "at least 3"), (lambda: analysis.normality([5, 5, 5]), "don't vary"), (lambda: analysis.normality(range(19), "dagostino"), "at least 20"), (lambda: analysis.normality(range(5001), "shapiro"), "up to 5000"), (lambda: analysis.normality(a, "ks"), "method must be one of"),
        (lambda: analysis.correlation([1, 2], [1, 2]), "2 complete pairs"), (lambda: analysis.correlation(a, [5, 5, 5]), "y is the same everywhere"), (lambda: analysis.correlation([5, 5, 5], a), "x is the same everywhere"), (lambda: analysis.correlation(a, [1, 2]), "as many"), (lambda: analysis.correlation(a, b, "kendall"), "method must be one of"), (lambda: analysis.correlation(a, b, level=1), "below 1"),
        (lambda: analysis.compare(a, [1]), "b has 1 numbers"), (lambda: analysis.compare(a, b, level=95), "below 1"), (lambda: analysis.compare([1, 1], [2, 2]), "don't vary"),
    ):
        raises(StrategicError, word, call)
    same(analysis.chi_squared(pd.DataFrame([[20, 15], [30, 35]]))["n"], 100.0)
    same(analysis.chi_squared({"a": {"x": 20, "y": 15}, "b": {"x": 30, "y": 35}})["statistic"], analysis.chi_squared([[20, 15], [30, 35]])["statistic"])
    same(analysis.chi_squared(np.array([[1, 2], [3, 1]]))["note"] is not None, True)
    same((analysis.chi_squared([[20, 15], [30, 35]])["note"], analysis.chi_squared([[50, 0], [0, 50]])["cramers_v"]), (None, 1.0))
    same(analysis.tests.ttest is analysis.ttest and analysis.tests.normality is analysis.normality, True)
    same(analysis.normality([random.gauss(0, 1) for _ in range(6000)])["method"], "dagostino")
    same(analysis.normality([1, 2, 3])["p_value"] > 0.9, True)


def plain(value):
    return value is None or type(value) in (str, int, float, bool) or type(value) is list and all(map(plain, value)) or type(value) is dict and all(type(key) is str and plain(one) for key, one in value.items())


@rule("a profile counts rows, gaps, distinct values, ranges and duplicates as pandas does, in plain values")
def _(random):
    for _ in range(40):
        count = random.randint(1, 40)
        frame = pd.DataFrame(
            {
                "n": [random.randint(0, 3) for _ in range(count)],
                "x": [random.choice([math.nan, 1.5, 2.5]) for _ in range(count)],
                "gaps": [random.choice([math.nan, 1.0, 2.0]) for _ in range(count)],
                "t": [random.choice(["a", "b", None]) for _ in range(count)],
                "d": [random.choice([pd.Timestamp("2025-01-01"), pd.Timestamp("2025-06-30 12:00"), pd.NaT]) for _ in range(count)],
                "f": [random.random() < 0.5 for _ in range(count)],
            }
        )
        got = analysis.profile(frame)
        holds(plain(got), got)
        same((got["rows"], got["duplicates"], [one["name"] for one in got["columns"]]), (count, int(frame.duplicated().sum()), list(frame.columns)))
        for one in got["columns"]:
            cells = frame[one["name"]].dropna()
            same((one["missing"], one["distinct"]), (count - len(cells), int(cells.nunique())), one)
            tops = cells.value_counts()
            same([number for _, number in one["top"]], [int(number) for number in tops[:5]] if len(cells) and tops.max() > 1 else [])
        types = {one["name"]: one["type"] for one in got["columns"]}
        empty = {name for name in frame if frame[name].isna().all()}
        wanted = {"n": "whole number", "x": "number", "gaps": "whole number" if frame["gaps"].isna().any() else "number", "t": "text", "d": "date", "f": "true/false"}
        same(types, {name: "empty" if name in empty else kind for name, kind in wanted.items()})
        same((got["columns"][0]["min"], got["columns"][0]["max"], got["columns"][3]["min"]), (int(frame["n"].min()), int(frame["n"].max()), None))
        same(len(got["preview"]), min(5, count))
        same(got["preview"][0][0], int(frame["n"].iloc[0]))
        same(got["period"], None if "d" in empty else {"column": "d", "from": got["columns"][4]["min"], "to": got["columns"][4]["max"]})
    same(list(analysis.profile(pd.DataFrame({"a": [1]}))), ["rows", "columns", "duplicates", "currencies", "period", "preview"])
    same(list(analysis.profile(pd.DataFrame({"a": [1]}))["columns"][0]), ["name", "type", "missing", "distinct", "min", "max", "top", "note"])
    same(analysis.profile(pd.DataFrame())["columns"], [])


@rule("a profile says why a column is text, where blanks stand, and what is the same everywhere")
def _(random):
    note = lambda values: analysis.profile(pd.DataFrame({"c": values}))["columns"][0]["note"]
    same(note(["1", "2", "MISSING", "3"]), "text because of 1 cell: 'MISSING' (index 2); pd.to_numeric(table[\"c\"], errors=\"coerce\") makes it missing")
    same(note(["1", "–", "-", "x", "y", "3", "4", "5", "6", "7", "8", "–"]), "text because of 5 cells: '–' (index 1), '-' (index 2), 'x' (index 3) and others; pd.to_numeric(table[\"c\"], errors=\"coerce\") makes them missing")
    same(note(["1", "2"]), "text, but every cell is a number: pd.to_numeric(table[\"c\"], errors=\"coerce\")")
    same((note(["a", " b", "c "]), note(["a ", "a ", "b"])), ("blanks around the text of 2 cells: column.str.strip() takes them off", "blanks around the text of 2 cells: column.str.strip() takes them off"))
    same((note(["a", "a"]), note([5, 5, None]), note([5]), note(["a", "b"]), note(["1", "a", "b"])), ("the same in all 2 cells", "the same in all 2 cells; 1 are missing", None, None, None))


@rule("mixed cells, cells of lists and any container are profiled alike")
def _(random):
    kinds = analysis.profile({"m": [1, "a", 2.5], "l": [[1], [1], [2]], "n": [1, 2, 2], "e": [None, None, None], "x": [1, 2.5, 3], "d": [datetime.date(2025, 1, 1), datetime.date(2025, 1, 2), None]})
    same([one["type"] for one in kinds["columns"]], ["mixed", "text", "whole number", "empty", "number", "date"])
    same((kinds["columns"][1]["distinct"], kinds["columns"][5]["min"], kinds["period"]), (2, "2025-01-01", {"column": "d", "from": "2025-01-01", "to": "2025-01-02"}))
    rows = [{"a": 1, "b": "x"}, {"a": 1, "b": "x"}, {"a": 2}]
    got = analysis.profile(rows)
    same((got["rows"], got["duplicates"], got["preview"]), (3, 1, [[1, "x"], [1, "x"], [2, None]]))
    for table in ("ab", 5, None, [1, 2]):
        raises(StrategicError, "table", lambda: analysis.profile(table))
    raises(StrategicError, "different lengths", lambda: analysis.profile({"a": [1], "b": [1, 2]}))
    twice = pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"])
    same([(one["name"], one["max"]) for one in analysis.profile(twice)["columns"]], [("a", 3), ("a", 4)])


@rule("numbers and moments are profiled as they lie, as they are one by one, without a warning")
def _(random):
    import warnings

    from strategic import _profile

    for _ in range(40):
        count, gap = random.randint(1, 60), random.choice([0, 0.3])
        drawn = random.choice([lambda: random.randint(-3, 3), lambda: random.choice([0.0, -0.0, 1.5, math.inf, -math.inf, 1e300]), lambda: pd.Timestamp("2025-01-01") + pd.Timedelta(hours=random.randint(0, 50))])
        cells = [None if random.random() < gap else drawn() for _ in range(count)]
        kept = pd.Series(cells)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            got = _profile._described("c", *_profile._counted(kept)[:2], kept.dtype.kind, count, None)[0]
        present = [one for one in kept.tolist() if not pd.isna(one)]
        first = list(dict.fromkeys(present))
        times = sorted((-present.count(one), at) for at, one in enumerate(first))[:5]
        one_by_one = lambda at: _profile._plain(first[at], got["type"] == "whole number")
        same(got["top"], [[one_by_one(at), -times] for times, at in times] if times and times[0][0] < -1 else [])
        same((got["distinct"], got["missing"]), (len(first), count - len(present)))
        if present:
            same((got["min"], got["max"]), tuple(_profile._plain(one, got["type"] == "whole number") for one in (min(present), max(present))))


@rule("currencies and periods are found where they stand, and not where they don't")
def _(random):
    of = lambda **columns: analysis.profile(columns)
    same(of(currency=["USD", "EUR", "USD"], x=[1, 2, 3])["currencies"], ["EUR", "USD"])
    same(of(unit=["USD", "EUR"])["currencies"], ["EUR", "USD"])
    same((of(cost_usd=[1])["currencies"], of(**{"Revenue (€)": [1], "Kosten CHF": [2]})["currencies"], of(price=["$5", "£ 7"])["currencies"]), (["USD"], ["CHF", "EUR"], ["$", "GBP"]))
    same((of(price=["$5"], ccy=["USD"])["currencies"], of(price=["$5"], ccy=["JPY"])["currencies"], of(price=["5 EUR", "6 EUR"])["currencies"]), (["USD"], ["$", "JPY"], ["EUR"]))
    same((of(word=["ALL", "TOP"])["currencies"], of(name=["Ann", "Bob"], euro=[1, 2])["currencies"], of(text=["see USD"])["currencies"]), ([], [], []))
    same(of(month=["2025-02", "2025-01"])["period"], {"column": "month", "from": "2025-01", "to": "2025-02"})
    same((of(year=[2019, 2021])["period"], of(year=[1, 2])["period"], of(q=["2025-Q1", "x"])["period"], of(n=[2019])["period"]), ({"column": "year", "from": "2019", "to": "2021"}, None, None, None))
    same(of(q=["2025-Q2", "2025-Q1"])["period"], {"column": "q", "from": "2025-Q1", "to": "2025-Q2"})


@rule("a hundred thousand rows of ten columns are profiled in a fraction of a second")
def _(random):
    count, chance = 100_000, np.random.default_rng(1)
    frame = pd.DataFrame({"id": np.arange(count), "amount": chance.normal(size=count), "n": chance.integers(0, 50, count), "k": chance.choice(["a", "b"], count), "c": chance.choice(["USD", "EUR"], count), "d": pd.Timestamp("2024-01-01") + pd.to_timedelta(chance.integers(0, 400, count), "D"), "f": chance.random(count) > 0.5, "t": [f"t{one}" for one in chance.integers(0, 90_000, count)], "g": np.where(chance.random(count) > 0.9, np.nan, 1.0), "o": ["MISSING" if at % 50_000 == 17 else str(at % 1000) for at in range(count)]})
    took = []
    for _ in range(3):
        began = time.perf_counter()
        got = analysis.profile(frame)
        took.append(time.perf_counter() - began)
    holds(got["rows"] == count and len(json.dumps(got)) < 10_000, got)
    holds(min(took) < 1.0, took)


@rule("a variance lists its products by the size of their change")
def _(random):
    for _ in range(20):
        plan = {"product": list("abcd"), "price": [1] * 4, "volume": [random.randint(1, 50) for _ in "abcd"]}
        actual = {**plan, "volume": [random.randint(1, 50) for _ in "abcd"]}
        sizes = [abs(row["change"]) for row in analysis.variance(plan, actual)["table"]]
        same(sizes, sorted(sizes, reverse=True))
    one = analysis.variance([{"product": "a", "price": 2, "volume": 5}], [{"product": "b", "price": 3, "volume": 4}])
    same((one["price"], one["change"], [row["label"] for row in one["table"]], [row["plan"] for row in one["table"]], [row["actual"] for row in one["table"]]), (0.0, 2.0, ["b", "a"], [0.0, 10.0], [12.0, 0.0]))


@rule("one sample is tested against zero where no mean is said")
def _(random):
    for _ in range(20):
        values = sample(random)
        got = analysis.ttest(values)
        holds(near(got["difference"], np.mean(values)) and near(got["statistic"], np.mean(values) / (np.std(values, ddof=1) / math.sqrt(len(values)))) and (got["df"], got["n"], got["missing"]) == (len(values) - 1, [len(values)], 0), got)
        both = analysis.ttest(values, [value - 1 for value in values], paired=False)
        holds(near(both["difference"], 1) and both["n"] == [len(values)] * 2, both)


@rule("digits with zeros in front name something, and the profile does not ask for numbers")
def _(random):
    for cells, noted in ((["007", "123"], False), (["0123", "0456"], False), (["7", "123"], True), (["0.5", "12"], True)):
        note = analysis.profile(pd.DataFrame({"id": cells, "x": [1, 2]}))["columns"][0]["note"]
        same("every cell is a number" in (note or ""), noted, cells)
