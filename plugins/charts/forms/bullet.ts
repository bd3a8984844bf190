import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { drawn } from "../locale/drawn.ts";
import { scale } from "./axis.ts";
import { besideRows } from "./beside-rows.ts";
import type { Form, FormTools, Layout, Line, Mark, Text } from "./form.ts";
import { say } from "./text.ts";

type Bullet = Extract<Drawing, { form: "bullet" }>;

const HEAD = 24;

/** Bar against a line, both numbers written behind them. */
export const bullet: Form<Bullet> = { layout };

function layout({ items, names }: Bullet, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const write = (value: number) => formatNumber(value, format, locale);
  const numbers = items.map(({ value, target }) => ({
    value: write(value),
    of: drawn("drawn.of", locale, { target: write(target) }),
  }));
  const row = Math.min(96, (area.height - HEAD) / Math.max(1, items.length));
  const { size, side, named, name } = besideRows(
    items.map(({ label }) => label),
    row,
    area,
    0.3,
    { theme, measure },
  );
  const both = numbers.map(({ value, of }) => measure(value, size + 1, 600) + 5 + measure(of, size, 400));
  // Where both numbers would take more than the bars, the target stays on its line and in the table.
  const whole = Math.max(...both, 0) < area.width * 0.36;
  const right = (whole ? Math.max(...both, 0) : Math.max(...numbers.map(({ value }) => measure(value, size + 1, 600)), 0)) + 14;
  const low = items.reduce((least, { value, target }) => Math.min(least, value, target), 0);
  const high = items.reduce((most, { value, target }) => Math.max(most, value, target), 0);
  const at = scale(low, high || 1, area.x + side + 2, area.x + area.width - right);
  const lines: Line[] = [];
  const shapes: Mark[] = [];
  const texts = key();
  const marks = items.map(({ value, target, role }, index): Mark => {
    const y = area.y + HEAD + (index + 0.5) * row;
    const [from, to] = [at(Math.min(0, value)), at(Math.max(0, value))];
    const thick = Math.max(2, Math.min(34, row * 0.46));
    lines.push({
      points: [
        { x: at(low), y },
        { x: at(high), y },
      ],
      colour: theme.line,
      width: 1,
    });
    const tick = { x: at(target) - 1.5, y: y - thick * 0.8, width: 3, height: thick * 1.6 };
    shapes.push({ shape: "rect", box: tick, fill: theme.ink, radius: 1 });
    texts.push(...name(index, y));
    if (named(index)) {
      const { value: amount, of } = numbers[index] as { value: string; of: string };
      const x = area.x + area.width - right + 12;
      texts.push(say(amount, x, y, theme.text(role), { size: size + 1, weight: 600 }));
      if (whole) texts.push(say(of, x + measure(amount, size + 1, 600) + 5, y, theme.muted, { size }));
    }
    const box = { x: from, y: y - thick / 2, width: Math.max(1, to - from), height: thick };
    return { shape: "rect", box, fill: theme.mark(role), radius: Math.min(4, box.width / 3) };
  });
  return { marks, lines, shapes, texts };

  function key(): Text[] {
    const y = area.y + HEAD / 2 - 2;
    const x = area.x + side + 2;
    shapes.push({ shape: "rect", box: { x, y: y - 5, width: 16, height: 10 }, fill: theme.mark("neutral"), radius: 2 });
    const second = x + 22 + measure(names[0], 13, 400) + 18;
    shapes.push({ shape: "rect", box: { x: second, y: y - 8, width: 3, height: 16 }, fill: theme.ink, radius: 1 });
    return [say(names[0], x + 22, y, theme.muted), say(names[1], second + 9, y, theme.muted)];
  }
}
