import { z } from "zod";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { rowsOverTime } from "../../kit/rows-over-time.ts";

const input = sameLength(
  z.object({
    months: labels,
    component_usage: values.describe("Uses of design-system components in the code"),
    new_implementations: values.describe("Newly built screens per month"),
    design_debt_reduction: values.describe("Debt points paid off per month"),
    ...common,
  }),
  "months",
  "component_usage",
  "new_implementations",
  "design_debt_reduction",
);
const plain = { style: "number" } as const;

export const usageTrendAnalysis = defineChart({
  id: "usage_trend_analysis",
  title: "Usage trends",
  purpose: "Use of components, new implementations and debt paid off over time",
  persona: "rachel",
  panels: ["Component usage", "New implementations", "Design debt paid off"],
  input,
  sample: {
    months: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
    component_usage: [8_420, 8_960, 9_380, 10_150, 11_020, 11_740],
    new_implementations: [14, 17, 12, 21, 24, 22],
    design_debt_reduction: [8, 6, 11, 13, 9, 15],
    period: "January–June 2026",
  },
  build: (data, pen) =>
    rowsOverTime(pen, data.months, [
      {
        id: "usage",
        measure: pen.word("component-usage"),
        subtitle: pen.word("uses-in-the-code"),
        field: "component_usage",
        values: data.component_usage,
        format: plain,
        higherIsBetter: true,
        span: 2,
      },
      {
        id: "implementations",
        measure: pen.word("new-implementations"),
        subtitle: pen.word("screens-per-month"),
        field: "new_implementations",
        values: data.new_implementations,
        format: plain,
        higherIsBetter: true,
        bars: true,
      },
      {
        id: "debt",
        measure: pen.word("debt-paid-off"),
        neutral: pen.word("design-debt-paid-off"),
        subtitle: pen.word("points-per-month"),
        field: "design_debt_reduction",
        values: data.design_debt_reduction,
        format: plain,
        figure: { style: "number", unit: pen.word("in.points") },
        higherIsBetter: true,
      },
    ]),
});
