import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import { top } from "../../../../core/charts/claims/find/extremes.ts";
import { overTime } from "../../../../core/charts/claims/find/over-time.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { KpiSpec, NumberFormat, Role } from "../../../../core/ports/dashboard-spec.ts";
import { common, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { PanelDraft, Pen } from "../../kit/draft.ts";
import { percents, rowKpi } from "../../kit/key-figures.ts";
import { joined } from "../../kit/measure.ts";
import { barPanel, linePanel } from "../../kit/panels.ts";
import { rowPanel } from "../../kit/row-panel.ts";

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
const percent = { style: "percent" } as const;

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
  build(data, pen) {
    const { cost_benefit: costs, roi_by_initiative: initiatives, projected_returns: returns } = data;
    const roi = percents(data.roi_trend.roi, data.unit);
    const hurdle = data.reference?.find(({ panel }) => panel === "roi_trend");
    const money: NumberFormat = { style: "currency", currency: pen.currency ?? "USD", compact: true };
    const trend = rowPanel(pen, {
      id: "roi_trend",
      measure: pen.word("roi"),
      neutral: pen.word("roi-per-month"),
      labels: data.roi_trend.months,
      values: roi,
      format: percent,
      subtitle: hurdle === undefined ? "%" : pen.word("percent-against", { line: hurdle.label }),
      field: "roi_trend.roi",
      line: hurdle,
    });
    const [, moved] = trend.claims;
    const best = initiatives === undefined ? null : returnsMost(initiatives, data.unit, pen);
    return {
      // The row over time, and who returns most.
      claims: [moved !== null && best?.top != null ? [moved, best.top] : moved, best?.top ?? null],
      panels: [
        trend,
        costs === undefined ? null : costBenefit(costs, money, pen),
        initiatives === undefined || best === null ? null : byInitiative(initiatives.initiatives, best, pen),
        returns === undefined ? null : projected(returns, money, pen),
      ],
      kpis: [rowKpi(pen, pen.word("roi"), pen.labels(data.roi_trend.months), roi, percent, true), ...totals(data, money, pen)],
    };
  },
});

function costBenefit(
  { categories, costs, benefits }: NonNullable<Data["cost_benefit"]>,
  money: NumberFormat,
  pen: Pen,
): PanelDraft {
  const basis: Basis = {
    name: "cost_benefit",
    labels: categories,
    series: [
      { name: pen.word("benefit"), values: benefits },
      { name: pen.word("in.the-cost"), values: costs },
    ],
  };
  const about = { measure: pen.word("benefit"), format: money, as: "count-of.above" };
  const poor = (benefit: number | null, at: number) => benefit !== null && benefit < (costs[at] ?? Number.NEGATIVE_INFINITY);
  return {
    ...barPanel(
      {
        id: "cost_benefit",
        neutral: pen.word("cost-and-benefit-by-initiative"),
        claims: [countOf(basis, [{ series: pen.word("benefit"), is: ">", than: pen.word("in.the-cost") }], about)],
        subtitle: pen.word("cost-beside-benefit", { currency: money.currency ?? "" }),
      },
      categories,
      [
        { name: pen.word("cost"), values: costs, role: "reference" },
        {
          name: pen.word("benefit"),
          values: benefits,
          role: "good",
          roles: benefits.map((benefit, at): Role => (poor(benefit, at) ? "bad" : "good")),
        },
      ],
      { format: money, field: "cost_benefit" },
    ),
    bases: [basis],
  };
}

/** Who returns most, and who has not paid back. */
function returnsMost(
  { initiatives, roi_values: given }: NonNullable<Data["roi_by_initiative"]>,
  unit: string | undefined,
  pen: Pen,
) {
  const basis: Basis = {
    name: "roi_by_initiative",
    labels: initiatives,
    series: [{ name: "ROI", values: percents(given, unit) }],
  };
  const about = { measure: pen.word("roi"), format: percent };
  const most = top(basis, "ROI", { ...about, as: "highest.returns" });
  const below = countOf(basis, [{ series: "ROI", is: "<", than: 0 }], { ...about, as: "count-of.not-paid-back" });
  return {
    basis,
    top: most?.kind === "highest" && most.value > 0 ? most : null,
    unpaid: below?.kind === "count-of" && below.count > 0 ? below : null,
  };
}

