# %% a dataclass with a method
from dataclasses import dataclass, field, asdict
@dataclass(order=True)
class Item:
    name: str
    price: float
    qty: int = 1
    tags: list = field(default_factory=list)
    @property
    def total(self):
        return self.price * self.qty
items = [Item("pen", 1.5, 10), Item("book", 12.0, 2, ["gift"])]
print(max(items, key=lambda i: i.total), sorted(items)[0].name)
[asdict(i) for i in items], sum(i.total for i in items)

# %% an inventory class
class Stock:
    def __init__(self):
        self.items = {}
    def add(self, name, n=1):
        self.items[name] = self.items.get(name, 0) + n
        return self
    def take(self, name, n=1):
        if self.items.get(name, 0) < n:
            raise ValueError(f"only {self.items.get(name, 0)} {name} left")
        self.items[name] -= n
    def __len__(self):
        return sum(self.items.values())
    def __repr__(self):
        return f"Stock({self.items})"
s = Stock().add("nut", 5).add("bolt")
try:
    s.take("bolt", 2)
except ValueError as e:
    print("refused:", e)
s, len(s)

# %% enumerations
from enum import Enum, IntEnum, auto
class Level(IntEnum):
    LOW = 1
    HIGH = 3
class Colour(Enum):
    RED = auto()
    BLUE = auto()
Level.HIGH > Level.LOW, [c.name for c in Colour], Level(3), Colour["RED"].value

# %% fibonacci remembered
from functools import lru_cache, reduce, partial
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
fib(90), fib.cache_info().misses, reduce(lambda a, b: a * b, range(1, 6)), list(map(partial(pow, 2), range(5)))

# %% a decorator that counts calls
from functools import wraps
def counted(f):
    @wraps(f)
    def inner(*args, **kwargs):
        inner.calls += 1
        return f(*args, **kwargs)
    inner.calls = 0
    return inner
@counted
def square(x):
    return x * x
[square(i) for i in range(4)], square.calls, square.__name__

# %% breadth-first search
from collections import deque
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["f"], "e": ["f"], "f": []}
def path(start, goal):
    todo, seen = deque([[start]]), {start}
    while todo:
        p = todo.popleft()
        if p[-1] == goal:
            return p
        for n in graph[p[-1]]:
            if n not in seen:
                seen.add(n)
                todo.append(p + [n])
path("a", "f")

# %% dijkstra with a heap
import heapq
edges = {"a": {"b": 4, "c": 1}, "c": {"b": 2, "d": 7}, "b": {"d": 1}, "d": {}}
def dist(src):
    best, heap = {}, [(0, src)]
    while heap:
        d, n = heapq.heappop(heap)
        if n not in best:
            best[n] = d
            for m, w in edges[n].items():
                heapq.heappush(heap, (d + w, m))
    return best
dist("a")

# %% knapsack
items, room = [(60, 10), (100, 20), (120, 30)], 50
best = [0] * (room + 1)
for v, w in items:
    for c in range(room, w - 1, -1):
        best[c] = max(best[c], best[c - w] + v)
best[room]

# %% critical path of a project
tasks = {"plan": (3, []), "build": (6, ["plan"]), "test": (2, ["build"]), "docs": (4, ["plan"]), "ship": (1, ["test", "docs"])}
end = {}
def finish(t):
    if t not in end:
        d, needs = tasks[t]
        end[t] = d + max((finish(n) for n in needs), default=0)
    return end[t]
total, at, way = finish("ship"), "ship", ["ship"]
while tasks[at][1]:
    at = max(tasks[at][1], key=end.get)
    way.insert(0, at)
total, way

# %% queue at a counter simulated
import random
rng = random.Random(42)
t, free, waits = 0.0, 0.0, []
for _ in range(500):
    t += rng.expovariate(1 / 4)
    start = max(t, free)
    waits.append(start - t)
    free = start + rng.expovariate(1 / 3)
round(sum(waits) / len(waits), 4), round(max(waits), 4), sum(w == 0 for w in waits)

# %% game of life
live = {(1, 0), (1, 1), (1, 2)}
def step(cells):
    from collections import Counter
    near = Counter((x + i, y + j) for x, y in cells for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j)
    return {c for c, n in near.items() if n == 3 or n == 2 and c in cells}
sorted(step(live)), step(step(live)) == live

# %% errors handled and raised from
def parse(x):
    try:
        return float(x)
    except ValueError as e:
        raise TypeError(f"bad cell {x!r}") from e
    finally:
        print("looked at", x)
try:
    parse("1.5"), parse("abc")
except TypeError as e:
    print(type(e).__name__, e, "<-", type(e.__cause__).__name__)

# %% context manager of timing without time
from contextlib import contextmanager, suppress
log = []
@contextmanager
def section(name):
    log.append("+" + name)
    yield name.upper()
    log.append("-" + name)
with section("load") as s, suppress(KeyError):
    {}["x"]
log, s

# %% typed protocol and abstract base
from abc import ABC, abstractmethod
from typing import NamedTuple, Optional
class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...
class Square(Shape):
    def __init__(self, a): self.a = a
    def area(self): return self.a ** 2
class Point(NamedTuple):
    x: int
    y: Optional[int] = None
try:
    Shape()
except TypeError as e:
    print(str(e)[:60])
Square(3).area(), Point(1)

# %% hierarchy of packages and their sizes
f = datasets["flare"]
children = f.groupby("parent")["id"].apply(list).to_dict()
size = f.set_index("id")["size"].fillna(0).to_dict()
def total(i):
    return size[i] + sum(total(c) for c in children.get(i, []))
top = {f.loc[f["id"] == c, "name"].iloc[0]: total(c) for c in children[1]}
sorted(top.items(), key=lambda t: -t[1])[:4]

# %% dependencies counted in a graph
d = datasets["flare-dependencies"]
names = datasets["flare"].set_index("id")["name"]
used = d["target"].map(names).value_counts()
print(used.head(3))
d.groupby("source").size().max()

# %% numbers in words
def words(n):
    ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 20: return ones[n]
    if n < 100: return tens[n // 10 - 2] + ("-" + ones[n % 10] if n % 10 else "")
    if n < 1000: return ones[n // 100] + " hundred" + (" and " + words(n % 100) if n % 100 else "")
    return words(n // 1000) + " thousand" + (" " + words(n % 1000) if n % 1000 else "")
[words(n) for n in (7, 42, 300, 1999, 20_015)]

# %% a state machine of orders
flow = {("new", "pay"): "paid", ("paid", "ship"): "sent", ("sent", "return"): "back", ("paid", "cancel"): "void"}
state, seen = "new", []
for event in ["pay", "cancel", "ship"]:
    nxt = flow.get((state, event))
    seen.append((state, event, nxt or "ignored"))
    state = nxt or state
seen, state

# %% recursion over nested data
data = {"a": [1, {"b": 2}], "c": {"d": [3, [4, 5]]}}
def flat(x, path=()):
    if isinstance(x, dict):
        for k, v in x.items():
            yield from flat(v, path + (k,))
    elif isinstance(x, list):
        for i, v in enumerate(x):
            yield from flat(v, path + (i,))
    else:
        yield ".".join(map(str, path)), x
dict(flat(data))

# %% timing with the clock is allowed
import time
t = time.perf_counter()
total = sum(range(100_000))
total, 0 <= time.perf_counter() - t < 5

# %% warnings silenced
import warnings
warnings.filterwarnings("ignore")
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.warn("old way", DeprecationWarning)
[(w.category.__name__, str(w.message)) for w in seen]
