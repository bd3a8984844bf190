import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import { gap } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { inBoth } from "../../kit/number-rows.ts";
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
  build(data, pen) {
    const basis: Basis = {
      name: "scores",
      labels: data.categories,
      series: [
        { name: "current", values: data.current_scores },
        { name: "target", values: data.target_scores },
      ],
    };
    const gaps = inBoth(data.categories, data.current_scores, data.target_scores)
      .map(({ label, one, other }) => ({ label, value: Math.round((other - one) * 100) / 100 }))
      .toSorted((a, b) => b.value - a.value);
    const about = { measure: pen.word("maturity"), format: score };
    const furthest = gap(basis, "target", "current", { ...about, as: "gap.target" });
    const reached = countOf(basis, [{ series: "current", is: ">=", than: "target" }], { ...about, as: "count-of.reached" });
    return {
      claims: [furthest, reached],
      bases: [basis],
      panels: [
        barPanel(
          {
            id: "scores",
            neutral: pen.word("current-and-target"),
            claims: [reached],
            subtitle: pen.word("maturity-0-to-5"),
            span: 2,
          },
          data.categories,
          [
            { name: pen.word("current"), values: data.current_scores, role: "accent" },
            { name: pen.word("target"), values: data.target_scores, role: "reference" },
          ],
          { format: score, field: "current_scores" },
        ),
        barPanel(
          {
            id: "gaps",
            neutral: pen.word("gap-to-target"),
            claims: [furthest],
            subtitle: pen.word("target-less-current-widest-first"),
            span: 2,
          },
          gaps.map(({ label }) => label),
          [
            {
              name: pen.word("a-gap"),
              values: gaps.map(({ value }) => value),
              roles: gaps.map(({ value }): Role => (value > 0 ? "bad" : "good")),
            },
          ],
          { format: score, field: "target_scores", across: true },
        ),
      ],
    };
  },
});
