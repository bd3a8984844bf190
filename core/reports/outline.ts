import type { KeptChart } from "../artifacts/kept.ts";
import { StrategicError } from "../errors.ts";
import type { Look, Report, ReportChart, ReportSection, ReportTable } from "../ports/report-format.ts";
import type { ReportWarning } from "../shapes/answers.ts";
import type { ReportInput } from "../shapes/inputs.ts";
import { cited } from "./cited.ts";
import { type Leaves, leavesIn } from "./leaves-in.ts";
import { reportRun } from "./method.ts";
import type { Sources } from "./sources.ts";
import { tableAt } from "./table-at.ts";
import { unfounded } from "./unfounded.ts";

export interface Outlined {
  readonly report: Report;
  readonly warnings: readonly ReportWarning[];
}

interface About {
  readonly id: string;
  readonly generatedAt: string;
  readonly locale: string;
  readonly look: Look;
  readonly pictureOf: (chart: KeptChart) => Promise<Uint8Array>;
}

type SectionInput = ReportInput["sections"][number];

/** Words with their citations written in; `own`: the runs that they stand on, `where`: their place in the input. */
type Write = (words: string, own: readonly string[], where: string) => string;

/** The report as data: every number in its words stands in a run's result, or a warning quotes it. */
export function outlined(input: ReportInput, sources: Sources, about: About): Outlined {
  const leaves = leavesIn(sources.runs);
  const write = writer(sources, leaves, about);
  const warnings = [...gone(sources), ...unfounded(input, sources, leaves)];
  const sections = input.sections.map((section, at): ReportSection => {
    const { charts, runs } = sources.sections[at] ?? { charts: [], runs: [] };
    return {
      ...wordsOf(section, (field, words) => write(words, runs, `sections.${at}.${field}`)),
      charts: charts.map((chart) => chartOf(chart, about)),
      table: tableOf(section, sources, at),
    };
  });
  const report: Report = {
    id: about.id,
    title: write(input.title, [], "title"),
    subtitle: input.subtitle === undefined ? null : write(input.subtitle, [], "subtitle"),
    audience: input.audience ?? null,
    locale: about.locale,
    generatedAt: about.generatedAt,
    sections,
    method: { runs: [...sources.runs.values()].map(reportRun), warnings: warnings.map(({ message }) => message) },
  };
  return { report, warnings };
}

function writer(sources: Sources, leaves: Leaves, { look, locale }: About): Write {
  const every = [...sources.runs.keys()];
  return (words, own, where) => {
    const leavesOf = (executionId: string) => {
      const found = leaves(executionId);
      if (found !== null) return found;
      throw new StrategicError("UNKNOWN_EXECUTION", `No run "${executionId}" is kept.`, { details: { path: where } });
    };
    // What has neither chart nor table may stand on the report's only run.
    const runs = own.length > 0 ? own : every;
    return cited(words, where, { runs, leavesOf, locale, number: (value, format) => look.number(value, format) });
  };
}

function wordsOf(
  { heading, text, notes }: SectionInput,
  write: (field: string, words: string) => string,
): Pick<ReportSection, "heading" | "text" | "notes"> {
  const paragraphs = text === undefined ? [] : write("text", text).split(/\n\s*\n/);
  return {
    heading: write("heading", heading),
    text: paragraphs.map((paragraph) => paragraph.trim()).filter(Boolean),
    notes: notes === undefined ? null : write("notes", notes),
  };
}

function chartOf(chart: KeptChart, { pictureOf }: About): ReportChart {
  const { chartId, executionId, title, drawn } = chart;
  return { chartId, executionId, title, spec: drawn?.spec ?? null, picture: () => pictureOf(chart) };
}

function tableOf({ table }: SectionInput, { runs }: Sources, at: number): ReportTable | null {
  if (table === undefined) return null;
  const { executionId, path } = table;
  return tableAt(runs.get(executionId)?.result ?? null, path, executionId, `sections.${at}.table.path`);
}

const gone = ({ gone: runs }: Sources): readonly ReportWarning[] =>
  runs.map((run) => ({
    code: "RUN_GONE",
    section: null,
    message: `The run ${run} is not kept any more: its chart is here, and what it ran on is not told.`,
  }));
