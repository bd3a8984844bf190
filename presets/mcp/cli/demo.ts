import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { clients } from "../clients/all.ts";
import { isInNpxCache } from "../clients/command.ts";
import { packageRoot } from "../package-root.ts";
import { version } from "../version.ts";
import { type Command, misused, parse, text, usageOf } from "./arguments.ts";
import { StdioClient } from "./demo/stdio-client.ts";
import { exit, Refused } from "./exit.ts";
import { setup } from "./setup.ts";

const flags = { out: { value: "DIR", help: "where the chart is written; ./strategic-python-demo unless said" } } as const;

const table = fileURLToPath(new URL("demo/orders.csv", import.meta.url));
const code = new URL("demo/margin.py", import.meta.url);

interface Answer {
  readonly run: {
    readonly status: string;
    readonly stdout: string;
    readonly result: { readonly labels: readonly string[]; readonly series: readonly { readonly values: readonly number[] }[] };
    readonly disclosure: string;
  };
  readonly chart: { readonly ok: boolean; readonly file: string; readonly headline: string } | null;
}

export const demo: Command = {
  name: "demo",
  usage: [usageOf("demo", flags)],
  summary: "try it: a real server, a table of made-up orders, an analysis, a chart and the audit check",
  flags,
  async run(args) {
    const { values, positionals } = parse(args, demo);
    if (positionals.length > 0) throw misused(demo);
    if (packageRoot === null) throw new Refused("this program is not in the package strategic-python: install that first");
    await setup.run(["--without", "science"]);
    const home = mkdtempSync(join(tmpdir(), "strategic-python-demo-"));
    try {
      cpSync(table, join(home, "tables", "orders.csv"));
      await show(
        fileURLToPath(new URL("bin/strategic-python.js", packageRoot)),
        home,
        resolve(text(values.out) ?? "strategic-python-demo"),
      );
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
    return exit.ok;
  },
};

async function show(launcher: string, home: string, out: string): Promise<void> {
  const kept = ["--audit", join(home, "audit.sqlite"), "--keep", join(home, "results")];
  await using server = new StdioClient(process.execPath, [
    launcher,
    "serve",
    "--workspace",
    join(home, "tables"),
    "--out",
    out,
    ...kept,
  ]);
  const started = performance.now();
  await server.hello("strategic-python-demo");
  const { tools } = await server.ask<{ tools: readonly { name: string }[] }>("tools/list");
  say(`strategic-python ${version} answers as an MCP server (${since(started)}), with ${tools.length} tools:`);
  say(`  ${tools.map(({ name }) => name).join(", ")}`);

  const asked = performance.now();
  const { run, chart } = await call<Answer>(server, "analyze_and_render", {
    persona: "alvaro",
    capability: "strategic_data_analysis",
    code: readFileSync(code, "utf8"),
    datasets: ["orders"],
    template: "bar",
  });
  if (run.status !== "ok" || chart?.ok !== true) throw new Refused(`the demo failed: ${JSON.stringify({ run, chart })}`);
  say(`\nA table of made-up orders, analysed and drawn (${since(asked)}):\n\n${run.stdout.trimEnd()}\n`);
  say(`The chart's title, worded by rules that read the numbers: ${chart.headline}`);
  const regions = checked(run.result.labels, run.result.series[0]?.values ?? []);
  say(`Checked: the margins of ${regions} regions are those of the file, added up here without Python.`);
  say(`\n${run.disclosure}`);

  const { records, verified } = await call<{ records: readonly unknown[]; verified: boolean }>(server, "get_audit_trail", {
    verify: true,
  });
  if (!verified) throw new Refused("the audit chain does not verify");
  say(`Audit: ${records.length} ${records.length === 1 ? "record" : "records"}, chain verified`);

  const page = chart.file.replace(/\.png$/, ".html");
  if (!existsSync(page)) throw new Refused(`${page} is not there`);
  say(`Picture: ${chart.file}\nPage:    ${page}`);
  say("\nNext, in the client that you use, with the folder that your tables lie in:");
  say(
    `  ${isInNpxCache(launcher) ? "npx " : ""}strategic-python install --client claude-desktop --workspace /folder/of/your/tables`,
  );
  say(`  clients: ${clients.map(({ id }) => id).join(", ")}`);
}

async function call<T>(server: StdioClient, name: string, given: object): Promise<T> {
  const { structuredContent, content } = await server.ask<{ structuredContent?: T; content: unknown }>("tools/call", {
    name,
    arguments: given,
  });
  if (structuredContent === undefined) throw new Refused(`${name} failed: ${JSON.stringify(content)}`);
  return structuredContent;
}

/** The same sums, made here from the file: they agree to the last digit, or the demo fails. Returns how many. */
function checked(labels: readonly string[], margins: readonly number[]): number {
  const expected = new Map<string, number>();
  for (const line of readFileSync(table, "utf8").trim().split("\n").slice(1)) {
    const [, region, revenue, cost] = line.split(",") as [string, string, string, string];
    expected.set(region, (expected.get(region) ?? 0) + Number(revenue) - Number(cost));
  }
  for (const [region, margin] of expected)
    if (margins[labels.indexOf(region)] !== margin)
      throw new Refused(`the margin of ${region} is ${margin}, the answer says ${margins[labels.indexOf(region)]}`);
  return expected.size;
}

const since = (start: number): string => `${Math.round(performance.now() - start)} ms`;
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
