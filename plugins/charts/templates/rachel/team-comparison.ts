import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import { formatNumber } from "../../design-system/format.ts";
import { points } from "../../headlines/facts.ts";
import { extremes } from "../../headlines/rules.ts";
import { dashboard } from "../../kit/assemble.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { drawnPanel } from "../../kit/panels.ts";

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
  build(data, context) {
    const said = extremes(points(data.teams, data.adoption_scores), (n) => formatNumber(n, percent, context.locale));
    const headline = said === null ? null : `Adoption: ${said}`;
    const order = data.teams
      .map((name, at) => ({
        name,
        adoption: data.adoption_scores[at] ?? null,
        used: data.components_used[at] ?? null,
        same: data.consistency_scores[at] ?? null,
      }))
      .toSorted((a, b) => (b.adoption ?? -1) - (a.adoption ?? -1));
    const panel = drawnPanel(
      {
        id: "teams",
        title: headline,
        neutral: "Teams compared",
        subtitle: "Each measure on its own scale, by adoption",
        span: 2,
      },
      {
        form: "rows",
        labels: order.map(({ name }) => name),
        columns: [
          {
            name: "Adoption, % of screens",
            values: order.map(({ adoption }) => adoption),
            format: percent,
            mark: "bar",
            role: "accent",
          },
          { name: "Components used", values: order.map(({ used }) => used), format: plain, mark: "bar", role: "series-1" },
          { name: "Consistency, 0 to 100", values: order.map(({ same }) => same), format: plain, mark: "bar", role: "series-2" },
        ],
      },
      order.map(({ name, adoption }) => ({ label: name, value: adoption })),
      {
        name: "Adoption",
        format: plain,
        field: "adoption_scores",
        table: {
          columns: ["Team", "Adoption, %", "Components used", "Consistency"],
          rows: order.map(({ name, adoption, used, same }) => [name, adoption, used, same]),
        },
      },
    );
    return dashboard(
      { template: "team_comparison", neutralTitle: "Team comparison", headline, period: null, panels: [panel], kpis: [] },
      data,
      context,
    );
  },
});
