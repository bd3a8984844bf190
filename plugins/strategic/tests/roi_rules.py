"""Net present value, rate of return, payback and the rest against arithmetic of another kind: exact fractions, and roots found by counting."""
import math
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

from strategic import StrategicError, roi


def flows(random, most=9):
    """Amounts as somebody would write them, at least one paid and one received."""
    while True:
        made = [random.choice([0, random.randint(-500, 500), round(random.uniform(-1e4, 1e4), 2)]) for _ in range(random.randint(2, most))]
        if min(made) < 0 < max(made):
            return made


def exact(amounts):
    return [Fraction(str(one)) for one in amounts]


def present(rate, amounts):
    """Term by term, in fractions."""
    return sum((flow / (1 + rate) ** period for period, flow in enumerate(exact(amounts))), Fraction(0))


def near(got, wanted, most=1e-9):
    return math.isclose(got, wanted, rel_tol=most, abs_tol=most)


def rate_of(random):
    return random.choice([0, 0.08, 0.125, -0.5, -0.99, 3, round(random.uniform(-0.9, 2), 4)])


@rule("npv is the sum of each flow over its period's growth, the first not discounted")
def _(random):
    for _ in range(300):
        amounts, rate = flows(random), rate_of(random)
        wanted = float(present(Fraction(str(rate)), amounts))
        got = roi.npv(rate, amounts)
        holds(math.isclose(got, wanted, rel_tol=1e-9, abs_tol=1e-7 * (1 + abs(wanted))) or abs(got - wanted) <= 1e-9 * sum(abs(one) / (1 + rate) ** at for at, one in enumerate(amounts)), (rate, amounts, got, wanted))
    same(roi.npv(0.5, [7]), 7)


@rule("flows and a rate that are exact numbers give the exact value")
def _(random):
    for _ in range(150):
        amounts, rate = exact(flows(random)), Fraction(random.randint(-9, 30), 10)
        if rate <= -1:
            continue
        same(roi.npv(rate, amounts), present(rate, amounts) + Fraction(0), (rate, amounts))
        same(roi.npv(rate, [*amounts[:-1], int(amounts[-1])]), present(rate, [*amounts[:-1], int(amounts[-1])]))
    same(roi.npv(Decimal("0.1"), [Decimal(-100), Decimal("121.00")]), Decimal("10"))
    same(roi.npv(0.1, [Decimal(-100), Decimal("110")]), Decimal(0))
    same(roi.npv(0.1, [Decimal(-100), Fraction(110)]), Fraction(0))
    same(roi.npv(Decimal("0.5"), [0, 3]), Decimal(2))
    same(roi.npv(0.5, [Fraction(1, 3), Decimal("1.5")]), Fraction(4, 3))


def sign_changes(amounts):
    signs = [one > 0 for one in amounts if one]
    return sum(one != other for one, other in zip(signs, signs[1:]))


def sturm(polynomial):
    """The chain of Sturm's theorem, in fractions."""
    chain = [polynomial, [power * part for power, part in enumerate(polynomial)][1:]]
    while any(chain[-1]):
        chain.append([-part for part in remainder(chain[-2], chain[-1])])
    return chain[:-1]


def count_above(chain, low):
    """How many different roots the polynomial has above `low`, where it is not zero."""
    at_low = [sum(part * low**power for power, part in enumerate(one)) for one in chain]
    return sign_changes(at_low) - sign_changes([trimmed(one)[-1] for one in chain])


def trimmed(polynomial):
    polynomial = list(polynomial)
    while len(polynomial) > 1 and polynomial[-1] == 0:
        polynomial.pop()
    return polynomial


def remainder(one, other):
    one, other = trimmed(one), trimmed(other)
    while len(one) >= len(other) and any(one):
        factor, shift = one[-1] / other[-1], len(one) - len(other)
        one = trimmed([part - (factor * other[at - shift] if at >= shift else 0) for at, part in enumerate(one)][:-1] or [Fraction(0)])
    return one


