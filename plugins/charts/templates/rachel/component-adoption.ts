import { z } from "zod";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { percents } from "../../kit/key-figures.ts";
import { sideBySide } from "../../kit/side-by-side.ts";

const input = sameLength(
  z.object({
    components: labels,
    adoption_rates: values.describe("Percent of screens"),
    teams_using: values.describe("Number of teams"),
    ...common,
  }),
  "components",
  "adoption_rates",
  "teams_using",
);
const percent = { style: "percent" } as const;
const plain = { style: "number" } as const;

export const componentAdoption = defineChart({
  id: "component_adoption",
  aliases: ["adoption_metrics"],
  title: "Component adoption",
  purpose: "How widely components are used, and by how many teams",
  persona: "rachel",
  panels: ["Adoption and teams"],
  input,
  sample: {
    components: ["Button", "Form field", "Dialog", "Data table", "Navigation", "Date picker", "Charts"],
    adoption_rates: [94, 87, 72, 58, 81, 41, 23],
    teams_using: [18, 17, 14, 11, 16, 8, 4],
    period: "Q3 2026",
  },
  build: (data, pen) => ({
    panels: [
      sideBySide(
        {
          id: "adoption",
          neutral: pen.word("adoption-and-teams"),
          subtitle: pen.word("percent-of-screens-that-use-it-and-how-many"),
          things: pen.word("component"),
          labels: data.components,
          field: "adoption_rates",
        },
        [
          {
            name: pen.word("adoption-percent-of-screens"),
            measure: pen.word("adoption"),
            values: percents(data.adoption_rates, data.unit),
            format: percent,
            max: 100,
            role: "accent",
          },
          {
            name: pen.word("teams"),
            measure: pen.word("teams-using"),
            values: data.teams_using,
            format: plain,
            mark: "dots",
            role: "series-1",
          },
        ],
      ),
    ],
  }),
});