function byInitiative(
  names: readonly string[],
  { basis, top: most, unpaid }: ReturnType<typeof returnsMost>,
  pen: Pen,
): PanelDraft {
  const order = names
    .map((label, at) => ({ label, value: basis.series[0]?.values[at] ?? null }))
    .toSorted((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
  const row = order.map(({ value }) => value);
  return {
    ...barPanel(
      {
        id: "roi_by_initiative",
        neutral: pen.word("roi-by-initiative"),
        claims: [most !== null && unpaid !== null ? [most, unpaid] : most, unpaid],
        subtitle: pen.word("percent-highest-first"),
      },
      order.map(({ label: text }) => text),
      [
        {
          name: "ROI",
          values: row,
          role: "good",
          roles: row.map((value): Role => (value !== null && value < 0 ? "bad" : "good")),
        },
      ],
      { format: { style: "percent", signed: true }, field: "roi_by_initiative.roi_values", across: true },
    ),
    bases: [basis],
  };
}

/** What is planned is said against the last that is actual, or its own start. */
function projected(given: NonNullable<Data["projected_returns"]>, money: NumberFormat, pen: Pen): PanelDraft {
  const timeline = pen.labels(given.timeline);
  const until = given.actual_until === undefined ? -1 : given.timeline.indexOf(given.actual_until);
  const last = given.projections.findLastIndex((value) => value !== null);
  const from = Math.max(until, 0);
  const basis: Basis = {
    name: "projected_returns",
    labels: given.timeline.slice(from),
    series: [{ name: "return", values: given.projections.slice(from) }],
  };
  const about = { measure: pen.word("cumulative-return"), format: money, as: "trend.planned" };
  const reading =
    given.interval === undefined
      ? pen.word("band-low-to-high")
      : pen.word("band-interval", { share: pen.percent(given.interval) });
  const banded = given.low !== undefined && given.high !== undefined;
  const known = until >= 0 ? pen.word("projected-after", { period: timeline[until] ?? "" }) : pen.word("in.projected");
  const panel = linePanel(
    {
      id: "projected_returns",
      neutral: pen.word("projected-returns"),
      claims: [overTime(basis, "return", about)],
      subtitle: joined([pen.word("cumulative-in", { currency: money.currency ?? "" }), known, banded ? reading : ""], pen),
    },
    timeline,
    [{ name: pen.word("return"), values: given.projections, role: "series-1" }],
    { format: money, field: "projected_returns.projections" },
  );
  return {
    ...panel,
    bases: [basis],
    series: panel.series.map((one) => ({
      ...one,
      area: false,
      dashedFrom: from,
      labelled: [...new Set([until, last])].filter((at) => at >= 0),
      ...(banded && { bands: [{ low: given.low ?? [], high: given.high ?? [], label: reading }] }),
    })),
  };
}

/** Derived where the data says it; left out where it does not. */
function totals({ cost_benefit: given }: Data, format: NumberFormat, pen: Pen): KpiSpec[] {
  const total = (row: readonly (number | null)[] | undefined): number | null =>
    row === undefined || row.includes(null) ? null : (row as number[]).reduce((sum, value) => sum + value, 0);
  const [benefit, cost] = [total(given?.benefits), total(given?.costs)];
  const net = benefit === null || cost === null ? null : benefit - cost;
  const figure = (name: string, value: number | null, written = format): KpiSpec[] =>
    value === null ? [] : [{ name, value, format: written, delta: null, history: [] }];
  return [
    ...figure(pen.word("total-benefit"), benefit),
    ...figure(pen.word("total-cost"), cost),
    ...figure(pen.word("benefit-less-cost"), net, { ...format, signed: true }),
  ];
}