def rates_of(amounts):
    """Every rate above −100 % at which the flows are worth nothing, from exact counting and halving; nothing of the library's."""
    polynomial = trimmed(exact(amounts))
    while polynomial[0] == 0:
        polynomial.pop(0)
    top = 1 + max(abs(part) for part in polynomial) / abs(polynomial[-1])
    chain = sturm(polynomial)
    roots, spans = [], [(Fraction(0), count_above(chain, Fraction(0)), top, count_above(chain, top))]
    while spans:
        low, above_low, high, above_high = spans.pop()
        if above_low == above_high:
            continue
        if high - low < Fraction(1, 10**10) * max(Fraction(1, 10**3), high) and above_low - above_high == 1:
            roots.append(float((low + high) / 2))
            continue
        middle = Fraction(float((low + high) / 2 + (high - low) / 1009))
        above = count_above(chain, middle)
        spans += [(low, above_low, middle, above), (middle, above, high, above_high)]
    return sorted(1 / root - 1 for root in roots)


@rule("irr of flows that change sign once is the one rate at which they are worth nothing, from nearly -100 % to thousands")
def _(random):
    for _ in range(150):
        paid = [-random.choice([random.randint(1, 10**6), round(random.uniform(0.01, 5), 2)]) for _ in range(random.randint(1, 3))]
        received = [random.choice([0, random.randint(1, 10**5), round(random.uniform(0.01, 500), 2)]) for _ in range(random.randint(1, 6))] + [random.choice([1, 0.01, 250])]
        amounts = random.choice([paid + received, received + paid, [0, 0] + paid + [0] + received + [0]])
        rate = roi.irr(amounts)
        same(type(rate), float)
        holds(rate > -1, (amounts, rate))
        low, high = Fraction(rate) - abs(Fraction(1 + rate)) / 10**9, Fraction(rate) + abs(Fraction(1 + rate)) / 10**9
        holds(present(low, amounts) * present(high, amounts) <= 0, (amounts, rate))
        for wish in (-0.9, 0, 5):
            same(roi.irr(amounts, near=wish), rate)
        holds(near(roi.irr([1e12 * one for one in amounts]), rate) and near(roi.irr([-one for one in amounts]), rate), amounts)
    for paid, back, wanted in ((-100, 10, -0.9), (-100, 1, -0.99), (-1, 1000, 999.0), (-100, 99, -0.01), (-1e-3, 1e-3, 0.0)):
        holds(near(roi.irr([paid, back]), wanted), (paid, back))


@rule("where flows change sign more often every rate is found, and none is returned as if it were the only one")
def _(random):
    seen = {0: 0, 1: 0, 2: 0, 3: 0}
    while min(seen[0], seen[1]) < 5 or seen[2] + seen[3] < 10:
        if random.random() < 0.5:
            growths = [1 + random.randint(-6, 20) / 10 for _ in range(random.choice([2, 3]))]
            amounts = [-100.0]
            for growth in growths:
                amounts = [round(one, 6) for one in [a - b * growth for a, b in zip([*amounts, 0], [0, *amounts])]]
        else:
            amounts = [random.randint(-300, 300) for _ in range(random.randint(3, 6))]
        if not min(amounts) < 0 < max(amounts) or sign_changes(amounts) < 2:
            continue
        wanted = rates_of(amounts)
        apart = [one for at, one in enumerate(wanted) if at == 0 or one - wanted[at - 1] > 1e-3]
        if apart != wanted:
            continue
        seen[min(len(wanted), 3)] += 1
        if not wanted:
            raises(ValueError, "no rate makes", lambda: roi.irr(amounts))
            raises(ValueError, "no rate makes", lambda: roi.irr(amounts, near=0))
            continue
        for wish in [-0.8, 0, 0.05, 0.4, 3, *wanted]:
            best = min(wanted, key=lambda one: abs(one - wish))
            got = roi.irr(amounts, near=wish)
            holds(near(abs(got - wish), abs(best - wish), 1e-6), (amounts, wish, got, wanted))
        if len(wanted) == 1:
            holds(near(roi.irr(amounts), wanted[0], 1e-6), (amounts, wanted))
        else:
            told = str(raises(ValueError, "several internal rates of return", lambda: roi.irr(amounts)))
            listed = [float(one) / 100 for one in re.findall(r"(-?[\d.]+)%", told)]
            holds(len(listed) == len(wanted) and all(near(one, other, 1e-6) for one, other in zip(listed, wanted)), (amounts, told, wanted))


@rule("a rate at which the worth touches zero without crossing it is found")
def _(random):
    for percent in [-50, -10, 5, 10, 25, 100, 400, *[round(random.uniform(-40, 200), 1) for _ in range(150)]]:
        growth = 1 + percent / 100
        holds(near(roi.irr([-100, 200 * growth, -100 * growth**2]), percent / 100, 1e-5), percent)
        holds(near(roi.irr([0, -100, 200 * growth, -100 * growth**2, 0]), percent / 100, 1e-5), percent)


