import type { ReportTable } from "../../../../core/ports/report-format.ts";
import { cellWriter } from "../../table-cells.ts";
import { oneLine, paragraphsOf } from "../../text/clean.ts";
import { inOneLine } from "../../text/fit.ts";
import { widthOf } from "../../text/letter-widths.ts";
import { frame } from "./frame.ts";
import { originOf } from "./notes.ts";
import type { Pen } from "./pen.ts";
import type { Item, Slide, TableText } from "./slide.ts";

const ROWS = 14;
const SLIDES_MAX = 5;
const COLUMNS_MAX = 9;
const SIZE = 12;
const ROW_HEIGHT = 0.32;
/** At the sides of a cell. */
export const CELL_PAD = 0.08;
const WIDEST = 3.4;
/** A narrow table is set a little wider than it needs. */
const STRETCH = 1.5;
const WHOLE = { style: "number", digits: 0 } as const;

/** A table on as few slides as show what it is: who wants all rows has the workbook. */
export function tableSlides(table: ReportTable, heading: string, notes: string | null, pen: Pen): Slide[] {
  const { words, look } = pen;
  const columns = table.columns.slice(0, COLUMNS_MAX);
  const shown = table.rows.slice(0, ROWS * SLIDES_MAX);
  const cells = columns.map((_, at) => {
    const write = cellWriter({ rows: shown }, at, look);
    return shown.map((row) => write(row[at]));
  });
  const count = (value: number) => look.number(value, WHOLE);
  const said = [
    ...(table.rows.length > shown.length ? [words("rows", { shown: count(shown.length), all: count(table.rows.length) })] : []),
    ...(table.columns.length > columns.length
      ? [words("columns", { shown: count(columns.length), all: count(table.columns.length) })]
      : []),
    ...(table.rows.length === 0 ? [words("no-rows")] : []),
  ];
  const pages = Math.max(1, Math.ceil(shown.length / ROWS));
  const origin = words("origin", { origin: originOf(table, pen) });
  return Array.from({ length: pages }, (_, page): Slide => {
    const part = { part: page + 1, of: pages };
    const foot = { left: "", right: words("run", { run: table.executionId.slice(0, 8) }) };
    const own = frame(
      {
        title: heading,
        part,
        kicker: words("table"),
        subtitle: said.join(" "),
        foot,
        notes: [...(page === 0 ? paragraphsOf(notes ?? "") : []), origin, ...said],
      },
      pen,
    );
    const widths = widthsOf(
      columns.map(({ name }) => oneLine(name)),
      cells,
      own.body.w,
    );
    const text = (value: string, at: number, look: Partial<TableText> = {}): TableText => ({
      text: inOneLine(value, SIZE, (widths[at] ?? 1) - 2 * CELL_PAD, look.bold),
      align: columns[at]?.kind === "number" ? "right" : "left",
      ...look,
    });
    const head = columns.map(({ name }, at) => text(oneLine(name), at, { bold: true }));
    const rows = Array.from({ length: Math.min(ROWS, shown.length - page * ROWS) }, (_, at) =>
      columns.map((_, column) => text(cells[column]?.[page * ROWS + at] ?? "", column)),
    );
    const all = [head, ...rows];
    const box = { ...own.body, w: widths.reduce((sum, width) => sum + width, 0), h: all.length * ROW_HEIGHT };
    const item: Item = {
      kind: "table",
      name: "Table",
      box,
      widths,
      heights: all.map(() => ROW_HEIGHT),
      size: SIZE,
      rows: all,
      headed: true,
    };
    return own.slide(columns.length === 0 ? [] : [item]);
  });
}

/** As wide as its longest cell where all have room, else each by its share. */
function widthsOf(names: readonly string[], cells: readonly (readonly string[])[], most: number): number[] {
  const wanted = names.map((name, at) => {
    const longest = Math.max(widthOf(name, SIZE, true), ...(cells[at] ?? []).map((cell) => widthOf(cell, SIZE)));
    return Math.min(WIDEST, Math.max(0.7, (longest / 72) * 1.06 + 2 * CELL_PAD + 0.05));
  });
  const sum = wanted.reduce((all, width) => all + width, 0);
  const share = Math.min(most, sum * STRETCH) / (sum || 1);
  return wanted.map((width) => width * share);
}
