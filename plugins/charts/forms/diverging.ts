import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { over, readable, TEXT_CONTRAST } from "../design-system/colour.ts";
import type { Theme } from "../design-system/theme.ts";
import type { Rect } from "../layout/place-labels.ts";
import { scale } from "./axis.ts";
import { besideRows } from "./beside-rows.ts";
import type { Form, FormTools, Layout, Mark, Text } from "./form.ts";
import { rowsIn, say, shorten } from "./text.ts";

type Diverging = Extract<Drawing, { form: "diverging" }>;

const HEAD = 26;

/** Bars to both sides of one line: agreement against its opposite, or how far each assumption moves a result. */
export const diverging: Form<Diverging> = { layout };

function layout({ rows, parts, line }: Diverging, area: Rect, { theme, measure }: FormTools): Layout {
  const { row, before } = rowsIn(area.height - HEAD, rows.length);
  const top = area.y + HEAD + before;
  const { side, named, name } = besideRows(
    rows.map(({ label }) => label),
    row,
    area,
    0.34,
    { theme, measure },
  );
  const ends = rows.flatMap(({ segments }) => segments.flatMap(({ from, to }) => [from, to]));
  const [low, high] = [Math.min(line, ...ends), Math.max(line, ...ends)];
  const outside = Math.max(0, ...rows.flatMap(({ segments }) => segments.map(({ text }) => measure(text, 13, 600)))) + 8;
  const at = scale(low, high === low ? low + 1 : high, area.x + side + outside, area.x + area.width - outside);
  const fills = parts.map((part) => fillOf(part, theme));
  const shapes: Mark[] = [];
  const texts: Text[] = [];
  key();
  const marks = rows.map(({ segments }, index): Mark => {
    const y = top + (index + 0.5) * row;
    const thick = Math.max(2, Math.min(64, row * 0.62));
    texts.push(...name(index, y));
    for (const { part, from, to, text } of segments) {
      const [a, b] = [at(Math.min(from, to)), at(Math.max(from, to))];
      const fill = fills[part] as string;
      shapes.push({ shape: "rect", box: { x: a, y: y - thick / 2, width: Math.max(0.5, b - a), height: thick }, fill });
      if (text !== "" && named(index)) write(text, a, b, y, fill, segments);
    }
    return { shape: "rect", box: { x: area.x, y: y - row / 2, width: area.width, height: row }, fill: "transparent" };
  });
  const x = at(line);
  shapes.push({
    shape: "rect",
    box: { x: x - 0.75, y: top, width: 1.5, height: rows.length * row },
    fill: theme.ink,
  });
  return { marks, lines: [], shapes, texts };

  /** Inside its segment where it fits; a row of one segment each side has room beside it. */
  function write(
    text: string,
    a: number,
    b: number,
    y: number,
    fill: string,
    segments: readonly { readonly from: number }[],
  ): void {
    const width = measure(text, 13, 600);
    if (width <= b - a - 6)
      texts.push(say(text, (a + b) / 2, y, readable(theme.ink, fill, TEXT_CONTRAST), { weight: 600, align: "center" }));
    else if (segments.length <= 2) {
      const right = (a + b) / 2 >= at(line);
      texts.push(say(text, right ? b + 5 : a - 5, y, theme.ink, { weight: 600, align: right ? "left" : "right" }));
    }
  }

  function key(): void {
    let x = area.x + side;
    const y = top - HEAD / 2 - 3;
    for (const [index, { name }] of parts.entries()) {
      const text = shorten(name, area.x + area.width - x - 16, 13, 400, measure);
      if (text === "") return;
      shapes.push({ shape: "rect", box: { x, y: y - 5, width: 10, height: 10 }, fill: fills[index] as string });
      texts.push(say(text, x + 15, y, theme.muted));
      x += 15 + measure(text, 13, 400) + 16;
    }
  }
}

const fillOf = ({ role, faint }: Diverging["parts"][number], theme: Theme): string =>
  faint === true ? over(theme.mark(role), theme.card, 0.5) : theme.mark(role);
