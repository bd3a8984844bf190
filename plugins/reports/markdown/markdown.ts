import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Look, Report, ReportChart, ReportFormat, ReportSection, ReportTable } from "../../../core/ports/report-format.ts";
import { refuseCancelled } from "../cancelled.ts";
import { panelRows } from "../panel-rows.ts";
import { cellWriter } from "../table-cells.ts";
import { paragraphsOf } from "../text/clean.ts";
import { methodLines } from "../told-method.ts";
import { type Words, wordsFor } from "../words/words.ts";
import { plain } from "./escape.ts";
import { markdownTable } from "./table.ts";

interface Pen {
  readonly look: Look;
  readonly words: Words;
}

/** Words and numbers without pictures: for a wiki, a mail, a model. What the data says is letters and nothing else. */
export const markdown: Pick<ReportFormat, "write"> = {
  async write(report, { look, signal }) {
    const pen = { look, words: wordsFor(report.locale) };
    const parts = [...head(report, pen)];
    for (const section of report.sections) {
      refuseCancelled(signal);
      parts.push(...sectionParts(section, pen));
    }
    parts.push(...methodParts(report, pen));
    return { bytes: new TextEncoder().encode(`${parts.join("\n\n")}\n`), leftOut: [] };
  },
};

function head({ title, subtitle, audience, generatedAt, id }: Report, { words, look }: Pen): string[] {
  const about = [
    audience === null ? "" : plain(words("for", { audience })),
    plain(generatedAt.slice(0, 10)),
    plain(words("report", { id })),
    plain(look.footer ?? ""),
  ];
  return [
    `# ${plain(title)}`,
    ...(subtitle === null ? [] : paragraphsOf(subtitle).map(plain)),
    about.filter(Boolean).join(" · "),
  ];
}

function sectionParts({ heading, text, charts, table, notes }: ReportSection, pen: Pen): string[] {
  return [
    `## ${plain(heading)}`,
    ...text.flatMap(paragraphsOf).map(plain),
    ...charts.flatMap((chart) => chartParts(chart, pen)),
    ...(table === null ? [] : tableParts(table, pen)),
    ...(notes === null ? [] : [`**${plain(pen.words("notes"))}**`, ...paragraphsOf(notes).map((line) => `> ${plain(line)}`)]),
  ];
}

function chartParts({ spec, title, executionId }: ReportChart, pen: Pen): string[] {
  const { words, look } = pen;
  const origin = words("origin", { origin: executionId === null ? words("in-the-call") : words("run", { run: executionId }) });
  const figures = (spec?.kpis ?? []).map(({ name, value, format }) => `- ${plain(name)}: ${plain(look.number(value, format))}`);
  const panels = spec?.panels ?? [];
  return [
    `### ${plain(spec?.title ?? title)}`,
    ...(spec?.sample === true ? [`**${plain(words("sample"))}**`] : []),
    ...(spec === null || spec.subtitle === "" ? [] : [plain(spec.subtitle)]),
    ...(figures.length === 0 ? [] : [figures.join("\n")]),
    ...panels.flatMap((panel) => panelParts(panel, panels.length > 1, pen)),
    plain([spec?.foot.left ?? "", origin].filter(Boolean).join(" · ")),
  ];
}

function panelParts(panel: PanelSpec, several: boolean, pen: Pen): string[] {
  const title = several ? [`#### ${plain(panel.title)}`] : [];
  const subtitle = panel.subtitle === "" ? [] : [plain(panel.subtitle)];
  if (panel.missing !== null) return [...title, plain(pen.words("no-data", { field: panel.missing }))];
  const note = panel.note === undefined ? [] : [plain(panel.note)];
  return [...title, ...subtitle, ...markdownTable({ ...panelRows(panel, pen), numeric: (column) => column > 0 }, pen), ...note];
}

function tableParts(table: ReportTable, pen: Pen): string[] {
  const writers = table.columns.map((_, at) => cellWriter(table, at, pen.look));
  const rows = {
    columns: table.columns.map(({ name }) => name),
    rows: table.rows.map((row) => writers.map((write, at) => write(row[at]))),
  };
  return markdownTable({ ...rows, numeric: (column) => table.columns[column]?.kind === "number" }, pen);
}

function methodParts({ method }: Report, pen: Pen): string[] {
  const lines = methodLines(method, [], pen).map(({ what, text }) =>
    text === "" ? `- **${plain(what)}**` : what === "" ? `- ${plain(text)}` : `- ${plain(what)}: ${plain(text)}`,
  );
  return [`## ${plain(pen.words("method"))}`, lines.join("\n")];
}
