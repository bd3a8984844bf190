import type { PanelSpec } from "../../../core/dashboard-spec.ts";
import { tableOf } from "../render/table-of.ts";

/** A spreadsheet runs a cell that begins like a formula: an apostrophe before it makes it text. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const asCsv = (panel: PanelSpec): string =>
  [tableOf(panel).columns, ...tableOf(panel).rows].map((row) => row.map(csvCell).join(",")).join("\r\n");
