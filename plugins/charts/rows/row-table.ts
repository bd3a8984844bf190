import type { RowColumn, RowTable } from "../../../core/dashboard-spec.ts";
import { type Frame, numberIn, textIn } from "./frame.ts";

/** More than these are sampled evenly, and the page says so. */
const ROWS_KEPT = 50_000;

const tables = new WeakMap<Frame, RowTable>();

/** Rows as the page carries them: column by column, each word once. 20,000 rows of four columns weigh about 220 KB. */
export function rowTable(frame: Frame): RowTable {
  const known = tables.get(frame) ?? asTable(frame);
  tables.set(frame, known);
  return known;
}

function asTable({ columns, rows }: Frame): RowTable {
  const kept =
    rows.length <= ROWS_KEPT
      ? rows
      : Array.from({ length: ROWS_KEPT }, (_, at) => rows[Math.floor((at * rows.length) / ROWS_KEPT)] as readonly unknown[]);
  return {
    columns: columns.map(({ name, numeric, dated }, at): RowColumn => {
      if (numeric) return { name, kind: "number", values: kept.map((row) => numberIn(row[at])) };
      const places = new Map<string, number>();
      const codes = kept.map((row) => {
        const cell = row[at];
        if (cell === null || cell === undefined) return -1;
        const word = textIn(cell);
        const known = places.get(word);
        if (known !== undefined) return known;
        places.set(word, places.size);
        return places.size - 1;
      });
      return { name, kind: dated ? "date" : "text", words: [...places.keys()], codes };
    }),
    total: rows.length,
    kept: kept.length,
  };
}
