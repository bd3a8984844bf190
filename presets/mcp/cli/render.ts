import { readFileSync } from "node:fs";
import type { Json } from "../../../core/index.ts";
import { pictureFormats } from "../../../core/ports/renderer.ts";
import { assemble } from "../assemble.ts";
import { writeChart } from "../out-files.ts";
import { oneLine } from "../untrusted.ts";
import { brandFlag, type Command, keepFlag, list, misused, parse, text, UsageError, usageOf } from "./arguments.ts";
import { exit } from "./exit.ts";
import { loadPlugins, pluginFlag } from "./load-plugins.ts";

const flags = {
  data: { value: "FILE|-", help: "the numbers, as JSON; - reads standard input" },
  sample: { help: "draw the template's own sample instead" },
  out: { value: "DIR", env: "STRATEGIC_PYTHON_OUT", help: "where the files are written; ./out unless said" },
  png: { help: "the picture alone; both unless one is named" },
  html: { help: "the page alone" },
  theme: { value: "light|dark", help: "light unless said" },
  title: { value: "TEXT", help: "instead of the one that the numbers word" },
  locale: { value: "TAG", help: "language, numbers and dates, such as de or fr-CH; en unless said" },
  transparent: { help: "no ground behind the picture" },
  keep: keepFlag,
  brand: brandFlag,
  plugin: pluginFlag,
  json: { help: "print the answer as JSON and nothing else" },
} as const;

export const render: Command = {
  name: "render",
  usage: [usageOf("render TEMPLATE", flags)],
  summary: "one chart, from JSON data",
  flags,
  async run(args) {
    const { values, positionals } = parse(args, render);
    const [template] = positionals;
    const source = text(values.data);
    if (template === undefined || positionals.length > 1 || (source === undefined) === (values.sample !== true))
      throw misused(render, "give one TEMPLATE, and --data FILE or --sample");
    const theme = text(values.theme) ?? "light";
    if (theme !== "light" && theme !== "dark") throw new UsageError("--theme takes light or dark");
    const formats = pictureFormats.filter((format) => values[format] === true);
    await using app = await assemble({
      workers: 1,
      keep: text(values.keep),
      brand: text(values.brand),
      plugins: await loadPlugins(list(values.plugin)),
    });
    const output = await app.render({
      template,
      ...(source === undefined ? { sample: true } : { data: readJson(source) }),
      ...(formats.length > 0 && { formats }),
      theme,
      title: text(values.title),
      locale: text(values.locale),
      background: values.transparent === true ? "transparent" : "paper",
    });
    const files = output.ok
      ? writeChart(text(values.out) ?? "out", output.template, output.chartId, output)
      : { png: null, html: null };
    const { png: _png, html: _html, text: _text, disclosure, ...rest } = output;
    if (!values.json) for (const { code, message } of output.warnings) process.stderr.write(`${code}: ${oneLine(message)}\n`);
    if (values.json) process.stdout.write(`${JSON.stringify({ ...rest, ...files, file: files.png ?? files.html })}\n`);
    else if (output.ok)
      process.stdout.write(
        `${[disclosure, oneLine(output.headline ?? output.title ?? ""), files.png, files.html].filter(Boolean).join("\n")}\n`,
      );
    else {
      const { error, reason } = output;
      process.stderr.write(
        `${error?.code}: ${oneLine([reason, error?.path, error?.expected].filter(Boolean).join(": "), 1000)}\n`,
      );
      if (error?.example !== null && error?.example !== undefined)
        process.stderr.write(`For example: ${JSON.stringify(error.example).slice(0, 500)}\n`);
    }
    return output.ok ? exit.ok : exit.failed;
  },
};

function readJson(path: string): Json {
  try {
    return JSON.parse(readFileSync(path === "-" ? 0 : path, "utf8")) as Json;
  } catch (error) {
    throw new UsageError(`can't read JSON from ${path}: ${(error as Error).message}`);
  }
}
