import { z } from "zod";
import { change } from "../../../../core/charts/claims/find/counts.ts";
import { top } from "../../../../core/charts/claims/find/extremes.ts";
import { share } from "../../../../core/charts/claims/find/shares.ts";
import type { Basis, Claim } from "../../../../core/ports/claim.ts";
import type { NumberFormat } from "../../../../core/ports/dashboard-spec.ts";
import { common, equalRows, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { PanelDraft, Pen } from "../../kit/draft.ts";
import { changeOf, formatFor, plainKpi, rowKpi } from "../../kit/key-figures.ts";
import { type Row, sumOf } from "../../kit/number-rows.ts";
import { barPanel, where } from "../../kit/panels.ts";
import { rowPanel } from "../../kit/row-panel.ts";
import { sharesPanel } from "../../kit/shares-panel.ts";
import { costChanges } from "./cost-changes.ts";
import { unitCost } from "./unit-cost.ts";

const own = z.object({
  categories: labels,
  costs: values.describe("In `currency`, this period"),
  previous: values.optional().describe("In `currency`, the period before"),
  periods: labels.optional(),
  series: z
    .array(z.object({ name: label, values: values.describe("In `currency`") }))
    .max(12)
    .optional()
    .describe("Cost of each category per period"),
  volume: values.optional().describe("Units per period; divides the cost into cost per unit"),
  ...common,
});
const parted = equalRows(sameLength(own, "categories", "costs", "previous"), "series", "periods");
const input = sameLength(parted, "periods", "volume");

export const costAnalysis = defineChart({
  id: "cost_analysis",
  title: "Cost analysis",
  purpose: "What cost changed and why: a bridge between two periods, cost by category, cost per unit",
  persona: "alvaro",
  panels: ["What changed", "Cost by category", "Cost per unit"],
  input,
  sample: {
    categories: ["Cloud", "People", "Licences", "Support", "Travel"],
    costs: [486_000, 1_240_000, 214_000, 168_000, 42_000],
    previous: [522_000, 1_195_000, 198_000, 171_000, 36_000],
    periods: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
    series: [
      { name: "People", values: [203_000, 205_000, 206_000, 207_000, 209_000, 210_000] },
      { name: "Cloud", values: [91_000, 88_000, 84_000, 78_000, 74_000, 71_000] },
      { name: "Licences", values: [34_000, 34_000, 36_000, 36_000, 37_000, 37_000] },
      { name: "Support", values: [29_000, 28_500, 28_000, 28_000, 27_500, 27_000] },
      { name: "Travel", values: [6_000, 8_000, 7_000, 9_000, 5_000, 7_000] },
    ],
    volume: [41_000, 42_600, 44_900, 45_800, 47_200, 49_500],
    currency: "EUR",
    period: "First half of 2026",
  },
  build(data, pen) {
    const format = formatFor(data.unit, pen.currency);
    const { categories, costs, previous, periods, series, volume } = data;
    const basis: Basis = {
      name: "categories",
      labels: categories,
      series: [
        { name: "costs", values: costs },
        { name: "before", values: previous ?? [] },
      ],
    };
    const about = { measure: pen.word("cost"), format };
    const largest = share(basis, "costs", { measure: pen.word("in.cost"), format });
    const now = sumOf(costs);
    const unit = unitCost(data, format, pen);
    const perUnit: NumberFormat = pen.currency === null ? { style: "number" } : { style: "currency", currency: pen.currency };
    return {
      claims: [
        previous === undefined ? null : change(basis, "before", "costs", about),
        top(basis, "costs", { ...about, as: "highest.cost" }),
      ],
      bases: [basis],
      notes: unit.notes,
      panels: [
        previous === undefined
          ? byCategory(categories, costs, largest, format, pen)
          : costChanges(categories, costs, previous, format, pen),
        where({ id: "series", neutral: pen.word("cost-over-time-by-category") }, { periods, series }, (given) =>
          sharesPanel(pen, {
            id: "series",
            neutral: pen.word("cost-over-time-by-category"),
            measure: pen.word("in.cost"),
            labels: given.periods,
            series: given.series,
            format,
            subtitle: pen.word("per-period"),
          }),
        ),
        volume === undefined
          ? null
          : where({ id: "unit", neutral: pen.word("cost-per-unit") }, { periods, series }, (given) =>
              rowPanel(pen, {
                id: "unit",
                measure: unit.measure,
                labels: given.periods,
                values: unit.row,
                format: perUnit,
                subtitle: pen.word("cost-divided-by-volume"),
                field: "volume",
              }),
            ),
      ],
      kpis: [
        {
          ...plainKpi(pen.word("total-cost"), now, format),
          delta: previous === undefined ? null : changeOf(now - sumOf(previous), format, pen.word("in.prior-period"), false, pen),
        },
        largest?.kind === "share"
          ? plainKpi(pen.word("largest-is", { label: largest.label }), largest.share, { style: "percent" })
          : null,
        periods === undefined || volume === undefined || series === undefined
          ? null
          : rowKpi(pen, unit.measure, pen.labels(periods), unit.row, perUnit, false),
      ],
    };
  },
});

function byCategory(
  categories: readonly string[],
  costs: Row,
  largest: Claim | null,
  format: NumberFormat,
  pen: Pen,
): PanelDraft {
  return barPanel(
    { id: "costs", neutral: pen.word("cost-by-category"), claims: [largest], subtitle: pen.word("this-period") },
    categories,
    [{ name: pen.word("cost"), values: costs }],
    { format, field: "costs", across: true },
  );
}
