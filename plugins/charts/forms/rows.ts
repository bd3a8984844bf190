import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { scale } from "./axis.ts";
import type { Form, FormTools, Layout, Line, Mark, Text } from "./form.ts";
import { labelled, rowsIn, say, sayLines, sideWidth, sizeFor, wrapped } from "./text.ts";

type Rows = Extract<Drawing, { form: "rows" }>;
type Column = Rows["columns"][number];

const HEAD_WIDE = 26;
/** Two lines of a column's name. */
const HEAD_NARROW = 42;
const NARROW = 420;
const GAP = 26;
const DOTS_MAX = 20;

/** Small multiples on shared rows: names once, at the left; every column brings its own scale, from zero. */
export const rows: Form<Rows> = { layout };

function layout({ labels, columns }: Rows, area: Rect, { theme, locale, measure }: FormTools): Layout {
  const narrow = area.width < NARROW;
  const head = narrow ? HEAD_NARROW : HEAD_WIDE;
  const { row, before } = rowsIn(area.height - head, labels.length);
  const top = head + before;
  const size = narrow ? 13 : sizeFor(row);
  const side = sideWidth(labels, area, columns.length > 1 && !narrow ? 0.24 : 0.34, measure, size);
  const gap = narrow ? GAP / 2 : GAP;
  const each = (area.width - side - gap * Math.max(0, columns.length - 1)) / Math.max(1, columns.length);
  const named = labelled(labels.length, row);
  const middle = (index: number) => area.y + top + (index + 0.5) * row;
  const shapes: Mark[] = [];
  const texts: Text[] = [];
  const lines: Line[] = [];
  labels.forEach((name, index) => {
    if (index > 0 && row > 20) {
      const y = area.y + top + index * row;
      lines.push({
        points: [
          { x: area.x, y },
          { x: area.x + area.width, y },
        ],
        colour: theme.line,
        width: 1,
      });
    }
    if (!named(index)) return;
    const written = wrapped(name, side - 10, row > 40 ? 2 : 1, size, 400, measure);
    texts.push(...sayLines(written, area.x + side - 10, middle(index), theme.ink, { size, align: "right" }));
  });
  columns.forEach((column, index) => {
    const box = { x: area.x + side + index * (each + gap), y: area.y, width: each, height: area.height };
    const named = wrapped(column.name, each, narrow ? 2 : 1, 13, 600, measure);
    texts.push(...sayLines(named, box.x, area.y + top - head / 2 - 2, theme.muted, { weight: 600 }));
    drawColumn(column, box);
  });
  const marks = labels.map(
    (_, index): Mark => ({
      shape: "rect",
      box: { x: area.x, y: area.y + top + index * row, width: area.width, height: row },
      fill: "transparent",
      radius: 4,
    }),
  );
  return { marks, lines, shapes, texts };

  function drawColumn({ values, format, mark, role, max = 0 }: Column, box: Rect): void {
    const written = values.map((value) => formatNumber(value, format, locale));
    const numbers = Math.max(0, ...written.map((text) => measure(text, size, 600))) + 8;
    const known = values.filter((value) => value !== null);
    const [low, high] = [Math.min(0, ...known), Math.max(0, max, ...known)];
    const from = box.x + (low < 0 ? numbers : 0);
    const at = scale(low, high || (low < 0 ? 0 : 1), from, box.x + box.width - (high > 0 || low === 0 ? numbers : 2));
    if (low < 0)
      lines.push({
        points: [
          { x: at(0), y: box.y + top },
          { x: at(0), y: middle(labels.length - 1) + row / 2 },
        ],
        colour: theme.quiet,
        width: 1,
      });
    const counted = mark === "dots" && countable(known, at(high) - at(0), row);
    values.forEach((value, index) => {
      const y = middle(index);
      const number = written[index] as string;
      const falls = value !== null && value < 0;
      // Below zero in the colour of what is above would say "as good".
      const drawn = falls ? "bad" : role;
      let end = at(value ?? 0);
      if (value !== null) {
        if (mark === "bar") shapes.push(barOf(Math.min(at(0), end), Math.abs(end - at(0)), y, theme.mark(drawn)));
        else if (counted) end = dots(value, at(0), y, theme.mark(drawn));
        else {
          lines.push({
            points: [
              { x: at(0), y },
              { x: end, y },
            ],
            colour: theme.line,
            width: 2,
          });
          const dot = Math.min(10, Math.max(2, row));
          shapes.push({
            shape: "circle",
            box: { x: end - dot / 2, y: y - dot / 2, width: dot, height: dot },
            fill: theme.mark(drawn),
          });
          end += falls ? -5 : 5;
        }
      }
      if (!named(index)) return;
      const colour = value === null ? theme.muted : theme.text(drawn);
      texts.push(say(number, end + (falls ? -6 : 6), y, colour, { size, weight: 600, align: falls ? "right" : "left" }));
    });
  }

  function barOf(x: number, width: number, y: number, fill: string): Mark {
    const high = Math.max(1, Math.min(48, row * 0.5));
    return {
      shape: "rect",
      box: { x, y: y - high / 2, width: Math.max(1, width), height: high },
      fill,
      radius: Math.min(4, width / 3),
    };
  }

  function dots(count: number, x: number, y: number, fill: string): number {
    for (let index = 0; index < count; index++)
      shapes.push({ shape: "circle", box: { x: x + index * 12, y: y - 4.5, width: 9, height: 9 }, fill });
    return x + count * 12;
  }
}

/** One dot for each thing counted, where they are few and have room; else one dot at its place. */
const countable = (known: readonly number[], room: number, row: number): boolean =>
  row >= 14 && known.every((value) => Number.isInteger(value) && value >= 0 && value <= DOTS_MAX && value * 12 <= room);
