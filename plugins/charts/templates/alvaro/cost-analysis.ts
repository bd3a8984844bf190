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
import { remark } from "../../kit/remark.ts";
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
    const about = { measure: pen.word("cost"), format };
    const [now, before] = [sum(costs), previous === undefined ? null : sum(previous)];
    const unit = unitCost(data, pen, format);
    const unitFormat: NumberFormat = pen.currency === null ? { style: "number" } : { style: "currency", currency: pen.currency };
    const moved = before === null ? null : now - before;
    const delta =
      moved === null
        ? null
        : {
            value: moved,
            format: { ...format, signed: true },
            base: pen.word("in.prior-period"),
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
        previous === undefined ? byCategory(data, basis, format, pen) : changes(data, previous, format, pen),
        where({ id: "series", neutral: pen.word("cost-over-time-by-category") }, { periods, series }, (given) =>
          overTime(given.periods, given.series, format, pen),
        ),
        volume === undefined
          ? null
          : where({ id: "unit", neutral: pen.word("cost-per-unit") }, { periods, series }, (given) =>
              rowPanel(pen, {
                id: "unit",
                measure: unit.measure,
                labels: given.periods,
                values: unit.row,
                format: unitFormat,
                subtitle: pen.word("cost-divided-by-volume"),
                field: "volume",
              }),
            ),
      ],
      kpis: [
        { name: pen.word("total-cost"), value: now, format, delta, history: [] },
        largestShare(basis, format, pen),
        periods === undefined || volume === undefined || series === undefined
          ? null
          : rowKpi(pen, unit.measure, pen.labels(periods), unit.row, unitFormat, false),
      ],
    };
  },
});

const sum = (row: readonly (number | null)[]) => row.reduce<number>((total, n) => total + (n ?? 0), 0);

function byCategory({ categories, costs }: Data, basis: Basis, format: NumberFormat, pen: Pen): PanelDraft {
  return barPanel(
    {
      id: "costs",
      neutral: pen.word("cost-by-category"),
      claims: [share(basis, "costs", { measure: pen.word("in.cost"), format })],
      subtitle: pen.word("this-period"),
    },
    categories,
    [{ name: pen.word("cost"), values: costs }],
    { format, field: "costs", across: true },
  );
}

/** The changes alone, from zero: beside the totals they would be hairlines. */
function changes({ categories, costs }: Data, previous: readonly (number | null)[], format: NumberFormat, pen: Pen): PanelDraft {
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
    { label: pen.word("net-change"), value: net, total: true, role: role(net) },
  ];
  return {
    ...drawnPanel(
      {
        id: "changes",
        neutral: pen.word("what-changed"),
        claims: [top(basis, "size", { measure: pen.word("change-of-cost"), format, as: "highest.moved" })],
        subtitle: pen.word("change-from-the-period-before-red-costs-more"),
        span: 2,
      },
      { form: "waterfall", items },
      items,
      {
        name: pen.word("change"),
        format,
        field: "costs",
        table: {
          columns: [pen.word("category"), pen.word("before"), pen.word("now")],
          rows: categories.map((name, at) => [name, previous[at] ?? null, costs[at] ?? null]),
        },
      },
    ),
    bases: [basis],
  };
}

function overTime(periods: readonly string[], series: NonNullable<Data["series"]>, format: NumberFormat, pen: Pen): PanelDraft {
  const basis: Basis = { name: "series", labels: periods, series };
  const about = { measure: pen.word("in.cost"), format };
  const claims = [shareChange(basis, about), latestShare(basis, about)];
  return {
    ...barPanel(
      { id: "series", neutral: pen.word("cost-over-time-by-category"), claims, subtitle: pen.word("per-period") },
      pen.labels(periods),
      series,
      { format, field: "series", stacked: true },
    ),
    bases: [basis],
  };
}

function largestShare(basis: Basis, format: NumberFormat, pen: Pen): KpiSpec | null {
  const most = share(basis, "costs", { measure: pen.word("in.cost"), format });
  if (most?.kind !== "share") return null;
  return {
    name: pen.word("largest-is", { label: most.label }),
    value: most.share,
    format: { style: "percent" },
    delta: null,
    history: [],
  };
}

/** Cost over the units of each period: of all categories where they add up to the costs, and named after them where they do not. */
function unitCost({ categories, costs, periods = [], series = [], volume = [] }: Data, pen: Pen, format: NumberFormat) {
  const row = periods.map((_, at) => {
    const parts = series.map(({ values: one }) => one[at] ?? null);
    const units = volume[at] ?? null;
    return units === null || units <= 0 || parts.includes(null) ? null : sum(parts) / units;
  });
  const [whole, told] = [sum(costs), sum(series.map(({ values: one }) => sum(one)))];
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
