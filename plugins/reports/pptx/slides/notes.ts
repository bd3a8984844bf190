import type { KpiSpec, PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import type { ReportChart, ReportRun } from "../../../../core/ports/report-format.ts";
import { cut } from "../../../../core/text/cut.ts";
import { panelRows } from "../../panel-rows.ts";
import { oneLine, paragraphsOf } from "../../text/clean.ts";
import type { Pen } from "./pen.ts";

/** What one panel, and one page of notes, may hold. */
const ROWS_MAX = 60;
const CHARACTERS_MAX = 12_000;
const LINE_MAX = 600;

export interface Told {
  readonly chart: ReportChart;
  readonly panels: readonly PanelSpec[];
  readonly kpis: readonly KpiSpec[];
  /** What the slide leaves out, panel by panel. */
  readonly leftOut: readonly string[];
  /** The section's own. */
  readonly notes: string | null;
}

/** For whoever presents a chart: what the section says, its numbers, where they come from, what is to be known of them. */
export function notesOf({ chart, panels, kpis, leftOut, notes }: Told, pen: Pen): string[] {
  const { words } = pen;
  const head = [
    ...paragraphsOf(notes ?? ""),
    ...leftOut.map((what) => words("not-shown", { what })),
    ...(chart.spec?.warnings ?? []).map(({ message }) => words("warning", { text: oneLine(message) })),
  ];
  const lines = [
    ...head,
    words("origin", { origin: originOf(chart, pen) }),
    ...kpis.map((kpi) => figure(kpi, pen)),
    ...panels.flatMap((panel) => numbersOf(panel, pen)),
  ];
  return bounded(lines.map((line) => cut(line, LINE_MAX)));
}

function numbersOf(panel: PanelSpec, pen: Pen): string[] {
  const { words, look } = pen;
  if (panel.missing !== null) return [words("no-data", { field: oneLine(panel.missing) })];
  const { columns, rows } = panelRows(panel, pen);
  const shown = rows.slice(0, ROWS_MAX);
  const [, ...names] = columns;
  return [
    `${words("numbers")} – ${oneLine(panel.title)}${panel.subtitle === "" ? "" : ` (${oneLine(panel.subtitle)})`}`,
    ...shown.map(
      ([label = "", ...cells]) =>
        `${label}: ${cells.map((cell, at) => (names.length > 1 ? `${names[at] ?? ""} ${cell}` : cell)).join("; ")}`,
    ),
    ...(rows.length > shown.length
      ? [words("some-rows", { shown: look.number(shown.length, WHOLE), all: look.number(rows.length, WHOLE) })]
      : []),
  ];
}

const WHOLE = { style: "number", digits: 0 } as const;

const figure = ({ name, value, format }: KpiSpec, { look }: Pen): string => `${oneLine(name)}: ${look.number(value, format)}`;

/** The run, and its tables by name and the beginning of their hashes. */
export function originOf({ executionId }: Pick<ReportChart, "executionId">, { report, words }: Pen): string {
  if (executionId === null) return words("in-the-call");
  const run = report.method.runs.find((one: ReportRun) => one.executionId === executionId);
  const tables = (run?.datasets ?? []).map(({ name, sha256 }) => `${oneLine(name)} (${sha256.slice(0, 12)})`);
  return [words("run", { run: executionId }), ...tables].join("; ");
}

/** As many lines as a page of notes holds; the last says that there were more. */
function bounded(lines: readonly string[]): string[] {
  let left = CHARACTERS_MAX;
  const kept = lines.filter((line) => {
    left -= line.length + 1;
    return left > 0;
  });
  return kept.length === lines.length ? kept : [...kept, "…"];
}