@rule("flows that are paid only, received only or nothing have no rate, and that is said")
def _(random):
    for amounts in ([1, 2], [-1, -2], [0, 0], [0], [5], [-5], [0, 3, 0]):
        raises(ValueError, "never change sign", lambda: roi.irr(amounts))


def paid_back(amounts, rate):
    """By the words of its description: exact sums, the last period from which nothing is owed again."""
    worth = [flow / (1 + rate) ** period for period, flow in enumerate(exact(amounts))]
    sums = [sum(worth[: at + 1], Fraction(0)) for at in range(len(worth))]
    owed = [at for at, total in enumerate(sums) if total < 0]
    if not owed:
        return 0.0
    last = owed[-1]
    if last == len(sums) - 1:
        return None
    return float(last - sums[last] / worth[last + 1])


@rule("payback is the time from which nothing is owed again, discounted or not, in any kind of number")
def _(random):
    for _ in range(400):
        amounts = [random.choice([0, random.randint(-300, 300), random.randint(50, 900)]) for _ in range(random.randint(1, 8))]
        amounts = random.choice([amounts, [-random.randint(1, 900), *amounts]])
        rate = random.choice([None, None, Fraction(random.randint(-5, 20), 10)])
        wanted = paid_back(amounts, rate or Fraction(0))
        for kind in (Fraction, int) if rate is None else (Fraction,):
            got = roi.payback([kind(one) for one in amounts], rate)
            holds(got is wanted or None not in (got, wanted) and near(got, wanted), (amounts, rate, got, wanted))
            holds(got is None or type(got) is float, got)
        if rate is None:
            got = roi.payback([float(one) for one in amounts])
            holds(got is wanted or None not in (got, wanted) and near(got, wanted), (amounts, got, wanted))


@rule("what is paid back to the cent counts as paid back, though floats leave a rest")
def _(random):
    for _ in range(300):
        rate, periods = round(random.uniform(0.01, 0.4), 3), random.randint(1, 6)
        amounts = [-1000.0] + [0.0] * (periods - 1) + [1000 * (1 + rate) ** periods]
        holds(near(roi.payback(amounts, rate) or -1, float(periods)), (amounts, rate))
        tenths = [-1.0] + [0.1] * 10
        holds(near(roi.payback(tenths) or -1, 10.0), tenths)
    same(roi.payback([-100.0, 99.99]), None)
    same(roi.payback([-1e9, 1e9 - 1.0]), None)
    same(roi.payback([-100, 99]), None)
    same(roi.payback([Decimal("-1"), Decimal("0.9999999999999999")]), None)


@rule("payback takes a rate and flows of different kinds as they are written")
def _(random):
    for rate in (0.25, Decimal("0.25"), Fraction(1, 4), np.float64(0.25)):
        for kind in (Decimal, Fraction, float, int):
            holds(near(roi.payback([kind(-100), kind(50), kind(125)], rate), 1.75), (rate, kind))
    holds(near(roi.payback([Decimal(-100), 50.0, Fraction(100)]), 1.5), "three kinds")
    holds(near(roi.payback([Decimal(-100), 50.0, 100]), 1.5), "two kinds")
    for rate in ("0.1", True, [0.1]):
        raises(ValueError, "rate must be a number", lambda: roi.payback([-1, 2], rate))
    raises(ValueError, "rate is nan", lambda: roi.payback([-1, 2], math.nan))


@rule("payback never comes before the money: at most the period in which it is received")
def _(random):
    for _ in range(200):
        amounts = [round(random.uniform(-100, 100), 2) for _ in range(random.randint(1, 9))]
        got = roi.payback(amounts)
        if got:
            holds(0 < got <= len(amounts) - 1 and amounts[math.ceil(got)] > 0, (amounts, got))


@rule("roi is what is gained over what was paid, of totals or of amounts to add up, exact where they are")
def _(random):
    for _ in range(100):
        gains, costs = [random.randint(-50, 90) for _ in range(random.randint(1, 5))], [random.randint(1, 50) for _ in range(random.randint(1, 5))]
        wanted = Fraction(sum(gains) - sum(costs), sum(costs))
        holds(near(roi.roi(sum(gains), sum(costs)), float(wanted)) and near(roi.roi(gains, costs), float(wanted)), (gains, costs))
        same(roi.roi(map(Fraction, gains), sum(costs)), wanted)
        same(roi.roi([Decimal(one) for one in gains], Decimal(sum(costs))), (Decimal(sum(gains)) - sum(costs)) / Decimal(sum(costs)))
    same(roi.roi(Decimal("0.3"), [0.1, Decimal("0.2")]), Decimal(0))
    same(roi.roi(150, 100), 0.5)
    same(roi.roi(Decimal(3), 1.5), Decimal(1))
    same(roi.roi(4.5, Decimal(3)), Decimal("0.5"))


