"""The grid, the network, gaps and engagement against counting by hand, and networks whose centres are known."""
import itertools
import math

import pandas as pd

from strategic import StrategicError, stakeholders


def near(got, wanted, most=1e-9):
    return math.isclose(got, wanted, rel_tol=most, abs_tol=most)


@rule("each stakeholder stands in the group of its two halves, the most powerful first")
def _(random):
    for _ in range(50):
        rows = [{"name": f"s{at}", "power": random.randint(1, 5), "interest": random.randint(1, 5)} for at in range(random.randint(1, 12))]
        got = stakeholders.power_interest(rows)
        for row, told in zip(rows, got["stakeholders"]):
            wanted = {(True, True): "manage closely", (True, False): "keep satisfied", (False, True): "keep informed", (False, False): "monitor"}[row["power"] >= 3, row["interest"] >= 3]
            same((told["name"], told["group"], told["power"], told["interest"]), (row["name"], wanted, float(row["power"]), float(row["interest"])))
            holds(row["name"] in got[wanted], (row, got))
        listed = [name for group in ("manage closely", "keep satisfied", "keep informed", "monitor") for name in got[group]]
        same(sorted(listed), sorted(row["name"] for row in rows))
        power = {row["name"]: row["power"] for row in rows}
        holds(all([power[name] for name in got[group]] == sorted((power[name] for name in got[group]), reverse=True) for group in ("manage closely", "monitor")), got)
        same(stakeholders.power_interest(pd.DataFrame(rows)), got)
    wide = stakeholders.power_interest([{"who": "a", "p": 50, "i": 49.9}], scale=(0, 100), name="who", power="p", interest="i")
    same((wide["keep satisfied"], wide["split"]), (["a"], 50.0))
    row = {"name": "a", "power": 1, "interest": 5}
    for change, word in (({"power": 6}, "on the scale 1 to 5; give scale=(low, high)"), ({"interest": 0}, "interest in row 0"), ({"power": None}, "power is missing in row 0"), ({"power": "high"}, "which is text"), ({"power": True}, "not a number"), ({"name": None}, "name is missing in row 0")):
        raises(StrategicError, word, lambda: stakeholders.power_interest([{**row, **change}]))
    for scale, word in ((5, "scale must be (low, high)"), ("15", "scale must be (low, high)"), ((1, 2, 3), "scale must be (low, high)"), ((5, 1), "from low to high"), ((1, None), "scale must be a number")):
        raises(StrategicError, word, lambda: stakeholders.power_interest([row], scale=scale))
    raises(StrategicError, "no column 'interest'", lambda: stakeholders.power_interest([{"name": "a", "power": 1}]))
    raises(StrategicError, "must be a table", lambda: stakeholders.power_interest("a"))
    raises(StrategicError, "has no rows", lambda: stakeholders.power_interest({"name": [], "power": [], "interest": []}))
    raises(StrategicError, "different lengths", lambda: stakeholders.power_interest({"name": ["a"], "power": [1, 2], "interest": [1]}))


@rule("in a ring all count the same, in a star the centre counts most, and a bridge is between all")
def _(random):
    for size in (3, 5, 8):
        ring = stakeholders.influence([(at, (at + 1) % size) for at in range(size)])
        holds(all(near(row["pagerank"], 1 / size) and near(row["eigenvector"], size**-0.5) and near(row["betweenness"], ring[0]["betweenness"]) and (row["in"], row["out"]) == (1, 1) for row in ring), ring)
        star = stakeholders.influence([(f"leaf {at}", "centre") for at in range(size)], directed=False)
        holds(star[0]["name"] == "centre" and near(star[0]["betweenness"], 1) and near(star[0]["eigenvector"], 0.5**0.5) and star[0]["in"] == star[0]["out"] == size, star)
        looked_to = stakeholders.influence([(f"leaf {at}", "centre") for at in range(size)])
        holds(looked_to[0]["name"] == "centre" and (looked_to[0]["in"], looked_to[0]["out"]) == (size, 0) and near(sum(row["pagerank"] for row in looked_to), 1), looked_to)
    path = {row["name"]: row for row in stakeholders.influence([("a", "b"), ("b", "c")])}
    same([path[name]["betweenness"] for name in "abc"], [0.0, 0.5, 0.0])
    same(path["a"]["eigenvector"], None)
    same([row["betweenness"] for row in stakeholders.influence([("a", "b")])], [0.0, 0.0])


