import { readFileSync } from "node:fs";
import type { Json } from "../../../core/index.ts";
import { writeChart } from "../artifacts.ts";
import { assemble } from "../assemble.ts";
import { oneLine } from "../untrusted.ts";
import { type Command, parse, text, UsageError } from "./arguments.ts";
import { exit } from "./exit.ts";

const usage =
  "render TEMPLATE (--data FILE|- | --sample) [--out DIR] [--png] [--html] [--theme light|dark] [--title TEXT] [--transparent]";

export const render: Command = {
  name: "render",
  usage,
  summary: "one chart, from JSON data",
  async run(args) {
    const { values, positionals } = parse(
      args,
      {
        data: { type: "string" },
        sample: { type: "boolean" },
        out: { type: "string", env: "STRATEGIC_PYTHON_OUT" },
        png: { type: "boolean" },
        html: { type: "boolean" },
        theme: { type: "string" },
        title: { type: "string" },
        transparent: { type: "boolean" },
        json: { type: "boolean" },
      },
      usage,
    );
    const [template] = positionals;
    const source = text(values.data);
    if (template === undefined || positionals.length > 1 || (source === undefined) === (values.sample !== true))
      throw new UsageError(`Usage: strategic-python ${usage}`);
    const theme = text(values.theme) ?? "light";
    if (theme !== "light" && theme !== "dark") throw new UsageError("--theme takes light or dark");
    const formats = (["png", "html"] as const).filter((format) => values[format] === true);
    await using app = await assemble({ workers: 1 });
    const output = await app.render({
      template,
      ...(source === undefined ? { sample: true } : { data: readJson(source) }),
      ...(formats.length > 0 && { formats }),
      theme,
      title: text(values.title),
      background: values.transparent === true ? "transparent" : "paper",
    });
    const files = output.ok
      ? writeChart(text(values.out) ?? "out", output.template, output.chartId, output)
      : { png: null, html: null };
    const { png: _png, html: _html, text: _text, disclosure, ...rest } = output;
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
