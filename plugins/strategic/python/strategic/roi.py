"""Return on investment: roi, npv, irr, mirr, payback, discounted_payback, break_even; sensitivity, monte_carlo, portfolio.

Conventions, the same in every function:
- Money in one currency and unit throughout; what is paid is negative, what is received positive.
- Cash flows are evenly spaced and the first stands at t = 0 (today), as in numpy-financial.
- Rates are per period and are ratios: 0.08 is 8 % per period.
- Flows may be a list, tuple, numpy array, pandas Series or any iterable. Decimal and Fraction stay exact: flows
  that are all Decimal are computed in Decimal, a float rate then counts as the decimal it is written as.

What is wrong with an input is told as a StrategicError, which is a ValueError.

Source: Brealey, Myers & Allen, Principles of Corporate Finance, chapters 2, 5 and 6. Golden values: numpy-financial 1.0.
"""

import math
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational

from ._given import StrategicError
from ._portfolio import portfolio
from ._uncertainty import monte_carlo, sensitivity

# The largest float: what is beyond it has no rate, and no discounted value.
LARGEST = Fraction(1.7976931348623157e308)

__all__ = ["break_even", "discounted_payback", "irr", "mirr", "monte_carlo", "npv", "payback", "portfolio", "roi", "sensitivity"]


def roi(benefit, cost):
    """Return on investment as a ratio: (benefit - cost) / cost. 0.25 is 25 %.

    benefit, cost: totals in the same currency, or iterables of amounts that are added up; cost is a positive number.
    Raises StrategicError when cost is zero or negative.
    """
    benefit, cost = _total(benefit, "benefit"), _total(cost, "cost")
    benefit, cost = _alike([benefit, cost])
    if cost <= 0:
        raise StrategicError("cost must be greater than zero: the return on nothing is undefined (give costs as positive numbers)")
    return (benefit - cost) / cost


def npv(rate, cashflows):
    """Net present value: sum of flow[t] / (1 + rate)**t, the first flow at t = 0 (not discounted).

    rate: ratio per period, greater than -1. cashflows: one amount per period. Returns the same unit as the flows.
    (Excel's NPV puts the first flow at t = 1: there, NPV(rate, flows[1:]) + flows[0] is this.)
    Raises StrategicError without flows, when one is missing (NaN), or when rate <= -1.
    """
    flows = _amounts(cashflows)
    rate = _rate(rate, "rate")
    rate, *flows = _alike([rate, *flows])
    total = flows[-1]
    for flow in reversed(flows[:-1]):
        total = flow + total / (1 + rate)
    if isinstance(total, float) and not math.isfinite(total):
        raise StrategicError(f"at a rate of {rate} the present value is beyond all numbers: check that the rate is a ratio, 0.08 for 8 %")
    return total


def irr(cashflows, near=None):
    """Internal rate of return: the rate per period at which npv(rate, cashflows) is 0.

    cashflows: at least one negative and one positive amount, the first at t = 0.
    near: when flows change sign more than once there can be several rates; the one nearest to this ratio is returned
    (numpy-financial takes near=0). Left out, several rates are an error: no single one of them is the return.
    Returns a float ratio per period: 0.08 is 8 %.
    Raises StrategicError when no rate exists (no change of sign), and when several do and `near` is not given.
    """
    flows = [float(flow) for flow in _amounts(cashflows)]
    if not any(flow > 0 for flow in flows) or not any(flow < 0 for flow in flows):
        raise StrategicError("no internal rate of return: the cash flows never change sign (what is paid must be negative)")
    largest = max(abs(flow) for flow in flows)
    flows = [flow / largest for flow in flows]
    # Empty periods before the first flow and after the last move no root.
    while flows[-1] == 0:
        flows.pop()
    flows = flows[next(period for period, flow in enumerate(flows) if flow != 0) :]
    roots = []
    for root in _roots(flows):
        # Where the worth only touches zero, the rounding of a float moves one root some 1e-8 to either side: that is one rate.
        if not any(math.isclose(root, other, rel_tol=1e-6) for other in roots):
            roots.append(root)
    if not roots:
        raise StrategicError("no internal rate of return: no rate makes the net present value zero; use npv at your cost of capital")
    rates = sorted(1 / root - 1 for root in roots)
    if near is not None:
        wanted = float(_number(near, "near"))
        return min(rates, key=lambda rate: abs(rate - wanted))
    if len(rates) > 1:
        found = ", ".join(f"{rate:.4%}" for rate in rates)
        raise StrategicError(f"several internal rates of return ({found}): the flows change sign more than once; use npv at your cost of capital, or irr(flows, near=0.1)")
    return rates.pop()


