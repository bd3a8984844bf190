import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../../design-system/format.ts";
import { highest } from "../../headlines/facts.ts";
import { dashboard } from "../../kit/assemble.ts";
import { common, label, value } from "../../kit/common-fields.ts";

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
  build(data, context) {
    const { components, teams, debt_matrix: matrix } = data;
    const cells = components.flatMap((component, r) =>
      teams.map((team, c) => ({ label: `${component} · ${team}`, value: matrix[r]?.[c] ?? null })),
    );
    const known = cells.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
    const worst = highest(known);
    const total = known.reduce((sum, { value }) => sum + value, 0);
    const write = (amount: number) => formatNumber(amount, { style: "number" }, context.locale);
    const headline =
      worst === null || worst.value <= 0 || known.length < 2
        ? null
        : `${worst.label.replace(" · ", " in ")} carries the most design debt: ${write(worst.value)} of ${write(total)} points`;
    const panel: PanelSpec = {
      id: "debt",
      title: headline ?? "Design debt by component and team",
      subtitle: "Debt points; darker is more",
      kind: "drawn",
      span: 2,
      labels: cells.map(({ label }) => label),
      series: [{ name: "Debt", values: cells.map(({ value }) => value), role: "bad", labelled: [] }],
      drawing: { form: "heatmap", rows: components, columns: teams, values: matrix, higherIsBetter: false },
      table: { columns: ["Component", ...teams], rows: components.map((component, r) => [component, ...(matrix[r] ?? [])]) },
      format: { style: "number" },
      references: [],
      missing: known.length === 0 ? "debt_matrix" : null,
    };
    return dashboard(
      { template: "design_debt_visualization", neutralTitle: "Design debt", headline, period: null, panels: [panel], kpis: [] },
      data,
      context,
    );
  },
});
