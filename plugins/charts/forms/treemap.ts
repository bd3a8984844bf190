import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { over, readable, TEXT_CONTRAST } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import type { Form, FormTools, Layout, Mark, Text } from "./form.ts";
import { redrawParts } from "./redraw-parts.ts";
import { sayLines, wrapped } from "./text.ts";

type Treemap = Extract<Drawing, { form: "treemap" }>;

const GAP = 3;
const PAD = 10;

/** Area is value. The largest in the accent, the rest in steps of it; name, number and share stand inside. */
export const treemap: Form<Treemap> = { layout, redraw: redrawParts };

function layout({ items }: Treemap, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const total = items.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  const largest = items.reduce((most, { value }) => Math.max(most, value), 0);
  const boxes = squarify(
    items.map(({ value }) => Math.max(0, value)),
    area,
  );
  const texts: Text[] = [];
  const marks = items.map(({ label, value, role }, index): Mark => {
    const whole = boxes[index] as Rect;
    const gap = Math.min(GAP, whole.width / 4, whole.height / 4);
    const box = { x: whole.x, y: whole.y, width: Math.max(0, whole.width - gap), height: Math.max(0, whole.height - gap) };
    const colour = theme.mark(role ?? "accent");
    const fill =
      role === undefined ? over(colour, theme.card, 0.24 + 0.66 * Math.sqrt(Math.max(0, value) / (largest || 1))) : colour;
    texts.push(...written(label, value, box, readable(theme.ink, fill, TEXT_CONTRAST)));
    return { shape: "rect", box, fill, stroke: colour, radius: Math.min(6, box.width / 3, box.height / 3) };
  });
  return { marks, lines: [], texts };

  function written(label: string, value: number, box: Rect, colour: string): Text[] {
    const size = box.width > 180 && box.height > 110 ? 16 : 13;
    const room = box.width - 2 * PAD;
    const share = total > 0 ? ` · ${formatNumber((value / total) * 100, { style: "percent" }, locale)}` : "";
    const amount = formatNumber(value, format, locale);
    const numbers = measure(amount + share, size, 400) <= room ? amount + share : amount;
    if (room < 24 || box.height < 20 || measure(numbers, size, 400) > room) return [];
    const most = Math.min(2, Math.floor((box.height - 2 * PAD - 17) / 17));
    const name = most < 1 ? [] : wrapped(label, room, most, size, 600, measure);
    const x = box.x + PAD;
    // A number without its name says nothing: in one line, or left to the table.
    if (name.length === 0) {
      const both = `${label} ${amount}`;
      return measure(both, size, 600) <= room ? sayLines([both], x, box.y + box.height / 2, colour, { size, weight: 600 }) : [];
    }
    const [line, top] = [Math.round(size * 1.25), box.y + PAD + size / 2];
    return [
      ...sayLines(name, x, top + ((name.length - 1) * line) / 2, colour, { size, weight: 600 }),
      ...sayLines([numbers], x, top + name.length * line + 2, colour, { size }),
    ];
  }
}

/** Bruls, Huizing, van Wijk: rows along the shorter side, a value joins its row as long as that makes the row's boxes squarer. */
export function squarify(values: readonly number[], area: Rect): Rect[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => b.value - a.value);
  const total = order.reduce((sum, { value }) => sum + value, 0);
  const boxes: Rect[] = values.map(() => ({ x: area.x, y: area.y, width: 0, height: 0 }));
  const scaled = order
    .filter(({ value }) => value > 0)
    .map(({ value, index }) => ({ index, size: (value / total) * area.width * area.height }));
  let { x, y, width, height } = area;
  for (let at = 0; at < scaled.length; ) {
    const side = Math.min(width, height);
    let sum = 0;
    let end = at;
    let worst = Number.POSITIVE_INFINITY;
    while (end < scaled.length) {
      const next = sum + (scaled[end] as { size: number }).size;
      const sizes = [scaled[at], scaled[end]].map((one) => (one as { size: number }).size);
      const ratio = Math.max(
        ...sizes.map((size) => Math.max((side * side * size) / next ** 2, next ** 2 / (side * side * size))),
      );
      if (ratio > worst) break;
      [worst, sum] = [ratio, next];
      end++;
    }
    const depth = sum / side;
    let offset = 0;
    for (const { index, size } of scaled.slice(at, end)) {
      const along = size / depth;
      boxes[index] =
        width >= height ? { x, y: y + offset, width: depth, height: along } : { x: x + offset, y, width: along, height: depth };
      offset += along;
    }
    if (width >= height) [x, width] = [x + depth, width - depth];
    else [y, height] = [y + depth, height - depth];
    at = end;
  }
  return boxes;
}
