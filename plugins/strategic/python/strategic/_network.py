"""Who matters in a network: centralities, as networkx counts them."""

from ._given import StrategicError, cell, flag, is_missing, number, told

# Shortest paths from everyone to everyone: a second or two.
MOST_STEPS = 3_000_000
_ROUNDS = 10_000


def influence(edges, directed=True, damping=0.85):
    """PageRank, eigenvector and betweenness centrality of everyone in a network, the most influential first.

    edges: rows of (who, whom) or (who, whom, weight): who looks to whom, so that influence flows to `whom`: reports to, asks, follows.
    A list, or a DataFrame of two or three columns; weight is above 0, 1 where there is none; rows that come twice add up.
    directed: False for ties that go both ways, such as "works with".
    Returns [{"name", "pagerank" (all sum to 1), "eigenvector" (length 1; None where it is not defined, as without any circle),
    "betweenness" (0 to 1; share of shortest paths that pass; weights don't count; None in networks too large for it), "in", "out"
    (number of ties)}, ...] by pagerank.
    Raises StrategicError without edges, for a name that is missing, or a weight that is not above 0.
    Sources: Page & Brin 1998 (damping 0.85); Bonacich 1987; Brandes 2001. Golden values: networkx.
    """
    weights = _weights(edges)
    directed = flag(directed, "directed")
    share = number(damping, "damping", least=0)
    if share >= 1:
        raise StrategicError(f"damping must be below 1, not {share:g}")
    names = list(dict.fromkeys(name for pair in weights for name in pair))
    links = {name: {} for name in names}
    for (who, whom), weight in weights.items():
        links[who][whom] = links[who].get(whom, 0.0) + weight
        if not directed and who != whom:
            links[whom][who] = links[whom].get(who, 0.0) + weight
    incoming = {name: 0 for name in names}
    for targets in links.values():
        for target in targets:
            incoming[target] += 1
    rank, own, between = _pagerank(links, share), _eigenvector(links), _betweenness(links, directed)
    rows = [{"name": name, "pagerank": rank[name], "eigenvector": own and own[name], "betweenness": between and between[name], "in": incoming[name], "out": len(links[name])} for name in names]
    return sorted(rows, key=lambda row: -row["pagerank"])


def _weights(edges):
    if hasattr(edges, "columns") and hasattr(edges, "iloc"):
        edges = list(zip(*(edges.iloc[:, at].tolist() for at in range(len(edges.columns)))))
    elif isinstance(edges, (str, bytes, dict)) or not hasattr(edges, "__iter__"):
        raise StrategicError(f"edges must be rows such as ('Ana', 'Ben'), not {type(edges).__name__}")
    weights = {}
    for row, edge in enumerate(edges):
        if not isinstance(edge, (tuple, list)) or len(edge) not in (2, 3):
            raise StrategicError(f"edges row {row} is {edge!r}: give (who, whom) or (who, whom, weight)")
        if is_missing(edge[0]) or is_missing(edge[1]):
            raise StrategicError(f"a name is missing in row {row} of edges: fill it, or drop the row")
        pair = told(edge[0]), told(edge[1])
        weights[pair] = weights.get(pair, 0.0) + (number(cell(edge[2], "weight", row), f"weight in row {row}", above=0) if len(edge) == 3 else 1.0)
    if not weights:
        raise StrategicError("edges is empty: give rows such as ('Ana', 'Ben')")
    return weights


def _pagerank(links, damping):
    n = len(links)
    rank = {name: 1 / n for name in links}
    total = {name: sum(targets.values()) for name, targets in links.items()}
    for _ in range(_ROUNDS):
        # What leads nowhere leads everywhere.
        lost = sum(rank[name] for name, targets in links.items() if not targets)
        after = {name: (1 - damping + damping * lost) / n for name in links}
        for name, targets in links.items():
            for target, weight in targets.items():
                after[target] += damping * rank[name] * weight / total[name]
        moved = sum(abs(after[name] - rank[name]) for name in links)
        rank = after
        if moved < 1e-15 * n:
            break
    whole = sum(rank.values())
    return {name: value / whole for name, value in rank.items()}


def _eigenvector(links):
    """By powers of the network plus itself, which turns no sign over; None when it settles on nothing."""
    values = {name: 1 / len(links) ** 0.5 for name in links}
    for _ in range(_ROUNDS):
        after = dict(values)
        for name, targets in links.items():
            for target, weight in targets.items():
                after[target] += values[name] * weight
        length = sum(value * value for value in after.values()) ** 0.5
        after = {name: value / length for name, value in after.items()}
        moved = sum(abs(after[name] - values[name]) for name in links)
        values = after
        if moved < 1e-14 * len(links):
            return values
    return None


def _betweenness(links, directed):
    """Brandes: for each name, shortest paths outwards, then what depends on whom backwards."""
    n = len(links)
    if n * (n + sum(map(len, links.values()))) > MOST_STEPS:
        return None
    found = dict.fromkeys(links, 0.0)
    for source in links:
        order, before = [], {name: [] for name in links}
        paths, far = dict.fromkeys(links, 0), {source: 0}
        paths[source] = 1
        queue = [source]
        for name in queue:
            order.append(name)
            for target in links[name]:
                if target not in far:
                    far[target] = far[name] + 1
                    queue.append(target)
                if far[target] == far[name] + 1:
                    paths[target] += paths[name]
                    before[target].append(name)
        depends = dict.fromkeys(links, 0.0)
        for name in reversed(order):
            for earlier in before[name]:
                depends[earlier] += paths[earlier] / paths[name] * (1 + depends[name])
            if name != source:
                found[name] += depends[name]
    # Of all ordered pairs without oneself: what goes both ways was met from both sides.
    pairs = (n - 1) * (n - 2)
    return {name: value / pairs if pairs else 0.0 for name, value in found.items()}
