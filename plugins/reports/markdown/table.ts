import type { Look } from "../../../core/ports/report-format.ts";
import type { Words } from "../words/words.ts";
import { plain } from "./escape.ts";

const ROWS_MAX = 100;
const COLUMNS_MAX = 20;
const WHOLE = { style: "number", digits: 0 } as const;

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Which columns are of numbers. */
  readonly numeric: (column: number) => boolean;
}

/** A table as far as it is read, and how much of it there is. */
export function markdownTable(
  { columns: all, rows, numeric }: Rows,
  { look, words }: { readonly look: Look; readonly words: Words },
): string[] {
  const columns = all.slice(0, COLUMNS_MAX);
  const shown = rows.slice(0, ROWS_MAX);
  const count = (value: number) => look.number(value, WHOLE);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = [
    line(columns.map(plain)),
    line(columns.map((_, at) => (numeric(at) ? "---:" : "---"))),
    ...shown.map((row) => line(columns.map((_, at) => plain(row[at] ?? "")))),
  ];
  return [
    ...(columns.length === 0 ? [] : [table.join("\n")]),
    ...(rows.length === 0 ? [words("no-rows")] : []),
    ...(rows.length > shown.length ? [words("some-rows", { shown: count(shown.length), all: count(rows.length) })] : []),
    ...(all.length > columns.length ? [words("columns", { shown: count(columns.length), all: count(all.length) })] : []),
  ];
}
