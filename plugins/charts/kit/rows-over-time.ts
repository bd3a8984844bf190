import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import type { ChartDraft, Pen } from "./draft.ts";
import { rowKpi } from "./key-figures.ts";
import { type RowOverTime, rowPanel } from "./row-panel.ts";

interface Measure extends Omit<RowOverTime, "labels"> {
  readonly higherIsBetter: boolean;
  /** Of its key figure, where its unit stands nowhere beside it. */
  readonly figure?: NumberFormat;
}

/** Several measures over the same periods: a panel and a key figure each. */
export function rowsOverTime(pen: Pen, labels: readonly string[], rows: readonly Measure[]): ChartDraft {
  const dates = pen.labels(labels);
  return {
    period: pen.span(labels),
    panels: rows.map((row) => rowPanel(pen, { ...row, labels })),
    kpis: rows.map(({ measure, values, format, figure = format, higherIsBetter }) =>
      rowKpi(pen, measure, dates, values, figure, higherIsBetter),
    ),
  };
}
