import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Figure, figure } from "../statistics.ts";

/** numpy-heavy code whose integers are 32-bit in stock Pyodide and 64-bit here: setup, and what is timed. */
const SNIPPETS: readonly (readonly [name: string, setup: string, code: string])[] = [
  ["small arrays", "a = np.array([1.5, 2, 3])", "for _ in range(1000): (a * 2 + 1).sum()"],
  ["numbers out of arrays", "a = np.arange(1000.0)", "for i in range(1000): np.sqrt(a[i])"],
  ["a million products", "a = np.arange(1_000_000) % 1000", "(a * 3 + a).sum()"],
  ["a million floats", "a = np.arange(1_000_000.0)", "np.sqrt(a * 2 + 1).mean()"],
  [
    "order and unique values",
    "r = np.random.default_rng(0).integers(0, 5000, 100_000)",
    "np.argsort(r); np.unique(r, return_counts=True)",
  ],
  ["many small orders", "a = np.array([3, 1, 2])", "for _ in range(1000): np.argsort(a); a.argmax()"],
  ["masks", "a = np.random.default_rng(0).normal(size=300_000)", "np.where(a > 0, a, 0).sum(); np.flatnonzero(a > 1).size"],
  [
    "groupby",
    "f = pd.DataFrame({'k': np.arange(100_000) % 100, 'v': np.arange(100_000.0)})",
    "f.groupby('k').v.agg(['sum', 'mean', 'count'])",
  ],
  [
    "merge and sort",
    "f = pd.DataFrame({'k': np.arange(20_000), 'v': np.arange(20_000.0)}); g = f.sample(frac=1, random_state=0)",
    "f.merge(g, on='k').sort_values('v_y')",
  ],
  ["text to numbers", "s = pd.Series(np.arange(20_000)).astype(str)", "(s.astype(int) * 5000).sum()"],
  [
    "pivot and bins",
    "f = pd.DataFrame({'a': np.arange(20_000) % 7, 'b': np.arange(20_000) % 5, 'v': np.arange(20_000.0)})",
    "f.pivot_table(index='a', columns='b', values='v'); pd.cut(f.v, 20).value_counts()",
  ],
  ["linear algebra", "m = np.random.default_rng(0).normal(size=(120, 120))", "np.linalg.solve(m, m); np.linalg.svd(m)"],
  ["rolling windows", "s = pd.Series(np.arange(50_000.0))", "s.rolling(7).mean().sum(); s.pct_change().std()"],
  ["random draws", "g = np.random.default_rng(0)", "g.integers(0, 100, 100_000).sum(); g.choice(100, 50_000).sum()"],
];

const run = promisify(execFile);
const program = fileURLToPath(new URL("../peers/integers-process.ts", import.meta.url));

async function times(which: "stock" | "ours"): Promise<number[]> {
  const snippets = JSON.stringify(SNIPPETS.map(([, setup, code]) => [setup, code]));
  const { stdout } = await run(process.execPath, ["--no-warnings", program, which, snippets]);
  return JSON.parse(stdout) as number[];
}

/** What 64-bit whole numbers cost: the geometric mean over the snippets, in processes that take turns. */
export async function integerScenarios(quick: boolean): Promise<Figure[]> {
  const ratios: number[][] = [];
  const means: number[] = [];
  for (let pair = 0; pair < (quick ? 2 : 5); pair++) {
    const stock = await times("stock");
    const ours = await times("ours");
    const found = ours.map((value, index) => value / (stock[index] as number));
    ratios.push(found);
    means.push(100 * Math.exp(found.reduce((sum, ratio) => sum + Math.log(ratio), 0) / found.length));
  }
  const middle = SNIPPETS.map(([name], index) => {
    const sorted = ratios.map((found) => found[index] as number).toSorted((a, b) => a - b);
    return `${name} ${(sorted[Math.floor(sorted.length / 2)] as number).toFixed(2)}`;
  });
  return [
    figure("64-bit whole numbers: numpy-heavy code that takes stock Pyodide 100 ms", means, {
      ceiling: 130,
      target: 105,
      gated: "p50",
      note: `geometric mean; each, times stock: ${middle.join(", ")}`,
    }),
  ];
}
