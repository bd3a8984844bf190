import { z } from "zod";
import { top } from "../../../../core/charts/claims/find/extremes.ts";
import { constant } from "../../../../core/charts/claims/find/over-time.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { common, label, value } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { drawnPanel } from "../../kit/panels.ts";

const input = z
  .object({
    components: z.array(label).min(1).max(60),
    teams: z.array(label).min(1).max(24),
    debt_matrix: z.array(z.array(value)).describe("Debt in points, [component][team]; higher is worse"),
    ...common,
  })
  .superRefine((data, context) => {
    if (data.debt_matrix.length !== data.components.length)
      context.addIssue({
        code: "custom",
        path: ["debt_matrix"],
        message: `has ${data.debt_matrix.length} rows where components has ${data.components.length}`,
      });
    data.debt_matrix.forEach((row, index) => {
      if (row.length !== data.teams.length)
        context.addIssue({
          code: "custom",
          path: ["debt_matrix", index],
          message: `has ${row.length} values where teams has ${data.teams.length}`,
        });
    });
  });

export const designDebtVisualization = defineChart({
  id: "design_debt_visualization",
  title: "Design debt",
  purpose: "Design debt by component and team, as a grid",
  persona: "rachel",
  panels: ["Design debt by component and team"],
  input,
  sample: {
    components: ["Button", "Data table", "Date picker", "Dialog", "Form field", "Navigation"],
    teams: ["Checkout", "Search", "Account", "Mobile", "Admin"],
    debt_matrix: [
      [1, 0, 2, 4, 3],
      [6, 3, 5, 9, 14],
      [8, null, 4, 11, 7],
      [2, 1, 3, 5, 6],
      [5, 4, 9, 12, 8],
      [1, 2, 2, 7, 3],
    ],
    period: "Q3 2026",
  },
  build({ components, teams, debt_matrix: matrix }, pen) {
    const cells = components.flatMap((component, r) =>
      teams.map((team, c) => ({ label: `${component} · ${team}`, value: matrix[r]?.[c] ?? null })),
    );
    const basis: Basis = {
      name: "debt",
      labels: components.flatMap((component) => teams.map((team) => pen.word("component-in-team", { component, team }))),
      series: [{ name: "debt", values: cells.map(({ value: points }) => points) }],
    };
    const about = { measure: pen.word("design-debt"), format: { style: "number", unit: pen.word("in.points") } } as const;
    return {
      bases: [basis],
      panels: [
        drawnPanel(
          {
            id: "debt",
            neutral: pen.word("design-debt-by-component-and-team"),
            claims: [constant(basis, "debt", about), top(basis, "debt", { ...about, as: "highest.most-debt" })],
            subtitle: pen.word("debt-points-stronger-colour-is-more"),
            span: 2,
          },
          { form: "heatmap", rows: components, columns: teams, values: matrix, higherIsBetter: false },
          cells,
          {
            name: pen.word("debt"),
            format: { style: "number" },
            field: "debt_matrix",
            table: {
              columns: [pen.word("component"), ...teams],
              rows: components.map((component, r) => [component, ...(matrix[r] ?? [])]),
            },
          },
        ),
      ],
    };
  },
});
