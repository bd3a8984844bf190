import { datasetFiles, datasetName } from "../../../plugins/datasets-workspace/index.ts";
import { assemble } from "../assemble.ts";
import { changesText } from "../change-lines.ts";
import { brandFlag, type Command, dataFlag, keepFlag, list, onlyOne, parse, progress, text, usageOf } from "./arguments.ts";
import { exitFor, orRefused } from "./exit.ts";
import { loadPlugins, pluginFlag } from "./load-plugins.ts";
import { printRun } from "./print-run.ts";

const flags = {
  data: { ...dataFlag, help: "a file in place of the run's table; one for each, in the run's order" },
  out: { value: "DIR", env: "STRATEGIC_PYTHON_OUT", help: "where charts are written; ./out unless said" },
  keep: keepFlag,
  brand: brandFlag,
  plugin: pluginFlag,
  json: { help: "print the answer as JSON and nothing else" },
} as const;

export const rerun: Command = {
  name: "rerun",
  usage: [usageOf("rerun EXECUTION_ID", flags)],
  summary: "the same code and charts on this month's file, and what has changed",
  flags,
  async run(args) {
    const { values, positionals } = parse(args, rerun);
    const executionId = onlyOne(positionals, rerun, "give one EXECUTION_ID: run prints it");
    const files = list(values.data);
    await using app = await assemble({
      workers: 1,
      keep: text(values.keep),
      brand: text(values.brand),
      plugins: [datasetFiles(files), ...(await loadPlugins(list(values.plugin)))],
      progress,
    });
    const datasets = files.length === 0 ? undefined : files.map(datasetName);
    const { run, ...changed } = await orRefused(app.rerun({ executionId, datasets }));
    const out = text(values.out) ?? "out";
    printRun(app, run, { capability: "", out, json: values.json === true, more: changed, words: changesText(changed) });
    return exitFor(run.status);
  },
};
