import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

/**
 * The main job, as a client does it: starts the real server on a folder with a real table, sends code over MCP, and prints
 * the answer, the disclosure, the timings, the audit check, and where the pictures are. Exits non-zero when a number is wrong.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const table = join(root, "node_modules", "vega-datasets", "data", "us-employment.csv");
const home = mkdtempSync(join(tmpdir(), "strategic-python-demo-"));
const workspace = join(home, "workspace");
const out = join(root, "out");
mkdirSync(workspace);
cpSync(table, join(workspace, "us-employment.csv"));

interface Run {
  status: string;
  stdout: string;
  result: { labels: string[]; series: { values: { rows: [string, number][] } | number[] }[] };
  usage: { wallMs: number; peakMemoryMb: number };
  charts: { file: string | null }[];
  datasets: { rows: number; assumed: { delimiter: string; dates: Record<string, string> } }[];
  disclosure: string;
}

try {
  await demo();
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function demo(): Promise<void> {
  const spawned = performance.now();
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [
      join(root, "bin", "strategic-python.js"),
      "serve",
      "--workspace",
      workspace,
      "--out",
      out,
      "--audit",
      join(home, "audit.sqlite"),
      "--keep",
      join(home, "results"),
    ],
    env: {
      HOME: process.env.HOME ?? home,
      PATH: process.env.PATH ?? "",
      ...(process.env.XDG_CACHE_HOME && { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME }),
    },
    stderr: "inherit",
  });
  const client = new Client({ name: "demo", version: "1.0.0" });
  await client.connect(transport);
  const { tools } = await client.listTools();
  say(`server ready: ${tools.length} tools listed`, since(spawned));

  const asked = performance.now();
  const answer = await client.callTool({
    name: "analyze_and_render",
    arguments: {
      persona: "alvaro",
      capability: "strategic_data_analysis",
      code: readFileSync(new URL("us-jobs.py", import.meta.url), "utf8"),
      datasets: ["us-employment"],
      template: "bar",
      title: "Health and services made the jobs; manufacturing and construction lost them",
    },
  });
  const { run, chart } = answer.structuredContent as unknown as {
    run: Run;
    chart: { ok: boolean; file: string; html: string; headline: string; reason: string } | null;
  };
  if (run.status !== "ok" || chart?.ok !== true) throw new Error(`the demo failed: ${JSON.stringify(answer.content)}`);
  say("first analysis and chart, from the call to the answer", since(asked));
  process.stdout.write(`\n${run.disclosure}\n\n${run.stdout}\n`);
  const values = numbers(run);
  for (const [index, label] of run.result.labels.entries())
    process.stdout.write(`  ${label.padEnd(40)} ${values[index]?.toFixed(0).padStart(7)} thousand\n`);
  check(run, values);

  const again = performance.now();
  await client.callTool({
    name: "run_analysis",
    arguments: { persona: "alvaro", capability: "strategic_data_analysis", code: "pd.DataFrame({'a': [1, 2]}).sum()" },
  });
  say("\nanother analysis, warm, in a fresh interpreter", since(again));

  const trail = await client.callTool({ name: "get_audit_trail", arguments: { verify: true } });
  const { records, verified } = trail.structuredContent as unknown as {
    records: { status: string; codeSha256: string }[];
    verified: boolean;
  };
  say(`audit: ${records.length} records, chain ${verified ? "verified" : "BROKEN"}`);
  if (!verified) throw new Error("the audit chain does not verify");

  const page = chart.file.replace(/\.png$/, ".html");
  const shown = await client.readResource({ uri: chart.html });
  await import("node:fs/promises").then(({ writeFile }) => writeFile(page, (shown.contents[0] as { text: string }).text));
  say(`picture: ${chart.file}`);
  say(`page:    ${page}`);
  for (const { file } of run.charts) say(`drawn by the code: ${file}`);
  await client.close();
}

function numbers(run: Run): number[] {
  const { values } = run.result.series[0] as { values: { rows: [string, number][] } | number[] };
  return Array.isArray(values) ? values : values.rows.map((row) => row[1]);
}

/** The same sum, made here from the file: the answer must agree to the last digit. */
function check(run: Run, values: readonly number[]): void {
  const [head, ...rows] = readFileSync(table, "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  const at = head?.indexOf("manufacturing") as number;
  const expected = Number(rows.at(-1)?.[at]) - Number(rows[0]?.[at]);
  const found = values[run.result.labels.indexOf("Manufacturing")];
  if (found !== expected) throw new Error(`manufacturing changed by ${expected}, the answer says ${found}`);
  if (run.datasets[0]?.rows !== rows.length) throw new Error("the table was not read whole");
}

function since(start: number): string {
  return `${(performance.now() - start).toFixed(0)} ms`;
}

function say(what: string, figure = ""): void {
  process.stdout.write(`${what}${figure === "" ? "" : `: ${figure}`}\n`);
}
