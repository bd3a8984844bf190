import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import { formatNumber } from "../../design-system/format.ts";
import { points } from "../../headlines/facts.ts";
import { extremes } from "../../headlines/rules.ts";
import { dashboard, percents } from "../../kit/assemble.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { drawnPanel } from "../../kit/panels.ts";

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
  build(data, context) {
    const rates = percents(data.adoption_rates, data.unit);
    const said = extremes(points(data.components, rates), (n) => formatNumber(n, percent, context.locale));
    const headline = said === null ? null : `Adoption: ${said}`;
    const order = data.components
      .map((name, at) => ({ name, rate: rates[at] ?? null, teams: data.teams_using[at] ?? null }))
      .toSorted((a, b) => (b.rate ?? -1) - (a.rate ?? -1));
    const panel = drawnPanel(
      {
        id: "adoption",
        title: headline,
        neutral: "Adoption and teams",
        subtitle: "Percent of screens that use it, and how many teams do",
        span: 2,
      },
      {
        form: "rows",
        labels: order.map(({ name }) => name),
        columns: [
          { name: "Adoption, % of screens", values: order.map(({ rate }) => rate), format: percent, mark: "bar", role: "accent" },
          { name: "Teams", values: order.map(({ teams }) => teams), format: { style: "number" }, mark: "dots", role: "series-1" },
        ],
      },
      order.map(({ name, rate }) => ({ label: name, value: rate })),
      {
        name: "Adoption",
        format: { style: "number" },
        field: "adoption_rates",
        table: {
          columns: ["Component", "Adoption, %", "Teams"],
          rows: order.map(({ name, rate, teams }) => [name, rate, teams]),
        },
      },
    );
    return dashboard(
      { template: "component_adoption", neutralTitle: "Component adoption", headline, period: null, panels: [panel], kpis: [] },
      data,
      context,
    );
  },
});
