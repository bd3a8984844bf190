/** A spreadsheet runs a cell that begins like a formula: an apostrophe before it makes it text. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const asCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => row.map(csvCell).join(",")).join("\r\n");
