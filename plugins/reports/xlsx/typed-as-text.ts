import type { Cell, CellValue } from "hucre/xlsx";

/** The writer takes "#N/A" and its like for errors of a calculation; a text is one whatever it looks like. By row and column. */
export function typedAsText(rows: readonly (readonly CellValue[])[]): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>();
  for (const [row, values] of rows.entries())
    for (const [column, value] of values.entries())
      if (typeof value === "string" && value.startsWith("#"))
        cells.set(`${row},${column}`, { value, richText: [{ text: value }] });
  return cells;
}
