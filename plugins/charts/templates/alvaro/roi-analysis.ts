import { z } from "zod";
import type { NumberFormat } from "../../../../core/ports/dashboard-spec.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { percents, rowKpi } from "../../kit/key-figures.ts";
import { rowPanel } from "../../kit/row-panel.ts";
import { costBenefit, costBenefitFields, costBenefitTotals } from "./cost-benefit.ts";
import { projectedReturns, projectedReturnsFields } from "./projected-returns.ts";
import { byInitiative, byInitiativeFields, returnsMost } from "./roi-by-initiative.ts";

const input = z.object({
  roi_trend: sameLength(z.object({ months: labels, roi: values.describe("Percent (31 is 31 %)") }), "months", "roi").describe(
    "ROI per month",
  ),
  cost_benefit: costBenefitFields.optional(),
  roi_by_initiative: byInitiativeFields.optional(),
  projected_returns: projectedReturnsFields.optional(),
  ...common,
});

const percent = { style: "percent" } as const;
const millions = (value: number) => Math.round(value * 1e6);

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
      timeline: Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, "0")}`),
      projections: [0.4, 0.9, 1.5, 2.3, 3.2, 4.2, 5.1, 6, 6.9, 7.8, 8.8, 9.8].map(millions),
      low: [0.4, 0.9, 1.5, 2.3, 3.2, 4.2, 4.7, 5.3, 5.8, 6.3, 6.9, 7.4].map(millions),
      high: [0.4, 0.9, 1.5, 2.3, 3.2, 4.2, 5.5, 6.7, 8, 9.3, 10.7, 12.2].map(millions),
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
        best === null ? null : byInitiative(best, pen),
        returns === undefined ? null : projectedReturns(returns, money, pen),
      ],
      kpis: [
        rowKpi(pen, pen.word("roi"), pen.labels(data.roi_trend.months), roi, percent, true),
        ...(costs === undefined ? [] : costBenefitTotals(costs, money, pen)),
      ],
    };
  },
});
