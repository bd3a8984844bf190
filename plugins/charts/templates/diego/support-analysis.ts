import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import { formatLabels, formatNumber } from "../../design-system/format.ts";
import { highest, points } from "../../headlines/facts.ts";
import { trend } from "../../headlines/rules.ts";
import { dashboard, emptyPanel, rowKpi } from "../../kit/assemble.ts";
import { common, equalRows, label, labels, sameLength, value, values } from "../../kit/common-fields.ts";
import { barPanel, linePanel, spanOf } from "../../kit/panels.ts";

const input = equalRows(
  sameLength(
    z.object({
      periods: labels,
      volume: values.describe("Tickets per period"),
      categories: z
        .array(z.object({ name: label, values: values.describe("Tickets per period") }))
        .max(12)
        .optional(),
      resolution_hours: values.optional().describe("Median hours to resolve"),
      drivers: z
        .array(z.object({ name: label, value: value.describe("Tickets in the whole time") }))
        .max(40)
        .optional(),
      ...common,
    }),
    "periods",
    "volume",
    "resolution_hours",
  ),
  "categories",
  "periods",
);

type Data = z.infer<typeof input>;
const plain = { style: "number" } as const;
const hours = { style: "number", unit: "h" } as const;

export const supportAnalysis = defineChart({
  id: "support_analysis",
  title: "Support analysis",
  purpose: "Where support load comes from: volume, categories, hours to resolution, the drivers that make up most of it",
  persona: "diego",
  panels: ["Volume", "By category", "Time to resolve", "Top drivers"],
  input,
  sample: {
    periods: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
    volume: [612, 588, 640, 571, 534, 498],
    categories: [
      { name: "Login", values: [201, 188, 214, 170, 149, 131] },
      { name: "Billing", values: [164, 159, 171, 160, 152, 148] },
      { name: "Performance", values: [132, 128, 140, 126, 121, 110] },
      { name: "Other", values: [115, 113, 115, 115, 112, 109] },
    ],
    resolution_hours: [19.5, 18.2, 21.4, 16.8, 14.1, 12.6],
    drivers: [
      { name: "Password reset", value: 842 },
      { name: "Invoice missing", value: 511 },
      { name: "Slow report", value: 398 },
      { name: "SSO outage", value: 274 },
      { name: "Export fails", value: 163 },
      { name: "Other", value: 255 },
    ],
    period: "January–June 2026",
  },
  build(data, context) {
    const dates = formatLabels(data.periods, context.locale);
    const headline = trend("Support volume", points(dates, data.volume), (n) => formatNumber(n, plain, context.locale));
    return dashboard(
      {
        template: "support_analysis",
        neutralTitle: "Support analysis",
        headline,
        period: spanOf(data.periods, context.locale),
        panels: [
          linePanel(
            { id: "volume", title: headline, neutral: "Volume", subtitle: "Tickets per period" },
            dates,
            [{ name: "Tickets", values: data.volume }],
            {
              format: plain,
              field: "volume",
            },
          ),
          byCategory(data, dates),
          resolution(data, dates, context.locale),
          drivers(data, context.locale),
        ],
        kpis: [
          rowKpi("Tickets", dates, data.volume, plain, false),
          data.resolution_hours === undefined ? null : rowKpi("Time to resolve", dates, data.resolution_hours, hours, false),
        ].filter((kpi) => kpi !== null),
      },
      data,
      context,
    );
  },
});

function byCategory({ categories }: Data, dates: readonly string[]) {
  if (categories === undefined || categories.length === 0)
    return emptyPanel("categories", "By category", "", "categories", "bar");
  const totals = categories.map(({ name, values: row }) => ({
    label: name,
    value: row.reduce<number>((sum, n) => sum + (n ?? 0), 0),
  }));
  const largest = highest(totals);
  return barPanel(
    {
      id: "categories",
      title: largest === null ? null : `${largest.label} is the largest category`,
      neutral: "By category",
      subtitle: "Tickets per period",
    },
    dates,
    categories,
    { format: plain, field: "categories", stacked: true },
  );
}

function resolution({ resolution_hours: row }: Data, dates: readonly string[], locale: string) {
  if (row === undefined) return emptyPanel("resolution", "Time to resolve", "", "resolution_hours");
  const title = trend("Time to resolve", points(dates, row), (n) => formatNumber(n, hours, locale));
  return linePanel(
    { id: "resolution", title, neutral: "Time to resolve", subtitle: "Median hours" },
    dates,
    [{ name: "Hours", values: row }],
    {
      format: hours,
      field: "resolution_hours",
    },
  );
}

/** Pareto: the largest first, and how many make up four fifths. */
function drivers({ drivers: given }: Data, locale: string) {
  if (given === undefined || given.length === 0) return emptyPanel("drivers", "Top drivers", "", "drivers", "horizontal-bar");
  const order = given.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const total = order.reduce((sum, { value: n }) => sum + Math.max(0, n ?? 0), 0);
  let sum = 0;
  const vital = order.findIndex(({ value: n }) => {
    sum += Math.max(0, n ?? 0);
    return sum >= total * 0.8;
  });
  const share = formatNumber(
    (order.slice(0, vital + 1).reduce((s, { value: n }) => s + Math.max(0, n ?? 0), 0) / total) * 100,
    { style: "percent" },
    locale,
  );
  const few = vital >= 0 && vital + 1 < order.length * 0.75;
  return barPanel(
    {
      id: "drivers",
      title: total > 0 && few ? `${vital + 1} of ${order.length} drivers make up ${share} of tickets` : null,
      neutral: "Top drivers",
      subtitle: "Tickets in the whole time, largest first",
    },
    order.slice(0, 12).map(({ name }) => name),
    [
      {
        name: "Tickets",
        values: order.slice(0, 12).map(({ value: n }) => n),
        roles: order.slice(0, 12).map((_, at) => (at <= vital && few ? "accent" : "reference")),
      },
    ],
    { format: plain, field: "drivers", across: true },
  );
}
