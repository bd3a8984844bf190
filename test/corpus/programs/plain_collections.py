# %% words counted
from collections import Counter
text = "the more you know the more you know you do not know"
Counter(text.split()).most_common(3)

# %% grouped with defaultdict
from collections import defaultdict
rows = [("north", 5), ("south", 3), ("north", 2), ("east", 9)]
by = defaultdict(list)
for region, v in rows:
    by[region].append(v)
{k: (sum(v), max(v)) for k, v in sorted(by.items())}

# %% years out of order keep their order
{2021: 5, 2019: 3, 2020: 4}

# %% tuple keys and nested lists
{("a", 1): [1, (2, 3)], ("b", 2): {"x": {3, 1, 2}}}

# %% last of many with deque
from collections import deque
d = deque(maxlen=3)
for x in range(6):
    d.append(x)
d.rotate(1)
list(d), d[0]

# %% named tuples
from collections import namedtuple
P = namedtuple("P", "x y")
p = P(1, 2)
p._replace(x=5), P._fields, p + (3,), p

# %% chained settings
from collections import ChainMap, OrderedDict
c = ChainMap({"a": 1}, {"a": 2, "b": 3})
c["a"], c["b"], sorted(c), OrderedDict([("z", 1), ("a", 2)])

# %% heap of tasks
import heapq
h = [(3, "write"), (1, "read"), (2, "plan")]
heapq.heapify(h)
heapq.heappush(h, (0, "wake"))
[heapq.heappop(h)[1] for _ in range(4)], heapq.nlargest(2, [5, 1, 9]), list(heapq.merge([1, 4], [2, 3]))

# %% sorted by several keys
people = [("Ann", 31), ("bob", 25), ("Cy", 31)]
sorted(people, key=lambda p: (-p[1], p[0].lower())), min(people, key=lambda p: p[1])

# %% itertools over pairs and groups
from itertools import groupby, accumulate, chain, pairwise, product, islice, count, zip_longest
data = sorted(["apple", "avocado", "banana", "blueberry", "cherry"])
print({k: list(g) for k, g in groupby(data, key=lambda s: s[0])})
list(accumulate([3, 1, 4], max)), list(pairwise("abc")), list(islice(count(5, 5), 3)), list(zip_longest("ab", "x", fillvalue="-"))

# %% combinations counted
from itertools import combinations, permutations, combinations_with_replacement
len(list(combinations(range(6), 3))), ["".join(p) for p in permutations("abc")][:4], list(combinations_with_replacement("xy", 2))

# %% bisect into bands
from bisect import bisect, insort
limits, rates = [10_000, 50_000, 100_000], [0.0, 0.1, 0.2, 0.3]
xs = [3, 7]
insort(xs, 5)
[rates[bisect(limits, x)] for x in (5_000, 10_000, 75_000, 1e6)], xs

# %% sets of customers
a, b = {"ann", "bob", "cy"}, {"bob", "dee"}
sorted(a & b), sorted(a | b), sorted(a ^ b), a <= b, len(a - b)

# %% matrix transposed with zip
m = [[1, 2, 3], [4, 5, 6]]
list(map(list, zip(*m))), [sum(r) for r in m], [x for r in m for x in r if x % 2]

# %% dict merged and inverted
a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
c = a | b
c, {v: k for k, v in c.items()}, dict(sorted(c.items(), key=lambda t: -t[1]))

# %% json in and out
import json
d = json.loads('{"b": [1, 2.5, null, true], "a": {"é": "ü"}}')
d["a"]["n"] = 10**20
print(json.dumps(d, indent=1, sort_keys=True, ensure_ascii=False))
json.dumps({"k": float("inf")})

# %% csv module by rows
import csv, io
rows = list(csv.DictReader(io.StringIO('name,qty\n"Smith, J",3\nDoe,4\n')))
out = io.StringIO()
w = csv.writer(out, lineterminator="\n")
w.writerow(["a", 'say "hi"', 3.5])
rows, out.getvalue(), sum(int(r["qty"]) for r in rows)

# %% unpacking and walrus
first, *middle, last = range(6)
data = [3, 8, 2, 9]
big = [y for x in data if (y := x * 2) > 10]
first, middle, last, big

# %% match statement
def area(s):
    match s:
        case {"kind": "circle", "r": r}:
            return round(3.14159 * r * r, 3)
        case {"kind": "rect", "w": w, "h": h}:
            return w * h
        case [a, b]:
            return a * b / 2
        case _:
            return None
[area(x) for x in ({"kind": "circle", "r": 2}, {"kind": "rect", "w": 2, "h": 3}, [3, 4], "x")]

# %% generators and any/all
def primes():
    n, seen = 2, []
    while True:
        if all(n % p for p in seen if p * p <= n):
            seen.append(n)
            yield n
        n += 1
from itertools import takewhile
list(takewhile(lambda p: p < 40, primes())), any(x > 3 for x in [1, 2]), sum(1 for _ in range(10))

# %% rows of a table as plain records
rows = datasets["lookup_people"].to_dict("records")
tallest = max(rows, key=lambda r: r["height"])
tallest, sum(r["age"] for r in rows) / len(rows)

# %% frozen sets, ranges, bytes and complex come back
[frozenset([2, 1]), range(3), b"ab", 3 + 4j, None, True, 10**30, float("nan"), float("-inf")]
