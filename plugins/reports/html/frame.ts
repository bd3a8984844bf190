import type { Look, Report } from "../../../core/ports/report-format.ts";
import { paragraphsOf, runsLeft } from "../text/clean.ts";
import { methodLines } from "../told-method.ts";
import type { Words } from "../words/words.ts";
import { escaped } from "./escape.ts";

export interface Pen {
  readonly look: Look;
  readonly words: Words;
}

/** Letters of a script that runs from right to left are read so. */
export const along = (text: string): string => (runsLeft(text) ? ' dir="rtl"' : "");

/** Title, for whom, of which day; then what is in it. */
export function headHtml({ title, subtitle, audience, generatedAt, id, sections }: Report, { look, words }: Pen): string {
  const { logo } = look;
  const about = [audience === null ? "" : words("for", { audience }), generatedAt.slice(0, 10), words("report", { id })];
  const contents = sections.map(({ heading }, at) => `<li><a href="#s${at + 1}"${along(heading)}>${escaped(heading)}</a></li>`);
  return [
    '<header class="cover"><div>',
    `<h1${along(title)}>${escaped(title)}</h1>`,
    ...(subtitle === null ? [] : paragraphsOf(subtitle).map((line) => `<p class="lead"${along(line)}>${escaped(line)}</p>`)),
    `<p class="about">${escaped(about.filter(Boolean).join(" · "))}</p></div>`,
    logo === null ? "" : `<img class="logo" src="data:${logo.type};base64,${logo.base64}" alt="">`,
    "</header>",
    sections.length < 2
      ? ""
      : `<nav class="contents" aria-label="${escaped(words("contents"))}"><ol>${contents.join("")}</ol></nav>`,
  ].join("");
}

/** What ran, on what, and what was assumed. */
export function methodHtml({ method }: Report, pen: Pen): string {
  const lines = methodLines(method, [], pen).map(({ what, text, heads }) => {
    if (heads === true) return `<tr class="heads"><th scope="rowgroup">${escaped(what)}</th><td>${escaped(text)}</td></tr>`;
    return `<tr><th scope="row">${escaped(what)}</th><td>${escaped(text)}</td></tr>`;
  });
  return `<section class="method"><h2>${escaped(pen.words("method"))}</h2><table>${lines.join("")}</table></section>`;
}

export function footHtml({ title }: Report, { look }: Pen): string {
  return `<footer><p>${escaped(look.footer ?? "")}</p><p>${escaped(title)}</p></footer>`;
}
