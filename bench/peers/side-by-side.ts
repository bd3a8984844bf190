import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { charts } from "../../plugins/charts/index.ts";
import type { Group } from "../scenario.ts";
import { analysis, type Measured, ok, spawnServer } from "../server.ts";
import { type Figure, figure, timed } from "../statistics.ts";
import { type Conversation, converse } from "./conversation.ts";
import { nativePython } from "./native.ts";
import { type Peer, peerPython } from "./peer-python.ts";
import { stockPyodide } from "./stock-pyodide.ts";

/** The same work for all: 10,000 rows in 50 groups, one number out. */
const GROUPBY = `
frame = pd.DataFrame({"team": np.arange(10_000) % 50, "value": np.arange(10_000.0)})
float(frame.groupby("team").value.mean().sum())`;
const IMPORTS = "import pandas as pd, numpy as np\n";
const ANSWER = 249_975;

/** What a user would take instead, in turns with ours. */
interface Contender {
  readonly name: string;
  readonly work: (() => Promise<void>) | null;
  readonly close?: () => Promise<void>;
  /** Where a call takes seconds, a few say enough. */
  readonly times?: number;
}

async function sideBySide(quick: boolean): Promise<Figure[]> {
  const server = await spawnServer();
  try {
    return [...(await analyses(server, quick)), ...(await pages(server, quick)), ...(await pictures(server, quick))];
  } finally {
    await server.close();
  }
}

async function analyses(server: Measured, quick: boolean): Promise<Figure[]> {
  const native = await nativePython();
  const kernel = await started("jupyter", "jupyter-process.py", []);
  await kernel?.ask(IMPORTS);
  const right = (answer: unknown) => {
    if (Number(answer) !== ANSWER) throw new Error(`a peer answered ${String(answer)}`);
  };
  return inTurns("groupby over 10,000 rows", quick ? 4 : 25, [
    { name: "ours, warm", work: async () => right(ok(await server.call("run_analysis", analysis(GROUPBY))).result) },
    {
      name: "native CPython and pandas, a process per call",
      work: native && (() => native.run(`${IMPORTS}${GROUPBY.replace("float(", "print(float(")})`)),
    },
    { name: "stock Pyodide, a process per call", work: () => stockPyodide(`${IMPORTS}${GROUPBY}`, ANSWER), times: 5 },
    {
      name: "Jupyter kernel, kept and never reset",
      work: kernel && (async () => right(await kernel.ask(GROUPBY))),
      close: async () => kernel?.close(),
    },
  ]);
}

async function pages(server: Measured, quick: boolean): Promise<Figure[]> {
  const plotly = await started("plotly", "plotly-process.py", ["html"], roiSample());
  const found = await inTurns("dashboard as one HTML file", quick ? 4 : 25, [
    { name: "ours, warm", work: () => draw(server, "html") },
    {
      name: "Plotly to_html with its library inside, warm",
      work: plotly && (async () => void (await plotly.ask("html"))),
    },
  ]);
  if (plotly !== null) {
    const size = Number(await plotly.ask("html")) / 1000;
    found.push(figure("dashboard as one HTML file: Plotly's size", [size], { unit: "kB", note: "ours: “size of a page”" }));
  }
  await plotly?.close();
  return found;
}

async function pictures(server: Measured, quick: boolean): Promise<Figure[]> {
  // kaleido draws in a Chrome and finds it by this variable.
  const plotly = await started("plotly", "plotly-process.py", ["png"], roiSample(), {
    BROWSER_PATH: await chromium.executablePath(),
  });
  return inTurns("dashboard as PNG 1600×900 @2x", quick ? 4 : 25, [
    { name: "ours, warm", work: () => draw(server, "png") },
    {
      name: "Plotly and kaleido, its browser kept",
      work: plotly && (async () => void (await plotly.ask("png"))),
      close: async () => plotly?.close(),
    },
  ]);
}

const draw = async (server: Measured, format: string): Promise<void> =>
  void ok(await server.call("render_chart", { template: "roi_analysis", data: roiSample(), formats: [format] }));

const roiSample = (): unknown => charts().charts?.find(({ id }) => id === "roi_analysis")?.sample;

/** Null where the peer can't be installed or does not start: said, never a failure. */
async function started(
  peer: Peer,
  program: string,
  args: readonly string[],
  first?: unknown,
  env: Record<string, string> = {},
): Promise<Conversation | null> {
  const python = await peerPython("pandas", peer);
  if (python === null) return null;
  try {
    const path = fileURLToPath(new URL(program, import.meta.url));
    return await converse(python, [path, ...args], { env, ...(first !== undefined && { first }) });
  } catch (error) {
    process.stderr.write(`peer ${program}: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

async function inTurns(what: string, times: number, contenders: readonly Contender[]): Promise<Figure[]> {
  const able = contenders.filter(({ work }) => work !== null);
  const taken = new Map(able.map((one) => [one, [] as number[]]));
  for (const { work } of able) await work?.();
  for (let index = 0; index < times; index++)
    for (const one of able) {
      if (index >= (one.times ?? times)) continue;
      taken.get(one)?.push(await timed(one.work as () => Promise<void>));
    }
  for (const { close } of contenders) await close?.();
  const median = (one: Contender | undefined) =>
    (one && taken.get(one)?.toSorted((a, b) => a - b)[Math.floor(((taken.get(one)?.length ?? 1) - 1) / 2)]) ?? Number.NaN;
  const ours = median(contenders[0]);
  return contenders.map((one, at) =>
    figure(`${what}: ${one.name}`, taken.get(one) ?? [], {
      note: one.work === null ? "not installed" : at === 0 ? "" : `${(median(one) / ours).toFixed(2)} times ours (medians)`,
    }),
  );
}

export const peersGroup: Group = {
  name: "peers",
  open: async () => ({ scenarios: [], more: sideBySide, close: async () => {} }),
};
