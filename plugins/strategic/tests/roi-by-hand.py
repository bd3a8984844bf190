"""Runs `roi` on the golden values with any Python 3, without numpy and pandas; prints faults and a count as JSON."""

import json
import math
import pathlib
import re
import sys
from decimal import Decimal
from fractions import Fraction

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "sandbox-pyodide" / "python"))

import strategic  # noqa: E402

# The sandbox has the charts of this package, the plugin the rest.
strategic.__path__.append(str(HERE.parent / "python" / "strategic"))

from strategic import roi  # noqa: E402

golden = json.loads((HERE / "roi-by-hand.json").read_text())
faults, count = [], 0


def expect(what, got, wanted, digits=None):
    global count
    count += 1
    if wanted is None or got is None:
        right = got is wanted
    elif digits is not None:
        right = round(got, digits) == wanted
    else:
        right = math.isclose(got, wanted, rel_tol=1e-9, abs_tol=1e-9)
    if not right:
        faults.append(f"{what}: {got!r}, not {wanted!r}")


def expect_error(what, kind, pattern, call):
    global count
    count += 1
    try:
        faults.append(f"{what}: gave {call()!r}, no {kind.__name__}")
    except kind as error:
        if not re.search(pattern, str(error)):
            faults.append(f"{what}: says {error!s}, not {pattern}")


for case in golden["npv"]:
    expect(f"npv {case}", roi.npv(case["rate"], case["cashflows"]), case["expected"])
for case in golden["irr"]:
    expect(f"irr {case}", roi.irr(case["cashflows"], near=case.get("near")), case["expected"], case.get("digits"))
for case in golden["irrErrors"]:
    expect_error(f"irr {case}", ValueError, case["message"], lambda: roi.irr(case["cashflows"]))
for case in golden["payback"]:
    expect(f"payback {case}", roi.payback(case["cashflows"], case.get("rate")), case["expected"])

expect("roi of totals", roi.roi(150, 100), 0.5)
expect("roi of lists", roi.roi([50, 100], (40, 60)), 0.5)
expect_error("roi on no cost", ValueError, "greater than zero", lambda: roi.roi(10, 0))
expect("break-even", roi.break_even(10_000, 50, 30), 500)
expect_error("break-even at a loss", ValueError, "every unit loses", lambda: roi.break_even(10_000, 30, 30))
expect("npv of a generator", roi.npv(0.1, (flow for flow in (-100, 110))), 0)

exact = roi.npv(Decimal("0.1"), [Decimal("-100"), Decimal("110")])
expect("Decimal stays Decimal", type(exact) is Decimal and exact == 0, True)
third = roi.npv(Fraction(1, 2), [Fraction(0), Fraction(1)])
expect("Fraction stays exact", third == Fraction(2, 3), True)
expect("a float rate counts as written", roi.npv(0.1, [Decimal("-100"), Decimal("110")]) == 0, True)
expect("long projects", roi.irr([-1] + [0] * 400 + [5]), 5 ** (1 / 401) - 1)
expect("large amounts", roi.irr([-1e15, 1.1e15]), 0.1)
expect_error("missing flow", ValueError, "cash flow 1 is nan", lambda: roi.npv(0.1, [-100, math.nan]))
expect_error("flow as text", ValueError, "cash flow 0 must be a number", lambda: roi.npv(0.1, ["-100", 1]))
expect_error("rate of -100 %", ValueError, "greater than -1", lambda: roi.npv(-1, [1, 2]))
expect_error("flows as text", ValueError, "must be a list", lambda: roi.npv(0.1, "100"))
expect_error("a flag for a flow", ValueError, "must be a number", lambda: roi.npv(0.1, [True]))


class Scalar:
    """What numpy and pandas hand out."""

    def __init__(self, value):
        self.value = value

    def item(self):
        return self.value


expect("numpy scalars", roi.npv(Scalar(0.1), [Scalar(-100), Scalar(110)]), 0)

expect("numpy and pandas stay unloaded", "numpy" in sys.modules or "pandas" in sys.modules, False)

print(json.dumps({"count": count, "faults": faults}))
