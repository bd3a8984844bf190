import type { TableCell, TableColumn } from "../../../core/ports/report-format.ts";
import { areYears, decimalsOf } from "../table-cells.ts";
import { serialDate } from "./dates.ts";

const DECIMALS_MAX = 6;
const WIDEST = 60;
const NARROWEST = 8;
/** Of many rows so many say how wide a column is. */
const ASKED = 2000;

/** How a column's numbers are shown; what is in the cells is never rounded. */
export function numberFormat({ kind }: TableColumn, cells: readonly (TableCell | undefined)[]): string {
  if (kind === "date") return "yyyy-mm-dd";
  if (kind === "time")
    return cells.some((cell) => typeof cell === "string" && /[.,]\d/.test(cell))
      ? "yyyy-mm-dd hh:mm:ss.000"
      : "yyyy-mm-dd hh:mm:ss";
  if (kind !== "number") return "General";
  const numbers = cells.filter((cell) => typeof cell === "number");
  if (numbers.length === 0) return "General";
  // Years are names: no comma parts their thousands.
  if (areYears(numbers)) return "0";
  if (numbers.some((value) => value !== 0 && (Math.abs(value) >= 1e15 || Math.abs(value) < 1e-4))) return "General";
  const decimals = numbers.reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
  if (decimals > DECIMALS_MAX) return "General";
  return decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(Math.max(2, decimals))}`;
}

/** Wide enough to read most of its cells, in the width of a digit. */
export function widthOf({ name, kind }: TableColumn, cells: readonly (TableCell | undefined)[]): number {
  const step = Math.max(1, Math.floor(cells.length / ASKED));
  let most = [...name].length + 3;
  for (let at = 0; at < cells.length; at += step) {
    const cell = cells[at];
    const length =
      cell === null || cell === undefined ? 0 : typeof cell === "number" ? grouped(cell) : kind === "time" ? 20 : lettersIn(cell);
    most = Math.max(most, length + 2);
  }
  return Math.min(WIDEST, Math.max(NARROWEST, most));
}

/** With the commas that part its thousands. */
const grouped = (value: number): number => {
  const length = String(value).length;
  return length + Math.floor(String(Math.trunc(Math.abs(value))).length / 3);
};

/** Of its longest line; letters of Chinese and Japanese are twice as wide. */
function lettersIn(cell: string | boolean): number {
  if (typeof cell === "boolean") return 5;
  return cell
    .slice(0, 4 * WIDEST)
    .split("\n")
    .reduce(
      (most, text) => Math.max(most, text.length + (text.match(/[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uff60]/g)?.length ?? 0)),
      0,
    );
}

/** What stands in a cell: its number, its day as a number, its truth; all else is text. */
export function typed(cell: TableCell | undefined, { kind }: TableColumn): number | boolean | string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell !== "string" || (kind !== "date" && kind !== "time")) return cell;
  return serialDate(cell) ?? cell;
}
