import { nativePandas } from "../peers/native.ts";
import { stockPyodide } from "../peers/stock-pyodide.ts";
import { analysis, ok, spawnServer } from "../server.ts";
import { type Figure, figure, repeat, timed } from "../statistics.ts";

const FIRST = "pd.DataFrame({'a': [1, 2]}).sum()";

/** From spawn to the first answers, beside what a user would start instead. Interleaved, so that noise hits all alike. */
export async function startScenarios(quick: boolean): Promise<Figure[]> {
  const python = await nativePandas();
  const ready: number[] = [];
  const native: number[] = [];
  const first = await repeat(quick ? 5 : 11, async () => {
    native.push(await timed(() => python.run("import pandas as pd; print(pd.DataFrame({'a': [1, 2]}).sum())")));
    const start = performance.now();
    const server = await spawnServer();
    await server.client.listTools();
    ready.push(performance.now() - start);
    ok(await server.call("run_analysis", analysis(FIRST)));
    const elapsed = performance.now() - start;
    await server.close();
    return elapsed;
  });
  const stock = await repeat(quick ? 1 : 3, () => timed(stockPyodide));
  const ratio = first.map((value, index) => value / (native[index] as number));
  return [
    figure("tools/list answered after spawn", ready, { ceiling: 5000, target: 500, gated: "p50" }),
    figure("first pandas result after spawn, over MCP", first, {
      ceiling: 5000,
      target: 1000,
      gated: "p50",
      note: "spawn, initialize, tools/list, run_analysis",
    }),
    figure("native CPython: process with import pandas", native, { note: "peer" }),
    figure("first result / native import pandas", ratio, { unit: "x", ceiling: 10, target: 2, gated: "p50" }),
    figure("stock Pyodide: process to first pandas result", stock, { note: "peer" }),
  ];
}
