import { readFileSync } from "node:fs";
import type { ReportInput } from "../../../core/index.ts";
import { assemble } from "../assemble.ts";
import { writeOut } from "../out-files.ts";
import { checkReportInput } from "../schemas.ts";
import { oneLine } from "../untrusted.ts";
import { brandFlag, browserFlag, type Command, keepFlag, list, onlyOne, parse, text, UsageError, usageOf } from "./arguments.ts";
import { exit, orRefused } from "./exit.ts";
import { loadPlugins, pluginFlag } from "./load-plugins.ts";
import { reportSpec } from "./report-spec.ts";

const flags = {
  format: { value: "ID", multiple: true, help: "pptx, html, pdf or md; those of the outline unless said, else pptx" },
  out: { value: "DIR", env: "STRATEGIC_PYTHON_OUT", help: "where the files are written; ./out unless said" },
  keep: keepFlag,
  brand: brandFlag,
  browser: browserFlag,
  plugin: pluginFlag,
  json: { help: "print the answer as JSON and nothing else" },
} as const;

export const report: Command = {
  name: "report",
  usage: [usageOf("report SPEC.json|SPEC.md|-", flags)],
  summary: "a deck, page or document from runs that were kept",
  flags,
  async run(args) {
    const { values, positionals } = parse(args, report);
    const path = onlyOne(positionals, report, "give one outline: JSON, or Markdown");
    const input = inputOf(path, list(values.format));
    await using app = await assemble({
      workers: 1,
      keep: text(values.keep),
      brand: text(values.brand),
      browser: text(values.browser),
      plugins: await loadPlugins(list(values.plugin)),
    });
    const { reportId, title, files, warnings } = await orRefused(app.createReport(input));
    const out = text(values.out) ?? "out";
    const file = Object.fromEntries(
      Object.entries(files).map(([format, bytes]) => [format, writeOut(out, title, reportId, format, bytes)]),
    );
    if (values.json) process.stdout.write(`${JSON.stringify({ reportId, file, warnings })}\n`);
    else {
      for (const { code, message } of warnings) process.stderr.write(`${code}: ${oneLine(message, 400)}\n`);
      process.stdout.write(`${Object.values(file).join("\n")}\n`);
    }
    return exit.ok;
  },
};

function inputOf(path: string, formats: readonly string[]): ReportInput {
  let given: Partial<ReportInput>;
  try {
    const words = readFileSync(path === "-" ? 0 : path, "utf8");
    given = /^\s*\{/.test(words) ? (JSON.parse(words) as Partial<ReportInput>) : reportSpec(words);
  } catch (error) {
    throw new UsageError(`can't read ${path}: ${(error as Error).message}`);
  }
  const { input, problem } = checkReportInput({ ...given, formats: formats.length > 0 ? formats : (given.formats ?? ["pptx"]) });
  if (input === null) throw new UsageError(`${path}: ${problem}`);
  return input;
}