@rule("ranks sum to one, weights pull, rows that come twice add up, and names may be anything")
def _(random):
    for _ in range(20):
        size = random.randint(3, 8)
        edges = [(random.randrange(size), random.randrange(size), random.choice([0.5, 1, 3])) for _ in range(random.randint(3, 20))]
        got = stakeholders.influence(edges)
        holds(near(sum(row["pagerank"] for row in got), 1) and [row["pagerank"] for row in got] == sorted((row["pagerank"] for row in got), reverse=True), got)
        doubled = stakeholders.influence([(who, whom, weight / 2) for who, whom, weight in edges] * 2)
        holds(all(near(one["pagerank"], other["pagerank"]) for one, other in zip(sorted(got, key=lambda row: row["name"]), sorted(doubled, key=lambda row: row["name"]))), (edges, got))
        same(stakeholders.influence(pd.DataFrame(edges)), got)
    pulled = {row["name"]: row["pagerank"] for row in stakeholders.influence([("a", "b", 9), ("a", "c", 1)])}
    holds(pulled["b"] > pulled["c"] > pulled["a"], pulled)
    level = stakeholders.influence([("a", "b"), ("c", "b")], damping=0)
    holds(all(near(row["pagerank"], 1 / 3) for row in level), level)
    crowd = stakeholders.influence([(at, (at * 7 + step) % 1500) for at in range(1500) for step in (1, 2)])
    holds(len(crowd) == 1500 and crowd[0]["betweenness"] is None, crowd[0])
    for edges, word in (
        ([], "edges is empty"), ("ab", "edges must be rows"), ({"a": "b"}, "edges must be rows"), ([("a",)], "edges row 0 is ('a',)"), (["ab"], "edges row 0"), ([("a", None)], "a name is missing in row 0"), ([("a", "b", 0)], "weight in row 0 must be greater than 0"),
        ([("a", "b", -1)], "greater than 0"), ([("a", "b", None)], "weight is missing in row 0"), ([("a", "b", "x")], "which is text"), ([("a", "b", 1, 2)], "give (who, whom)"),
    ):
        raises(StrategicError, word, lambda: stakeholders.influence(edges))
    raises(StrategicError, "damping must be below 1", lambda: stakeholders.influence([("a", "b")], damping=1))
    raises(StrategicError, "damping must be at least 0", lambda: stakeholders.influence([("a", "b")], damping=-0.1))


@rule("betweenness is the share of shortest paths that pass, counted one by one")
def _(random):
    for _ in range(25):
        size = random.randint(4, 7)
        edges = {(one, other) for one, other in itertools.permutations(range(size), 2) if random.random() < 0.3} or {(0, 1)}
        names = sorted({name for edge in edges for name in edge})
        links = {name: [other for one, other in edges if one == name] for name in names}

        def shortest(source, target):
            paths = [[source]]
            while paths and not any(path[-1] == target for path in paths):
                paths = [[*path, after] for path in paths for after in links[path[-1]] if after not in path]
            return [path for path in paths if path[-1] == target]

        wanted = dict.fromkeys(names, 0.0)
        for source, target in itertools.permutations(names, 2):
            paths = shortest(source, target)
            for path in paths:
                for name in path[1:-1]:
                    wanted[name] += 1 / len(paths)
        pairs = (len(names) - 1) * (len(names) - 2)
        for row in stakeholders.influence(sorted(edges)):
            holds(near(row["betweenness"], wanted[int(row["name"])] / pairs if pairs else 0.0), (edges, row, wanted))