@rule("a cost of zero or below has no return: whoever writes costs with a minus is told so, and gets no return of the wrong sign")
def _(random):
    for cost in (0, -1, -100.0, Decimal("-5"), Fraction(-1, 2), [], [-50, -50], [50, -50], (-1e-9,)):
        raises(ValueError, "greater than zero", lambda: roi.roi(150, cost))
    same(roi.roi(1.0, 0.5), 1.0)


@rule("break-even is where revenue and costs meet, and is refused where they never do")
def _(random):
    for _ in range(100):
        fixed, price, variable = random.randint(0, 10**6), random.randint(2, 500), random.randint(-3, 1)
        units = roi.break_even(Fraction(fixed), price, variable)
        same(units * price, fixed + units * variable)
        holds(near(roi.break_even(fixed, float(price), variable), float(units)), (fixed, price, variable))
    same(roi.break_even(0, 2, 1), 0.0)
    same(roi.break_even(Decimal(10), Decimal("3.5"), 1), Decimal(4))
    for price, variable in ((1, 1), (1, 2), (0, 0), (-2, -1)):
        raises(ValueError, "every unit loses", lambda: roi.break_even(100, price, variable))
    for fixed in (-1, -0.01, Decimal(-1)):
        raises(ValueError, "must not be negative", lambda: roi.break_even(fixed, 3, 2))


@rule("a rate of -100 % or below is refused by npv and payback, and one just above it is not")
def _(random):
    for rate in (-1, -1.0, -1.5, Decimal(-1), Fraction(-3, 2)):
        raises(ValueError, "greater than -1", lambda: roi.npv(rate, [1, 2]))
        raises(ValueError, "greater than -1", lambda: roi.payback([-1, 2], rate))
    holds(near(roi.npv(-0.999, [0, 1]), 1000.0) and near(roi.payback([-1000, 1], -0.999), 1.0), "just above")


@rule("amounts may come in any container and any kind of number, and mean the same")
def _(random):
    for _ in range(40):
        amounts = [random.randint(-100, 100) for _ in range(random.randint(2, 6))] + [-3, 5]
        wanted = roi.npv(0.1, amounts)
        rate = roi.irr(amounts, near=0) if sign_changes(amounts) == 1 else None
        for made in (tuple(amounts), iter(amounts), np.array(amounts), np.array(amounts, dtype="int8"), np.array(amounts, dtype="float64"), pd.Series(amounts), pd.Series(amounts, dtype="Int64"), pd.Series(amounts, index=range(5, 5 + len(amounts))), (one for one in amounts), {one: 0 for one in amounts}.keys() if len(set(amounts)) == len(amounts) else amounts):
            holds(near(roi.npv(np.float64(0.1), made), wanted), (amounts, type(made)))
        if rate is not None:
            holds(near(roi.irr(pd.Series(amounts)), rate), amounts)
        same(roi.payback(np.array(amounts)), roi.payback(amounts))


@rule("what is no amount is refused, and the message says which and how to mend it")
def _(random):
    for made in ("12", b"12", {1: 2}, 5, None):
        raises(ValueError, "must be a list of amounts", lambda: roi.npv(0.1, made))
        raises(ValueError, "must be a list of amounts", lambda: roi.irr(made))
        raises(ValueError, "must be a list of amounts", lambda: roi.payback(made))
    for made in ([], (), np.array([]), iter(())):
        raises(ValueError, "empty", lambda: roi.npv(0.1, made))
    for wrong in ("3", None, True, False, [1], 1j, np.bool_(True)):
        place = random.randint(0, 3)
        made = [-1, 2, 3, 4]
        made[place] = wrong
        raises(ValueError, "cash flow %d must be a number" % place, lambda: roi.irr(made))
        if type(wrong) is not list:
            raises(ValueError, "cost must be a number", lambda: roi.roi(1, wrong))
            raises(ValueError, "rate must be a number", lambda: roi.npv(wrong, [1]))
    for wrong in (math.nan, math.inf, -math.inf, Decimal("NaN"), Decimal("Infinity"), np.float64("nan")):
        place = random.randint(0, 3)
        made = [-1, 2, 3, 4]
        made[place] = wrong
        for call in (lambda: roi.npv(0.1, made), lambda: roi.irr(made), lambda: roi.payback(made), lambda: roi.roi(made, 1)):
            raises(ValueError, "fill or drop missing values", call)
        raises(ValueError, "near", lambda: roi.irr([-1, 2], near=wrong))
        raises(ValueError, "price", lambda: roi.break_even(1, wrong, 1))
    for call in (lambda: roi.roi("5", 1), lambda: roi.roi({1: 2}, 1), lambda: roi.roi(b"5", 1)):
        raises(ValueError, "benefit must be a number", call)


