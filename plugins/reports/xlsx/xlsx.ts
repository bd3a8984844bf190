import type { CellValue, WriteSheet } from "hucre/xlsx";
import { StrategicError } from "../../../core/errors.ts";
import type { ExportedTable, TableFormat } from "../../../core/ports/report-format.ts";
import { columnLetter } from "../pptx/xml/references.ts";
import { aboutLines } from "./about.ts";
import { cellText, isTooLong } from "./cell-text.ts";
import { numberFormat, typed, widthOf } from "./columns.ts";
import { typedAsText } from "./typed-as-text.ts";

/** What a sheet of Excel's holds, without the row of names. */
const ROWS_MAX = 1_048_575;
const COLUMNS_MAX = 16_384;
const HEAD = { font: { bold: true }, alignment: { vertical: "top", wrapText: true } } as const;

/** A workbook: numbers as numbers, days as days, text that is never calculated, and beside it what it was made from. */
export const xlsx: Pick<TableFormat, "write"> = {
  async write(table) {
    refuseTooLarge(table);
    const { writeXlsx } = await import("hucre/xlsx");
    const time = Date.parse(table.run.startedAt);
    const at = new Date(Number.isNaN(time) ? 0 : time);
    const { sheet, cut } = tableSheet(table);
    return writeXlsx({
      sheets: [sheet, aboutSheet(table, cut)],
      defaultFont: { name: "Calibri", size: 11 },
      // The run's time and not the clock's: the same table is the same file.
      properties: { title: cellText(table.title), creator: "strategic-python", created: at, modified: at },
    });
  },
};

function refuseTooLarge({ rows, columns }: ExportedTable): void {
  if (rows.length <= ROWS_MAX && columns.length <= COLUMNS_MAX) return;
  const [most, found, what] = rows.length > ROWS_MAX ? [ROWS_MAX, rows.length, "rows"] : [COLUMNS_MAX, columns.length, "columns"];
  const count = (value: number) => value.toLocaleString("en");
  throw new StrategicError(
    "INVALID_INPUT",
    `A sheet of Excel's holds ${count(most)} ${what}, and the table has ${count(found)}. Ask for "csv", or aggregate the table first.`,
    {
      details: { [what]: found, most },
    },
  );
}

function tableSheet({ columns, rows }: ExportedTable): { sheet: WriteSheet; cut: number } {
  let cut = 0;
  const text = (value: string): string => {
    if (isTooLong(value)) cut++;
    return cellText(value);
  };
  const head = columns.map(({ name }): CellValue => text(name));
  const body = rows.map((row) =>
    columns.map((column, at): CellValue => {
      const value = typed(row[at], column);
      return typeof value === "string" ? text(value) : value;
    }),
  );
  const all = [head, ...body];
  const cells = typedAsText(all);
  for (const at of head.keys()) cells.set(`0,${at}`, { ...cells.get(`0,${at}`), value: head[at] ?? "", style: HEAD });
  const looks = columns.map((column, at) => {
    const own = rows.map((row) => row[at]);
    const numFmt = numberFormat(column, own);
    return { width: widthOf(column, own), ...(numFmt !== "General" && { numFmt }) };
  });
  const range = `A1:${columnLetter(Math.max(0, columns.length - 1))}${all.length}`;
  return {
    sheet: {
      name: "Table",
      rows: all,
      cells,
      columns: looks,
      freezePane: { rows: 1 },
      ...(columns.length > 0 && { autoFilter: { range } }),
    },
    cut,
  };
}

function aboutSheet(table: ExportedTable, cut: number): WriteSheet {
  const rows = aboutLines(table, cut).map(([what, of]): CellValue[] => [
    cellText(what),
    typeof of === "string" ? cellText(of) : of,
  ]);
  const cells = typedAsText(rows);
  for (const at of rows.keys())
    cells.set(`${at},0`, { ...cells.get(`${at},0`), value: rows[at]?.[0] ?? "", style: { font: { bold: true } } });
  return { name: "About", rows, cells, columns: [{ width: 28 }, { width: 90 }] };
}
