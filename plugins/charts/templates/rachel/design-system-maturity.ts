import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import { formatNumber } from "../../design-system/format.ts";
import { highest } from "../../headlines/facts.ts";
import { dashboard } from "../../kit/assemble.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { barPanel } from "../../kit/panels.ts";

const input = sameLength(
  z.object({
    categories: labels,
    current_scores: values.describe("0 to 5"),
    target_scores: values.describe("0 to 5"),
    ...common,
  }),
  "categories",
  "current_scores",
  "target_scores",
);
const score = { style: "number" } as const;

export const designSystemMaturity = defineChart({
  id: "design_system_maturity",
  title: "Design system maturity",
  purpose: "Maturity by dimension, and the gap to the target",
  persona: "rachel",
  panels: ["Current and target", "Gap to target"],
  input,
  sample: {
    categories: ["Governance", "Components", "Tokens", "Accessibility", "Documentation", "Contribution"],
    current_scores: [2.8, 4.1, 3.6, 2.4, 3.2, 2.1],
    target_scores: [4, 4.5, 4.5, 4, 4, 3.5],
    period: "Mid 2026",
  },
  build(data, context) {
    const gaps = data.categories
      .flatMap((name, at) => {
        const [now, target] = [data.current_scores[at] ?? null, data.target_scores[at] ?? null];
        return now === null || target === null ? [] : [{ label: name, value: Math.round((target - now) * 100) / 100 }];
      })
      .toSorted((a, b) => b.value - a.value);
    const widest = highest(gaps);
    const write = (n: number) => formatNumber(n, score, context.locale);
    const headline =
      widest === null || widest.value <= 0
        ? gaps.length > 1 && gaps.every(({ value }) => value <= 0)
          ? "Every category has reached its target"
          : null
        : `${widest.label} is furthest from its target, by ${write(widest.value)} of 5`;
    return dashboard(
      {
        template: "design_system_maturity",
        neutralTitle: "Design system maturity",
        headline,
        period: null,
        panels: [
          barPanel(
            { id: "scores", title: headline, neutral: "Current and target", subtitle: "Maturity, 0 to 5", span: 2 },
            data.categories,
            [
              { name: "Current", values: data.current_scores, role: "accent" },
              { name: "Target", values: data.target_scores, role: "reference" },
            ],
            { format: score, field: "current_scores" },
          ),
          barPanel(
            { id: "gaps", title: null, neutral: "Gap to target", subtitle: "Target less current, widest first", span: 2 },
            gaps.map(({ label }) => label),
            [
              {
                name: "Gap",
                values: gaps.map(({ value }) => value),
                roles: gaps.map(({ value }) => (value > 0 ? "bad" : "good")),
              },
            ],
            { format: score, field: "target_scores", across: true },
          ),
        ],
        kpis: [],
      },
      data,
      context,
    );
  },
});
