import { withoutFormulas } from "../../../core/text/spreadsheet.ts";
import type { SavedFile } from "./surroundings.ts";

/** RFC 4180, quoted where it must be, also for programs that separate by semicolons; text is never a formula. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = withoutFormulas(value);
  return /[",;\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvFile(name: string, rows: readonly (readonly (string | number | null)[])[]): SavedFile {
  const text = rows.map((row) => row.map(csvCell).join(",")).join("\r\n");
  // The mark tells a spreadsheet that this is UTF-8.
  return { name: `${name}.csv`, mimeType: "text/csv", text: `\ufeff${text}` };
}
