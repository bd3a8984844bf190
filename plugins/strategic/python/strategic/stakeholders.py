"""Stakeholders: power_interest, influence, coverage_gaps, engagement.

Tables come as DataFrame, list of dicts or dict of lists; each function says which columns it reads and lets you name them otherwise.
Nothing is scored that was not given: a missing score is an error that names the row.

What is wrong with an input is told as a StrategicError, which is a ValueError.
"""

from ._given import StrategicError, cell, columns, is_missing, number, told
from ._network import influence

__all__ = ["coverage_gaps", "engagement", "influence", "power_interest"]

_LEVELS = ("unaware", "resistant", "neutral", "supportive", "leading")


def power_interest(stakeholders, scale=(1, 5), name="name", power="power", interest="interest"):
    """The four groups of the power-interest grid, split at the middle of the scale.

    stakeholders: a table with one row each; columns called `name`, `power` and `interest`, both scores on `scale` (low, high).
    A score in the middle or above counts as high.
    Returns {"manage closely" (high, high), "keep satisfied" (power high, interest low), "keep informed" (low, high), "monitor" (low,
    low): lists of names, most powerful first, "stakeholders": [{"name", "power", "interest", "group"}], "split": the middle}.
    Raises StrategicError for a score that is missing or off the scale. Source: Mendelow 1991.
    """
    low, high = _scale(scale)
    table = columns(stakeholders, "stakeholders", (name, power, interest))
    split = (low + high) / 2
    rows = []
    for row, (one, strong, keen) in enumerate(zip(table[name], table[power], table[interest])):
        scores = [number(cell(value, which, row), f"{which} in row {row} (on the scale {low:g} to {high:g}; give scale=(low, high) for another)", low, most=high) for value, which in ((strong, power), (keen, interest))]
        group = (("monitor", "keep informed"), ("keep satisfied", "manage closely"))[scores[0] >= split][scores[1] >= split]
        rows.append({"name": _name(one, name, row), "power": scores[0], "interest": scores[1], "group": group})
    ranked = sorted(rows, key=lambda row: (-row["power"], -row["interest"]))
    groups = {group: [row["name"] for row in ranked if row["group"] == group] for group in ("manage closely", "keep satisfied", "keep informed", "monitor")}
    return {**groups, "stakeholders": rows, "split": split}


def coverage_gaps(needs, contacts):
    """Who, or which topic of whom, nobody looks after; and what hangs on one person alone.

    needs: names, or {"name": topics that have to be covered}. contacts: who looks after what, as rows of (name, person), or of
    (name, topic, person) where needs has topics; a list or a DataFrame of two or three columns.
    Returns {"gaps": [(name) or (name, topic), ...], "single": [{"need", "person"}, ...] covered by one person alone, "coverage":
    covered needs / all needs, "needed", "covered", "load": {"person": needs that they cover}}.
    Raises StrategicError when a contact names what is no need: such a row would be counted for nothing.
    """
    if isinstance(needs, dict):
        wanted = [(told(one), topic) for one, topics in needs.items() for topic in _several(topics, f"needs[{one!r}]")]
    else:
        wanted = [(one,) for one in _several(needs, "needs")]
    if not wanted:
        raise StrategicError("needs is empty: give the names that have to be covered")
    covered = {need: [] for need in wanted}
    width = len(wanted[0]) + 1
    for row, contact in enumerate(_rows(contacts, "contacts")):
        if len(contact) != width:
            raise StrategicError(f"contacts has {len(contact)} values in row {row}: give {'(name, topic, person)' if width == 3 else '(name, person)'}")
        if any(map(is_missing, contact)):
            raise StrategicError(f"a value of contacts is missing in row {row}: fill it, or drop the row")
        need, person = tuple(map(told, contact[:-1])), told(contact[-1])
        if need not in covered:
            raise StrategicError(f"contacts row {row} is about {need if width == 3 else need[0]!r}, which is no need: add it to needs, or correct the name")
        if person not in covered[need]:
            covered[need].append(person)
    shown = (lambda need: need) if width == 3 else (lambda need: need[0])
    load = {}
    for people in covered.values():
        for person in people:
            load[person] = load.get(person, 0) + 1
    gaps = [shown(need) for need, people in covered.items() if not people]
    return {
        "gaps": gaps,
        "single": [{"need": shown(need), "person": people[0]} for need, people in covered.items() if len(people) == 1],
        "coverage": 1 - len(gaps) / len(covered),
        "needed": len(covered),
        "covered": len(covered) - len(gaps),
        "load": dict(sorted(load.items(), key=lambda one: -one[1])),
    }


