import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { nativePython } from "../peers/native.ts";
import { stockPyodide } from "../peers/stock-pyodide.ts";
import { cpuOf, processTree } from "../process-tree.ts";
import type { Group } from "../scenario.ts";
import { analysis, ok, spawnServer } from "../server.ts";
import { figure, repeat, timed } from "../statistics.ts";

const FIRST = "pd.DataFrame({'a': [1, 2]}).sum()";
const STOCK = "import pandas as pd; int(pd.DataFrame({'a': [1, 2]}).sum().iloc[0])";
const NATIVE = "import pandas as pd; print(pd.DataFrame({'a': [1, 2]}).sum())";

const framework = new URL("../../dist/core/index.js", import.meta.url).href;
const root = fileURLToPath(new URL("../..", import.meta.url));
const node = (code: string) => promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code], { cwd: root });

/** What an embedder's process waits for the framework alone, without a plugin. */
async function imported(): Promise<number> {
  const bare = await timed(() => node("0"));
  return (await timed(() => node(`await import(${JSON.stringify(framework)})`))) - bare;
}

/** What servers that have been closed took of the processors. */
const spent = { result: 0, picture: 0 };

/** From spawn to the first answers. */
async function firstResult(): Promise<[first: number, ready: number]> {
  const start = performance.now();
  const server = await spawnServer();
  await server.client.listTools();
  const ready = performance.now() - start;
  ok(await server.call("run_analysis", analysis(FIRST)));
  const first = performance.now() - start;
  spent.result += cpuOf(processTree(server.pid));
  await server.close();
  return [first, ready];
}

async function firstPicture(): Promise<[number]> {
  const start = performance.now();
  const server = await spawnServer();
  ok(await server.call("render_chart", { template: "roi_analysis", sample: true, formats: ["png"] }));
  const elapsed = performance.now() - start;
  spent.picture += cpuOf(processTree(server.pid));
  await server.close();
  return [elapsed];
}

export const startGroup: Group = {
  name: "start",
  async open() {
    const python = await nativePython();
    const samples = { quick: 8, full: 20 };
    const shared = { control: "start", samples, warmUps: 1, pid: null } as const;
    const bounds = { ceiling: 5000, gated: "p50", compared: true } as const;
    return {
      scenarios: [
        {
          ...shared,
          once: firstResult,
          cpu: () => spent.result,
          parts: [
            {
              id: "first-analysis",
              title: "first pandas result after spawn, over MCP",
              ...bounds,
              target: 700,
              note: "spawn, initialize, tools/list, run_analysis",
            },
            { id: "server-ready", title: "tools/list answered after spawn", ...bounds, target: 200 },
          ],
        },
        {
          ...shared,
          once: firstPicture,
          cpu: () => spent.picture,
          parts: [{ id: "first-png", title: "first PNG after spawn, over MCP", ...bounds, target: 900 }],
        },
      ],
      async more(quick) {
        const [native, ratio] = ["native CPython: process with import pandas", "first result / native import pandas"] as const;
        const stock = figure(
          "stock Pyodide: process to first pandas result",
          await repeat(quick ? 1 : 3, () => timed(() => stockPyodide(STOCK, 3))),
          {
            note: "peer",
          },
        );
        const embedded = figure("import strategic-python, over a Node that only starts", await repeat(quick ? 9 : 21, imported), {
          ceiling: 500,
          target: 60,
          gated: "p50",
          note: "without a compile cache",
        });
        if (python === null) return [embedded, figure(native, [], { note: "peer: not installed" }), stock];
        await python.run(NATIVE);
        const taken: number[] = [];
        const ratios = await repeat(quick ? 5 : 11, async () => {
          const one = await timed(() => python.run(NATIVE));
          taken.push(one);
          return (await firstResult())[0] / one;
        });
        return [
          embedded,
          figure(native, taken, { note: "peer" }),
          figure(ratio, ratios, { unit: "x", ceiling: 10, target: 1.5, gated: "p50" }),
          stock,
        ];
      },
      close: async () => {},
    };
  },
};
