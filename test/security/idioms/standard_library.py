import statistics
statistics.mean([1, 2, 3]), statistics.median([1, 3, 2]), round(statistics.stdev([1, 2, 4]), 3), statistics.quantiles([1, 2, 3, 4], n=4)
#%%
from statistics import NormalDist, linear_regression, correlation
NormalDist(100, 15).cdf(115), linear_regression([1, 2, 3], [2, 4, 6]).slope
#%%
from dataclasses import dataclass, field, asdict, replace
@dataclass
class Initiative:
    name: str
    cost: float
    tags: list[str] = field(default_factory=list)
    @property
    def label(self) -> str:
        return f"{self.name} ({self.cost:,.0f})"
i = Initiative("Platform", 120000)
asdict(replace(i, cost=1)), i.label
#%%
from dataclasses import dataclass
@dataclass(frozen=True, order=True)
class Score:
    value: float
    name: str = "x"
sorted([Score(2), Score(1)])[0].value, hash(Score(1)) == hash(Score(1))
#%%
from dataclasses import dataclass, fields
@dataclass(slots=True)
class Money:
    amount: int
    currency: str = "EUR"
    def __add__(self, other):
        return Money(self.amount + other.amount, self.currency)
    def __post_init__(self):
        if self.amount < 0:
            raise ValueError("negative")
[f.name for f in fields(Money)], (Money(1) + Money(2)).amount
#%%
import re
re.findall(r"\d+", "a1b22"), re.sub(r"\s+", " ", "a   b"), re.match(r"(?P<y>\d{4})", "2026-01").group("y")
#%%
import re
pattern = re.compile(r"^(?P<key>\w+)\s*=\s*(?P<value>.+)$", re.MULTILINE)
[m.groupdict() for m in pattern.finditer("a = 1\nb = 2")]
#%%
import re
re.split(r"[;,]\s*", "a; b,c"), re.sub(r"(\d+)", lambda m: str(int(m.group(1)) * 2), "x3"), re.escape("a.b")
#%%
from datetime import datetime, date, timedelta, timezone
(date(2026, 3, 1) - timedelta(days=1)).isoformat(), datetime(2026, 1, 1, tzinfo=timezone.utc).isoformat(), date(2026, 11, 22).strftime("%d %b %Y")
#%%
from datetime import datetime
d = datetime.strptime("2026-11-22 10:30", "%Y-%m-%d %H:%M")
d.weekday(), d.replace(day=1).date().isoformat(), d.isocalendar()[1], datetime.fromisoformat("2026-01-01").year
#%%
import calendar
calendar.monthrange(2028, 2)[1], calendar.month_name[3], calendar.isleap(2028)
#%%
from zoneinfo import ZoneInfo
from datetime import datetime
datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Paris")).utcoffset().total_seconds()
#%%
import itertools
list(itertools.accumulate([1, 2, 3])), list(itertools.pairwise([1, 2, 3])), list(itertools.batched("abcd", 2)), sum(1 for _ in itertools.combinations(range(5), 2))
#%%
from itertools import groupby, chain, product, islice, zip_longest, permutations, count, takewhile
[(k, list(g)) for k, g in groupby([1, 1, 2])], list(chain([1], [2])), list(islice(count(5), 3)), list(takewhile(lambda x: x < 3, range(9)))
#%%
from collections import Counter, defaultdict, namedtuple, OrderedDict, deque, ChainMap
c = Counter("abca")
d = defaultdict(list)
d["x"].append(1)
Point = namedtuple("Point", ["x", "y"])
c.most_common(1), dict(d), Point(1, 2)._asdict(), list(deque([1, 2, 3], maxlen=2)), ChainMap({"a": 1}, {"b": 2})["b"]
#%%
from functools import reduce, partial, lru_cache, cache, cmp_to_key, wraps
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
fib(50), reduce(lambda a, b: a * b, [1, 2, 3]), partial(pow, 2)(5)
#%%
import functools
def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper
@traced
def add(a, b=1):
    return a + b
add(1, b=2), add.__name__
#%%
import operator
rows = [{"k": "b", "v": 2}, {"k": "a", "v": 1}]
sorted(rows, key=operator.itemgetter("k")), max(rows, key=operator.itemgetter("v"))["k"], operator.mul(2, 3)
#%%
from operator import attrgetter, itemgetter
from collections import namedtuple
P = namedtuple("P", "name age")
sorted([P("b", 2), P("a", 3)], key=attrgetter("age"))[0].name
#%%
from decimal import Decimal, ROUND_HALF_UP, getcontext, localcontext
price = Decimal("19.995").quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
with localcontext() as ctx:
    ctx.prec = 4
    third = Decimal(1) / 3
