def npv(rate: float, flows: list[float]) -> float:
    """Present value of yearly flows."""
    return sum(f / (1 + rate) ** t for t, f in enumerate(flows))
round(npv(0.08, [-100, 60, 60]), 2)
#%%
if __name__ == "__main__":
    print("main")
#%%
def main():
    result = {"ok": True}
    return result
result = main()
#%%
values = [3, 1, 2]
values.sort(reverse=True)
squares = {v: v**2 for v in values if v > 1}
evens, odds = [v for v in values if v % 2 == 0], {v for v in values if v % 2}
squares, evens, odds
#%%
match {"kind": "invest", "amount": 5}:
    case {"kind": "invest", "amount": int(amount)} if amount > 3:
        out = "large"
    case {"kind": str(kind)}:
        out = kind
    case _:
        out = "other"
out
#%%
def classify(x):
    match x:
        case 0 | 1: return "small"
        case [first, *rest]: return len(rest)
        case str() as s: return s.upper()
        case None: return "none"
    return "else"
[classify(v) for v in (0, [1, 2, 3], "a", None, 9)]
#%%
try:
    int("x")
except ValueError as e:
    print(f"{type(e).__name__}: {e}")
    message = e.args[0]
else:
    message = ""
finally:
    print("done")
#%%
class ValidationError(Exception):
    def __init__(self, field, message):
        super().__init__(f"{field}: {message}")
        self.field = field
try:
    raise ValidationError("roi", "missing") from KeyError("roi")
except ValidationError as e:
    found = (e.field, str(e), repr(e.__cause__))
found
#%%
class Stack:
    def __init__(self): self._items = []
    def push(self, x): self._items.append(x); return self
    def __len__(self): return len(self._items)
    def __iter__(self): return iter(self._items)
    def __getitem__(self, i): return self._items[i]
    def __contains__(self, x): return x in self._items
    def __repr__(self): return f"{self.__class__.__name__}({self._items})"
    def __eq__(self, other): return self._items == other._items
    def __enter__(self): return self
    def __exit__(self, *exc): return False
s = Stack().push(1).push(2)
len(s), list(s), 2 in s, repr(s), s[0]
#%%
class Base:
    registry = []
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Base.registry.append(cls.__name__)
class A(Base): pass
class B(A): pass
Base.registry
#%%
class Account:
    def __init__(self, balance=0):
        self._balance = balance
    @property
    def balance(self): return self._balance
    @balance.setter
    def balance(self, value):
        if value < 0: raise ValueError("negative")
        self._balance = value
    @classmethod
    def opened(cls, amount): return cls(amount)
    @staticmethod
    def fee(x): return x * 0.01
a = Account.opened(10)
a.balance = 20
a.balance, Account.fee(100)
#%%
def generate(n):
    while n:
        received = yield n
        n -= 1
g = generate(3)
next(g), g.send(None), list(g)
#%%
def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item
list(flatten([1, [2, [3]]]))
#%%
def total(*args, scale=1, **kwargs):
    return (sum(args) + sum(kwargs.values())) * scale
total(1, 2, scale=2, a=3), total(*[1, 2], **{"b": 1})
#%%
first, *middle, last = range(5)
(a, b), c = (1, 2), 3
first, middle, last, a + b + c
#%%
numbers = [1, 2, 3, 4]
if (n := len(numbers)) > 3:
    print(f"{n=} {sum(numbers) / n:.2f} {n:>5} {0.1234:.1%} {1234567:,}")
#%%
"{:,.2f}".format(1234.5), "{name} is {age}".format(name="A", age=3), "{0[key]} {1.real}".format({"key": 1}, 2), "%s %d%%" % ("x", 5)
#%%
template = "{region}: {value:,.0f}"
[template.format(region=r, value=v) for r, v in {"N": 1200, "S": 900}.items()]
#%%
"{a} {b}".format_map({"a": 1, "b": 2}), "x".join(["a", "b"]), "Title Case".title(), "a,b".split(","), "é".encode("utf-8")
#%%
text = """Line one
"quoted" and 'single' and \\ backslash
"""
text.splitlines(), len(text)
#%%
count = 0
def increment():
    global count
    count += 1
    return count
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    inner()
    return inner()