@rule("long and lopsided projects keep their rate: hundreds of periods, amounts from cents to billions")
def _(random):
    for periods in (1, 2, 50, 400, 1000):
        holds(near(roi.irr([-1] + [0] * (periods - 1) + [5]), 5 ** (1 / periods) - 1), periods)
        holds(near(roi.irr([-1e9] + [0] * (periods - 1) + [0.01]), 1e-11 ** (1 / periods) - 1, 1e-7), periods)
    for periods in (90,):
        for wish, growth in ((0, 1.1), (1, 1.2)):
            made = [-100] + [0] * (periods - 1) + [230] + [0] * (periods - 1) + [-132]
            holds(near(roi.irr(made, near=wish), growth ** (1 / periods) - 1) or wish, made)
        told = str(raises(ValueError, "several", lambda: roi.irr(made)))
        holds("%.4f%%" % (100 * (1.1 ** (1 / periods) - 1)) in told and "%.4f%%" % (100 * (1.2 ** (1 / periods) - 1)) in told, told)
    for scale in (1e-300, 1e-9, 1e200, 1e307):
        holds(near(roi.irr([-2 * scale, scale, scale, 0.5 * scale]), roi.irr([-4, 2, 2, 1])), scale)
        holds(near(roi.irr([-scale, 2.3 * scale, -1.32 * scale], near=0), 0.1), scale)
    for years in (5, 30, 60, 480):
        for percent in (1, 7, 45):
            annuity = (percent / 100) / (1 - (1 + percent / 100) ** -years)
            holds(near(roi.irr([-1000] + [1000 * annuity] * years), percent / 100, 1e-8), (years, percent))


@rule("a loan of forty years of months is solved by one search, not by one for each month")
def _(random):
    plain, calls = roi._value, []
    roi._value = lambda *given: calls.append(1) or plain(*given)
    try:
        for gap in (0, -1):
            calls.clear()
            holds(near(roi.irr([-1000, gap, 0] + [10] * 480), roi.irr([-1000, gap, 0] + [10] * 480, near=0)), gap)
            holds(len(calls) < 300, len(calls))
    finally:
        roi._value = plain


@rule("mirr is the rate at which what was paid, financed, grows to what was received, reinvested")
def _(random):
    for _ in range(200):
        amounts, finance, reinvest = flows(random), rate_of(random), rate_of(random)
        got = roi.mirr(amounts, finance, reinvest)
        last = len(amounts) - 1
        paid = sum(-flow / (1 + finance) ** at for at, flow in enumerate(amounts) if flow < 0)
        received = sum(flow * (1 + reinvest) ** (last - at) for at, flow in enumerate(amounts) if flow > 0)
        holds(math.isclose(paid * (1 + got) ** last, received, rel_tol=1e-9), (amounts, finance, reinvest, got))
    holds(near(roi.mirr([-100, 0, 121], 0.05, 0.05), 0.1), "one payment at the end")
    for amounts in ([1, 2], [-1, -2], [0, 0]):
        raises(StrategicError, "never change sign", lambda: roi.mirr(amounts, 0.1, 0.1))
    raises(StrategicError, "finance_rate must be greater than -1", lambda: roi.mirr([-1, 2], -1, 0.1))
    raises(StrategicError, "reinvest_rate must be greater than -1", lambda: roi.mirr([-1, 2], 0.1, -1))


@rule("discounted payback is payback in the order of npv")
def _(random):
    for _ in range(50):
        amounts, rate = flows(random), rate_of(random)
        same(roi.discounted_payback(rate, amounts), roi.payback(amounts, rate))
    raises(StrategicError, "rate must be a number", lambda: roi.discounted_payback([-1, 2], 0.1))


