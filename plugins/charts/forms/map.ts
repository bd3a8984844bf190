import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { over } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import { sharedFormat } from "../design-system/shared-format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { drawn } from "../locale/drawn.ts";
import type { Form, FormTools, Layout, Line, Mark, Point, Text } from "./form.ts";
import { keyWidth, shadedAs, shadeKey } from "./shades.ts";
import { say } from "./text.ts";

type MapDrawing = Extract<Drawing, { form: "map" }>;

const KEY = 30;
const STEP = 26;

/** Regions shaded by value; one without a value is grey. Their outlines come with the drawing, so that the page needs no atlas. */
export const map: Form<MapDrawing> = { layout };

function layout(
  { size: [width, height], regions, higherIsBetter }: MapDrawing,
  area: Rect,
  { theme, locale, format, measure }: FormTools,
): Layout {
  const factor = Math.min(area.width / width, Math.max(1, area.height - KEY) / height);
  const left = area.x + (area.width - width * factor) / 2;
  const top = area.y + Math.max(0, area.height - KEY - height * factor) / 2;
  const known = regions.flatMap(({ value }) => (value === null ? [] : [value]));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const colour = theme.mark(shadedAs(higherIsBetter));
  const shaded = (share: number) => over(colour, theme.card, 0.18 + 0.77 * share);
  const shade = (value: number) => shaded(high === low ? 0.5 : (value - low) / (high - low));
  const lines: Line[] = [];
  const shapes: Mark[] = [];
  const marks = regions.map(({ value, rings }): Mark => {
    const fill = value === null ? theme.line : shade(value);
    const outlines = rings.map((ring) => pointsOf(ring, left, top, factor));
    // The largest is what the pointer finds; islands are drawn with it.
    const [main = [], ...others] = outlines.toSorted((a, b) => extent(b) - extent(a));
    for (const points of others) shapes.push(outline(points, fill, theme.card));
    return outline(main, fill, theme.card);
  });
  return { marks, lines, shapes, texts: key() };

  function key(): Text[] {
    if (known.length === 0) return [];
    const y = area.y + area.height - 12;
    // Of two ends fewer digits will do than of all regions.
    const { digits: _, ...bare } = format;
    const ends = sharedFormat([low, high], bare, locale);
    const [from, to] = [formatNumber(low, ends, locale), formatNumber(high, ends, locale)];
    let x = area.x;
    const texts = [say(from, x, y, theme.muted)];
    x += measure(from, 13, 400) + 8;
    shapes.push(...shadeKey(x, y, { each: STEP, width: STEP }, high === low ? () => shaded(0.5) : shaded));
    x += keyWidth(STEP) + 8;
    texts.push(say(to, x, y, theme.muted));
    x += measure(to, 13, 400) + 24;
    const missing = regions.some(({ value }) => value === null);
    if (missing && x + 90 < area.x + area.width) {
      shapes.push({ shape: "rect", box: { x, y: y - 6, width: 14, height: 12 }, fill: theme.line });
      texts.push(say(drawn("drawn.no-data-key", locale), x + 20, y, theme.muted));
    }
    return texts;
  }
}

function pointsOf(ring: readonly number[], left: number, top: number, factor: number): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 1 < ring.length; at += 2)
    points.push({ x: left + (ring[at] as number) * factor, y: top + (ring[at + 1] as number) * factor });
  return points;
}

function bounds(points: readonly Point[]) {
  let [x0, y0, x1, y1] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x, y } of points) {
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

function extent(points: readonly Point[]): number {
  const { width, height } = bounds(points);
  return width * height;
}

const outline = (points: readonly Point[], fill: string, stroke: string): Mark => ({
  shape: "polygon",
  box: bounds(points),
  points,
  fill,
  stroke,
});