price, third, sum([Decimal("0.1")] * 3)
#%%
from fractions import Fraction
Fraction(1, 3) + Fraction(1, 6), float(Fraction("0.25"))
#%%
import math
math.sqrt(2), math.isclose(0.1 + 0.2, 0.3), math.comb(5, 2), math.prod([1, 2, 3]), math.inf > 1, math.log10(1000), math.ceil(1.2)
#%%
import json
text = json.dumps({"a": [1, None, True], "é": 1.5}, indent=2, sort_keys=True, ensure_ascii=False)
json.loads(text)["a"]
#%%
import csv, io
reader = csv.DictReader(io.StringIO("a,b\n1,2\n3,4\n"))
total = sum(int(row["a"]) for row in reader)
out = io.StringIO()
writer = csv.writer(out)
writer.writerow(["x", 1])
total, out.getvalue()
#%%
import random
random.seed(3)
random.choice(["a", "b"]), round(random.gauss(0, 1), 3), random.sample(range(10), 3), random.randint(1, 6)
#%%
import random
rng = random.Random(7)
trials = [rng.triangular(1, 3, 2) for _ in range(100)]
round(sum(trials) / len(trials), 1)
#%%
from enum import Enum, IntEnum, auto, Flag
class Level(Enum):
    LOW = 1
    HIGH = auto()
class Priority(IntEnum):
    A = 1
[m.name for m in Level], Level(1).name, Level["HIGH"].value, Priority.A < 2
#%%
from typing import Optional, Union, Any, TypedDict, NamedTuple, Protocol, Callable, Iterable, Literal, TypeVar, Generic
T = TypeVar("T")
class Row(TypedDict):
    name: str
    value: float
class P(NamedTuple):
    x: int
    y: int = 0
def first(items: Iterable[T], default: Optional[T] = None) -> Optional[T]:
    return next(iter(items), default)
row: Row = {"name": "a", "value": 1.0}
first([P(1)]).y, row["name"]
#%%
from abc import ABC, abstractmethod
class Model(ABC):
    @abstractmethod
    def forecast(self, n: int) -> list[float]: ...
class Naive(Model):
    def __init__(self, last):
        self.last = last
    def forecast(self, n):
        return [self.last] * n
Naive(3.0).forecast(2), isinstance(Naive(1), Model)
#%%
from contextlib import contextmanager, suppress, nullcontext
@contextmanager
def section(name):
    print(f"== {name}")
    yield
    print("end")
with section("a"), suppress(ZeroDivisionError):
    1 / 0
#%%
import io
from contextlib import redirect_stdout
buffer = io.StringIO()
with redirect_stdout(buffer):
    print("inside")
buffer.getvalue()
#%%
import copy
a = {"x": [1]}
b = copy.deepcopy(a)
b["x"].append(2)
a, copy.copy(b)
#%%
import textwrap, string
textwrap.shorten("a long sentence about strategy", 15), textwrap.dedent("  x\n  y"), string.ascii_uppercase[:3], string.Template("$who").substitute(who="Ann")
#%%
import bisect, heapq
bisect.bisect([10, 20, 30], 25), heapq.nlargest(2, [5, 1, 9]), heapq.nsmallest(1, [{"v": 2}, {"v": 1}], key=lambda r: r["v"])
#%%
import hashlib, uuid, base64
hashlib.sha256(b"x").hexdigest()[:8], len(str(uuid.uuid4())), base64.b64encode(b"hi").decode()
#%%
import warnings
warnings.filterwarnings("ignore")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("x")
"quiet"
#%%
import time
start = time.perf_counter()
total = sum(range(1000))
elapsed = time.perf_counter() - start
elapsed >= 0, time.strftime("%Y") >= "2020"
#%%
from pprint import pprint, pformat
pprint({"a": [1, 2]})
pformat([1])
#%%
import types
config = types.SimpleNamespace(rate=0.1, years=5)
config.rate * config.years
#%%
from numbers import Number
isinstance(3.5, Number), isinstance("x", Number)
#%%
import cmath
abs(cmath.exp(1j * cmath.pi) + 1) < 1e-9
#%%
from __future__ import annotations
def f(x: int) -> list[int]:
    return [x]
f(1)
