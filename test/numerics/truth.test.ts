import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Numbers } from "./sandbox.ts";

/** Random whole-number programs against arithmetic in BigInt, cut to 64 bits as numpy does. */
const numbers = new Numbers();
beforeAll(() => numbers.start());
afterAll(() => numbers.close());

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const product = (values: readonly bigint[]) => values.reduce((total, value) => total * value, 1n);
const weighted = (a: readonly bigint[], b: readonly bigint[]) => sum(a.map((value, index) => value * (b[index] as bigint)));
const order = (a: readonly bigint[]) =>
  a.map((_, index) => index).toSorted((i, j) => Number((a[i] as bigint) - (a[j] as bigint)) || i - j);

interface Sample {
  readonly a: readonly bigint[];
  readonly b: readonly bigint[];
  readonly keys: readonly bigint[];
  readonly k: bigint;
}

const operations: readonly (readonly [python: string, truth: (sample: Sample) => bigint])[] = [
  ["a.sum()", ({ a }) => sum(a)],
  ["np.sum(A)", ({ a }) => sum(a)],
  ["sum(A)", ({ a }) => sum(a)],
  ["a.prod()", ({ a }) => product(a)],
  ["np.prod(A)", ({ a }) => product(a)],
  ["np.cumsum(A)[-1]", ({ a }) => sum(a)],
  ["np.cumprod(a)[-1]", ({ a }) => product(a)],
  ["np.dot(A, B)", ({ a, b }) => weighted(a, b)],
  ["a @ b", ({ a, b }) => weighted(a, b)],
  ["np.einsum('i,i->', a, b)", ({ a, b }) => weighted(a, b)],
  ["(a * k).sum()", ({ a, k }) => sum(a) * k],
  ["(a ** 3).sum()", ({ a }) => sum(a.map((v) => v ** 3n))],
  ["np.square(a).sum()", ({ a }) => sum(a.map((v) => v * v))],
  ["(pd.Series([str(v) for v in A]).astype(int) * k).sum()", ({ a, k }) => sum(a) * k],
  ["(f.a * f.b).sum()", ({ a, b }) => weighted(a, b)],
  ["f.eval('a * b').sum()", ({ a, b }) => weighted(a, b)],
  ["f.groupby('key').a.sum()[KEYS[0]]", ({ a, keys }) => sum(a.filter((_, index) => keys[index] === keys[0]))],
  ["f.groupby('key').size()[KEYS[0]] * k * k", ({ keys, k }) => BigInt(keys.filter((key) => key === keys[0]).length) * k * k],
  [
    "f.pivot_table(index='key', values='b', aggfunc='sum').loc[KEYS[0], 'b']",
    ({ b, keys }) => sum(b.filter((_, i) => keys[i] === keys[0])),
  ],
  ["(np.argsort(a, kind='stable') * k).sum()", ({ a, k }) => sum(order(a).map(BigInt)) * k],
  ["(np.argsort(a, kind='stable') * b).sum()", ({ a, b }) => weighted(order(a).map(BigInt), b)],
  ["(np.where(a > 0)[0] * k).sum()", ({ a, k }) => sum(a.flatMap((v, index) => (v > 0n ? [BigInt(index)] : []))) * k],
  ["((a > 0) * k).sum()", ({ a, k }) => BigInt(a.filter((v) => v > 0n).length) * k],
  ["np.where(a > 0, k, -k).sum()", ({ a, k }) => sum(a.map((v) => (v > 0n ? k : -k)))],
  ["(np.arange(len(A)) * k).sum()", ({ a, k }) => sum(a.map((_, index) => BigInt(index))) * k],
  ["(np.full(len(A), k) * 3).sum()", ({ a, k }) => BigInt(a.length) * k * 3n],
  ["(np.unique(KEYS, return_counts=True)[1] * k).sum()", ({ keys, k }) => BigInt(keys.length) * k],
  ["(np.bincount(KEYS) * k).sum()", ({ keys, k }) => BigInt(keys.length) * k],
  ["np.left_shift(3, 40) + a[0]", ({ a }) => 3n * 2n ** 40n + (a[0] as bigint)],
];

test("every answer is the true one, modulo 2^64", { timeout: 300_000 }, async () => {
  const value = (bits: number) => fc.bigInt({ min: -(2n ** BigInt(bits)), max: 2n ** BigInt(bits) });
  const sample = fc
    .integer({ min: 8, max: 50 })
    .chain((bits) =>
      fc
        .array(fc.tuple(value(bits), value(bits), fc.bigInt({ min: 0n, max: 4n })), { minLength: 1, maxLength: 12 })
        .chain((rows) => fc.record({ rows: fc.constant(rows), k: value(bits) })),
    );
  await fc.assert(
    fc.asyncProperty(sample, async ({ rows, k }) => {
      const [a, b, keys] = [rows.map((row) => row[0]), rows.map((row) => row[1]), rows.map((row) => row[2])];
      const list = (values: readonly bigint[]) => `[${values.join(", ")}]`;
      const code = `A, B, KEYS, k = ${list(a)}, ${list(b)}, ${list(keys)}, ${k}
a, b = np.array(A), np.array(B)
f = pd.DataFrame({"a": A, "b": B, "key": KEYS})
[str(int(v)) for v in (${operations.map(([python]) => python).join(",\n")},)]`;
      const answers = (await numbers.result(code)) as string[];
      const truth = operations.map(([, compute]) => compute({ a, b, keys, k }));
      const named = (values: readonly string[]) =>
        Object.fromEntries(operations.map(([python], index) => [python, values[index]]));
      // Python's own sum has no limit.
      const cut = truth.map((v, index) => String(operations[index]?.[0] === "sum(A)" ? v : BigInt.asIntN(64, v)));
      expect(named(answers)).toEqual(named(cut));
    }),
    { numRuns: 60, seed: 20_260 },
  );
});
