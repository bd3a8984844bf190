import { z } from "zod";
import { ends } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { common, label } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import { type Note, shaped } from "../../kit/shaped.ts";
import { ROWS_MAX } from "../../rows/frame.ts";

/** What the page carries; a picture shows as many as it has room for, and counts the rest. */
const ROWS_KEPT = 500;

const cell = z.union([z.string().max(5000), z.number(), z.boolean(), z.null()]);
const own = z
  .object({
    ...common,
    columns: z.array(label).min(1, "is empty: give at least one column").max(200),
    rows: z.array(z.array(cell)).min(1, "is empty: give at least one row").max(ROWS_MAX),
    name: label.optional().describe("What the table lists"),
  })
  .superRefine(({ columns, rows }, context) => {
    const at = rows.findIndex((row) => row.length !== columns.length);
    if (at >= 0)
      context.addIssue({
        code: "custom",
        path: ["rows", at],
        message: `has ${rows[at]?.length} cells where columns has ${columns.length}`,
      });
  });

export const table = defineChart({
  id: "table",
  title: "Table",
  purpose: "Rows and columns, formatted for reading",
  panels: ["Table"],
  input: shaped(own, ({ frame }) => ({
    columns: frame.columns.map(({ name }) => name),
    rows: frame.rows.map((row) =>
      frame.columns.map((_, at) => {
        const value = row[at] ?? null;
        if (value === null || typeof value === "string" || typeof value === "boolean") return value;
        return typeof value === "number" ? (Number.isFinite(value) ? value : null) : JSON.stringify(value);
      }),
    ),
  })),
  sample: {
    columns: ["Initiative", "Owner", "Budget, EUR", "Spent, EUR", "Due", "Status"],
    rows: [
      ["Platform API", "Rossi", 1_200_000, 1_140_000, "2026-09-30", "on track"],
      ["Checkout", "Okafor", 640_000, 702_000, "2026-07-15", "over budget"],
      ["Data mesh", "Lindqvist", 850_000, 611_000, "2026-12-01", "on track"],
      ["Observability", "Tanaka", 300_000, 288_000, "2026-06-30", "done"],
      ["Mobile", "Dubois", 410_000, 355_000, "2026-10-31", "at risk"],
    ],
    name: "Investments",
    period: "June 2026",
  },
  build({ rows, ...data }, pen) {
    const notes: Note[] = [];
    const kept = rows.slice(0, ROWS_KEPT);
    if (kept.length < rows.length) notes.push(remark("TOP_N", "note.first-rows", { shown: ROWS_KEPT, of: rows.length }));
    const numeric = data.columns.map(
      (_, at) =>
        kept.some((row) => typeof row[at] === "number") && kept.every((row) => row[at] === null || typeof row[at] === "number"),
    );
    const format = { style: "number" } as const;
    const years = data.columns.map(
      (_, at) => numeric[at] === true && kept.every((row) => row[at] === null || isYear(row[at] as number)),
    );
    const write = (value: z.infer<typeof cell> | undefined, at = 0): string =>
      value === null || value === undefined
        ? "–"
        : typeof value === "number" && years[at] !== true
          ? pen.number(value, format)
          : String(value);
    const name = data.name ?? pen.word("table");
    const numberAt = numeric.indexOf(true);
    const measure = data.columns[numberAt];
    const basis: Basis = {
      name: "rows",
      labels: rows.map((row) => write(row[0]).slice(0, 300)),
      series: [{ name: "numbers", values: rows.map((row) => (numberAt > 0 ? (row[numberAt] as number | null) : null)) }],
    };
    const ranked =
      measure === undefined || years[numberAt] === true
        ? null
        : ends(basis, "numbers", { measure, format: { ...format, compact: true } });
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [ranked],
        subtitle: readingOf(
          pen,
          name,
          data.unit ?? "",
          pen.word("rows-counted", { number: pen.count(rows.length), count: rows.length }),
        ),
        span: 2,
      },
      {
        form: "table",
        columns: data.columns.map((column, at) => ({ name: column, numeric: numeric[at] as boolean })),
        rows: kept.map((row) => row.map((value, at) => write(value, at).slice(0, 300))),
      },
      kept.map((row) => ({ label: write(row[0]).slice(0, 300), value: numberAt < 0 ? null : (row[numberAt] as number | null) })),
      {
        name: data.columns[numberAt] ?? "",
        format,
        field: "rows",
        table: {
          columns: data.columns,
          rows: kept.map((row) => row.map((value) => (typeof value === "boolean" ? String(value) : value))),
        },
      },
    );
    // A table of words alone has no numbers, and is none the worse for it.
    return { panels: [{ ...panel, missing: null }], bases: [basis], neutral: name, notes };
  },
});

/** 2026, not 2,026. */
const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1900 && value <= 2100;
