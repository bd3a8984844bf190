import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { KpiSpec, Role } from "../../../../core/ports/dashboard-spec.ts";
import { formatLabels, formatNumber } from "../../design-system/format.ts";
import { highest, points } from "../../headlines/facts.ts";
import { trend } from "../../headlines/rules.ts";
import { dashboard, emptyPanel, formatFor, rowKpi } from "../../kit/assemble.ts";
import { common, equalRows, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { barPanel, drawnPanel, linePanel } from "../../kit/panels.ts";

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
type Format = ReturnType<typeof formatFor>;

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
    ],
    volume: [41_000, 42_600, 44_900, 45_800, 47_200, 49_500],
    currency: "EUR",
    period: "First half of 2026",
  },
  build(data, context) {
    const format = formatFor(data.unit, data.currency ?? context.currency);
    const write = (n: number) => formatNumber(n, format, context.locale);
    const sum = (row: readonly (number | null)[]) => row.reduce<number>((total, n) => total + (n ?? 0), 0);
    const [now, before] = [sum(data.costs), data.previous === undefined ? null : sum(data.previous)];
    const headline =
      before === null || before === now
        ? null
        : `Cost ${now > before ? "rose" : "fell"} by ${write(Math.abs(now - before))}, from ${write(before)} to ${write(now)}`;
    return dashboard(
      {
        template: "cost_analysis",
        neutralTitle: "Cost analysis",
        headline,
        period: null,
        panels: [
          changes(data, before, now, format, write),
          overTime(data, format, context.locale),
          perUnit(data, context.locale, data.currency ?? context.currency),
        ],
        kpis: [
          {
            name: "Total cost",
            value: now,
            format,
            delta:
              before === null
                ? null
                : {
                    value: now - before,
                    format: { ...format, signed: true },
                    base: "previous",
                    good: now === before ? null : now < before,
                  },
            history: [],
          },
          largestShare(data, now),
          data.periods === undefined || data.volume === undefined || data.series === undefined
            ? null
            : rowKpi(
                "Cost per unit",
                formatLabels(data.periods, context.locale),
                unitCosts(data),
                unitFormat(data.currency ?? context.currency),
                false,
              ),
        ].filter((kpi) => kpi !== null),
      },
      data,
      context,
    );
  },
});

function changes(
  { categories, costs, previous }: Data,
  before: number | null,
  now: number,
  format: Format,
  write: (n: number) => string,
) {
  if (previous === undefined || before === null) {
    const largest = highest(points(categories, costs));
    return barPanel(
      {
        id: "costs",
        title: largest === null ? null : `${largest.label} is the largest cost, ${write(largest.value)}`,
        neutral: "Cost by category",
        subtitle: "This period",
      },
      categories,
      [{ name: "Cost", values: costs }],
      { format, field: "costs", across: true },
    );
  }
  const steps = categories
    .map((name, at) => ({ label: name, value: (costs[at] ?? 0) - (previous[at] ?? 0) }))
    .filter(({ value }) => value !== 0);
  // The changes alone, from zero: beside the totals they would be hairlines.
  const net = now - before;
  const items = [
    ...steps.map(({ label, value }) => ({ label, value, total: false, role: (value > 0 ? "bad" : "good") as Role })),
    { label: "Net change", value: net, total: true, role: (net > 0 ? "bad" : net < 0 ? "good" : "neutral") as Role },
  ];
  const most = highest(steps.map(({ label, value }) => ({ label, value: Math.abs(value) })));
  return drawnPanel(
    {
      id: "changes",
      title: most === null ? null : `${most.label} changed most, by ${write(most.value)}`,
      neutral: "What changed",
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
        columns: ["Category", "Previous", "Now"],
        rows: categories.map((name, at) => [name, previous[at] ?? null, costs[at] ?? null]),
      },
    },
  );
}

function overTime({ periods, series }: Data, format: Format, locale: string) {
  if (periods === undefined || series === undefined || series.length === 0)
    return emptyPanel("series", "Cost over time", "", periods === undefined ? "periods" : "series", "bar");
  return barPanel(
    { id: "series", title: null, neutral: "Cost over time, by category", subtitle: "Per period" },
    formatLabels(periods, locale),
    series,
    {
      format,
      field: "series",
      stacked: true,
    },
  );
}

function largestShare({ categories, costs }: Data, total: number): KpiSpec | null {
  const largest = highest(points(categories, costs));
  if (largest === null || total <= 0) return null;
  return {
    name: `Largest: ${largest.label}`,
    value: (largest.value / total) * 100,
    format: { style: "percent" },
    delta: null,
    history: [],
  };
}

const unitFormat = (currency: string | null) =>
  currency === null ? ({ style: "number" } as const) : ({ style: "currency", currency } as const);

/** Cost of all categories over the units of each period. */
function unitCosts({ periods = [], series = [], volume = [] }: Data): (number | null)[] {
  return periods.map((_, at) => {
    const total = series.reduce((sum, { values: one }) => sum + (one[at] ?? 0), 0);
    const units = volume[at] ?? null;
    return units === null || units <= 0 ? null : total / units;
  });
}

function perUnit(data: Data, locale: string, currency: string | null) {
  const { periods, series, volume } = data;
  if (periods === undefined || series === undefined || volume === undefined)
    return emptyPanel(
      "unit",
      "Cost per unit",
      "",
      volume === undefined ? "volume" : periods === undefined ? "periods" : "series",
    );
  const format = unitFormat(currency);
  const dates = formatLabels(periods, locale);
  const row = unitCosts(data);
  return linePanel(
    {
      id: "unit",
      title: trend("Cost per unit", points(dates, row), (n) => formatNumber(n, format, locale)),
      neutral: "Cost per unit",
      subtitle: "Cost divided by volume",
    },
    dates,
    [{ name: "Cost per unit", values: row }],
    { format, field: "volume" },
  );
}
