import type { NumberFormat } from "../../../../core/ports/dashboard-spec.ts";
import type { DraftNote, Pen } from "../../kit/draft.ts";
import { type Row, sumOf } from "../../kit/number-rows.ts";
import { remark } from "../../kit/remark.ts";

interface Costs {
  readonly categories: readonly string[];
  readonly costs: Row;
  readonly periods?: readonly string[] | undefined;
  readonly series?: readonly { readonly name: string; readonly values: Row }[] | undefined;
  /** Units of each period. */
  readonly volume?: Row | undefined;
}

/** Cost over the units of each period: of all categories where they add up to the costs, and named after them where they do not. */
export function unitCost({ categories, costs, periods = [], series = [], volume = [] }: Costs, format: NumberFormat, pen: Pen) {
  const row = periods.map((_, at) => {
    const parts = series.map(({ values: one }) => one[at] ?? null);
    const units = volume[at] ?? null;
    return units === null || units <= 0 || parts.includes(null) ? null : sumOf(parts) / units;
  });
  const [whole, told] = [sumOf(costs), sumOf(series.map(({ values: one }) => sumOf(one)))];
  const names = series.map(({ name }) => name).join(", ");
  const adds = Math.abs(whole - told) <= Math.abs(whole) * 0.005;
  const [come = "", all = ""] = pen.figures([told, whole], format);
  const notes: DraftNote[] =
    adds || volume.length === 0 || series.length === 0
      ? []
      : [
          {
            ...remark("TOTAL_MISMATCH", "note.series-sum", { told: come, count: categories.length, whole: all, names }),
            panel: "unit",
          },
        ];
  return { row, notes, measure: adds ? pen.word("cost-per-unit") : pen.word("cost-of-per-unit", { names }) };
}
