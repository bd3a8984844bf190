import type { CellValue } from "hucre/xlsx";
import { cellText } from "../../xlsx/cell-text.ts";
import { typedAsText } from "../../xlsx/typed-as-text.ts";
import type { CategoryChart, NativeChart, PointChart } from "../native/chart.ts";
import { pointRows } from "../xml/points.ts";
import { SHEET, serialDay } from "../xml/references.ts";

type Grid = CellValue[][];

/** The workbook that opens where a reader edits a chart's data: the numbers it was drawn from, and never a formula. */
export async function chartWorkbook(chart: NativeChart, generatedAt: Date): Promise<Uint8Array> {
  const { writeXlsx } = await import("hucre/xlsx");
  const rows = chart.kind === "categories" ? categorySheet(chart) : pointSheet(chart);
  const formats = chart.kind === "categories" ? formatsOf(chart) : [];
  return writeXlsx({
    sheets: [{ name: SHEET, rows, cells: typedAsText(rows), columns: formats.map((numFmt) => ({ numFmt })) }],
    properties: { creator: "strategic-python", created: generatedAt, modified: generatedAt },
  });
}

function categorySheet({ categories, columns }: CategoryChart): Grid {
  const names = "texts" in categories ? categories.texts.map(cellText) : categories.days.map(serialDay);
  const head: CellValue[] = [null, ...columns.map(({ name }) => cellText(name))];
  return [head, ...names.map((name, at) => [name, ...columns.map(({ values }) => values[at] ?? null)])];
}

const formatsOf = ({ categories, columns }: CategoryChart): string[] => [
  "texts" in categories ? "General" : categories.code,
  ...columns.map(({ code }) => code),
];

function pointSheet(chart: PointChart): Grid {
  const { groups, x, y, sizeName } = chart;
  const { points } = pointRows(chart);
  const sized = points.some(({ size }) => size !== null);
  const head = [x.title ?? "x", ...groups.map(({ name }) => (name === "" ? (y.title ?? "y") : name)), sized ? sizeName : ""];
  const rows = points.map(({ x: across, y: up, size, text, group }): CellValue[] => [
    across,
    ...groups.map((_, at) => (at === group ? up : null)),
    size,
    text === null ? null : cellText(text),
  ]);
  return [head.map((name) => (name === "" ? null : cellText(name))), ...rows];
}
