/**
 * RFC 4180, every field quoted. A spreadsheet takes a field that begins with one of = + - @ (also in full width, also after
 * blanks) for a formula: such a field gets an apostrophe in front, and so does a part of a field that another program's
 * separator (a semicolon, a tab, a line break) would make a field of its own.
 */
const formula = /(?<=^|[;\t\r\n])(?=["'\s]*[=+\-@＝＋－＠])/g;

export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}

function csvField(text: string): string {
  return `"${text.replace(formula, "'").replaceAll('"', '""')}"`;
}
