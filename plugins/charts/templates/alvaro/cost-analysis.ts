import { z } from "zod";
import { change } from "../../../../core/charts/claims/find/counts.ts";
import { top } from "../../../../core/charts/claims/find/extremes.ts";
import { latestShare, share, shareChange } from "../../../../core/charts/claims/find/shares.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { KpiSpec, NumberFormat, Role } from "../../../../core/ports/dashboard-spec.ts";
import { common, equalRows, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { DraftNote, PanelDraft, Pen } from "../../kit/draft.ts";
import { formatFor, rowKpi } from "../../kit/key-figures.ts";
import { barPanel, drawnPanel, where } from "../../kit/panels.ts";
import { rowPanel } from "../../kit/row-panel.ts";

const input = sameLength(
  equalRows(
    sameLength(
      z.object({
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
      }),
      "categories",
      "costs",
      "previous",
    ),
    "series",
    "periods",
  ),
  "periods",
  "volume",
);

type Data = z.infer<typeof input>;

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
    const about = { measure: "Cost", format };
    const [now, before] = [sum(costs), previous === undefined ? null : sum(previous)];
    const unit = unitCost(data, (values) => pen.figures(values, format));
    const unitFormat: NumberFormat = pen.currency === null ? { style: "number" } : { style: "currency", currency: pen.currency };
    const moved = before === null ? null : now - before;
    const delta =
      moved === null
        ? null
        : {
            value: moved,
            format: { ...format, signed: true },
            base: "prior period",
            good: moved === 0 ? null : moved < 0,
          };
    return {
      claims: [
        previous === undefined ? null : change(basis, "before", "costs", about),
        top(basis, "costs", { ...about, as: "highest.cost" }),
      ],
      bases: [basis],
      notes: unit.notes,
      panels: [
        previous === undefined ? byCategory(data, basis, format) : changes(data, previous, format),
        where({ id: "series", neutral: "Cost over time, by category" }, { periods, series }, (given) =>
          overTime(given.periods, given.series, format, pen),
        ),
        volume === undefined
          ? null
          : where({ id: "unit", neutral: "Cost per unit" }, { periods, series }, (given) =>
              rowPanel(pen, {
                id: "unit",
                measure: unit.measure,
                labels: given.periods,
                values: unit.row,
                format: unitFormat,
                subtitle: "Cost divided by volume",
                field: "volume",
              }),
            ),
      ],
      kpis: [
        { name: "Total cost", value: now, format, delta, history: [] },
        largestShare(basis, format),
        periods === undefined || volume === undefined || series === undefined
          ? null
          : rowKpi(unit.measure, pen.labels(periods), unit.row, unitFormat, false),
      ],
    };
  },
});

const sum = (row: readonly (number | null)[]) => row.reduce<number>((total, n) => total + (n ?? 0), 0);

function byCategory({ categories, costs }: Data, basis: Basis, format: NumberFormat): PanelDraft {
  return barPanel(
    {
      id: "costs",
      neutral: "Cost by category",
      claims: [share(basis, "costs", { measure: "cost", format })],
      subtitle: "This period",
    },
    categories,
    [{ name: "Cost", values: costs }],
    { format, field: "costs", across: true },
  );
}

/** The changes alone, from zero: beside the totals they would be hairlines. */
function changes({ categories, costs }: Data, previous: readonly (number | null)[], format: NumberFormat): PanelDraft {
  const moves = categories.map((label, at) => {
    const [now, before] = [costs[at] ?? null, previous[at] ?? null];
    return { label, value: now === null || before === null ? null : now - before };
  });
  const basis: Basis = {
    name: "changes",
    labels: categories,
    series: [{ name: "size", values: moves.map(({ value }) => (value === null ? null : Math.abs(value))) }],
  };
  const net = sum(moves.map(({ value }) => value));
  const role = (value: number): Role => (value > 0 ? "bad" : value < 0 ? "good" : "neutral");
  const items = [
    ...moves.flatMap(({ label, value }) =>
      value === null || value === 0 ? [] : [{ label, value, total: false, role: role(value) }],
    ),
    { label: "Net change", value: net, total: true, role: role(net) },
  ];
  return {
    ...drawnPanel(
      {
        id: "changes",
        neutral: "What changed",
        claims: [top(basis, "size", { measure: "Change of cost", format, as: "highest.moved" })],
        subtitle: "Change from the period before; red costs more",
        span: 2,
      },
      { form: "waterfall", items },
      items,
      {
        name: "Change",
        format,
        field: "costs",
        table: {
          columns: ["Category", "Before", "Now"],
          rows: categories.map((name, at) => [name, previous[at] ?? null, costs[at] ?? null]),
        },
      },
    ),
    bases: [basis],
  };
}

function overTime(periods: readonly string[], series: NonNullable<Data["series"]>, format: NumberFormat, pen: Pen): PanelDraft {
  const basis: Basis = { name: "series", labels: periods, series };
  const about = { measure: "cost", format };
  const claims = [shareChange(basis, about), latestShare(basis, about)];
  return {
    ...barPanel(
      { id: "series", neutral: "Cost over time, by category", claims, subtitle: "Per period" },
      pen.labels(periods),
      series,
      { format, field: "series", stacked: true },
    ),
    bases: [basis],
  };
}

function largestShare(basis: Basis, format: NumberFormat): KpiSpec | null {
  const most = share(basis, "costs", { measure: "cost", format });
  if (most?.kind !== "share") return null;
  return { name: `Largest: ${most.label}`, value: most.share, format: { style: "percent" }, delta: null, history: [] };
}

/** Cost over the units of each period: of all categories where they add up to the costs, and named after them where they do not. */
function unitCost(
  { categories, costs, periods = [], series = [], volume = [] }: Data,
  write: (values: readonly number[]) => readonly string[],
) {
  const row = periods.map((_, at) => {
    const parts = series.map(({ values: one }) => one[at] ?? null);
    const units = volume[at] ?? null;
    return units === null || units <= 0 || parts.includes(null) ? null : sum(parts) / units;
  });
  const [whole, told] = [sum(costs), sum(series.map(({ values: one }) => sum(one)))];
  const names = series.map(({ name }) => name).join(", ");
  const adds = Math.abs(whole - told) <= Math.abs(whole) * 0.005;
  const [come, all] = write([told, whole]);
  const message = `The series come to ${come}, the ${categories.length} costs to ${all}: cost per unit is of ${names} alone`;
  const notes: DraftNote[] =
    adds || volume.length === 0 || series.length === 0 ? [] : [{ code: "TOTAL_MISMATCH", panel: "unit", message }];
  return { row, notes, measure: adds ? "Cost per unit" : `Cost of ${names} per unit` };
}
