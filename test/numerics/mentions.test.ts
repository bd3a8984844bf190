import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Numbers } from "./sandbox.ts";

/** Positions and counts are 64-bit however a function is reached, and what is the guest's own stays as it is. */
const numbers = new Numbers();
beforeAll(() => numbers.start());
afterAll(() => numbers.close());

const DATA = `
import operator, functools
from numpy import argsort, argmax as top, where
from numpy.random import default_rng, choice
from pandas import cut, factorize as fac
x = np.array([30, 10, 20])
frame = pd.DataFrame({"a": [3, 1, 2], "b": [1, 5, 2], "find": [1, 2, 3]})
B = 2_000_000_000
`;
/** Each is a whole number that 32 bits do not hold, out of positions or counts that 32 bits do. */
const reached: readonly (readonly [way: string, expression: string, value: number])[] = [
  ["a call", "(np.argsort(x) * B).sum()", 6_000_000_000],
  ["a method", "(x.argsort() * B).max()", 4_000_000_000],
  ["an unbound method", "(np.ndarray.argsort(x) * B).max()", 4_000_000_000],
  ["a Series method", "(frame.a.argsort() * B).max()", 4_000_000_000],
  ["an imported name", "(argsort(x) * B).max()", 4_000_000_000],
  ["an imported name under another", "top(np.array([1, 2, 3])) * B", 4_000_000_000],
  ["a variable", "(lambda f: (f(x) * B).max())(np.argsort)", 4_000_000_000],
  ["getattr", "(getattr(np, 'argsort')(x) * B).max()", 4_000_000_000],
  ["a computed getattr", "(getattr(np, 'arg' + 'sort')(x) * B).max()", 4_000_000_000],
  ["functools.partial", "(functools.partial(np.argsort, axis=0)(x) * B).max()", 4_000_000_000],
  ["operator.methodcaller", "(operator.methodcaller('argsort')(x) * B).max()", 4_000_000_000],
  ["map", "sum(v * B for v in map(np.argmax, [x, -x, x[::-1]]))", 6_000_000_000],
  ["DataFrame.apply", "(frame[['a', 'b']].apply(np.argmax) * B * 3).max()", 6_000_000_000],
  ["DataFrame.agg by name", "frame[['a', 'b']].agg('argmax') * B", 6_000_000_000],
  ["Series.agg by name", "(frame.a.agg('argsort') * B).max()", 4_000_000_000],
  ["groupby.agg", "(frame.groupby('a').b.agg(np.size) * B).sum()", 6_000_000_000],
  ["groupby.indices", "(frame.groupby('find').indices[3] * B).max()", 4_000_000_000],
  ["apply_along_axis", "(np.apply_along_axis(np.argmax, 0, np.array([[1], [2], [3]])) * B).max()", 4_000_000_000],
  ["where, positions", "(where(x > 5)[0] * B).max()", 4_000_000_000],
  ["counts of unique values", "(np.unique([1, 1, 1], return_counts=True)[1] * B).max()", 6_000_000_000],
  ["codes", "(fac(np.array(['b', 'a', 'c']))[0] * B).max()", 4_000_000_000],
  ["bins", "(cut(frame.a, 3, labels=False) * B).max()", 4_000_000_000],
  ["random choice", "(choice(np.arange(3), 50) * B).max()", 4_000_000_000],
  ["intp by name", "(np.array([2, 2], dtype='intp') * B).max()", 4_000_000_000],
  ["intp as a type", "(np.zeros(1, np.intp) + 2).astype(np.intp)[0] * B", 4_000_000_000],
  ["C's long", "(np.array([2], dtype='l') * B)[0]", 4_000_000_000],
  ["a set of masks", "(np.ix_([True, False, True])[0] * B).max()", 4_000_000_000],
];

describe("found and made 64-bit", () => {
  test.each(reached)("%s", async (_, expression, value) => {
    expect(await numbers.outcome(`${DATA}int(${expression})`, { seed: 1 })).toMatchObject({ result: value, stderr: "" });
  });
});

const untouched: readonly (readonly [what: string, code: string, value: unknown])[] = [
  ["own function unique", "def unique(v): return list(dict.fromkeys(v))\nunique([2, 2, 1])", [2, 1]],
  ["own functions that answer int32", "def where(v): return np.array(v, np.int32)\nstr(where([1]).dtype)", "int32"],
  [
    "own methods",
    "class A:\n  def find(self, v): return np.int32(v)\n  cut = staticmethod(lambda v: v)\n[str(A().find(1).dtype), A.cut('x')]",
    ["int32", "x"],
  ],
  ["own attribute indices", "class A: pass\na = A(); a.indices = {}\na.indices['k'] = 1\na.indices", { k: 1 }],
  ["a column named like one", "frame.find.sum() + frame['find'].max()", 9],
  ["str.find and str.join", "','.join(['a', 'b']).find('b')", 2],
  ["random.choice", "import random\nrandom.choice([7])", 7],
  ["explicit int32", "str((np.array([1], np.int32) * 2).dtype)", "int32"],
  ["explicit int32 through choice", "str(np.random.choice(np.array([1], np.int32), 2).dtype)", "int32"],
  ["explicit int32 through permutation", "str(np.random.default_rng(1).permutation(np.array([1], np.int32)).dtype)", "int32"],
  ["randint with a dtype", "str(np.random.randint(0, 5, 2, dtype=np.int32).dtype)", "int32"],
  ["years", "str(pd.Series(pd.to_datetime(['2026-01-02'])).dt.year.dtype)", "int32"],
  ["the identity of a function", "np.argsort is np.argsort and np.argsort.__name__ == 'argsort'", true],
  ["a type pattern", "class P:\n  find = 3\nmatch 3:\n  case P.find: y = 'same'\ny", "same"],
  ["annotations", "def f(v: np.intp) -> np.unique: return v\nf(3)", 3],
  ["the names in sight", "[n for n in dir() if not n.isidentifier()]", []],
  [
    "deep recursion in a method named find",
    "class U:\n  def find(self, n): return n if n == 0 else self.find(n - 1)\nU().find(900)",
    0,
  ],
];

describe("left alone", () => {
  test.each(untouched)("%s", async (_, code, value) => {
    expect(await numbers.result(`${DATA}${code}`, { seed: 1 })).toEqual(value);
  });
});

test("a program that replaces the names that the rewrite uses can't be written", async () => {
  expect((await numbers.outcome("widened  = None")).status).toBe("ok");
  expect(await numbers.result("widened = None\nby = 1\n(np.argsort(np.array([2, 1])) * 2_000_000_000 * 2).tolist()")).toEqual([
    4_000_000_000, 0,
  ]);
});
