import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import { formatLabels, formatNumber } from "../../design-system/format.ts";
import { points } from "../../headlines/facts.ts";
import { trend } from "../../headlines/rules.ts";
import { dashboard, rowKpi } from "../../kit/assemble.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { barPanel, linePanel, spanOf } from "../../kit/panels.ts";

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
  build(data, context) {
    const dates = formatLabels(data.months, context.locale);
    const write = (n: number) => formatNumber(n, plain, context.locale);
    const said = (name: string, row: readonly (number | null)[]) => trend(name, points(dates, row), write);
    return dashboard(
      {
        template: "usage_trend_analysis",
        neutralTitle: "Usage trends",
        headline: said("Component usage", data.component_usage),
        period: spanOf(data.months, context.locale),
        panels: [
          linePanel(
            {
              id: "usage",
              title: said("Component usage", data.component_usage),
              neutral: "Component usage",
              subtitle: "Uses in the code",
              span: 2,
            },
            dates,
            [{ name: "Uses", values: data.component_usage }],
            { format: plain, field: "component_usage" },
          ),
          barPanel(
            {
              id: "implementations",
              title: said("New implementations", data.new_implementations),
              neutral: "New implementations",
              subtitle: "Screens per month",
            },
            dates,
            [{ name: "Screens", values: data.new_implementations }],
            { format: plain, field: "new_implementations" },
          ),
          linePanel(
            {
              id: "debt",
              title: said("Debt paid off", data.design_debt_reduction),
              neutral: "Design debt paid off",
              subtitle: "Points per month",
            },
            dates,
            [{ name: "Points", values: data.design_debt_reduction }],
            { format: plain, field: "design_debt_reduction" },
          ),
        ],
        kpis: [
          rowKpi("Component usage", dates, data.component_usage, plain, true),
          rowKpi("New implementations", dates, data.new_implementations, plain, true),
          rowKpi("Debt paid off", dates, data.design_debt_reduction, { style: "number", unit: "points" }, true),
        ].filter((kpi) => kpi !== null),
      },
      data,
      context,
    );
  },
});
