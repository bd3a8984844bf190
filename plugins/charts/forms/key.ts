import { KEY_LINE, keyRows } from "../layout/key-rows.ts";
import type { Rect } from "../layout/place-labels.ts";
import type { FormTools, Mark, Text } from "./form.ts";
import { say, shorten } from "./text.ts";

interface Entry {
  readonly name: string;
  readonly fill: string;
}

interface Spacing {
  readonly shape: "rect" | "circle";
  readonly radius?: number;
  /** From a shape's left edge to its name, and from the name to the next shape. */
  readonly name: number;
  readonly next: number;
  /** Rows that there is room for. */
  readonly rows?: number;
}

interface Key {
  readonly shapes: Mark[];
  readonly texts: Text[];
  readonly height: number;
}

const SIZE = 10;

/** What the colours of a form stand for, above its plot: `area` begins at the middle of its first row. */
export function keyOf(
  entries: readonly Entry[],
  area: Pick<Rect, "x" | "y" | "width">,
  { shape, radius, name: beside, next, rows = Number.POSITIVE_INFINITY }: Spacing,
  { theme, measure }: Pick<FormTools, "theme" | "measure">,
): Key {
  const written = entries.map(({ name, fill }) => ({
    text: shorten(name, area.width - beside - next, 13, 400, measure),
    fill,
  }));
  const places = keyRows(
    written.map(({ text }) => beside + measure(text, 13, 400) + next),
    area.width,
  );
  const [shapes, texts]: [Mark[], Text[]] = [[], []];
  let height = KEY_LINE;
  for (const [at, { text, fill }] of written.entries()) {
    const place = places[at] as (typeof places)[number];
    if (place.y >= rows * KEY_LINE || text === "") break;
    const [x, y] = [area.x + place.x, area.y + place.y];
    const box = { x, y: y - SIZE / 2, width: SIZE, height: SIZE };
    shapes.push({ shape, box, fill, ...(radius !== undefined && { radius }) });
    texts.push(say(text, x + beside, y, theme.muted));
    height = place.y + KEY_LINE;
  }
  return { shapes, texts, height };
}
