import { withoutFormulas } from "../../core/text/spreadsheet.ts";

/** RFC 4180, every field quoted, and none of them a formula. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}

function csvField(text: string): string {
  return `"${withoutFormulas(text).replaceAll('"', '""')}"`;
}
