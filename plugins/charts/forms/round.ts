import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { MARK_CONTRAST, over, readable } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { spread } from "../layout/spread.ts";
import { drawn } from "../locale/drawn.ts";
import type { Form, FormTools, Layout, Line, Mark, Point, Text } from "./form.ts";
import { redrawParts } from "./redraw-parts.ts";
import { say, shorten } from "./text.ts";

type Round = Extract<Drawing, { form: "round" }>;

const ROW = 36;
const HOLE = 0.62;

/** Slices with their names beside them, so that no key has to be matched: the largest in the accent, the others grey. */
export const round: Form<Round> = { layout, redraw: redrawParts };

function layout({ items, hole }: Round, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const total = items.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  const largest = items.reduce((most, { value }) => Math.max(most, value), 0);
  const narrow = area.width < 420;
  const size = area.height > 400 ? 16 : 14;
  const line = size > 14 ? 44 : ROW;
  const radius = Math.max(
    8,
    narrow
      ? Math.min(area.width * 0.2, area.height / 2 - 4)
      : Math.min(area.width * (area.width > 700 ? 0.24 : 0.2), area.height / 2 - 14),
  );
  const centre = { x: narrow ? area.x + radius + 4 : area.x + area.width / 2, y: area.y + area.height / 2 };
  const share = (value: number) => formatNumber((value / (total || 1)) * 100, { style: "percent" }, locale);
  const greys = items.flatMap(({ value, role }, index) => (role === undefined && value !== largest ? [index] : []));
  // Each grey its own, from strong to light: no two slices look the same.
  const greyOf = (index: number) => {
    const place = greys.indexOf(index) / Math.max(1, greys.length - 1);
    return readable(over(theme.ink, theme.card, 0.72 - 0.34 * place), theme.card, MARK_CONTRAST);
  };
  const slices: { middle: number; index: number }[] = [];
  let angle = -Math.PI / 2;
  const marks = items.map(({ value, role }, index): Mark => {
    const sweep = (Math.max(0, value) / (total || 1)) * 2 * Math.PI;
    const points = slice(centre, radius, hole ? HOLE : 0, angle, angle + sweep);
    const whole = value > 0 && value === total;
    slices.push({ middle: whole ? 0 : angle + sweep / 2, index });
    angle += sweep;
    const shaded = greyOf(index);
    const fill = role !== undefined ? theme.mark(role) : value === largest ? theme.mark("accent") : shaded;
    return { shape: "polygon", box: around(points), points, fill, ...(!whole && { stroke: theme.card }) };
  });
  const lines: Line[] = [];
  const texts: Text[] = hole && total > 0 ? middleText() : [];
  const sides = narrow
    ? [slices]
    : [slices.filter(({ middle }) => Math.cos(middle) >= 0), slices.filter(({ middle }) => Math.cos(middle) < 0).reverse()];
  // Lines to slices that are not there would point at nothing.
  if (total > 0) for (const [side, list] of sides.entries()) label(list, side === 1);
  else texts.push(say(drawn("drawn.all-zero", locale), centre.x, centre.y, theme.muted, { size, align: "center" }));
  return { marks, lines, texts };

  /** Spread over the side's height, in the slices' own order; too many, and the smallest stay in the table. */
  function label(list: typeof slices, left: boolean): void {
    const most = Math.max(1, Math.floor(area.height / line));
    const kept = list
      .toSorted((a, b) => (items[b.index]?.value ?? 0) - (items[a.index]?.value ?? 0))
      .slice(0, most)
      .sort((a, b) => list.indexOf(a) - list.indexOf(b));
    const ys = spread(
      kept.map(({ middle }, at) =>
        narrow ? area.y + ((at + 0.5) * area.height) / kept.length : centre.y + Math.sin(middle) * radius,
      ),
      line,
      area.y + line / 2,
      area.y + area.height - line / 2,
    );
    const way = left ? -1 : 1;
    const x = centre.x + way * (radius + (narrow ? 18 : 40));
    const room = left ? x - area.x - 6 : area.x + area.width - x - 6;
    kept.forEach(({ middle, index }, at) => {
      const y = ys[at] as number;
      const { label: name, value } = items[index] as Round["items"][number];
      const edge = { x: centre.x + Math.cos(middle) * (radius + 3), y: centre.y + Math.sin(middle) * (radius + 3) };
      // A line across the pie would point at nothing: on a narrow one the order, clockwise, and the colour say which.
      if (!narrow) {
        const out = { x: centre.x + Math.cos(middle) * (radius + 10), y: centre.y + Math.sin(middle) * (radius + 10) };
        lines.push({ points: [edge, out, { x: x - way * 14, y }, { x: x - way * 2, y }], colour: theme.quiet, width: 1 });
      } else {
        lines.push({
          points: [
            { x: x - 8, y: y - 8 },
            { x: x - 8, y: y + 8 },
          ],
          colour: (marks[index] as Mark).fill,
          width: 4,
        });
      }
      const align = left ? "right" : "left";
      const start = x + way * 4;
      const numbers = [formatNumber(value, format, locale), share(value)].join(" · ");
      texts.push(
        say(shorten(name, room - 4, size, 600, measure), start, y - size / 2 - 1, theme.ink, { size, weight: 600, align }),
      );
      texts.push(
        say(
          shorten(format.style === "percent" ? formatNumber(value, format, locale) : numbers, room - 4, size - 1, 400, measure),
          start,
          y + size / 2 + 3,
          theme.muted,
          { size: size - 1, align },
        ),
      );
    });
  }

  function middleText(): Text[] {
    const room = radius * HOLE * 1.7;
    // Parts given in percent add up to what everyone knows.
    if (format.style === "percent") return [];
    const amount = formatNumber(total, format, locale);
    const size = radius > 90 ? 26 : 18;
    if (measure(amount, size, 700) > room || radius < 44) return [];
    return [
      say(amount, centre.x, centre.y - 4, theme.ink, { size, weight: 700, align: "center" }),
      say(drawn("drawn.total", locale), centre.x, centre.y + size * 0.75, theme.muted, { align: "center" }),
    ];
  }
}

function slice(centre: Point, radius: number, hole: number, from: number, to: number): Point[] {
  const steps = Math.max(2, Math.ceil((to - from) / 0.05));
  const arc = (r: number) =>
    Array.from({ length: steps + 1 }, (_, index) => {
      const angle = from + ((to - from) * index) / steps;
      return { x: centre.x + Math.cos(angle) * r, y: centre.y + Math.sin(angle) * r };
    });
  return hole > 0 ? [...arc(radius), ...arc(radius * hole).reverse()] : [centre, ...arc(radius)];
}

function around(points: readonly Point[]): Rect {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
