import type { TableCell, TableFormat } from "../../../core/ports/report-format.ts";
import { withoutFormulas } from "../../../core/text/spreadsheet.ts";

/** By it Excel knows that the letters are UTF-8. */
const BYTE_ORDER_MARK = "\ufeff";
const LINE = "\r\n";
/** Also what a program that separates by semicolons or tabs would take apart. */
const QUOTED = /[",;\t\n\r]/;

/** RFC 4180. A number is a number, also below zero; a text is never a formula. */
function cell(value: TableCell): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = withoutFormulas(value);
  // Spaces at the ends are the value's own: some readers trim what is not quoted.
  return QUOTED.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (cells: readonly TableCell[]): string => cells.map(cell).join(",") + LINE;

export const csv: Pick<TableFormat, "write"> = {
  async write({ columns, rows }) {
    const head = line(columns.map(({ name }) => name));
    return new TextEncoder().encode(
      [BYTE_ORDER_MARK, head, ...rows.map((row) => line(columns.map((_, at) => row[at] ?? null)))].join(""),
    );
  },
};
