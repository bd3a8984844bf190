import { answerOf, sandboxJob } from "../../core/testing/index.ts";
import { unjudged } from "../../plugins/sandbox-pyodide/tests/unjudged.ts";
import type { Group } from "../scenario.ts";

const CODE =
  "import pandas as pd, numpy as np\nfloat(pd.DataFrame({'a': np.arange(20_000) % 7, 'v': np.arange(20_000.0)}).groupby('a').v.mean().sum())";

/** What a fresh interpreter costs after each run: measured in the worker, around the rewind itself. */
export const rewindGroup: Group = {
  name: "rewind",
  async open() {
    let last: number[] = [];
    const sandbox = unjudged({ workers: 1, onRewind: (ms) => last.push(ms) });
    if (sandbox === undefined) throw new Error("the plugin provides no sandbox");
    await sandbox.start();
    return {
      scenarios: [
        {
          control: "work",
          samples: { quick: 60, full: 300 },
          warmUps: 15,
          pid: null,
          async once(index) {
            last = [];
            const { result } = await answerOf(sandbox, sandboxJob(CODE, { id: `rewind-${index}` }));
            if (typeof result !== "number") throw new Error(`the run before the rewind answered ${JSON.stringify(result)}`);
            // The answer leaves before the rewind; the next run waits for it.
            while (last.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
            return [last];
          },
          parts: [{ id: "rewind", title: "rewind to a fresh interpreter", ceiling: 100, target: 15, compared: true }],
        },
      ],
      close: () => sandbox.close(),
    };
  },
};