@rule("sensitivity moves one assumption at a time, and puts the widest swing first")
def _(random):
    for _ in range(60):
        slopes = {name: random.uniform(-5, 5) for name in "abc"}
        bases = {name: random.uniform(-9, 9) for name in "abc"}
        spans = {name: (random.uniform(0, 3), random.uniform(0, 3)) for name in "abc"}
        model = lambda a, b, c: slopes["a"] * a + slopes["b"] * b + slopes["c"] * c
        got = roi.sensitivity(model, {name: (bases[name] - low, bases[name], bases[name] + high) for name, (low, high) in spans.items()})
        base = sum(slopes[name] * bases[name] for name in "abc")
        holds(near(got["base"], base), got)
        for row in got["table"]:
            name = row["assumption"]
            low, high = spans[name]
            holds(near(row["at_low"], base - slopes[name] * low) and near(row["at_high"], base + slopes[name] * high) and near(row["swing"], abs(slopes[name]) * (low + high), 1e-7), (row, slopes, spans))
            same((row["low"], row["base"], row["high"]), (bases[name] - low, bases[name], bases[name] + high))
        swings = [row["swing"] for row in got["table"]]
        same(swings, sorted(swings, reverse=True))
    fixed = roi.sensitivity(lambda price, units: price * units, {"price": {"low": 1, "base": 2, "high": 3}, "units": 10})
    same([row["assumption"] for row in fixed["table"]], ["price"])
    same(fixed["base"], 20.0)


@rule("what is no assumption, and a model that gives no number, is refused with its name and place")
def _(random):
    double = lambda x: 2 * x
    for call, word in (
        (lambda: roi.sensitivity(3, {"x": (1, 2, 3)}), "model must be a function"), (lambda: roi.sensitivity(double, {}), "must be a dict by name"),
        (lambda: roi.sensitivity(double, [1]), "must be a dict by name"), (lambda: roi.sensitivity(double, {1: (1, 2, 3)}), "must be a dict by name"), (lambda: roi.sensitivity(double, {"x": (1, 2)}), "give (low, base, high)"),
        (lambda: roi.sensitivity(double, {"x": (3, 2, 1)}), "from low over base to high"), (lambda: roi.sensitivity(double, {"x": {"low": 1, "base": 2}}), "lacks 'high'"),
        (lambda: roi.sensitivity(double, {"x": 5}), "no assumption has a range"), (lambda: roi.sensitivity(double, {"y": (1, 2, 3)}), "can't be called with y="),
        (lambda: roi.sensitivity(lambda x: 1 / (x - 2), {"x": (1, 2, 3)}), "fails at x="), (lambda: roi.sensitivity(lambda x: None, {"x": (1, 2, 3)}), "no number at x="),
        (lambda: roi.sensitivity(lambda x: "2", {"x": (1, 2, 3)}), "must be a number"), (lambda: roi.sensitivity(lambda x: math.inf, {"x": (1, 2, 3)}), "must be a finite number"), (lambda: roi.sensitivity(lambda x: math.nan, {"x": (1, 2, 3)}), "no number at"),
        (lambda: roi.monte_carlo(double, {"x": (2, 1)}), "from low to high"), (lambda: roi.monte_carlo(double, {"x": (1, 2, 3, 4)}), "has 4 values"), (lambda: roi.monte_carlo(double, {"x": {"distribution": "gamma"}}), "'gamma' is not known"),
        (lambda: roi.monte_carlo(double, {"x": {"distribution": "normal", "mean": 1}}), "normal takes mean, sd"), (lambda: roi.monte_carlo(double, {"x": {"distribution": "normal", "mean": 1, "sd": -1}}), "x (sd) must be at least 0"),
        (lambda: roi.monte_carlo(double, {"x": (1, 2)}, trials=99), "trials must be at least 100"), (lambda: roi.monte_carlo(double, {"x": (1, 2)}, trials=150.5), "whole number"), (lambda: roi.monte_carlo(double, {"x": (1, 2)}, seed="a"), "seed must be a number"),
    ):
        raises(StrategicError, word, call)


