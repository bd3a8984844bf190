import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Group } from "../scenario.ts";
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

/** What 64-bit whole numbers cost: the geometric mean over the snippets' shortest times, in processes that take turns. */
async function integers(quick: boolean): Promise<Figure[]> {
  const stock: number[][] = [];
  const ours: number[][] = [];
  for (let pair = 0; pair < (quick ? 2 : 5); pair++) {
    stock.push(await times("stock"));
    ours.push(await times("ours"));
  }
  const shortest = (found: readonly number[][], index: number) => Math.min(...found.map((each) => each[index] as number));
  const ratios = SNIPPETS.map((_, index) => shortest(ours, index) / shortest(stock, index));
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  return [
    figure("64-bit whole numbers: numpy-heavy code that takes stock Pyodide 100 ms", [100 * mean], {
      ceiling: 130,
      target: 105,
      note: `geometric mean; each, times stock: ${SNIPPETS.map(([name], index) => `${name} ${ratios[index]?.toFixed(2)}`).join(", ")}`,
    }),
  ];
}

export const integersGroup: Group = {
  name: "integers",
  open: async () => ({ scenarios: [], more: integers, close: async () => {} }),
};