def mirr(cashflows, finance_rate, reinvest_rate):
    """Modified internal rate of return: what is received is reinvested, what is paid is financed, each at a rate of its own.

    Formula, n flows: (-npv(reinvest_rate, received) / npv(finance_rate, paid)) ** (1 / (n - 1)) * (1 + reinvest_rate) - 1.
    cashflows: at least one negative and one positive amount, the first at t = 0. Both rates: ratios per period, greater than -1.
    Returns a float ratio per period; unlike irr there is always exactly one.
    Raises StrategicError when the flows never change sign, or a rate is -1 or less. Source: Excel's MIRR, numpy-financial.
    """
    flows = [float(flow) for flow in _amounts(cashflows)]
    if not any(flow > 0 for flow in flows) or not any(flow < 0 for flow in flows):
        raise StrategicError("no modified internal rate of return: the cash flows never change sign (what is paid must be negative)")
    reinvest = float(_rate(reinvest_rate, "reinvest_rate"))
    received = npv(reinvest, [max(flow, 0.0) for flow in flows])
    paid = npv(float(_rate(finance_rate, "finance_rate")), [min(flow, 0.0) for flow in flows])
    return (-received / paid) ** (1 / (len(flows) - 1)) * (1 + reinvest) - 1


def payback(cashflows, rate=None):
    """Periods until the cumulated flows reach zero for good, the last one as a fraction; None when they never do.

    cashflows: the first, usually negative, at t = 0; within a period money is taken to come in evenly.
    rate: when given, flows are discounted by it first (discounted payback).
    Returns a float number of periods; 0.0 when nothing has to be paid back.
    Raises StrategicError without flows or when rate <= -1.
    """
    flows = _amounts(cashflows)
    if rate is not None:
        rate = _rate(rate, "rate")
        rate, *flows = _alike([rate, *flows])
        flows = [_discounted(flow, 1 + rate, period) for period, flow in enumerate(flows)]
    else:
        flows = _alike(flows)
    # 110 / 1.1 - 100 leaves 1e-14 in floats: that is paid back.
    slack = 1e-12 * max(abs(flow) for flow in flows) if any(isinstance(flow, float) for flow in flows) else 0
    cumulated, reached = 0, None
    for period, flow in enumerate(flows):
        before, cumulated = cumulated, cumulated + flow
        if cumulated < -slack:
            reached = None
        elif reached is None:
            reached = min(float(period - 1 + -before / flow), float(period)) if period else 0.0
    return reached


def discounted_payback(rate, cashflows):
    """Periods until the discounted flows have paid back what was paid: payback(cashflows, rate), in the order of npv.

    rate: ratio per period, greater than -1. Returns a float number of periods, None when they never do. Errors as in payback.
    """
    return payback(cashflows, _rate(rate, "rate"))


def break_even(fixed_costs, price, variable_cost):
    """Units to sell until revenue covers all costs: fixed_costs / (price - variable_cost).

    fixed_costs: currency, not negative. price, variable_cost: currency per unit.
    Returns units, not rounded: use math.ceil for whole units.
    Raises StrategicError when the price does not exceed the variable cost (every unit loses money).
    """
    names = ("fixed_costs", "price", "variable_cost")
    fixed, price, variable = _alike([_number(value, name) for value, name in zip((fixed_costs, price, variable_cost), names)])
    if fixed < 0:
        raise StrategicError("fixed_costs must not be negative")
    if price <= variable:
        raise StrategicError("no break-even point: price must exceed variable_cost, or every unit loses money")
    return fixed / (price - variable)


