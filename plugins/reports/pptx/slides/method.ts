import { LINE, linesOf } from "../../text/fit.ts";
import { type MethodLine, methodLines } from "../../told-method.ts";
import { frame } from "./frame.ts";
import type { Pen } from "./pen.ts";
import type { Item, Slide, TableText } from "./slide.ts";
import { CELL_PAD } from "./tables.ts";

const SIZE = 11;
const WHAT = 2.6;
const ROW_PAD = 0.11;
const LINES_MAX = 6;
/** Who wants more of the method has the audit log. */
const SLIDES_MAX = 10;

interface Row {
  readonly cells: readonly TableText[];
  readonly height: number;
}

/** The last slides: on what the report stands. */
export function methodSlides(extra: readonly string[], pen: Pen): Slide[] {
  const { words, report } = pen;
  const { body } = frame({ title: words("method"), part: { part: 10, of: 10 } }, pen);
  const rows = methodLines(report.method, extra, pen).map((line) => rowOf(line, body.w));
  const pages: Row[][] = [[]];
  let free = body.h;
  for (const row of rows) {
    if (row.height > free && (pages.at(-1)?.length ?? 0) > 0) {
      pages.push([]);
      free = body.h;
    }
    pages.at(-1)?.push(row);
    free -= row.height;
  }
  const shown = pages.slice(0, SLIDES_MAX);
  const left = pages.slice(SLIDES_MAX).flat().length;
  return shown.map((page, at) => {
    const last = at === shown.length - 1 && left > 0;
    const own = frame(
      { title: words("method"), part: { part: at + 1, of: shown.length }, subtitle: last ? words("more", { count: left }) : "" },
      pen,
    );
    const box = { ...own.body, h: page.reduce((sum, { height }) => sum + height, 0) };
    const item: Item = {
      kind: "table",
      name: "Method",
      box,
      widths: [WHAT, own.body.w - WHAT],
      heights: page.map(({ height }) => height),
      size: SIZE,
      rows: page.map(({ cells }) => cells),
      headed: false,
    };
    return own.slide([item]);
  });
}

function rowOf({ what, text, heads = false }: MethodLine, width: number): Row {
  const room = (wide: number) => wide - 2 * CELL_PAD;
  const left = linesOf(what, SIZE, room(WHAT), true);
  const right = linesOf(text, SIZE, room(width - WHAT));
  const kept = right.slice(0, LINES_MAX).join("").trimEnd();
  const lines = Math.max(1, Math.min(LINES_MAX, Math.max(left.length, right.length)));
  return {
    cells: [
      { text: left.slice(0, LINES_MAX).join("").trimEnd(), bold: true, muted: !heads },
      { text: right.length > LINES_MAX ? `${kept.slice(0, -1)}…` : kept },
    ],
    height: (lines * SIZE * LINE) / 72 + ROW_PAD,
  };
}
