"""Sentences hold for the numbers they are about, word no trend that a test does not find, and make nothing up."""
import datetime
import re

import numpy as np
import pandas as pd

from strategic import StrategicError, performance, reporting


@rule("a series is called rising or falling exactly where the test finds it")
def _(random):
    for _ in range(120):
        slope = random.choice([0, 0, 1, -1])
        values = [100 + slope * at + random.gauss(0, 3) for at in range(random.randint(4, 25))]
        found = performance.trend(values)
        clear = found["mann_kendall"]["p_with_memory"] < 0.05
        direction = "none" if not clear else "rising" if found["theil_sen"]["slope"] > 0 else "falling"
        said = reporting.headline(values, "Cost", "EUR")
        holds(("rising" in said) == (direction == "rising") and ("falling" in said) == (direction == "falling") and ("no clear trend" in said) == (direction == "none"), (values, direction, said))
    same(reporting.headline([60, 106, 90, 110, 80, 62, 71], "Velocity"), "Velocity shows no clear trend: 60 to 110, median 80, last 71")
    same(reporting.headline({"2025-01": 10, "2025-02": 12, "2025-03": 15, "2025-04": 18, "2025-05": 21}, "Spend", "EUR"), "Spend is rising by about 3 EUR per period, to 21 EUR (2025-05) (5 values, Mann-Kendall p = 0.027)")
    same(reporting.headline([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]), "Value is falling by about 1 per period, to 0 (10 values, Mann-Kendall p below 0.001)")
    same((reporting.headline([5]), reporting.headline([5, 5, 5, 5]), reporting.headline([4, 5])), ("Value is 5", "Value stayed at 5 throughout", "Value went from 4 to 5, +25 %; too few values for a trend"))
    same(reporting.headline([0, 5], "x"), "x went from 0 to 5; too few values for a trend")
    same(reporting.headline(pd.Series([4, 5], index=pd.to_datetime(["2025-01-01", "2025-02-01"]))), "Value went from 4 (2025-01-01) to 5 (2025-02-01), +25 %; too few values for a trend")
    same(reporting.headline(range(1, 3002)), "Value went from 1 to 3,001, +300000 %")


@rule("parts are told by the largest, its share, and how few bring most")
def _(random):
    for _ in range(80):
        amounts = {f"p{at}": random.randint(1, 100) for at in range(random.randint(2, 10))}
        said = reporting.headline(amounts, "cost")
        top = max(amounts, key=amounts.get)
        if min(amounts.values()) == max(amounts.values()):
            holds("everywhere" in said, said)
            continue
        share = int(re.search(r"has (\d+)(?:\.\d)? % of cost", said)[1])
        holds(said.startswith(top + " has") and abs(share - 100 * amounts[top] / sum(amounts.values())) <= 1, (amounts, said))
        few = re.search(r"; (\d+) of (\d+) bring (\d+) %", said)
        if few:
            ranked, count = sorted(amounts.values(), reverse=True), int(few[1])
            total = sum(ranked)
            holds(sum(ranked[:count]) >= 0.8 * total > sum(ranked[: count - 1]) and int(few[3]) >= 80 and int(few[3]) == round(100 * sum(ranked[:count]) / total), (amounts, said))
    same(reporting.headline({"EC2": 1462500, "RDS": 500000, "S3": 1000, "SQS": 20000}, "cost", "USD"), "EC2 has 74 % of cost (1.46 million USD of 1.98 million USD); 2 of 4 bring 99 %")
    same(reporting.headline({"a": -1, "b": 3.25}), "Value is highest at b with 3.25, lowest at a with -1")
    same((reporting.headline({"a": 2, "b": 2}, "x"), reporting.headline({"a": 2}, "x"), reporting.headline([("a", 3), ("b", 1)], "x")), ("x is 2 everywhere, 4 in total", "x of a is 2", "a has 75 % of x (3 of 4); 2 of 2 bring 100 %".partition(";")[0]))


