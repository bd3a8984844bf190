import { z } from "zod";
import { ends } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { common, label, labels } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";

const SIDE_MAX = 36;

export const cohort = defineChart({
  id: "cohort",
  title: "Cohorts",
  purpose: "How many of each starting group are still there after each period",
  panels: ["Retention"],
  input: z
    .object({
      cohorts: labels.describe("When each group began"),
      values: z
        .array(z.array(z.number().nullable()).max(200))
        .describe(
          "[cohort][period]: how many are left (or how much: revenue may exceed what it began with), the first being all of them; later rows may be shorter",
        ),
      sizes: z
        .array(z.number().positive())
        .optional()
        .describe("How many each group had; the first value of its row when left out"),
      name: label.optional().describe("What stays, such as customers"),
      period_name: label.optional().describe('What a column is, such as "Month"'),
      ...common,
    })
    .superRefine(({ cohorts, values, sizes }, context) => {
      for (const [field, length] of [
        ["values", values.length],
        ["sizes", sizes?.length ?? cohorts.length],
      ] as const)
        if (length !== cohorts.length)
          context.addIssue({ code: "custom", path: [field], message: `has ${length} rows where cohorts has ${cohorts.length}` });
      values.forEach((row, at) => {
        const below = row.findIndex((value) => value !== null && value < 0);
        if (below >= 0)
          context.addIssue({
            code: "custom",
            path: ["values", at, below],
            message: `is ${row[below]}, and nothing less than zero can be left`,
          });
      });
    }),
  sample: {
    cohorts: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"],
    values: [[412, 301, 268, 251, 240], [388, 292, 264, 249], [455, 367, 338], [501, 411], [476]],
    name: "Customers",
    period_name: "Month",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const sizes = data.values.map((row, at) => data.sizes?.[at] ?? row[0] ?? null);
    const across = Math.max(1, ...data.values.map(({ length }) => length));
    const names = pen.labels(data.cohorts);
    const rows = names.slice(-SIDE_MAX);
    const [skipped, columns] = [names.length - rows.length, Math.min(across, SIDE_MAX)];
    if (skipped > 0 || columns < across)
      notes.push(remark("TOP_N", "note.cohorts", { rows: rows.length, down: names.length, columns, across }));
    const shares = data.values.map((row, at) => {
      const size = sizes[at] ?? null;
      return Array.from({ length: across }, (_, period) => {
        const value = row[period] ?? null;
        return value === null || size === null || size === 0 ? null : (value / size) * 100;
      });
    });
    const drawn = shares.slice(skipped).map((row) => row.slice(0, columns));
    const period = data.period_name ?? pen.word("period");
    const heads = Array.from({ length: columns }, (_, at) => `${period} ${at}`);
    // After one period all but the youngest can be compared.
    const second = shares.map((row) => row[1] ?? null);
    const compared = names.flatMap((one, at) => (second[at] === null ? [] : [{ one, share: second[at] as number }]));
    const basis: Basis = {
      name: "after one",
      labels: compared.map(({ one }) => pen.word("cohort-named", { label: one })),
      series: [{ name: "share", values: compared.map(({ share }) => share) }],
    };
    const name = data.name ?? pen.word("members");
    const percent = { style: "percent" } as const;
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: pen.word("retained", { name }),
        claims: [
          ends(basis, "share", {
            measure: pen.word("retained-after", { name, period: period.toLocaleLowerCase(pen.locale) }),
            format: percent,
          }),
        ],
        subtitle: pen.word("per-cent-of-each-group"),
        span: 2,
      },
      { form: "heatmap", rows, columns: heads, values: drawn, higherIsBetter: null },
      rows.flatMap((row, r) => heads.map((head, c) => ({ label: `${row} · ${head}`, value: drawn[r]?.[c] ?? null }))),
      {
        name: pen.word("retained", { name }),
        format: percent,
        field: "values",
        table: { columns: [pen.word("cohort"), ...heads], rows: rows.map((row, r) => [row, ...(drawn[r] ?? [])]) },
      },
    );
    return { panels: [panel], bases: [basis], neutral: pen.word("retained", { name }), period: pen.span(data.cohorts), notes };
  },
});
