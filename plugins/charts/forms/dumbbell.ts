import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { scale } from "./axis.ts";
import { besideRows } from "./beside-rows.ts";
import type { Form, FormTools, Layout, Line, Mark, Text } from "./form.ts";
import { rowsIn, say, wrapped } from "./text.ts";

type Dumbbell = Extract<Drawing, { form: "dumbbell" }>;

const HEAD = 26;

/** Two points on one row, joined: how far apart they are is what is read. */
export const dumbbell: Form<Dumbbell> = { layout };

function layout({ names, items }: Dumbbell, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const write = (value: number) => formatNumber(value, format, locale);
  const { row, before } = rowsIn(area.height - HEAD, items.length);
  const top = area.y + before;
  const { side, named, name } = besideRows(
    items.map(({ label }) => label),
    row,
    area,
    0.3,
    { theme, measure },
  );
  const all = items.flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const numbers = Math.max(...all.map((value) => measure(write(value), 13, 600)), 0) + 12;
  const at = scale(low, high === low ? low + 1 : high, area.x + side + numbers, area.x + area.width - numbers);
  const lines: Line[] = [];
  const shapes: Mark[] = [];
  const texts = key();
  const marks = items.map(({ from, to, role }, index): Mark => {
    const y = top + HEAD + (index + 0.5) * row;
    const [a, b] = [at(from), at(to)];
    const r = Math.max(2, Math.min(9, row * 0.3));
    lines.push({
      points: [
        { x: area.x + side, y },
        { x: area.x + area.width, y },
      ],
      colour: theme.line,
      width: 1,
    });
    lines.push({
      points: [
        { x: a, y },
        { x: b, y },
      ],
      colour: theme.mark(role),
      width: Math.max(1, Math.min(4, row * 0.2)),
    });
    shapes.push(dot(a, y, r, theme.mark("reference"), theme.quiet), dot(b, y, r, theme.mark(role)));
    texts.push(...name(index, y));
    if (named(index)) {
      const outwards = b >= a ? 1 : -1;
      texts.push(
        say(write(to), b + outwards * (r + 5), y, theme.text(role), { weight: 600, align: outwards > 0 ? "left" : "right" }),
        say(write(from), a - outwards * (r + 5), y, theme.muted, { align: outwards > 0 ? "right" : "left" }),
      );
    }
    return { shape: "rect", box: { x: area.x, y: y - row / 2, width: area.width, height: row }, fill: "transparent", radius: 4 };
  });
  return { marks, lines, shapes, texts };

  function key(): Text[] {
    const y = top + HEAD / 2 - 3;
    const x = area.x + side;
    const second = x + 16 + measure(names[0], 13, 400) + 20;
    shapes.push(dot(x + 5, y, 5, theme.mark("reference"), theme.quiet), dot(second + 5, y, 5, theme.mark("accent")));
    const last = wrapped(names[1], Math.max(0, area.x + area.width - second - 16), 1, 13, 400, measure)[0] ?? "";
    return [say(names[0], x + 16, y, theme.muted), ...(last === "" ? [] : [say(last, second + 16, y, theme.muted)])];
  }
}

const dot = (x: number, y: number, r: number, fill: string, stroke?: string): Mark => ({
  shape: "circle",
  box: { x: x - r, y: y - r, width: 2 * r, height: 2 * r },
  fill,
  ...(stroke !== undefined && { stroke }),
});