@rule("a need is covered by at least one person, and hangs on one where there is no other")
def _(random):
    for _ in range(40):
        needs = [f"n{at}" for at in range(random.randint(1, 8))]
        contacts = [(random.choice(needs), random.choice("ABC")) for _ in range(random.randint(0, 12))]
        got = stakeholders.coverage_gaps(needs, contacts)
        people = {need: {person for one, person in contacts if one == need} for need in needs}
        same(got["gaps"], [need for need in needs if not people[need]])
        same({one["need"]: one["person"] for one in got["single"]}, {need: next(iter(some)) for need, some in people.items() if len(some) == 1})
        holds(near(got["coverage"], 1 - len(got["gaps"]) / len(needs)) and got["needed"] == len(needs) and got["covered"] + len(got["gaps"]) == len(needs), got)
        same(got["load"], {person: sum(person in some for some in people.values()) for person in got["load"]})
        same(list(got["load"].values()), sorted(got["load"].values(), reverse=True))
    topics = stakeholders.coverage_gaps({"CFO": ["cost", "risk"], "CTO": ["risk"]}, pd.DataFrame({"who": ["CFO"], "what": ["cost"], "by": ["Ana"]}))
    same((topics["gaps"], topics["single"]), ([("CFO", "risk"), ("CTO", "risk")], [{"need": ("CFO", "cost"), "person": "Ana"}]))
    same(stakeholders.coverage_gaps(["a"], {"a": "Ana"})["gaps"], [])
    for needs, contacts, word in (
        ([], [], "needs is empty"), ("CFO", [], "needs must be a list"), ({"CFO": "cost"}, [], "needs['CFO'] must be a list"), (5, [], "needs must be a list"), (["a"], [("b", "Ana")], "'b', which is no need"), (["a"], [("a",)], "give (name, person)"),
        ({"a": ["x"]}, [("a", "Ana")], "give (name, topic, person)"), (["a"], ["ab"], "contacts[0] is 'ab'"), (["a"], "ab", "contacts must be rows"), (["a"], [("a", None)], "missing in row 0"), (["a"], 5, "contacts must be rows"),
    ):
        raises(StrategicError, word, lambda: stakeholders.coverage_gaps(needs, contacts))


@rule("engagement is where they are needed less where they are, the largest gap first")
def _(random):
    levels = ["unaware", "resistant", "neutral", "supportive", "leading"]
    for _ in range(40):
        rows = [{"name": f"s{at}", "current": random.choice(levels), "desired": random.choice(levels).upper(), "power": random.randint(0, 5)} for at in range(random.randint(1, 10))]
        got = stakeholders.engagement(rows, weight="power")
        by_name = {row["name"]: row for row in rows}
        for one in got["gaps"]:
            row = by_name[one["name"]]
            gap = levels.index(row["desired"].lower()) - levels.index(row["current"])
            same((one["gap"], one["weighted"], one["current"], one["desired"]), (float(gap), float(gap * row["power"]), row["current"], row["desired"]))
        same([one["weighted"] for one in got["gaps"]], sorted((one["weighted"] for one in got["gaps"]), reverse=True))
        gaps = [one["gap"] for one in got["gaps"]]
        holds(near(got["where_needed"], sum(gap <= 0 for gap in gaps) / len(gaps)) and near(got["mean_gap"], sum(max(0, gap) for gap in gaps) / len(gaps)), got)
        same(stakeholders.engagement(rows)["gaps"][0]["gap"], max(gaps))
    same(stakeholders.engagement([{"name": "a", "current": 2, "desired": 4.5}])["gaps"][0]["gap"], 2.5)
    row = {"name": "a", "current": "neutral", "desired": "leading", "power": 1}
    for change, word in (({"current": "fine"}, "current in row 0 is 'fine'"), ({"desired": None}, "desired is missing in row 0"), ({"power": -1}, "power in row 0 must be at least 0"), ({"name": None}, "name is missing")):
        raises(StrategicError, word, lambda: stakeholders.engagement([{**row, **change}], weight="power"))
