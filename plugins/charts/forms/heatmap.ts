import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { over, readable, TEXT_CONTRAST } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import type { Form, FormTools, Layout, Mark, Text } from "./form.ts";
import { keyWidth, shadedAs, shadeKey } from "./shades.ts";
import { labelled, say, shorten, sideWidth, sizeFor } from "./text.ts";

type Heatmap = Extract<Drawing, { form: "heatmap" }>;

const GAP = 3;
const HEAD = 26;
/** The key of colours below cells too small for numbers. */
const KEY = 22;
const STEP = 26;
/** A page gives so many columns room for their numbers; more are read by their shade. */
const NUMBERED_MAX = 20;

/** Cells shaded by value, each with its number: colour is never the only carrier. */
export const heatmap: Form<Heatmap> = {
  layout,
  minWidth: ({ columns }) => (columns.length <= NUMBERED_MAX ? columns.length * 58 + 110 : 0),
};

function layout(
  { rows, columns, values, higherIsBetter }: Heatmap,
  area: Rect,
  { theme, locale, format, measure }: FormTools,
): Layout {
  const body = sizeFor((area.height - HEAD) / rows.length);
  const side = sideWidth(rows, area, 0.34, measure, body);
  const numbers = values.map((row) => row.map((value) => (value === null ? "–" : formatNumber(value, format, locale))));
  const widest = numbers.flat().reduce((most, text) => Math.max(most, measure(text, 13, 600)), 0);
  const [width, height] = [(area.width - side) / columns.length, (area.height - HEAD) / rows.length];
  // All numbers or none: those that happen to be short would say nothing of the others.
  const written = widest <= width - GAP - 2 && height - GAP >= 14;
  const cell = { width, height: Math.min(240, written ? height : height - KEY / rows.length) };
  const known = values.flat().filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const colour = theme.mark(shadedAs(higherIsBetter));
  const shaded = (share: number): string => over(colour, theme.card, 0.12 + 0.78 * share);
  const texts: Text[] = [];
  const shapes: Mark[] = [];
  if (!written) key();
  const headed = labelled(columns.length, cell.width, 34);
  const head = cell.width * Math.max(1, Math.ceil(34 / cell.width)) - 3;
  columns.forEach((column, index) => {
    const x = area.x + side + (index + 0.5) * cell.width;
    const room = Math.min(head, 2 * (area.x + area.width - x));
    const text = headed(index) ? shorten(column, room, 13, 400, measure) : "";
    if (text !== "") texts.push(say(text, x, area.y + HEAD / 2, theme.muted, { align: "center" }));
  });
  const named = labelled(rows.length, cell.height);
  const marks: Mark[] = [];
  rows.forEach((row, r) => {
    const y = area.y + HEAD + r * cell.height;
    const name = named(r) ? shorten(row, side - 10, body, 400, measure) : "";
    if (name !== "") texts.push(say(name, area.x + side - 10, y + cell.height / 2, theme.ink, { size: body, align: "right" }));
    columns.forEach((_, c) => {
      const value = values[r]?.[c] ?? null;
      const share = value === null ? 0 : high === low ? 0 : (value - low) / (high - low);
      const fill = value === null ? theme.ground : shaded(share);
      const x = area.x + side + c * cell.width;
      const box = {
        x: x + GAP / 2,
        y: y + GAP / 2,
        width: Math.max(1, cell.width - GAP),
        height: Math.max(1, cell.height - GAP),
      };
      marks.push({ shape: "rect", box, fill, radius: 4 });
      if (!written) return;
      const text = numbers[r]?.[c] ?? "";
      const roomy = box.height >= 44 && box.width >= 70 && widest * (16 / 13) <= box.width - 2;
      const size = roomy ? 16 : 13;
      texts.push({
        text,
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
        size,
        weight: 600,
        align: "center",
        colour: readable(theme.ink, fill, TEXT_CONTRAST),
      });
    });
  });
  return { marks, lines: [], shapes, texts };

  /** What the colours are worth, where the cells have no room to say it. */
  function key(): void {
    if (!Number.isFinite(low)) return;
    const [from, to] = [formatNumber(low, format, locale), formatNumber(high, format, locale)];
    const y = area.y + area.height - KEY / 2;
    const x = area.x + area.width - keyWidth(STEP) - measure(to, 13, 400) - 8;
    texts.push(
      say(from, x - 8, y, theme.muted, { align: "right" }),
      say(to, area.x + area.width, y, theme.muted, { align: "right" }),
    );
    shapes.push(...shadeKey(x, y, { each: STEP, width: STEP - 1 }, shaded));
  }
}
