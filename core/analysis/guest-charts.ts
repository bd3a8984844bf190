import { drawObserved } from "../charts/observed.ts";
import { limits } from "../limits.ts";
import type { Parts } from "../parts.ts";
import type { GuestChart } from "../ports/sandbox.ts";
import type { AnalysisChart, RenderOutput } from "../shapes/answers.ts";
import { cut } from "../text/cut.ts";
import type { Asked } from "./asked.ts";
import type { ResolvedDataset } from "./dataset-input.ts";

export interface DrawnCharts {
  readonly charts: readonly AnalysisChart[];
  /** A line for each that could not be drawn. */
  readonly notes: string;
}

/** What the code asked for with `strategic.chart`, one after another: they share the run's turn at the renderer. */
export async function drawCharts(
  parts: Parts,
  { executionId, startedAt, codeSha256, input, caller }: Asked,
  tables: readonly ResolvedDataset[],
  charts: readonly GuestChart[],
): Promise<DrawnCharts> {
  const drawn: AnalysisChart[] = [];
  let notes = "";
  const datasets = tables.map(({ name, sha256 }) => ({ name, sha256, rows: null }));
  for (const [index, { template, data, options }] of charts.entries()) {
    const chartId = `${executionId}-${index + 1}`;
    const picture = await drawObserved(parts, { ...textOptions(options), template, formats: input.charts }, data, {
      chartId,
      generatedAt: startedAt,
      runId: executionId,
      codeSha256,
      datasets,
      persona: input.persona,
      call: caller,
    });
    const named = cut(template, limits.nameCharacters);
    if (!picture.ok) notes += `strategic.chart(${JSON.stringify(named)}): ${problemOf(picture)}\n`;
    const { title, png, html } = picture;
    drawn.push({ id: chartId, title: title ?? named, template: picture.template, png, html });
  }
  return { charts: drawn, notes };
}

const NAMES = ["title", "subtitle", "source", "theme", "locale", "currency", "persona"];

function textOptions(options: GuestChart["options"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).filter(
      (entry): entry is [string, string] => NAMES.includes(entry[0]) && typeof entry[1] === "string",
    ),
  );
}

function problemOf({ error, reason }: RenderOutput): string {
  if (error?.path && error.expected !== null) return `${error.path}: ${error.expected}`;
  return error?.expected ?? reason ?? "could not be drawn";
}