increment(), outer()
#%%
sorted([("b", 2), ("a", 2), ("c", 1)], key=lambda pair: (-pair[1], pair[0]))
#%%
dict(zip("ab", [1, 2])), list(map(str, [1, 2])), list(filter(None, [0, 1])), any([0, 1]), all([1, 1]), sum([0.1] * 3), max("abc"), min([3, 1]), round(2.5), abs(-1), divmod(7, 2), pow(2, 3, 5)
#%%
list(enumerate("ab", start=1)), list(reversed([1, 2])), list(range(0, 10, 3)), isinstance(1, (int, float)), callable(len), hasattr([], "append"), getattr("x", "upper")(), id(1) == id(1)
#%%
hex(255), bin(5), oct(8), chr(65), ord("A"), int("ff", 16), float("1e3"), complex(1, 2).imag, bytes([65]).decode(), bytearray(b"ab")[0], memoryview(b"abc")[1]
#%%
d = {"a": 1} | {"b": 2}
d.setdefault("c", []).append(1)
d.get("zz", 0), d.pop("a"), {**d, "e": 5}, list(d.items())
#%%
matrix = [[1, 2], [3, 4]]
[list(row) for row in zip(*matrix)], [[cell * 2 for cell in row] for row in matrix]
#%%
s = {1, 2} & {2, 3}
s | {5}, {1} ^ {2}, frozenset([1]) <= {1, 2}
#%%
for i in range(3):
    if i == 1:
        continue
    print(i, end=" ", flush=True)
else:
    print("no break")
while True:
    break
#%%
print("a", "b", sep="; ")
print("to stderr?", file=None)
print()
#%%
assert 1 + 1 == 2, "arithmetic"
del_me = 1
del del_me
pass
#%%
type(1).__name__, type([]) is list, issubclass(bool, int), (lambda x: x * 2)(4), len.__name__, str.__doc__[:3]
#%%
x = 10
x += 5; x **= 2; x //= 3; x %= 7; x |= 8; x <<= 1
x
#%%
# import os, subprocess; eval("1"); __import__("sys")
executive = "import os and exec(eval) from system"
evaluate = compiled = open_rate = input_cost = len(executive)
evaluate
#%%
open = {"price": 10.0}
input = [1, 2, 3]
open["price"] * sum(input)
#%%
format = "{:.1f}"
compile_time = 1.5
format.format(compile_time)
#%%
class Node:
    __slots__ = ("value", "next")
    def __init__(self, value, next=None):
        self.value, self.next = value, next
def walk(node):
    while node:
        yield node.value
        node = node.next
list(walk(Node(1, Node(2))))
#%%
class Vector:
    def __init__(self, *xs): self.xs = xs
    def __add__(self, o): return Vector(*(a + b for a, b in zip(self.xs, o.xs)))
    def __mul__(self, k): return Vector(*(a * k for a in self.xs))
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __abs__(self): return sum(x * x for x in self.xs) ** 0.5
    def __bool__(self): return any(self.xs)
    def __hash__(self): return hash(self.xs)
    def __lt__(self, o): return abs(self) < abs(o)
    def __call__(self): return self.xs
(2 * Vector(1, 2) + -Vector(1, 0))(), abs(Vector(3, 4)), bool(Vector(0))
#%%
type Pair = tuple[int, int]
def swap[T](pair: tuple[T, T]) -> tuple[T, T]:
    return pair[1], pair[0]
swap((1, 2))
#%%
try:
    raise ExceptionGroup("many", [ValueError("a"), TypeError("b")])
except* ValueError as group:
    names = [str(e) for e in group.exceptions]
except* TypeError:
    pass
names
#%%
lines = []
for year, (low, high) in enumerate([(1, 2), (3, 4)], 2026):
    lines.append(f"{year}: {low:>3}–{high:<3}|")
"\n".join(lines)
#%%
from dataclasses import dataclass

@dataclass
class Deal:
    size: int
    stage: str

def judged(thing):
    match thing:
        case Deal(size, stage) if size > 10:
            return "large", stage
        case Deal(size=0, stage=stage) | Deal(size=1, stage=stage):
            return "small", stage
        case [Deal(size, _), *rest]:
            return size, len(rest)
        case {"deal": deal, **more}:
            return deal, more
        case _:
            return "other"

assert judged(Deal(11, "won")) == ("large", "won")
assert judged([Deal(2, "won"), 3]) == (2, 1)
judged(Deal(1, "lost"))
#%%
import pandas as pd

class Ledger:
    def __init__(self, rows):
        self._rows = pd.DataFrame(rows)
        self.os = "any"

    def __add__(self, other):
        return type(self)(pd.concat([self._rows, other._rows]))

    def total(self, how="sum"):
        return self._rows.groupby("k")["v"].agg(how)

def summary(table, how):
    return table.groupby("k").agg(v=("v", how))

ledger = Ledger({"k": ["a", "b"], "v": [1, 2]}) + Ledger({"k": ["a"], "v": [3]})
ledger.total()
for how in ["mean", "max"]:
    summary(ledger._rows, how)
for name, how in {"low": "min", "high": "max"}.items():
    ledger._rows["v"].agg(how)
ledger._rows.pipe(summary, "sum").v.tolist()