@rule("monte carlo draws from what it tells, the same for the same seed, and its shares are those of the distribution")
def _(random):
    uniform = roi.monte_carlo(lambda x: x, {"x": (-1, 3)}, trials=20_000)
    for share, wanted in (("p10", -0.6), ("p50", 1), ("p90", 2.6), ("mean", 1), ("probability_of_loss", 0.25), ("sd", 4 / math.sqrt(12))):
        holds(abs(uniform[share] - wanted) < 0.06, (share, uniform))
    same((uniform["trials"], uniform["seed"], uniform["distributions"]), (20_000, 0, {"x": "uniform(-1, 3)"}))
    holds(near(uniform["standard_error"], uniform["sd"] / math.sqrt(20_000)) and -1 <= uniform["min"] < -0.99 and 2.99 < uniform["max"] <= 3, uniform)
    triangle = roi.monte_carlo(lambda x: x, {"x": (0, 1, 4)}, trials=20_000)
    holds(abs(triangle["mean"] - 5 / 3) < 0.03 and abs(triangle["p50"] - (4 - math.sqrt(6))) < 0.04 and triangle["distributions"] == {"x": "triangular(0, 1, 4)"}, triangle)
    normal = roi.monte_carlo(lambda x, y: x + y, {"x": {"distribution": "normal", "mean": 5, "sd": 2}, "y": 1}, trials=20_000)
    holds(abs(normal["mean"] - 6) < 0.06 and abs(normal["sd"] - 2) < 0.05 and abs(normal["p90"] - 8.563) < 0.1 and normal["distributions"] == {"x": "normal(5, 2)", "y": "1"}, normal)
    spread = lambda seed: roi.monte_carlo(lambda x: x, {"x": {"low": 0, "base": 1, "high": 2}}, trials=500, seed=seed)
    same(spread(7), spread(7))
    holds(spread(7)["mean"] != spread(8)["mean"], "another seed")
    # Shares between two results, as numpy has them.
    got = roi.monte_carlo(lambda x: x, {"x": (0, 1)}, trials=101)
    drawn = sorted(_uniform(101))
    same([got["p10"], got["p50"], got["p90"]], [drawn[10], drawn[50], drawn[90]])
    got = roi.monte_carlo(lambda x: x, {"x": (0, 1)}, trials=128)
    holds(near(got["p90"], float(np.percentile(_uniform(128), 90))) and near(got["p10"], float(np.percentile(_uniform(128), 10))), got)


def _uniform(trials):
    chance = __import__("random").Random(0)
    return [chance.uniform(0.0, 1.0) for _ in range(trials)]


def every_choice(items, budget, must, groups):
    """The worth of the best choice, by trying all; None where there is none."""
    best, names = None, list(items)
    for chosen in range(2 ** len(names)):
        some = [name for at, name in enumerate(names) if chosen >> at & 1]
        if not set(must) <= set(some) or any(sum(name in some for name in group) > 1 for group in groups):
            continue
        spent, worth = (sum((Fraction(str(items[name][which])) for name in some), Fraction(0)) for which in (0, 1))
        if spent <= Fraction(str(budget)) and (best is None or (worth, -spent) > best):
            best = (worth, -spent)
    return best


@rule("portfolio finds what trying every choice finds, with needed and exclusive ones, to the cent")
def _(random):
    for _ in range(150):
        count = random.randint(1, 9)
        items = {f"i{at}": (random.choice([0, round(random.uniform(0, 50), 2), random.randint(1, 9) / 10]), round(random.uniform(-9, 50), 2)) for at in range(count)}
        names = list(items)
        budget = random.choice([round(random.uniform(0, 140), 2), 0.3, sum(cost for cost, _ in items.values())])
        must = [name for name in names if random.random() < 0.1]
        groups = [random.sample(names, 3)] if count > 4 and random.random() < 0.5 else []
        if any(len(set(must) & set(group)) > 1 for group in groups):
            continue
        best = every_choice(items, budget, must, groups)
        if best is None:
            raises(StrategicError, "more than the budget", lambda: roi.portfolio(items, budget, must, groups))
            continue
        got = roi.portfolio(items, budget, must, groups)
        same((got["value"], got["cost"]), (float(best[0]), float(-best[1])), (items, budget, must, groups, got))
        same(sorted(got["chosen"] + got["left_out"]), sorted(names))
        same(got["chosen"], [name for name in names if name in got["chosen"]])
        holds(near(got["unspent"], budget - got["cost"]) and got["budget"] == budget, got)
    same(roi.portfolio({"a": (0.1, 1), "b": (0.2, 1)}, 0.3)["chosen"], ["a", "b"])
    table = pd.DataFrame({"title": ["x", "y"], "price": [3, 4], "npv": [5, 9]})
    same(roi.portfolio(table, 4, name="title", cost="price", value="npv")["chosen"], ["y"])
    same(roi.portfolio([{"name": "x", "cost": 3, "value": 5}], 4)["chosen"], ["x"])