def _number(value, name):
    """A plain number out of whatever numpy, pandas or JSON made of it."""
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0 and not isinstance(value, (Decimal, Fraction)):
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, (Integral, Rational, float, Decimal)):
        raise StrategicError(f"{name} must be a number, not {value!r} ({type(value).__name__})")
    if (isinstance(value, float) and not math.isfinite(value)) or (isinstance(value, Decimal) and not value.is_finite()):
        raise StrategicError(f"{name} is {value}: fill or drop missing values first, such as flows.fillna(0)")
    # A finite float is not beyond; comparing one with a fraction takes as long as all else here.
    if not isinstance(value, float) and abs(value) > LARGEST:
        raise StrategicError(f"{name} is beyond 1.8e308: give amounts in a larger unit, such as millions")
    return value


def _rate(value, name):
    rate = _number(value, name)
    if rate <= -1:
        raise StrategicError(f"{name} must be greater than -1 (-100 % per period), not {rate}")
    return rate


def _discounted(flow, factor, period):
    try:
        return flow / factor**period
    except OverflowError:
        return 0.0  # what a factor beyond all floats leaves
    except ZeroDivisionError:
        raise StrategicError(f"at a rate of {factor - 1} the value in period {period} is beyond all numbers: check that the rate is a ratio, 0.08 for 8 %") from None


def _amounts(cashflows):
    if isinstance(cashflows, (str, bytes, dict)) or not hasattr(cashflows, "__iter__"):
        raise StrategicError(f"cashflows must be a list of amounts, one per period, not {type(cashflows).__name__}")
    flows = [_number(flow, f"cash flow {period}") for period, flow in enumerate(cashflows)]
    if not flows:
        raise StrategicError("cashflows is empty: give one amount per period, the first at t = 0")
    return flows


def _total(value, name):
    if hasattr(value, "__iter__") and not isinstance(value, (str, bytes, dict)):
        return sum(_alike([_number(part, name) for part in value]))
    return _number(value, name)


def _alike(values):
    """One exact type where that is possible; Decimal and float don't add up in Python."""
    if any(isinstance(value, Decimal) for value in values):
        if any(isinstance(value, Fraction) for value in values):
            return [Fraction(str(value)) for value in values]
        return [Decimal(repr(value)) if isinstance(value, float) else Decimal(value) for value in values]
    return values


def _value(flows, factor):
    """Net present value as a polynomial in factor = 1 / (1 + rate)."""
    total = 0.0
    for flow in reversed(flows):
        total = total * factor + flow
    return total


def _roots(flows):
    """The discount factors at which the flows are worth nothing, each within the last bit of a float.

    For the usual case, one change of sign in the flows, Descartes' rule says there is exactly one.
    """
    signs = [flow > 0 for flow in flows if flow != 0]
    changes = sum(first != second for first, second in zip(signs, signs[1:]))
    # Cauchy's bound: no root of the polynomial lies above it.
    high = 1.0 + max(abs(flow) for flow in flows[:-1]) / abs(flows[-1])
    return [_root(flows, 0.0, high)] if changes == 1 else _all_roots(flows, high)


def _all_roots(flows, high):
    """Between neighbouring roots of its derivative a polynomial is monotonic; those are found the same way, degree by degree."""
    derivatives = [flows]
    while len(derivatives[-1]) > 2:
        slope = [power * flow for power, flow in enumerate(derivatives[-1])][1:]
        scale = max(abs(part) for part in slope) or 1.0
        derivatives.append([part / scale for part in slope])
    roots = []
    for polynomial in reversed(derivatives):
        edges = [0.0, *roots, high]
        crossed = [(low, upper) for low, upper in zip(edges, edges[1:]) if _value(polynomial, low) * _value(polynomial, upper) < 0]
        noise = 1e-12 * max(abs(part) for part in polynomial)
        touched = [point for point in roots if abs(_value(polynomial, point)) <= noise]
        roots = sorted({*touched, *(_root(polynomial, low, upper) for low, upper in crossed)})
    return roots


def _root(flows, low, high):
    """Bisection, which can't fail, to the last bit of a float; slopes near a root can't throw it off."""
    left = _value(flows, low)
    middle = (low + high) / 2
    while low < middle < high:
        if (_value(flows, middle) < 0) == (left < 0):
            low = middle
        else:
            high = middle
        middle = (low + high) / 2
    return middle
