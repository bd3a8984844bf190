import type { NumberFormat } from "../../core/ports/dashboard-spec.ts";
import type { Look, ReportTable, TableCell } from "../../core/ports/report-format.ts";
import { extent } from "./numbers/extent.ts";
import { together } from "./numbers/together.ts";
import { oneLine } from "./text/clean.ts";

const EMPTY = "–";

/** Years look like numbers and are names: no comma parts their thousands. */
export function areYears(values: readonly number[]): boolean {
  return values.length > 0 && values.every((value) => Number.isInteger(value) && value >= 1800 && value <= 2200);
}

/** Cents are read up to here; of millions nobody reads them. */
const MILLION = 1e6;

/** How a column's cells are read: its numbers with as many decimals each. */
export function cellWriter(
  { rows }: Pick<ReportTable, "rows">,
  column: number,
  look: Look,
): (cell: TableCell | undefined) => string {
  const numbers = rows.flatMap((row) => (typeof row[column] === "number" ? [row[column]] : []));
  const format = formatOf(numbers, look);
  return (cell) => {
    if (cell === null || cell === undefined) return EMPTY;
    if (typeof cell === "number") return format === null ? String(cell) : look.number(cell, format);
    return typeof cell === "boolean" ? String(cell) : oneLine(cell);
  };
}

function formatOf(numbers: readonly number[], look: Look): NumberFormat | null {
  if (areYears(numbers)) return null;
  const { low, high } = extent(numbers);
  const small = numbers.some((value) => value !== 0 && Math.abs(value) < 1);
  if (small) return together(numbers, { style: "number" }, look.number);
  const decimals = numbers.reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
  return { style: "number", digits: Math.max(-low, high) >= MILLION ? 0 : Math.min(2, decimals) };
}

export const decimalsOf = (value: number): number => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