@rule("labels in time are known as such, and the caller may say which it is")
def _(random):
    for labels in (["2024", "2025"], [2024, 2025], ["2025-01", "2025-02"], ["2025-01-31", "2025-02-28"], ["Q1 2025", "Q2 2025"], ["2025-Q1", "2025 Q2"], ["Jan", "Feb"], ["January 2025", "Feb 25"], ["Sprint 1", "Sprint 2"], ["week 4", "week 5"], [datetime.date(2025, 1, 1), datetime.date(2025, 1, 2)], ["FY24", "FY25"]):
        holds("went from" in reporting.headline(dict(zip(labels, [1, 2]))), labels)
    for labels in (["north", "south"], ["Market A", "June GmbH"], ["2nd", "3rd"], ["a", "Jan"]):
        holds("went from" not in reporting.headline(dict(zip(labels, [1, 2]))), labels)
    holds("went from" in reporting.headline({"a": 1, "b": 2}, kind="time") and "has 67 %" in reporting.headline({"2024": 1, "2025": 2}, kind="parts"), "said by the caller")


@rule("figures keep three digits and lose none before the point")
def _(random):
    of = lambda value, unit="": reporting.headline([value], unit=unit).removeprefix("Value is ")
    for value, wanted in ((1462500, "1.46 million"), (1049947, "1.05 million"), (2.5e9, "2.50 billion"), (7.004e12, "7.00 trillion"), (12345.6, "12,346"), (999.44, "999.4"), (71.234, "71.23"), (0.01234, "0.0123"), (3, "3"), (-1462500, "-1.46 million"), (0, "0"), (100.0, "100"), (-0.5, "-0.5")):
        same(of(value), wanted)
    same(of(5, "EUR"), "5 EUR")


@rule("findings are ranked, hold their evidence, and find what was put there")
def _(random):
    for _ in range(6):
        count = 40
        cost = [2.0 * at + random.gauss(0, 3) for at in range(count)]
        frame = pd.DataFrame({"day": pd.date_range("2025-01-01", periods=count), "cost": cost, "users": [3 * value + random.gauss(0, 2) for value in cost], "noise": [random.gauss(0, 1) for _ in range(count)], "team": random.choices("ABC", (8, 1, 1), k=count), "n": [random.randint(5, 6) for _ in range(count)]})
        found = reporting.findings(frame, amounts=["n"], limit=50, unit="h")
        weights = [one["weight"] for one in found]
        holds(weights == sorted(weights, reverse=True) and all(0 <= weight <= 1 for weight in weights), weights)
        kinds = [(one["kind"], one["finding"].split(" ")[0]) for one in found]
        holds(("trend", "cost") in kinds and ("trend", "users") in kinds, kinds)
        holds(any(one["kind"] == "correlation" and {one["evidence"]["x"], one["evidence"]["y"]} == {"cost", "users"} and one["evidence"]["r"] > 0.9 for one in found), found)
        holds(any(one["kind"] == "share" and one["evidence"]["label"] == "A" and "n by team" in one["finding"] and " h of " in one["finding"] for one in found), found)
        holds(all(" h" not in one["finding"] for one in found if one["finding"].startswith("cost")), "the unit is that of the amounts")
        same([one for one in reporting.findings(frame, limit=50) if one["kind"] == "share"], [])
        same(reporting.findings(frame, amounts=["n"], unit="h"), found[:5])
        spoiled = frame.assign(noise=[*frame["noise"][:-1], 500.0])
        top = [one for one in reporting.findings(spoiled, limit=50) if one["kind"] == "outlier" and one["finding"].startswith("noise")]
        same((len(top), top[0]["evidence"]["at"], top[0]["evidence"]["value"]), (1, "row 39", 500.0))
        mixed = frame.sample(frac=1, random_state=1)
        same([one["finding"] for one in reporting.findings(mixed) if one["kind"] == "trend"], [one["finding"] for one in found if one["kind"] == "trend"][: sum(one["kind"] == "trend" for one in reporting.findings(mixed))])
    same(reporting.findings([5, 5, 5, 5, 5]), [])
    same(reporting.findings({"a": 1, "b": 1}), [])
    same([one["kind"] for one in reporting.findings({"a": 9, "b": 1})], ["share"])
    same([one["kind"] for one in reporting.findings(list(range(10)))], ["trend"])
    same(reporting.findings({"a": 9, "b": -1}), [])
    by_year = {"year": list(range(2010, 2022)), "sales": list(range(0, 36, 3))}
    same([one["kind"] for one in reporting.findings(by_year)], [])
    same([one["kind"] for one in reporting.findings(by_year, time="year")], ["trend"])
    dated = {"month": ["2025-03", "2025-01", "2025-04", "2025-02", "2025-05"], "x": [3, 1, 4, 2, 5.5]}
    same([(one["kind"], one["evidence"]["first"], one["evidence"]["last"]) for one in reporting.findings(dated)], [("trend", 1.0, 5.5)])
    many = {"x": [1.0, 2, 1, 2, 1, 2, 1, 2, 90, 95]}
    same(reporting.findings(many), [])
    for call, word in ((lambda: reporting.findings(by_year, amounts="sales"), "amounts must be a list of columns"), (lambda: reporting.findings(by_year, amounts=["cost"]), "amounts names 'cost', which is no column of numbers; there are 'year', 'sales'"), (lambda: reporting.findings({"t": ["a", "b"]}, amounts=["t"]), "no column of numbers"), (lambda: reporting.findings(by_year, time="month"), "time is 'month', which is no column"), (lambda: reporting.findings({"year": [1, 1], "x": [1, 2]}, time="year"), "the same value twice"), (lambda: reporting.findings([1, 2], limit=0), "limit must be at least 1"), (lambda: reporting.findings("ab"), "must be a list"), (lambda: reporting.findings(5), "must be a list")):
        raises(StrategicError, word, call)