def engagement(stakeholders, name="name", current="current", desired="desired", weight=None):
    """How far each stands from where they are needed, the largest gap first.

    stakeholders: a table with one row each; columns called `name`, `current` and `desired`, each one of "unaware", "resistant",
    "neutral", "supportive", "leading" (in this order, 0 to 4), or all of them numbers on a scale of your own. weight: a column such
    as "power" by which gaps count.
    Returns {"gaps": [{"name", "current", "desired", "gap" (desired - current; below 0: more engaged than needed), "weighted"}, ...],
    "where_needed": ratio of those with no gap left, "mean_gap": mean of gaps above 0 counted as 0 where there is none}.
    Raises StrategicError for a level that is none, or missing. Source: PMI, PMBOK Guide, stakeholder engagement assessment matrix.
    """
    table = columns(stakeholders, "stakeholders", (name, current, desired, *([] if weight is None else [weight])))
    rows = []
    for row, one in enumerate(table[name]):
        now, wanted = (_level(table[which][row], which, row) for which in (current, desired))
        count = 1.0 if weight is None else number(cell(table[weight][row], weight, row), f"{weight} in row {row}", least=0)
        rows.append({"name": _name(one, name, row), "current": table[current][row], "desired": table[desired][row], "gap": wanted - now, "weighted": (wanted - now) * count})
    rows.sort(key=lambda row: -row["weighted"])
    return {"gaps": rows, "where_needed": sum(row["gap"] <= 0 for row in rows) / len(rows), "mean_gap": sum(max(0.0, row["gap"]) for row in rows) / len(rows)}


def _scale(scale):
    if isinstance(scale, (str, bytes)) or not hasattr(scale, "__iter__") or len(scale := tuple(scale)) != 2:
        raise StrategicError("scale must be (low, high), such as (1, 5)")
    low, high = (number(one, "scale") for one in scale)
    if low >= high:
        raise StrategicError(f"scale must run from low to high, not {low:g} to {high:g}")
    return low, high


def _name(value, column, row):
    if is_missing(value):
        raise StrategicError(f"{column} is missing in row {row}: name it, or drop the row")
    return told(value)


def _level(value, column, row):
    if isinstance(value, str):
        plain = value.strip().lower()
        if plain not in _LEVELS:
            raise StrategicError(f"{column} in row {row} is {value!r}: it must be one of {', '.join(_LEVELS)}")
        return float(_LEVELS.index(plain))
    return cell(value, column, row)


def _several(values, what):
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        raise StrategicError(f"{what} must be a list of names, not {values!r}")
    return list(dict.fromkeys(map(told, values)))


def _rows(rows, what):
    if hasattr(rows, "columns") and hasattr(rows, "iloc"):
        return list(zip(*(rows.iloc[:, at].tolist() for at in range(len(rows.columns)))))
    if isinstance(rows, (str, bytes)) or not hasattr(rows, "__iter__"):
        raise StrategicError(f"{what} must be rows such as ('CFO', 'Ana'), not {rows!r}")
    rows = list(rows.items()) if isinstance(rows, dict) else list(rows)
    for at, row in enumerate(rows):
        if not isinstance(row, (tuple, list)):
            raise StrategicError(f"{what}[{at}] is {row!r}: give rows such as ('CFO', 'Ana')")
    return rows
