import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assemble } from "../assemble.ts";
import { brandFlag, type Command, misused, parse, text, usageOf } from "./arguments.ts";
import { exit } from "./exit.ts";

const flags = {
  out: { value: "DIR", help: "./out/gallery unless said" },
  locale: { value: "TAG", help: "en unless said" },
  brand: brandFlag,
} as const;

/** Every template from its sample: pictures in both themes, and the page itself at a phone's width. */
export const gallery: Command = {
  name: "gallery",
  usage: [usageOf("gallery", flags)],
  flags,
  summary: "one page with every chart template, drawn from its sample",
  async run(args) {
    const { values, positionals } = parse(args, gallery);
    if (positionals.length > 0) throw misused(gallery);
    const out = text(values.out) ?? join("out", "gallery");
    mkdirSync(out, { recursive: true });
    await using app = await assemble({ workers: 1, keep: "none", brand: text(values.brand) });
    const titles = new Map<string, string>();
    for (const { id, title } of app.templates()) {
      for (const theme of ["light", "dark"] as const) {
        const drawn = await app.render({
          template: id,
          sample: true,
          theme,
          locale: text(values.locale),
          formats: theme === "light" ? ["png", "html"] : ["png"],
        });
        if (!drawn.ok || drawn.png === null) {
          process.stderr.write(`${id}: ${drawn.reason}\n`);
          return exit.failed;
        }
        for (const { code, panel, message } of drawn.warnings)
          if (code === "PANEL_FAILED") process.stderr.write(`${id}, ${panel}: ${message}\n`);
        writeFileSync(join(out, `${id}-${theme}.png`), drawn.png);
        if (drawn.html !== null) writeFileSync(join(out, `${id}.html`), drawn.html);
      }
      titles.set(id, title);
    }
    writeFileSync(join(out, "index.html"), index(titles));
    process.stdout.write(`${titles.size} templates: ${join(out, "index.html")}\n`);
    return exit.ok;
  },
};

function index(titles: ReadonlyMap<string, string>): string {
  const sections = [...titles].map(
    ([id, title]) => `<section id="${id}"><h2>${title} <code>${id}</code></h2><div class="row">
<a href="${id}.html"><img src="${id}-light.png" alt="${title}, light" loading="lazy"></a>
<img src="${id}-dark.png" alt="${title}, dark" loading="lazy">
<iframe src="${id}.html" title="${title}, on a phone" loading="lazy"></iframe></div></section>`,
  );
  const links = [...titles.keys()].map((id) => `<a href="#${id}">${id}</a>`).join(" · ");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>strategic-python: every chart template</title><style>
body{margin:0 auto;max-width:1800px;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#1b2430;background:#f5f7fa}
h1{font-size:28px}h2{font-size:18px;margin:40px 0 12px}code{font-weight:400;color:#556070}nav{line-height:2}
.row{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}img{width:min(100%,640px);height:auto;border-radius:8px;box-shadow:0 1px 4px #0002}
iframe{width:390px;height:560px;border:0;border-radius:8px;box-shadow:0 1px 4px #0002;background:#fff}
</style></head><body><h1>Every chart template, from its sample</h1><nav>${links}</nav>
${sections.join("\n")}</body></html>\n`;
}
