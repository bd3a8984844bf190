import type { Group } from "../scenario.ts";
import { analysis, type Measured, ok, spawnServer } from "../server.ts";
import { type Figure, figure, repeat } from "../statistics.ts";

const TEST =
  "from scipy import stats\nrng = np.random.default_rng(1)\nround(float(stats.ttest_ind(rng.normal(size=200), rng.normal(size=200)).pvalue), 6)";
const DRAW = "import matplotlib.pyplot as plt\nplt.plot(range(12), range(12))\nNone";

/** What code with scipy and matplotlib costs, beside an ordinary run in the same server. */
async function science(quick: boolean): Promise<Figure[]> {
  const firsts: [ordinary: number, science: number][] = [];
  for (let round = 0; round < (quick ? 3 : 9); round++) {
    const first = async (code: string) => {
      const began = performance.now();
      const server = await spawnServer();
      ok(await server.call("run_analysis", analysis(code)));
      const elapsed = performance.now() - began;
      await server.close();
      return elapsed;
    };
    firsts.push([await first("pd.Series([1]).sum()"), await first(TEST)]);
  }
  const server = await spawnServer();
  for (let calls = 0; calls < 30; calls++) await called(server, TEST);
  const warm = await repeat(quick ? 40 : 200, async () => (await called(server, TEST)).over);
  for (let calls = 0; calls < 3; calls++) await called(server, DRAW);
  const drawn = await repeat(quick ? 10 : 40, async () => (await called(server, DRAW)).all);
  const imported = ok(
    await server.call(
      "run_analysis",
      analysis("import time\nt = time.perf_counter()\nimport scipy.stats\n(time.perf_counter() - t) * 1000"),
    ),
  );
  await server.close();
  return [
    figure(
      "first result of a run with scipy, after spawn",
      firsts.map(([, one]) => one),
      {},
    ),
    figure(
      "over the first ordinary one",
      firsts.map(([ordinary, one]) => one / ordinary),
      { unit: "x", target: 1.6 },
    ),
    figure("warm t-test: time over usage.wallMs", warm, { target: 60 }),
    figure("a matplotlib figure, picture and our chart, warm", drawn, { target: 400 }),
    figure("import scipy.stats in a run", [imported.result as number], { target: 5 }),
  ];
}

async function called(server: Measured, code: string): Promise<{ over: number; all: number }> {
  const began = performance.now();
  const { usage } = ok(await server.call("run_analysis", { ...analysis(code), charts: ["png"] }));
  const all = performance.now() - began;
  return { over: all - usage.wallMs, all };
}

export const scienceGroup: Group = {
  name: "science",
  open: async () => ({ scenarios: [], more: science, close: async () => {} }),
};