@rule("what follows from a finding is what was given, and what was not is listed")
def _(random):
    got = reporting.so_what("cost rose", impact=120000, decision="stop the pilot", by=pd.Timestamp("2025-03-01"))
    same(got, {"text": "Cost rose. That is worth 120,000. To decide: stop the pilot. By 2025-03-01.", "missing": ["owner"]})
    same(reporting.so_what({"finding": "It fell."}), {"text": "It fell.", "missing": ["impact", "decision", "owner", "by"]})
    same(reporting.so_what("x", impact="two weeks a quarter!", owner="Ana", by="May")["text"], "X. Two weeks a quarter! Owner Ana, by May.")
    for finding in ("", " ", None, 5, {}, ["x"]):
        raises(StrategicError, "finding must be text", lambda: reporting.so_what(finding))
    raises(StrategicError, "decision must be text", lambda: reporting.so_what("x", decision=5))
    raises(StrategicError, "impact is nan", lambda: reporting.so_what("x", impact=float("nan")))


@rule("a summary is the first finding, the others as points, and the decision")
def _(random):
    got = reporting.summary(["cost rose", {"finding": "b fell"}, "c", "d"], decision="cut b")
    same(got, {"headline": "Cost rose.", "points": ["B fell.", "C."], "decision": "Cut b.", "text": "Cost rose.\n- B fell.\n- C.\nTo decide: Cut b."})
    same(reporting.summary([5, 5, 5, 5]), {"headline": "Nothing in these numbers stands out.", "points": [], "decision": None, "text": "Nothing in these numbers stands out."})
    frame = pd.DataFrame({"day": pd.date_range("2025-01-01", periods=9), "x": range(0, 18, 2)})
    same(reporting.summary(frame)["headline"][:11], "X is rising")
    same(len(reporting.summary(["a", "b", "c"], limit=2)["points"]), 1)
    raises(StrategicError, "decision must be text", lambda: reporting.summary(["a"], decision=" "))
    for call, word in ((lambda: reporting.headline([]), "at least 1"), (lambda: reporting.headline([1, None, 2, 3]), "missing"), (lambda: reporting.headline([1], kind="other"), "kind must be"), (lambda: reporting.headline([1], name=5), "name must be text"), (lambda: reporting.headline([1], unit=None), "unit must be text"), (lambda: reporting.headline({}), "values"), (lambda: reporting.headline("ab"), "must be a list")):
        raises(StrategicError, word, call)
