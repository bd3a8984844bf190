import { sandboxJob } from "../../core/testing/index.ts";
import { sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";
import { type Figure, figure, repeat } from "../statistics.ts";

/** What a fresh interpreter costs after each run: measured in the worker, around the rewind itself. */
export async function rewindScenarios(quick: boolean): Promise<Figure[]> {
  const rewinds: number[] = [];
  const sandbox = sandboxPyodide({ workers: 1, onRewind: (ms) => rewinds.push(ms) }).adapters?.sandbox?.();
  if (sandbox === undefined) throw new Error("the plugin provides no sandbox");
  await sandbox.start();
  await repeat(quick ? 60 : 300, async (index) => {
    const code =
      "import pandas as pd, numpy as np\nfloat(pd.DataFrame({'a': np.arange(20_000) % 7, 'v': np.arange(20_000.0)}).groupby('a').v.mean().sum())";
    await sandbox.run(sandboxJob(code, { id: `rewind-${index}` }), {
      signal: new AbortController().signal,
      gate: async () => ({ allowed: true }),
    });
    return 0;
  });
  await sandbox.close();
  return [figure("rewind to a fresh interpreter", rewinds, { ceiling: 100, target: 15 })];
}
