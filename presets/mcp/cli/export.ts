import { assemble } from "../assemble.ts";
import { writeOut } from "../out-files.ts";
import { type Command, keepFlag, list, onlyOne, parse, text, usageOf } from "./arguments.ts";
import { exit, orRefused } from "./exit.ts";
import { loadPlugins, pluginFlag } from "./load-plugins.ts";

const flags = {
  path: { value: "PATH", help: "where in the result the table stands, such as by_region; all of it unless said" },
  format: { value: "xlsx|csv", help: "xlsx unless said" },
  out: { value: "DIR", env: "STRATEGIC_PYTHON_OUT", help: "where the file is written; ./out unless said" },
  keep: keepFlag,
  plugin: pluginFlag,
  json: { help: "print the answer as JSON and nothing else" },
} as const;

export const exportTable: Command = {
  name: "export",
  usage: [usageOf("export EXECUTION_ID", flags)],
  summary: "a table of a kept run as a workbook or CSV",
  flags,
  async run(args) {
    const { values, positionals } = parse(args, exportTable);
    const executionId = onlyOne(positionals, exportTable, "give one EXECUTION_ID: run prints it");
    await using app = await assemble({ workers: 1, keep: text(values.keep), plugins: await loadPlugins(list(values.plugin)) });
    const format = text(values.format) ?? "xlsx";
    const { file: bytes, title, ...made } = await orRefused(app.exportTable({ executionId, path: text(values.path), format }));
    const file = writeOut(text(values.out) ?? "out", title, made.exportId, format, bytes);
    process.stdout.write(values.json ? `${JSON.stringify({ ...made, file })}\n` : `${file}\n`);
    return exit.ok;
  },
};
