import { z } from "zod";
import { ends } from "../../../../core/charts/claims/find/extremes.ts";
import { constant } from "../../../../core/charts/claims/find/over-time.ts";
import { periodsIn } from "../../../../core/charts/periods.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { common, label } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import { type Columns, type Note, shaped } from "../../kit/shaped.ts";
import { numberIn, textIn } from "../../rows/frame.ts";

const SIDE_MAX = 40;
const names = z
  .array(z.union([label, z.number().transform(String)]))
  .min(1, "is empty: give at least one")
  .max(2000);

const own = z
  .object({
    ...common,
    rows: names,
    columns: names,
    values: z.array(z.array(z.number().nullable())).describe("In `unit`, [row][column]; null is an empty cell"),
    higher_is_better: z.boolean().optional().describe("Colours high cells as good or as bad; neither when omitted"),
    name: label.optional().describe("What a cell says"),
  })
  .superRefine(({ rows, columns, values }, context) => {
    if (values.length !== rows.length)
      context.addIssue({ code: "custom", path: ["values"], message: `has ${values.length} rows where rows has ${rows.length}` });
    values.forEach((row, at) => {
      if (row.length !== columns.length)
        context.addIssue({
          code: "custom",
          path: ["values", at],
          message: `has ${row.length} values where columns has ${columns.length}`,
        });
    });
  });

/** Long form by x (columns), series (rows) and y (value); a wide table has one column of numbers for each column of the grid. */
function read(columns: Columns, notes: Note[]): object {
  const { frame, encoding } = columns;
  if (encoding.y === undefined && encoding.series === undefined) {
    const named = columns.words("x");
    const numbers = columns.numeric();
    columns.number("y");
    columns.unused(notes, named, ...numbers);
    return {
      rows: frame.rows.map((row, at) => (named === null ? String(at + 1) : textIn(row[named]))),
      columns: numbers.map((at) => frame.columns[at]?.name ?? ""),
      values: frame.rows.map((row) => numbers.map((at) => numberIn(row[at]))),
    };
  }
  const [x, y, by] = [columns.encoded("x"), columns.number("y"), columns.encoded("series")];
  const cell = (row: readonly unknown[], at: number | null) => (at === null ? "" : textIn(row[at]));
  const across = inTheirOrder([...new Set(frame.rows.map((row) => cell(row, x)))]);
  const down = inTheirOrder([...new Set(frame.rows.map((row) => cell(row, by)))]);
  const found = new Map<string, number | null>();
  let repeated = 0;
  for (const row of frame.rows) {
    const key = JSON.stringify([cell(row, by), cell(row, x)]);
    if (found.has(key)) repeated++;
    else found.set(key, numberIn(row[y]));
  }
  if (repeated > 0) notes.push(remark("LEFT_OUT", "note.cells-taken", { count: repeated }));
  return {
    rows: down,
    columns: across,
    values: down.map((r) => across.map((c) => found.get(JSON.stringify([r, c])) ?? null)),
    name: frame.columns[y]?.name,
  };
}

/** Dates, months and numbers, such as hours, in order; names as they come. */
function inTheirOrder(found: readonly string[]): string[] {
  const numbers = found.every((text) => /^-?\d+(\.\d+)?$/.test(text)) ? found.map(Number) : null;
  const at = numbers ?? periodsIn(found)?.at;
  if (at === undefined) return [...found];
  return found
    .map((text, index) => ({ text, at: at[index] as number }))
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text);
}

export const heatmap = defineChart({
  id: "heatmap",
  title: "Heat map",
  purpose: "A grid of two categories, by colour",
  panels: ["Heat map"],
  input: shaped(own, read),
  sample: {
    rows: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    columns: ["08–10", "10–12", "12–14", "14–16", "16–18"],
    values: [
      [41, 96, 63, 88, 52],
      [38, 104, 71, 93, 49],
      [44, 99, 66, 97, 55],
      [36, 91, 58, 112, 61],
      [29, 74, 47, 58, 33],
    ],
    name: "Support requests",
    unit: "requests",
    period: "Average week, second quarter of 2026",
  },
  build({ rows: down, ...data }, pen) {
    const notes: Note[] = [];
    const { format, spoken, unit, scaled } = measured(data, pen);
    const rows = down.slice(0, SIDE_MAX);
    const across = pen.labels(data.columns);
    const columns = across.slice(0, SIDE_MAX);
    if (rows.length < down.length || columns.length < data.columns.length)
      notes.push(
        remark("TOP_N", "note.first-cells", {
          rows: rows.length,
          down: down.length,
          columns: columns.length,
          across: data.columns.length,
        }),
      );
    const values = rows.map((_, r) => columns.map((_, c) => scaled(data.values[r]?.[c] ?? null)));
    const cells = rows.flatMap((row, r) =>
      columns.map((column, c) => ({ label: `${row} · ${column}`, value: values[r]?.[c] ?? null })),
    );
    const name = data.name ?? pen.word("values");
    const basis: Basis = {
      name: "cells",
      labels: down.flatMap((row) => across.map((column) => `${row}, ${column}`)),
      series: [{ name, values: data.values.flatMap((row) => row.map(scaled)) }],
    };
    const about = { measure: name, format: spoken };
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [constant(basis, name, about), ends(basis, name, about, { cut: cells.length < basis.labels.length })],
        subtitle: readingOf(pen, name, unit, pen.word("stronger-colour-is-more")),
        span: 2,
      },
      { form: "heatmap", rows, columns, values, higherIsBetter: data.higher_is_better ?? null },
      cells,
      {
        name,
        format,
        field: "values",
        // All that was given, whatever of it is drawn.
        table: { columns: ["", ...across], rows: down.map((row, r) => [row, ...(data.values[r] ?? []).map(scaled)]) },
      },
    );
    return { panels: [panel], bases: [basis], neutral: name, notes };
  },
});
