import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { ChartContext, KpiSpec, NumberFormat, PanelSpec, Role } from "../../../../core/ports/dashboard-spec.ts";
import { allPoints, tellingPoints } from "../../chart-config/labelled-points.ts";
import { formatLabels, formatNumber } from "../../design-system/format.ts";
import { points } from "../../headlines/facts.ts";
import { exceeds, leader, overtook, trend } from "../../headlines/rules.ts";
import { dashboard, emptyPanel, percents, rowKpi } from "../../kit/assemble.ts";
import { common, label, labels, sameLength, values } from "../../kit/common-fields.ts";

const input = z.object({
  roi_trend: sameLength(z.object({ months: labels, roi: values.describe("Percent (31 is 31 %)") }), "months", "roi").describe(
    "ROI per month",
  ),
  cost_benefit: sameLength(
    z.object({ categories: labels, costs: values.describe("In `currency`"), benefits: values.describe("In `currency`") }),
    "categories",
    "costs",
    "benefits",
  ).optional(),
  roi_by_initiative: sameLength(
    z.object({ initiatives: labels, roi_values: values.describe("Percent") }),
    "initiatives",
    "roi_values",
  ).optional(),
  projected_returns: sameLength(
    z.object({
      timeline: labels,
      projections: values.describe("In `currency`, cumulative"),
      low: values.optional(),
      high: values.optional(),
      actual_until: label.optional().describe("Last label that is actual, not projected"),
      interval: z.number().optional().describe("Percent that the band covers, such as 80"),
    }),
    "timeline",
    "projections",
    "low",
    "high",
  ).optional(),
  ...common,
});

type Data = z.infer<typeof input>;
const percent: NumberFormat = { style: "percent" };

