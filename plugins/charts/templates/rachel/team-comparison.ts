import { z } from "zod";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { sideBySide } from "../../kit/side-by-side.ts";

const input = sameLength(
  z.object({
    teams: labels,
    adoption_scores: values.describe("Percent of screens on the design system"),
    components_used: values.describe("Number of components"),
    consistency_scores: values.describe("0 to 100"),
    ...common,
  }),
  "teams",
  "adoption_scores",
  "components_used",
  "consistency_scores",
);
const percent = { style: "percent" } as const;
const plain = { style: "number" } as const;

export const teamComparison = defineChart({
  id: "team_comparison",
  title: "Team comparison",
  purpose: "Teams side by side: adoption, components used, consistency",
  persona: "rachel",
  panels: ["Adoption, components used, consistency"],
  input,
  sample: {
    teams: ["Checkout", "Search", "Account", "Mobile", "Admin", "Marketing"],
    adoption_scores: [91, 78, 84, 52, 66, 43],
    components_used: [34, 28, 31, 19, 26, 12],
    consistency_scores: [88, 81, 86, 63, 70, 58],
    period: "Q3 2026",
  },
  build: (data, pen) => ({
    panels: [
      sideBySide(
        {
          id: "teams",
          neutral: pen.word("teams-compared"),
          subtitle: pen.word("each-measure-on-its-own-scale-by-adoption"),
          things: pen.word("team"),
          labels: data.teams,
          field: "adoption_scores",
        },
        [
          {
            name: pen.word("adoption-percent-of-screens"),
            measure: pen.word("adoption"),
            values: data.adoption_scores,
            format: percent,
            max: 100,
            role: "accent",
          },
          {
            name: pen.word("components-used"),
            measure: pen.word("components-used"),
            values: data.components_used,
            format: plain,
            role: "series-1",
          },
          {
            name: pen.word("consistency-0-to-100"),
            measure: pen.word("consistency"),
            values: data.consistency_scores,
            format: plain,
            max: 100,
            role: "series-2",
          },
        ],
      ),
    ],
  }),
});