@rule("a portfolio that is no choice, or too large to be solved exactly, is refused")
def _(random):
    items = {"a": (1, 2), "b": (2, 3)}
    for call, word in (
        (lambda: roi.portfolio(items, 2, must=["c"]), "names 'c', which is no initiative"), (lambda: roi.portfolio(items, 2, must="a"), "must must be a list"), (lambda: roi.portfolio(items, 2, must=["a", "b"]), "costs 3, more than the budget"),
        (lambda: roi.portfolio(items, -1), "budget must be at least 0"), (lambda: roi.portfolio({"a": (-1, 2)}, 2), "give costs as positive"), (lambda: roi.portfolio([{"name": "a", "cost": 1}], 2), "no column 'value'"),
        (lambda: roi.portfolio([{"name": "a", "cost": 1, "value": 2}] * 2, 2), "comes twice"), (lambda: roi.portfolio(items, 9, exclusive=[["a", "b"], ["a"]]), "two exclusive groups"),
        (lambda: roi.portfolio(items, 9, must=["a", "b"], exclusive=[["a", "b"]]), "exclude each other"), (lambda: roi.portfolio([{"name": "a", "cost": None, "value": 1}], 2), "cost is missing in row 0"), (lambda: roi.portfolio(5, 2), "must be a table"),
    ):
        raises(StrategicError, word, call)
    same(roi.portfolio(items, 9, must=["a"], exclusive=[["a", "b"]])["chosen"], ["a"])
    hard = {f"i{at}": (2**40 + random.randrange(2**40), 0) for at in range(60)}
    hard = {name: (cost, cost) for name, (cost, _) in hard.items()}
    raises(StrategicError, "too large to be solved exactly", lambda: roi.portfolio(hard, sum(cost for cost, _ in hard.values()) // 2))


@rule("amounts beyond all floats are refused, and so is what a rate near -100 % would make of them")
def _(random):
    for call in (lambda: roi.npv(0.1, [-1, 10**400]), lambda: roi.irr([-(10**309), 1]), lambda: roi.roi(Fraction(10**309), 1), lambda: roi.break_even(Decimal("1e309"), 2, 1)):
        raises(StrategicError, "is beyond 1.8e308: give amounts in a larger unit", call)
    same(roi.roi(10**300, 10**300), 0.0)
    for call in (lambda: roi.npv(-1 + 1e-16, [1] * 40), lambda: roi.payback([-1] + [1] * 400, -1 + 1e-16)):
        raises(StrategicError, "beyond all numbers: check that the rate is a ratio", call)
    same(roi.payback([-1] + [1] * 400, 1e70), None)


@rule("payback stays where it was reached although later periods bring nothing, and is lost where money is owed again")
def _(random):
    same((roi.payback([-100, 100, 0, 0]), roi.payback([-100, 100, -50, 50]), roi.payback([0, 0, 5]), roi.payback([5, -1])), (1.0, 3.0, 0.0, 0.0))


@rule("half a coin counts as much as a million, and a table of two rows is no pair of amounts")
def _(random):
    holds(near(roi.mirr([-0.5, 0.6], 0.1, 0.1), 0.2), "amounts below one")
    table = {"name": ["a", "b"], "cost": [1, 2], "value": [3, 4]}
    same(roi.portfolio(table, 2)["chosen"], ["b"])
    same(roi.portfolio({"name": (1, 5), "cost": (2, 4)}, 1)["chosen"], ["name"])


@rule("a hundred and fifty initiatives with cents are solved, between the best first choice and what parts of initiatives would bring")
def _(random):
    for _ in range(3):
        items = {f"i{at}": (round(random.uniform(1, 500), 2), round(random.uniform(-50, 900), 2)) for at in range(150)}
        budget = 9000
        got = roi.portfolio(items, budget)
        ranked = sorted(items.values(), key=lambda pair: -pair[1] / pair[0])
        first, bound, room, left = 0.0, 0.0, budget, budget
        for cost, value in ranked:
            if value <= 0:
                continue
            if cost <= room:
                first, room = first + value, room - cost
            bound += value * min(1, max(0, left) / cost)
            left -= cost
        spent = sum(items[name][0] for name in got["chosen"])
        holds(first - 1e-6 <= got["value"] <= bound + 1e-6 and near(got["cost"], spent) and spent <= budget and near(got["value"], sum(items[name][1] for name in got["chosen"])), (first, got["value"], bound))
