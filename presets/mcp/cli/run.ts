import { readFileSync } from "node:fs";
import { datasetFiles, datasetName } from "../../../plugins/datasets-workspace/index.ts";
import { assemble } from "../assemble.ts";
import {
  brandFlag,
  type Command,
  dataFlag,
  keepFlag,
  list,
  misused,
  parse,
  progress,
  text,
  UsageError,
  usageOf,
} from "./arguments.ts";
import { exitFor } from "./exit.ts";
import { loadPlugins, pluginFlag } from "./load-plugins.ts";
import { printRun } from "./print-run.ts";

const flags = {
  persona: { value: "ID", needed: true, env: "STRATEGIC_PYTHON_PERSONA", help: "whose view it is: diego, alvaro, martin …" },
  capability: {
    value: "ID",
    needed: true,
    env: "STRATEGIC_PYTHON_CAPABILITY",
    help: "what it is for: strategic_data_analysis, roi_calculations …",
  },
  code: { value: "TEXT", help: "the Python itself, instead of a FILE" },
  data: { ...dataFlag, help: "a CSV, JSON, XLSX or Parquet file; the code knows it by its name without the ending" },
  context: { value: "JSON", help: "an object; the code reads it as strategic_context" },
  out: { value: "DIR", env: "STRATEGIC_PYTHON_OUT", help: "where charts are written; ./out unless said" },
  keep: keepFlag,
  brand: brandFlag,
  plugin: pluginFlag,
  json: { help: "print the answer as JSON and nothing else" },
} as const;

export const run: Command = {
  name: "run",
  usage: [usageOf("run [FILE|-]", flags)],
  summary: "one analysis",
  flags,
  async run(args) {
    const { values, positionals } = parse(args, run);
    const persona = text(values.persona);
    const capability = text(values.capability);
    const inline = text(values.code);
    if (persona === undefined || capability === undefined) throw misused(run, "--persona and --capability are needed");
    if ((inline === undefined) === (positionals.length === 0) || positionals.length > 1)
      throw misused(run, "give --code TEXT or one FILE");
    const code = inline ?? readInput(positionals[0] as string);
    const context = text(values.context);
    if (context !== undefined) checkJsonObject(context);
    const out = text(values.out) ?? "out";
    const files = list(values.data);
    await using app = await assemble({
      workers: 1,
      keep: text(values.keep),
      brand: text(values.brand),
      plugins: [datasetFiles(files), ...(await loadPlugins(list(values.plugin)))],
      progress,
    });
    const output = await app.analyze({ persona, capability, code, context, datasets: files.map(datasetName) });
    printRun(app, output, { capability, out, json: values.json === true });
    return exitFor(output.status);
  },
};

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
