import { withoutFormulas } from "../../../core/text/spreadsheet.ts";

/** RFC 4180, quoted where it must be, also for programs that separate by semicolons; text is never a formula. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = withoutFormulas(value);
  return /[",;\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const asCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => row.map(csvCell).join(",")).join("\r\n");
