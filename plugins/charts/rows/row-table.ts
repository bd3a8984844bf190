import type { RowColumn, RowTable } from "../../../core/ports/dashboard-spec.ts";
import { type Frame, numberIn, textIn } from "./frame.ts";

/** What a page holds of rows, in rows and in characters. More are sampled evenly, and the page says so. */
const ROWS_KEPT = 50_000;
const WEIGHT_KEPT = 4_000_000;

const tables = new WeakMap<Frame, RowTable>();

/** Rows as the page carries them: column by column, each word once. 20,000 rows of four columns weigh about 220 KB. */
export function rowTable(frame: Frame): RowTable {
  const known = tables.get(frame) ?? asTable(frame);
  tables.set(frame, known);
  return known;
}

function asTable(frame: Frame): RowTable {
  let kept = Math.min(frame.rows.length, ROWS_KEPT);
  let table = sampled(frame, kept);
  while (weight(table) > WEIGHT_KEPT && kept > 1) {
    kept = Math.floor(kept / 2);
    table = sampled(frame, kept);
  }
  return table;
}

function sampled({ columns, rows }: Frame, count: number): RowTable {
  const kept =
    count === rows.length
      ? rows
      : Array.from({ length: count }, (_, at) => rows[Math.floor((at * rows.length) / count)] as readonly unknown[]);
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
    kept: count,
  };
}

const weight = ({ columns }: RowTable): number =>
  columns.reduce((sum, column) => {
    if (column.kind === "number") return sum + column.values.reduce<number>((all, value) => all + String(value).length + 1, 0);
    return sum + column.codes.length * 3 + column.words.reduce((all, word) => all + word.length + 3, 0);
  }, 0);
