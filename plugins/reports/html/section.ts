import type { ReportChart, ReportSection, ReportTable } from "../../../core/ports/report-format.ts";
import { cellWriter } from "../table-cells.ts";
import { paragraphsOf } from "../text/clean.ts";
import { escaped } from "./escape.ts";
import { along, type Pen } from "./frame.ts";

/** A reader scrolls so far; the workbook has all of it. */
const ROWS_MAX = 500;
const WHOLE = { style: "number", digits: 0 } as const;

/** Heading, words, charts, table, and what the speaker says. `pages`: the markup of each chart that has one. */
export async function sectionHtml(
  { heading, text, charts, table, notes }: ReportSection,
  pages: readonly (string | null)[],
  at: number,
  pen: Pen,
): Promise<string> {
  const drawn = await Promise.all(charts.map(async (chart, place) => pages[place] ?? (await pictureHtml(chart))));
  const lines = (words: string) =>
    paragraphsOf(words)
      .map((line) => `<p${along(line)}>${escaped(line)}</p>`)
      .join("");
  return [
    `<section id="s${at + 1}"><h2${along(heading)}>${escaped(heading)}</h2>`,
    text.length === 0 ? "" : `<div class="text">${text.map(lines).join("")}</div>`,
    ...drawn,
    table === null ? "" : tableHtml(table, pen),
    notes === null ? "" : `<details class="notes"><summary>${escaped(pen.words("notes"))}</summary>${lines(notes)}</details>`,
    "</section>",
  ].join("");
}

/** A library's own picture: there is nothing to ask it. */
async function pictureHtml({ title, picture }: ReportChart): Promise<string> {
  const data = Buffer.from(await picture()).toString("base64");
  const shown = escaped(title);
  return `<figure class="card"><img src="data:image/png;base64,${data}" alt="${shown}"><figcaption>${shown}</figcaption></figure>`;
}

function tableHtml(table: ReportTable, { look, words }: Pen): string {
  const { columns, rows } = table;
  const writers = columns.map((_, at) => cellWriter(table, at, look));
  const side = columns.map(({ kind }) => (kind === "number" ? "" : ' class="words"'));
  const head = columns.map(({ name }, at) => `<th scope="col"${side[at]}>${escaped(name)}</th>`).join("");
  const body = rows
    .slice(0, ROWS_MAX)
    .map((row) => `<tr>${writers.map((write, at) => `<td${side[at]}>${escaped(write(row[at]))}</td>`).join("")}</tr>`);
  const count = (value: number) => look.number(value, WHOLE);
  const more = rows.length > ROWS_MAX ? words("rows", { shown: count(ROWS_MAX), all: count(rows.length) }) : "";
  const none = rows.length === 0 ? words("no-rows") : "";
  const said = [none, more].filter(Boolean).map((line) => `<p class="note">${escaped(line)}</p>`);
  return `<div class="card table"><div class="scroll" tabindex="0" role="region" aria-label="${escaped(words("table"))}"><table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div>${said.join("")}</div>`;
}
