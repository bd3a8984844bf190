import type { KeptChart } from "../artifacts/kept.ts";
import { leavesOf } from "../artifacts/leaves.ts";
import { StrategicError } from "../errors.ts";
import type { Look, Report, ReportChart, ReportSection } from "../ports/report-format.ts";
import type { ReportWarning } from "../shapes/answers.ts";
import type { ReportInput } from "../shapes/inputs.ts";
import { cited, withoutCites } from "./cited.ts";
import { figuresIn, standsIn } from "./figures.ts";
import { reportRun } from "./method.ts";
import type { Sources } from "./sources.ts";
import { tableAt } from "./table-at.ts";

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

/** The report as data: every number in its words stands in a run's result, or a warning quotes it. */
export function outlined(input: ReportInput, sources: Sources, about: About): Outlined {
  const warnings = [...gone(sources), ...unfounded(input, sources)];
  const runs = [...sources.runs.values()];
  const report: Report = {
    id: about.id,
    title: withWritten("title", input.title),
    subtitle: input.subtitle === undefined ? null : withWritten("subtitle", input.subtitle),
    audience: input.audience ?? null,
    locale: about.locale,
    generatedAt: about.generatedAt,
    sections: input.sections.map(sectionOf),
    method: { runs: runs.map(reportRun), warnings: warnings.map(({ message }) => message) },
  };
  return { report, warnings };

  function withWritten(where: string, text: string, own: readonly string[] = runs.map(({ executionId }) => executionId)): string {
    const { look, locale } = about;
    // A section without charts and tables may stand on the report's only run.
    const all = own.length > 0 ? own : runs.map(({ executionId }) => executionId);
    const resultOf = (executionId: string) => {
      const run = sources.runs.get(executionId);
      if (run !== undefined) return run.result;
      throw new StrategicError("UNKNOWN_EXECUTION", `No run "${executionId}" is kept.`, { details: { path: where } });
    };
    return cited(text, where, { runs: all, resultOf, locale, number: (value, format) => look.number(value, format) });
  }

  function sectionOf({ heading, text, table, notes }: ReportInput["sections"][number], at: number): ReportSection {
    const { charts = [], runs: own = [] } = sources.sections[at] ?? {};
    const written = (field: string, words: string) => withWritten(`sections.${at}.${field}`, words, own);
    return {
      heading: written("heading", heading),
      text:
        text === undefined
          ? []
          : written("text", text)
              .split(/\n\s*\n/)
              .map((paragraph) => paragraph.trim())
              .filter(Boolean),
      charts: charts.map((chart): ReportChart => {
        const { chartId, executionId, title, drawn } = chart;
        return { chartId, executionId, title, spec: drawn?.spec ?? null, picture: () => about.pictureOf(chart) };
      }),
      table: table === undefined ? null : tableOf(table, at),
      notes: notes === undefined ? null : written("notes", notes),
    };
  }

  function tableOf({ executionId, path }: NonNullable<ReportInput["sections"][number]["table"]>, at: number) {
    return tableAt(sources.runs.get(executionId)?.result ?? null, path, executionId, `sections.${at}.table.path`);
  }
}

const gone = ({ gone: runs }: Sources): readonly ReportWarning[] =>
  runs.map((run) => ({
    code: "RUN_GONE",
    section: null,
    message: `The run ${run} is not kept any more: its chart is here, and what it ran on is not told.`,
  }));

/** Figures in free text that no result has: somebody typed them. */
function unfounded({ title, subtitle = "", sections }: ReportInput, { runs }: Sources): readonly ReportWarning[] {
  const numbers = [...runs.values()].flatMap(({ result, datasets }) => [
    ...[...leavesOf(result, result).values()].flatMap(({ number }) => (number === null ? [] : [Number(number)])),
    ...datasets.flatMap(({ rows, columns }) => [rows ?? [], columns ?? []].flat()),
  ]);
  const inText = (text: string, section: string | null): readonly ReportWarning[] =>
    figuresIn(withoutCites(text))
      .filter((figure) => !standsIn(figure, numbers))
      .map((figure) => ({
        code: "FIGURE_NOT_FOUND",
        section,
        message: `"${figure.text}" ${section === null ? "in the title" : `in "${section}"`} stands in no result of the report's runs. Cite it, {{run.path}}, or check it.`,
      }));
  return [
    ...inText(`${title}\n${subtitle}`, null),
    ...sections.flatMap(({ heading, text = "", notes = "" }) => inText(`${heading}\n${text}\n${notes}`, heading)),
  ];
}
