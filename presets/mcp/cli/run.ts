import { readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import type { InlineDataset } from "../../../core/index.ts";
import { Artifacts, writeChart } from "../artifacts.ts";
import { assemble } from "../assemble.ts";
import { analysisText } from "../content.ts";
import { wireAnalysis } from "../wire.ts";
import { type Command, list, parse, text, UsageError } from "./arguments.ts";
import { exitFor } from "./exit.ts";

const usage = "run --persona P --capability C [--data FILE]… [--context JSON] (--code TEXT | FILE) [--json] [--out DIR]";

export const run: Command = {
  name: "run",
  usage,
  summary: "one analysis",
  async run(args) {
    const { values, positionals } = parse(
      args,
      {
        persona: { type: "string", env: "STRATEGIC_PYTHON_PERSONA" },
        capability: { type: "string", env: "STRATEGIC_PYTHON_CAPABILITY" },
        data: { type: "string", multiple: true },
        context: { type: "string" },
        code: { type: "string" },
        json: { type: "boolean" },
        out: { type: "string", env: "STRATEGIC_PYTHON_OUT" },
      },
      usage,
    );
    const persona = text(values.persona);
    const capability = text(values.capability);
    const inline = text(values.code);
    if (persona === undefined || capability === undefined)
      throw new UsageError(`--persona and --capability are needed\nUsage: strategic-python ${usage}`);
    if ((inline === undefined) === (positionals.length === 0) || positionals.length > 1)
      throw new UsageError(`give --code TEXT or one FILE\nUsage: strategic-python ${usage}`);
    const code = inline ?? readInput(positionals[0] as string);
    const context = text(values.context);
    if (context !== undefined) checkJsonObject(context);
    const out = text(values.out) ?? "out";
    await using app = await assemble({
      workers: 1,
      progress: (line, more = "") => process.stderr.write(`${[line, more].filter(Boolean).join(": ")}\n`),
    });
    const output = await app.analyze({ persona, capability, code, context, datasets: list(values.data).map(readDataset) });
    const wired = wireAnalysis(output, new Artifacts(null), "cli");
    const charts = output.charts.map((chart, index) => {
      const files = writeChart(out, chart.template, chart.id, chart);
      return { ...wired.charts[index], png: files.png, html: files.html, file: files.png ?? files.html };
    });
    const whole = { ...wired, result: output.result, charts };
    process.stdout.write(
      values.json
        ? `${JSON.stringify(whole)}\n`
        : `${[analysisText(output, wired), ...charts.map(({ file }) => file)].join("\n")}\n`,
    );
    return exitFor(output.status);
  },
};

function readDataset(path: string): InlineDataset {
  const extension = extname(path).toLowerCase();
  const format = extension === ".json" ? "json" : "csv";
  return { name: basename(path, extname(path)), format, content: readFileSync(path) };
}

function readInput(path: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    throw new UsageError(`can't read ${path}: ${(error as Error).message}`);
  }
}

function checkJsonObject(value: string): void {
  try {
    const parsed = JSON.parse(value) as unknown;
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return;
  } catch {
    // Said below.
  }
  throw new UsageError("--context takes a JSON object");
}
