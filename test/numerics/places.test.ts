import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Numbers } from "./sandbox.ts";

/** Lines, columns and carets of errors are those of the user's text, whatever the rewrite put around it. */
const numbers = new Numbers();
beforeAll(() => numbers.start());
afterAll(() => numbers.close());

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const program = read("places.py");
const check = async (codes: readonly string[], runs: boolean) =>
  JSON.parse(await numbers.inspect(program, JSON.stringify(codes.map((code) => [code, runs])))) as {
    lost: string[];
    plain: unknown[] | null;
    rewritten: unknown[] | null;
  }[];

const failing: readonly (readonly [string, string])[] = [
  ["a call", "np.argsort(np.array([1, 2]), axis=7)"],
  ["a call that is not the last statement", "x = np.argmax([])\nx"],
  ["a missing attribute", "df = pd.DataFrame()\ndf.argsort.missing"],
  ["a method over several lines", "(\n  pd.Series([1, 2])\n    .sort_values()\n    .searchsorted(\n      object())\n)"],
  ["a chain", "pd.DataFrame({'a': [1]}).a.unique().nonzero().missing()"],
  ["a module's function over several lines", "import numpy as q\n(q\n  .argmax(\n    []))\n"],
  ["the same as the last expression", "import numpy\n(numpy\n  .argmax([]))"],
  ["starred arguments over several lines", "a = ([],)\n(np\n  .argmax(*a))"],
  ["nested calls", "np.argsort(np.where(np.argmax([]) > 1))"],
  ["an f-string", "x = 1\nf'{x} {np.argmax([])!r:>10} é'"],
  ["after letters of several bytes", "s = 'é𝄞'; np.argmax(s)[0] + np.argsort('é', axis=3)"],
  ["a lambda", "f = lambda v: np.argmax(v)\nf([])"],
  ["a callback", "pd.Series([[]]).apply(np.argmax)"],
  ["a decorator", "def w(f):\n  raise ValueError('no')\n@w\ndef g(): return np.argmax([1])"],
  ["a decorator with a call", "@np.vectorize(np.argmax([]))\ndef g(): pass"],
  ["a comprehension", "[np.argmax(v)\n for v in ([1], [])]"],
  ["a walrus", "if (n := np.argmax([])) > 1:\n  pass"],
  ["a match statement", "match np.argmax([1]):\n  case 0 if np.argmin([]) > 1:\n    pass"],
  ["inside a match case", "match 3:\n  case 3:\n    y = np.nonzero(1 / 0)"],
  ["a class body", "class A:\n  k = np.argmax([])"],
  ["an argument's default", "def f(a=np.argmax([])):\n  return a"],
  ["getattr", "getattr(np, 'argsort')(\n  [1], axis=4)"],
  ["an import", "from numpy import argsort, missing_name"],
  ["a renamed import", "from numpy import argmax as f\nf([])"],
  ["groupby indices", "pd.DataFrame({'a': [1]}).groupby('b').indices"],
  ["indices over several lines", "x = (pd.Series([1])\n  .indices)"],
  ["an assignment to an attribute", "x = np.array([1])\nx.argsort = 3"],
  ["an await of nothing", "def f():\n  yield np.argmax([])\nlist(f())"],
  ["the guest's own method", "class A:\n  def find(self, x):\n    return x / 0\nA().find(1)"],
  ["with a with statement", "with np.errstate(all='raise') as e, np.argmax([]):\n  pass"],
];

test("failing programs fail at the same place, with the same carets", async () => {
  const found = await check(
    failing.map(([, code]) => code),
    true,
  );
  for (const [index, { plain, rewritten, lost }] of found.entries()) {
    const [name] = failing[index] as readonly [string, string];
    expect(plain, `${name} fails`).not.toBeNull();
    expect(rewritten, name).toEqual(plain);
    expect(lost, name).toEqual([]);
  }
});

test("no call, attribute or operator of any docstring program loses its place", async () => {
  const programs = (JSON.parse(read("doctests.json")) as { code: string }[]).map(({ code }) => code);
  const found = await check(programs, false);
  expect(found.filter(({ lost }) => lost.length > 0).map(({ lost }, index) => [index, lost])).toEqual([]);
});

test("over the whole way, line and column are the user's", async () => {
  const { error } = await numbers.outcome("total = 1\nrows = (pd.Series([3, 1])\n          .searchsorted(object()))\nrows");
  expect([error?.line, error?.column, error?.source]).toEqual([3, 12, "          .searchsorted(object()))"]);
  const other = await numbers.outcome("é = 'é'; np.argmax([], axis=9)");
  expect([other.error?.line, other.error?.column]).toEqual([1, 10]);
});
