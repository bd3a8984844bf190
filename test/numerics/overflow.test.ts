import { afterAll, beforeAll, expect, test } from "vitest";
import { Numbers } from "./sandbox.ts";

/** What is 32-bit all the same, asked for or not found, is not wrong in silence. */
const numbers = new Numbers();
beforeAll(() => numbers.start());
afterAll(() => numbers.close());

const SAID = /^<analysis>: RuntimeWarning: 32-bit whole numbers overflowed in this run/;
const X = "import operator\nx = np.array([3, 1, 2], dtype=np.int32)\n";

test.each([
  ["a product", "x * 1_000_000_000"],
  ["a sum", "x + 2_147_483_645"],
  ["a difference", "-x - 2_147_483_646"],
  ["a square", "(x * 20_000) ** 2"],
  ["a power", "x ** 31"],
  ["in place", "x *= 1_000_000_000"],
  ["a Series", "pd.Series(x) * 1_000_000_000"],
  ["a table, inside a function", "def f(v):\n  return (v * 1_000_000_000).sum()\nf(pd.DataFrame({'a': x}))"],
  ["deep in an expression whose result is 64-bit", "int((x * 1_000_000_000).sum())"],
  [
    "positions that came by an unknown way",
    "int((operator.attrgetter('argsort')(np.array([3, 1, 2, 5]))() * 1_000_000_000).sum())",
  ],
  ["a product that broadcasts", "np.multiply.outer(x * 10_000, x * 100_000)"],
  ["a strided product", "x.repeat(9)[::2] * 1_000_000_000"],
  ["a failing run", "x * 1_000_000_000\n1 / 0"],
])("%s that does not fit warns", async (_, code) => {
  expect((await numbers.outcome(X + code)).stderr).toMatch(SAID);
});

test.each([
  ["the largest product", "(x[1:2] * 2_147_483_647).tolist()", [2_147_483_647]],
  ["the smallest power", "(np.array([-2], np.int32) ** 31).tolist()", [-2_147_483_648]],
  ["powers of 1, 0 and -1", "(np.array([1, 0, -1], np.int32) ** 2_000_000_001).tolist()", [1, 0, -1]],
  ["a sum of many", "int((x * 700_000_000).sum())", 4_200_000_000],
  ["years", "d = pd.Series(pd.to_datetime(['2026-03-01']))\nint((d.dt.year * 100 + d.dt.month).iloc[0])", 202_603],
  ["64-bit numbers that wrap, as everywhere", "(np.array([2**62]) * 4).tolist()", [0]],
])("%s fits and says nothing", async (_, code, value) => {
  expect(await numbers.outcome(X + code)).toMatchObject({ result: value, stderr: "" });
});

test.each([
  ["np.repeat", "np.repeat(x, np.array([2**32 + 1, 1, 1]))"],
  ["a method", "x.take(np.array([2**32]))"],
  ["np.take", "np.take(x, np.array([-(2**40)]))"],
  ["Series.take", "pd.Series(x).take(np.array([2**32]))"],
])("a position or count past 2^31 is refused: %s", async (_, code) => {
  expect((await numbers.outcome(X + code)).error?.type).toBe("IndexError");
});

test("a run is not blamed for the run before", async () => {
  await numbers.all(Array(6).fill(`${X}x * 1_000_000_000`), (code) => numbers.outcome(code));
  for (const { stderr } of await numbers.all(Array(6).fill(`${X}x * 2`), (code) => numbers.outcome(code)))
    expect(stderr).toBe("");
});

test("a scalar warns with its line, as in native numpy", async () => {
  expect((await numbers.outcome(`${X}y = 1\nx[0] * np.int32(1_000_000_000)`)).stderr).toMatch(
    /^<analysis>:4: RuntimeWarning: overflow encountered in scalar multiply/,
  );
});
