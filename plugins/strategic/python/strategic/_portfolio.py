"""Which initiatives a budget buys: the best choice there is, not a good one."""

from math import lcm

from ._given import StrategicError, cell, columns, exact, number, told

# States kept at once. Beyond, an exact answer would take longer than a run may.
MOST_STATES = 100_000


def portfolio(initiatives, budget, must=(), exclusive=(), name="name", cost="cost", value="value"):
    """The initiatives that together are worth most within a budget: exact, amounts counted as the decimals they are written as.

    initiatives: a table with one row each (DataFrame, list of dicts, dict of lists) whose columns are called `name`, `cost` and
    `value`, or {"name": (cost, value), ...}. cost: currency, not negative. value: what counts, such as a net present value.
    must: names that are chosen in any case. exclusive: groups of names of which at most one may be chosen, no name in two groups.
    Returns {"chosen", "left_out" (names in the order given), "cost", "value", "budget", "unspent"}. Of choices worth the same the
    cheapest is taken; what has no value is left out.
    Raises StrategicError when `must` alone is beyond the budget, names are unknown or come twice, or the problem is too large to
    be solved exactly (some 40 initiatives whose value is close to proportional to their cost, hundreds of others).
    Source: Nemhauser & Ullmann 1969 (choices that no other beats), with the bound of Dantzig 1957.
    """
    items = _items(initiatives, name, cost, value)
    limit = number(budget, "budget", least=0)
    needed = _names(must, "must", items)
    groups = _groups(exclusive, items, needed)
    costs = {one: exact(amount) for one, (amount, _) in items.items()}
    values = {one: exact(amount) for one, (_, amount) in items.items()}
    # Whole numbers of the smallest unit that occurs: they add up without rounding.
    unit = lcm(*(amount.denominator for amount in [*costs.values(), exact(limit)]))
    grain = lcm(*(amount.denominator for amount in values.values()))
    room = int(exact(limit) * unit) - sum(int(costs[one] * unit) for one in needed)
    if room < 0:
        raise StrategicError(f"what must be chosen costs {float(sum(costs[one] for one in needed)):g}, more than the budget of {limit:g}")
    options = [[(int(costs[one] * unit), int(values[one] * grain), one) for one in group] for group in groups]
    chosen = set(needed) | set(_best(options, room))
    in_order = [one for one in items if one in chosen]
    spent = sum((costs[one] for one in in_order), exact(0))
    return {
        "chosen": in_order,
        "left_out": [one for one in items if one not in chosen],
        "cost": float(spent),
        "value": float(sum(values[one] for one in in_order)),
        "budget": limit,
        "unspent": float(exact(limit) - spent),
    }


def _items(initiatives, name, cost, value):
    if isinstance(initiatives, dict) and all(isinstance(column, str) for column in (name, cost, value)) and initiatives and all(isinstance(one, (tuple, list)) and len(one) == 2 for one in initiatives.values()) and not {name, cost, value} <= set(initiatives):
        rows = [(told(key), *pair) for key, pair in initiatives.items()]
    else:
        table = columns(initiatives, "initiatives", (name, cost, value))
        rows = list(zip(map(told, table[name]), table[cost], table[value]))
    items = {}
    for row, (one, spent, worth) in enumerate(rows):
        if one in items:
            raise StrategicError(f"the initiative {one!r} comes twice: names tell them apart")
        amount = cell(spent, cost, row)
        if amount < 0:
            raise StrategicError(f"{cost} of {one!r} is {amount:g}: give costs as positive numbers")
        items[one] = (amount, cell(worth, value, row))
    return items


def _names(given, what, items):
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        raise StrategicError(f"{what} must be a list of names, not {given!r}")
    names = list(dict.fromkeys(map(told, given)))
    for one in names:
        if one not in items:
            raise StrategicError(f"{what} names {one!r}, which is no initiative; there are {', '.join(map(repr, list(items)[:12]))}")
    return names


def _groups(exclusive, items, needed):
    """Each initiative that may still be chosen stands in one group; at most one of a group is."""
    if isinstance(exclusive, (str, bytes)) or not hasattr(exclusive, "__iter__"):
        raise StrategicError(f"exclusive must be a list of groups of names, such as [['a', 'b']], not {exclusive!r}")
    grouped, free = set(), []
    for at, group in enumerate(exclusive):
        names = _names(group, f"exclusive[{at}]", items)
        twice = [one for one in names if one in grouped]
        if twice:
            raise StrategicError(f"{twice[0]!r} stands in two exclusive groups: put all that exclude each other into one")
        grouped.update(names)
        both = [one for one in names if one in needed]
        if len(both) > 1:
            raise StrategicError(f"{both[0]!r} and {both[1]!r} must both be chosen and exclude each other")
        if not both:
            free.append(names)
    return free + [[one] for one in items if one not in grouped and one not in needed]


def _best(options, room):
    """Group by group, the choices that no other beats in cost and value; those that can't become the best are dropped."""
    useful = [[option for option in group if option[1] > 0 and option[0] <= room] for group in options]
    # What gives most for its cost comes first, so that the bound is close early.
    useful = sorted((group for group in useful if group), key=lambda group: -max(worth / (spent or 1e-9) for spent, worth, _ in group))
    rest = [sorted((option for group in useful[at:] for option in group), key=lambda option: -(option[1] / (option[0] or 1e-9))) for at in range(len(useful) + 1)]
    states = [(0, 0, None)]
    floor = 0
    for at, group in enumerate(useful):
        merged = sorted([*states, *((spent + more, worth + gain, (one, chain)) for spent, worth, chain in states for more, gain, one in group if spent + more <= room)], key=lambda state: (state[0], -state[1]))
        states, most = [], -1
        for state in merged:
            if state[1] > most:
                states.append(state)
                most = state[1]
        floor = max(floor, *(worth + _filled(rest[at + 1], room - spent, useful[at + 1 :]) for spent, worth, _ in states[-50:]))
        states = [state for state in states if state[1] + _bound(rest[at + 1], room - state[0]) >= floor]
        if len(states) > MOST_STATES:
            raise StrategicError(f"too large to be solved exactly: after {at + 1} of {len(useful)} initiatives there are more than {MOST_STATES:,} choices that no other beats; fix some with must, drop the hopeless ones, or round the amounts")
    best = max(states, key=lambda state: (state[1], -state[0]))[2]
    names = []
    while best is not None:
        names.append(best[0])
        best = best[1]
    return names


def _bound(rest, room):
    """What the rest could add at most, if parts of an initiative could be bought: rounded up, so never too little."""
    total = 0
    for spent, worth, _ in rest:
        if spent > room:
            return total + -(-worth * room // spent)
        total += worth
        room -= spent
    return total


def _filled(rest, room, groups):
    """What a choice by value for cost adds: one that can be had."""
    group_of = {one: at for at, group in enumerate(groups) for _, _, one in group}
    total, taken = 0, set()
    for spent, worth, one in rest:
        if spent <= room and group_of[one] not in taken:
            taken.add(group_of[one])
            total += worth
            room -= spent
    return total
