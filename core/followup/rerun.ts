import type { Keeping } from "../artifacts/keeping.ts";
import type { KeptChart } from "../artifacts/kept.ts";
import { limits } from "../limits.ts";
import type { Caller } from "../parts.ts";
import type { AnalysisChart, AnalyzeOutput, RenderOutput, RerunOutput } from "../shapes/answers.ts";
import type { AnalyzeInput, RenderInput, RerunInput } from "../shapes/inputs.ts";
import { type Change, changesBetween } from "./changes.ts";
import { schemaChanges } from "./schema-changes.ts";
import { tablesAgain } from "./tables-again.ts";

/** How an app runs and draws, on record. */
export interface Work {
  readonly analyze: (input: AnalyzeInput) => Promise<AnalyzeOutput>;
  readonly render: (input: RenderInput) => Promise<RenderOutput>;
}

/** The same code on today's tables, the same charts from its result, and what has changed. Throws for what is not kept. */
export async function rerun(
  { results }: Keeping,
  { analyze, render }: Work,
  input: RerunInput,
  caller: Caller,
): Promise<RerunOutput> {
  const before = await results.runOf(caller.owner, input.executionId, "executionId");
  const run = await analyze({
    persona: before.persona,
    capability: before.capability,
    code: before.code,
    context: before.contextJson,
    datasets: tablesAgain(before, input.datasets),
    seed: before.seed ?? undefined,
    limits: before.limits,
    charts: input.charts ?? before.formats,
  });
  const compared = { before: before.executionId, schemaChanges: schemaChanges(before.datasets, run.datasets) };
  if (run.status !== "ok") return { run, ...compared, changes: [], changesTotal: 0 };
  // Those that code drew in its run were drawn in this one, too.
  const asked = distinct((await results.chartsOf(caller.owner, before.executionId)).filter((chart) => chart.asked !== null));
  const charts: AnalysisChart[] = [];
  let unread = "";
  for (const chart of asked) {
    const drawn = await render({ ...askedFor(chart, input), from: { executionId: run.executionId } });
    if (drawn.ok) charts.push(chartOf(drawn));
    else unread += `${chart.template}: ${drawn.error.expected ?? drawn.reason ?? "could not be drawn"}\n`;
  }
  const whole = { ...run, charts: [...run.charts, ...charts], stderr: run.stderr + unread };
  return { run: whole, ...compared, ...listed(changesBetween(before.result, run.result)) };
}

/** As many as are read; how many there are is said. */
export const listed = (changes: readonly Change[]): { changes: readonly Change[]; changesTotal: number } => ({
  changes: changes.slice(0, limits.listedChanges),
  changesTotal: changes.length,
});

/** What was asked for twice is the same picture twice. */
function distinct(charts: readonly KeptChart[]): readonly KeptChart[] {
  return [...new Map(charts.map((chart) => [JSON.stringify([chart.template, chart.asked]), chart])).values()];
}

const askedFor = ({ asked, template }: KeptChart, { charts }: RerunInput): Omit<RenderInput, "data" | "from" | "sample"> => ({
  template,
  ...asked,
  ...(charts !== undefined && { formats: charts }),
});

const chartOf = ({ chartId: id, title, template, png, html, noData, warnings }: RenderOutput): AnalysisChart => ({
  ...{ id, title: title ?? template, template, png, html, noData, warnings },
});