export const roiAnalysis = defineChart({
  id: "roi_analysis",
  title: "Return on investment",
  purpose: "Whether investments pay: return over time, cost and benefit, return by initiative, what is still to come",
  persona: "alvaro",
  panels: ["ROI trend", "Cost and benefit", "ROI by initiative", "Projected returns"],
  input,
  sample: {
    roi_trend: { months: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"], roi: [10, 13, 16, 21, 26, 31] },
    cost_benefit: {
      categories: ["Platform API", "CI/CD", "Design System", "Observability"],
      costs: [900_000, 800_000, 700_000, 800_000],
      benefits: [1_900_000, 1_100_000, 900_000, 300_000],
    },
    roi_by_initiative: {
      initiatives: ["Platform API", "CI/CD", "Design System", "Observability"],
      roi_values: [111, 38, 29, -62],
    },
    projected_returns: {
      timeline: [
        "2026-01",
        "2026-02",
        "2026-03",
        "2026-04",
        "2026-05",
        "2026-06",
        "2026-07",
        "2026-08",
        "2026-09",
        "2026-10",
        "2026-11",
        "2026-12",
      ],
      projections: [
        400_000, 900_000, 1_500_000, 2_300_000, 3_200_000, 4_200_000, 5_100_000, 6_000_000, 6_900_000, 7_800_000, 8_800_000,
        9_800_000,
      ],
      low: [
        400_000, 900_000, 1_500_000, 2_300_000, 3_200_000, 4_200_000, 4_700_000, 5_300_000, 5_800_000, 6_300_000, 6_900_000,
        7_400_000,
      ],
      high: [
        400_000, 900_000, 1_500_000, 2_300_000, 3_200_000, 4_200_000, 5_500_000, 6_700_000, 8_000_000, 9_300_000, 10_700_000,
        12_200_000,
      ],
      actual_until: "2026-06",
      interval: 80,
    },
    reference: [{ panel: "roi_trend", value: 15, label: "hurdle" }],
    currency: "USD",
    period: "January–June 2026",
  },
  build(data, context) {
    const panels = [roiTrend(data, context), costBenefit(data, context), byInitiative(data, context), projected(data, context)];
    const trendSaid = said(data, context);
    const top =
      data.roi_by_initiative === undefined
        ? null
        : leader(points(data.roi_by_initiative.initiatives, data.roi_by_initiative.roi_values), {
            leads: "returns most",
            below: "has not paid back",
          });
    return dashboard(
      {
        template: "roi_analysis",
        neutralTitle: "Return on investment",
        headline: trendSaid === null ? top : top === null ? trendSaid : `${trendSaid}; ${top.split(";")[0]}`,
        period: null,
        panels,
        kpis: kpis(data, context),
      },
      data,
      context,
    );
  },
});

const money = (data: Data, context: ChartContext): NumberFormat => ({
  style: "currency",
  currency: data.currency ?? context.currency ?? "USD",
  compact: true,
});
const writer =
  (format: NumberFormat, { locale }: ChartContext) =>
  (value: number) =>
    formatNumber(value, format, locale);

function said(data: Data, context: ChartContext): string | null {
  const { months, roi } = data.roi_trend;
  return trend("ROI", points(formatLabels(months, context.locale), percents(roi, data.unit)), writer(percent, context));
}

function roiTrend(data: Data, context: ChartContext): PanelSpec {
  const months = formatLabels(data.roi_trend.months, context.locale);
  const roi = percents(data.roi_trend.roi, data.unit);
  const hurdle = data.reference?.find(({ panel }) => panel === "roi_trend");
  const list = points(months, roi);
  const crossed = hurdle === undefined ? null : overtook("Return", list, hurdle, writer(percent, context));
  return {
    id: "roi_trend",
    title: crossed ?? trend("ROI", list, writer(percent, context)) ?? "ROI per month",
    subtitle: hurdle === undefined ? "ROI per month, %" : `ROI per month, %, against the ${hurdle.label}`,
    kind: "line",
    span: 1,
    labels: months,
    series: [{ name: "ROI", values: roi, role: "accent", area: true, labelled: tellingPoints(roi) }],
    format: percent,
    references: [],
    missing: list.length === 0 ? "roi_trend.roi" : null,
  };
}

function costBenefit(data: Data, context: ChartContext): PanelSpec {
  const given = data.cost_benefit;
  if (given === undefined) return emptyPanel("cost_benefit", "Cost and benefit", "", "cost_benefit", "bar");
  const { categories, costs, benefits } = given;
  const below = benefits.map((benefit, index) => benefit !== null && benefit < (costs[index] ?? Number.NEGATIVE_INFINITY));
  return {
    id: "cost_benefit",
    title:
      exceeds({ more: "Benefits", less: "cost", each: "initiative" }, points(categories, benefits), points(categories, costs)) ??
      "Cost and benefit by initiative",
    subtitle: `${money(data, context).currency}, cost beside benefit; red where benefit is below cost`,
    kind: "bar",
    span: 1,
    labels: categories,
    series: [
      { name: "Cost", values: costs, role: "reference", labelled: allPoints(costs) },
      {
        name: "Benefit",
        values: benefits,
        role: "good",
        roles: below.map((is): Role => (is ? "bad" : "good")),
        labelled: allPoints(benefits),
      },
    ],
    format: money(data, context),
    references: [],
    missing: null,
  };
}

function byInitiative(data: Data, _context: ChartContext): PanelSpec {
  const given = data.roi_by_initiative;
  if (given === undefined) return emptyPanel("roi_by_initiative", "ROI by initiative", "", "roi_by_initiative", "horizontal-bar");
  const order = given.initiatives
    .map((name, index) => ({ name, value: percents(given.roi_values, data.unit)[index] ?? null }))
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
  const row = order.map(({ value }) => value);
  return {
    id: "roi_by_initiative",
    title:
      leader(points(given.initiatives, given.roi_values), { leads: "returns most", below: "has not paid back" }) ??
      "ROI by initiative",
    subtitle: "ROI by initiative, %, highest first",
    kind: "horizontal-bar",
    span: 1,
    labels: order.map(({ name }) => name),
    series: [
      {
        name: "ROI",
        values: row,
        role: "good",
        roles: row.map((value): Role => (value !== null && value < 0 ? "bad" : "good")),
        labelled: allPoints(row),
      },
    ],
    format: { style: "percent", signed: true },
    references: [],
    missing: null,
  };
}

function projected(data: Data, context: ChartContext): PanelSpec {
  const given = data.projected_returns;
  if (given === undefined) return emptyPanel("projected_returns", "Projected returns", "", "projected_returns");
  const timeline = formatLabels(given.timeline, context.locale);
  const format = money(data, context);
  const last = given.projections.findLastIndex((value) => value !== null);
  const until = given.actual_until === undefined ? -1 : given.timeline.indexOf(given.actual_until);
  const band =
    given.low !== undefined && given.high !== undefined
      ? {
          low: given.low,
          high: given.high,
          label: given.interval === undefined ? "band: low to high" : `band: ${given.interval}% interval`,
        }
      : undefined;
  const end = given.projections[last];
  return {
    id: "projected_returns",
    title:
      end === null || end === undefined
        ? "Projected returns"
        : `The plan returns ${formatNumber(end, format, context.locale)} by ${timeline[last]}`,
    subtitle: [
      `Cumulative return, ${format.currency}`,
      until >= 0 ? `projected after ${timeline[until]}` : "projected",
      band?.label,
    ]
      .filter(Boolean)
      .join("; "),
    kind: "line",
    span: 1,
    labels: timeline,
    series: [
      {
        name: "Return",
        values: given.projections,
        role: "series-1",
        dashedFrom: Math.max(until, 0),
        labelled: [...new Set([until, last])].filter((index) => index >= 0),
        ...(band && { band }),
      },
    ],
    format,
    references: [],
    missing: last < 0 ? "projected_returns.projections" : null,
  };
}

/** Derived where the data says it; left out where it does not. */
function kpis(data: Data, context: ChartContext): KpiSpec[] {
  const months = formatLabels(data.roi_trend.months, context.locale);
  const format = money(data, context);
  const total = (row: readonly (number | null)[] | undefined): number | null =>
    row === undefined || row.some((value) => value === null) ? null : (row as number[]).reduce((sum, value) => sum + value, 0);
  const sums = [
    { name: "Total benefit", value: total(data.cost_benefit?.benefits) },
    { name: "Total cost", value: total(data.cost_benefit?.costs) },
  ];
  const totals = sums.flatMap(({ name, value }): KpiSpec[] =>
    value === null ? [] : [{ name, value, format, delta: null, history: [] }],
  );
  const net = sums[0]?.value !== null && sums[1]?.value !== null ? (sums[0]?.value ?? 0) - (sums[1]?.value ?? 0) : null;
  const netKpi: KpiSpec[] =
    net === null
      ? []
      : [{ name: "Benefit less cost", value: net, format: { ...format, signed: true }, delta: null, history: [] }];
  return [rowKpi("ROI", months, percents(data.roi_trend.roi, data.unit), percent, true), ...totals, ...netKpi].filter(
    (kpi) => kpi !== null,
  );
}
