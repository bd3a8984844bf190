import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import { CHARTS } from "../view-data.ts";
import { type Fields, fieldsOf, isFields, listOf, textOf } from "./values.ts";

/** One chart of an answer, as far as the host passed it on. */
export interface AnsweredChart {
  /** Null: it can't be asked for. */
  readonly id: string | null;
  readonly title: string;
  readonly headline: string | null;
  readonly template: string;
  readonly spec: DashboardSpec | null;
  /** Whether the rows behind it are there. */
  readonly whole: boolean;
  /** Whether a picture of it was made. */
  readonly drawn: boolean;
  readonly told: readonly string[];
}

/** A tool's answer, whichever of the tools that draw. */
export interface Answer {
  readonly charts: readonly AnsweredChart[];
  /** As `run_analysis` answers; null: nothing was run. */
  readonly run: Fields | null;
  /** As `render_chart` answers, where it drew nothing. */
  readonly refused: Fields | null;
  readonly changes: readonly Fields[];
  readonly changesTotal: number;
  readonly isError: boolean;
  /** What a model reads. */
  readonly text: string;
}

export function answerOf(result: Fields): Answer {
  const data = fieldsOf(result.structuredContent);
  const run = "status" in data ? data : isFields(data.run) ? data.run : null;
  const chart = "chartId" in data ? data : isFields(data.chart) ? data.chart : null;
  const specs = new Map(
    listOf(fieldsOf(result._meta)[CHARTS])
      .filter(isFields)
      .map((one) => [one.id, one]),
  );
  const named = [...(chart?.ok === true ? [{ ...chart, id: chart.chartId }] : []), ...listOf(run?.charts).filter(isFields)];
  const charts = named.map((one) => chartOf(one, specs.get(fieldsOf(one).id)));
  return {
    charts: charts.length > 0 ? charts : [...specs.values()].map((one) => chartOf({ id: one.id, png: "" }, one)),
    run,
    refused: chart !== null && chart.ok !== true ? chart : null,
    changes: listOf(data.changes).filter(isFields),
    changesTotal: typeof data.changesTotal === "number" ? data.changesTotal : 0,
    isError: result.isError === true,
    text: listOf(result.content)
      .map((one) => textOf(fieldsOf(one).text) ?? "")
      .join("\n\n")
      .trim(),
  };
}

function chartOf(told: Fields, sent: Fields | undefined): AnsweredChart {
  const spec = isSpec(sent?.spec) ? sent.spec : null;
  const id = textOf(told.id);
  return {
    id: id !== null && /^[\w-]+$/.test(id) ? id : null,
    title: textOf(told.title) ?? textOf(spec?.title) ?? "",
    headline: textOf(told.headline),
    template: textOf(told.template) ?? textOf(spec?.template) ?? "",
    spec,
    whole: sent?.whole === true,
    drawn: typeof told.png === "string" || typeof told.html === "string",
    told: listOf(told.warnings).flatMap((warning) => textOf(fieldsOf(warning).message) ?? []),
  };
}

/** So much of it is looked at before it is drawn; what is odd inside shows while drawing. */
export const isSpec = (value: unknown): value is Fields & DashboardSpec =>
  isFields(value) &&
  typeof value.title === "string" &&
  typeof value.locale === "string" &&
  isFields(value.foot) &&
  Array.isArray(value.kpis) &&
  Array.isArray(value.panels);
