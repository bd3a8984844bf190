"""Why a total differs from its plan: price, volume, mix."""

from ._given import StrategicError, cell, columns, exact, told


def variance(plan, actual, by="product", price="price", volume="volume"):
    """Splits the change of revenue (or cost) into price, volume and mix; the parts add up to the change.

    plan, actual: tables with a row for each product, columns called `by`, `price` (per unit) and `volume` (units), both of zero or
    more; rows of the same product are joined at their mean price.
    Formula, p and q of plan (0) and actual (1), Q their sums: price = sum((p1 - p0) * q1); volume = (Q1 - Q0) * average p0;
    mix = sum((q1 - q0) * p0) - volume. What only actual has counts at its own price, as mix and volume; what only the plan has, too.
    Returns {"plan", "actual", "change", "price", "volume", "mix" (currency), "table": [{"label", "plan", "actual", "change", "price",
    "volume_and_mix"}, ...] largest change first, "new", "gone"}. Computed in exact fractions of the decimals that the amounts are
    written as, and rounded once.
    Raises StrategicError for a missing or negative price or volume, or a plan without volume.
    Source: Horngren, Datar & Rajan, Cost Accounting, chapter 14.
    """
    old, new = (_joined(table, name, by, price, volume) for table, name in ((plan, "plan"), (actual, "actual")))
    sold_old, sold_new = (sum(units for _, units in table.values()) for table in (old, new))
    if sold_old == 0:
        raise StrategicError("the plan has no volume at all: there is nothing to compare with")
    rows, of_price, of_rest = [], 0, 0
    for label in dict.fromkeys([*old, *new]):
        was, now = old.get(label, (0, 0)), new.get(label, (0, 0))
        before, after = was[0] * was[1], now[0] * now[1]
        # Without a price to compare with, all of it is volume and mix.
        change = (now[0] - was[0]) * now[1] if was[1] and now[1] else 0
        of_price += change
        of_rest += after - before - change
        rows.append({"label": label, "plan": float(before), "actual": float(after), "change": float(after - before), "price": float(change), "volume_and_mix": float(after - before - change)})
    planned, earned = (sum(cost * units for cost, units in table.values()) for table in (old, new))
    of_volume = (sold_new - sold_old) * planned / sold_old
    rows.sort(key=lambda row: -abs(row["change"]))
    return {
        "plan": float(planned),
        "actual": float(earned),
        "change": float(earned - planned),
        "price": float(of_price),
        "volume": float(of_volume),
        "mix": float(of_rest - of_volume),
        "table": rows,
        "new": [label for label in new if label not in old],
        "gone": [label for label in old if label not in new],
    }


def _joined(table, name, by, price, volume):
    """(mean price, units) of each product, as fractions."""
    read = columns(table, name, (by, price, volume))
    found = {}
    for row, (label, cost, units) in enumerate(zip(read[by], read[price], read[volume])):
        pair = [cell(value, f"{name}: {column}", row) for value, column in ((cost, price), (units, volume))]
        if min(pair) < 0:
            raise StrategicError(f"{name}: {price if pair[0] < 0 else volume} in row {row} is {min(pair):g}: give prices and volumes of zero or more")
        cost, units = map(exact, pair)
        earlier = found.setdefault(told(label), [exact(0), exact(0), cost])
        earlier[0] += cost * units
        earlier[1] += units
    return {label: (value / units if units else cost, units) for label, (value, units, cost) in found.items()}
