"""Analysis of tables and samples: profile, pareto, contribution, variance, cohort, compare; and tests, each also under its own name.

Tables come as DataFrame, list of dicts or dict of lists; amounts by label as dict, Series, or (label, amount) rows.
Missing values are refused, or left out and counted in "missing"; nothing is filled in.

What is wrong with an input is told as a StrategicError, which is a ValueError.
"""

import math
from statistics import median

from . import tests
from ._cohort import cohort
from ._given import StrategicError, number, numbers, parts
from ._profile import profile
from ._tails import t_at
from ._variance import variance
from .tests import chi_squared, correlation, mann_whitney, normality, ttest, welch

__all__ = ["chi_squared", "cohort", "compare", "contribution", "correlation", "mann_whitney", "normality", "pareto", "profile", "tests", "ttest", "variance", "welch"]


def pareto(amounts, share=0.8):
    """The few that make up most of a total, largest first.

    amounts: {"label": amount}, a Series, or (label, amount) rows; equal labels are added up. None may be below zero: parts of a
    total. share: which part of the total is asked for, as a ratio.
    Returns {"table": [{"label", "value", "share", "cumulative"} (ratios), ...], "vital": labels of the fewest that reach `share`,
    "vital_share": of the total, "vital_of": ratio of labels that they are, "total", "missing"}.
    Raises StrategicError for an amount below zero or a total of zero. Source: Juran, Quality Control Handbook.
    """
    wanted = number(share, "share", above=0, most=1)
    by_label, missing = parts(amounts, "amounts")
    for label, amount in by_label.items():
        if amount < 0:
            raise StrategicError(f"amounts: {label!r} is {amount:g}: shares of a total need amounts of zero or more; use contribution for changes")
    total = math.fsum(by_label.values())
    if total == 0:
        raise StrategicError("amounts add up to zero: there are no shares of nothing")
    table, vital, run = [], [], []
    for label, amount in sorted(by_label.items(), key=lambda one: -one[1]):
        reached = math.fsum(run) / total
        run.append(amount)
        table.append({"label": label, "value": amount, "share": amount / total, "cumulative": math.fsum(run) / total})
        # 0.1 + 0.7 is 0.7999999999999999 in floats, and has reached 80 %.
        if reached < wanted - 1e-12:
            vital.append(label)
    return {"table": table, "vital": vital, "vital_share": table[len(vital) - 1]["cumulative"], "vital_of": len(vital) / len(table), "total": total, "missing": missing}


def contribution(before, after):
    """How much each part adds to the change of a total, largest move first.

    before, after: {"label": amount} and the like; a label that one of both lacks counts as 0 there, and is told in "new" or "gone".
    Formula: change = after - before; points = change / total before, which add up to the total's growth.
    Returns {"table": [{"label", "before", "after", "change", "points" (ratio; None when the total before is not above 0), "growth" (of
    the part itself; None from 0 or below)}, ...], "before", "after", "change", "growth" (totals), "new", "gone", "missing"}.
    Raises StrategicError without amounts.
    """
    old, missing_old = parts(before, "before")
    new, missing_new = parts(after, "after")
    total_old, total_new = math.fsum(old.values()), math.fsum(new.values())
    table = []
    for label in dict.fromkeys([*old, *new]):
        was, now = old.get(label, 0.0), new.get(label, 0.0)
        table.append({"label": label, "before": was, "after": now, "change": now - was, "points": (now - was) / total_old if total_old > 0 else None, "growth": now / was - 1 if was > 0 else None})
    table.sort(key=lambda row: -abs(row["change"]))
    return {
        "table": table,
        "before": total_old,
        "after": total_new,
        "change": total_new - total_old,
        "growth": total_new / total_old - 1 if total_old > 0 else None,
        "new": [label for label in new if label not in old],
        "gone": [label for label in old if label not in new],
        "missing": missing_old + missing_new,
    }


def compare(a, b, level=0.95):
    """How large the difference of two samples is: in their own unit with an interval, and in standard deviations.

    Formula: difference = mean(b) - mean(a), interval by Welch's t; effect = difference / pooled standard deviation (Cohen's d), made
    smaller by 1 - 3 / (4 * (n + m) - 9) (Hedges' g).
    a, b: samples of at least two, such as before and after; missing values are left out and counted. level: of the interval.
    Returns {"mean_a", "mean_b", "median_a", "median_b", "difference", "low", "high", "ratio" (difference / mean_a; None when that is
    not above 0), "effect" (Hedges' g), "cohens_d", "size": "negligible", "small", "medium" or "large" (|d| from 0.2, 0.5, 0.8),
    "p_value" (Welch), "level", "n", "missing"}.
    Raises StrategicError for samples of fewer than two or without any spread. Sources: Cohen 1988; Hedges 1981.
    """
    confidence = number(level, "level", above=0)
    if confidence >= 1:
        raise StrategicError(f"level must be a ratio below 1, such as 0.95, not {confidence:g}")
    first, _, missing_a = numbers(a, "a", 2, gaps=True)
    second, _, missing_b = numbers(b, "b", 2, gaps=True)
    tested = welch(second, first)
    n, m = len(first), len(second)
    mean_a, mean_b = math.fsum(first) / n, math.fsum(second) / m
    square_a, square_b = (math.fsum((value - mean) ** 2 for value in values) for values, mean in ((first, mean_a), (second, mean_b)))
    difference = tested["difference"]
    half = t_at(0.5 + confidence / 2, tested["df"]) * math.sqrt(square_a / (n - 1) / n + square_b / (m - 1) / m)
    d = difference / math.sqrt((square_a + square_b) / (n + m - 2))
    return {
        "mean_a": mean_a,
        "mean_b": mean_b,
        "median_a": median(first),
        "median_b": median(second),
        "difference": difference,
        "low": difference - half,
        "high": difference + half,
        "ratio": difference / mean_a if mean_a > 0 else None,
        "effect": d * (1 - 3 / (4 * (n + m) - 9)),
        "cohens_d": d,
        "size": ("negligible", "small", "medium", "large")[sum(abs(d) >= bound for bound in (0.2, 0.5, 0.8))],
        "p_value": tested["p_value"],
        "level": confidence,
        "n": [n, m],
        "missing": missing_a + missing_b,
    }
