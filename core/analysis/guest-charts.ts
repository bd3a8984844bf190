import { figureId } from "../artifacts/figure-id.ts";
import type { KeptChart } from "../artifacts/kept.ts";
import { drawObserved } from "../charts/observed.ts";
import { limits } from "../limits.ts";
import type { Parts } from "../parts.ts";
import type { GuestFigure, SandboxAccount } from "../ports/sandbox.ts";
import type { AnalysisChart, RenderOutput } from "../shapes/answers.ts";
import type { ResolvedDataset } from "../tables/dataset-input.ts";
import { cut } from "../text/cut.ts";
import type { Asked } from "./asked.ts";
import { chartOptions } from "./chart-options.ts";

/** What a picture that no template of ours drew is called. */
const FIGURE = "figure";

export interface DrawnCharts {
  readonly charts: readonly AnalysisChart[];
  /** What each is drawn from once more; none for one that could not be drawn. */
  readonly kept: readonly KeptChart[];
  /** A line for each that could not be drawn. */
  readonly notes: string;
}

/**
 * Pictures that the code's own library drew, as they are; then what it asked for with `strategic.chart` and what those pictures
 * were read back into, one after another: they share the run's turn at the renderer.
 */
export async function drawCharts(
  parts: Parts,
  { executionId, startedAt, codeSha256, input, caller }: Asked,
  tables: readonly ResolvedDataset[],
  { charts, figures = [] }: Pick<SandboxAccount, "charts" | "figures">,
): Promise<DrawnCharts> {
  const drawn = figures.map((figure, index) => figureChart(executionId, figure, index));
  const kept: KeptChart[] = drawn.map(({ id, title, template, png }) => ({
    ...{ chartId: id, executionId, title, headline: null, template, drawn: null, asked: null },
    png: png === null ? null : Buffer.from(png).toString("base64"),
  }));
  let notes = "";
  const datasets = tables.map(({ name, sha256 }) => ({ name, sha256, rows: null }));
  for (const [index, { template, data, options, figure }] of charts.entries()) {
    const chartId = `${executionId}-${index + 1}`;
    const { taken, warnings } = chartOptions(options);
    const { output: picture, drawn: from } = await drawObserved(parts, { ...taken, template, formats: input.charts }, data, {
      chartId,
      generatedAt: startedAt,
      runId: executionId,
      codeSha256,
      datasets,
      persona: input.persona,
      first: parts.registry.capability(input.capability).chart,
      call: caller,
    });
    const named = cut(template, limits.nameCharacters);
    const asked = figure === undefined ? `strategic.chart(${JSON.stringify(named)})` : `figure ${figure}, as ${named}`;
    if (!picture.ok) notes += `${asked}: ${problemOf(picture)}\n`;
    const { title, png, html, noData } = picture;
    const told = [...warnings, ...picture.warnings];
    const shown = { title: title ?? named, template: picture.template };
    drawn.push({ id: chartId, ...shown, png, html, noData, warnings: told });
    if (from !== null)
      kept.push({ chartId, executionId, ...shown, headline: picture.headline, drawn: from, png: null, asked: null });
  }
  return { charts: drawn, kept, notes };
}

const figureChart = (executionId: string, { title, png }: GuestFigure, index: number): AnalysisChart => ({
  id: figureId(executionId, index),
  title: title || `Figure ${index + 1}`,
  template: FIGURE,
  png,
  html: null,
  noData: [],
  warnings: [],
});

function problemOf({ error, reason }: RenderOutput): string {
  if (error?.path && error.expected !== null) return `${error.path}: ${error.expected}`;
  return error?.expected ?? reason ?? "could not be drawn";
}
