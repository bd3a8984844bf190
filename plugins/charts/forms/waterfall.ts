import type { Drawing, NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { drawn } from "../locale/drawn.ts";
import { scale, tickStep } from "./axis.ts";
import type { Form, FormTools, Layout, Line, Mark, Text } from "./form.ts";
import { labelled, say, sayLines, sideWidth, wrapped } from "./text.ts";

type Waterfall = Extract<Drawing, { form: "waterfall" }>;

/** Steps that span less than this share of the level are hairs on an axis from zero. */
const HAIR = 0.2;

/** Bars that float from where the last one ended; columns where their names have room, else rows. */
export const waterfall: Form<Waterfall> = {
  layout(drawing, area, tools) {
    const count = Math.max(1, drawing.items.length);
    return area.width / count < 66 && area.height / count >= 16 ? rows(drawing, area, tools) : columns(drawing, area, tools);
  },
};

interface Bar {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly role: Waterfall["items"][number]["role"];
}

function columns({ items }: Waterfall, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const bars = floating({ items }, (value, total) => formatNumber(value, { ...format, signed: !total }, locale));
  const net = netChange(items, format, locale);
  const wide = area.width / Math.max(1, bars.length);
  const named = labelled(bars.length, wide, 46);
  const size = wide >= 110 ? 15 : 13;
  const names = wide * Math.max(1, Math.ceil(46 / wide)) - 8;
  const most = area.height > 220 ? 3 : 2;
  const labels = bars.map(({ label }, index) => (named(index) ? wrapped(label, names, most, size, 400, measure) : []));
  const below = Math.round(size * 1.25) * Math.max(1, ...labels.map(({ length }) => length)) + 8;
  const { low, high, cut } = range(bars);
  const above = (net === null ? 20 : 20 + size * 1.25) + (cut ? 18 : 0);
  const at = scale(low, high, area.y + area.height - below - (low < 0 ? 20 : 4), area.y + above);
  const x = (index: number) => area.x + (index + 0.5) * wide;
  const thick = Math.max(1, Math.min(110, wide * 0.62));
  const floor = cut ? low : 0;
  const lines: Line[] = [
    {
      points: [
        { x: area.x, y: at(floor) },
        { x: area.x + area.width, y: at(floor) },
      ],
      colour: theme.quiet,
      width: 1,
    },
    ...connectors(bars, (level, index, side) => ({ x: x(index) + (side * thick) / 2, y: at(level) }), theme.quiet),
  ];
  const texts: Text[] = [];
  const shapes: Mark[] = [];
  if (cut) texts.push(say(startsAt(low, format, locale), area.x, area.y + 8, theme.muted));
  const marks = bars.map(({ from: given, to, text, role }, index): Mark => {
    const from = Math.max(given, floor === 0 ? given : floor);
    const [a, b] = [at(Math.max(from, to)), at(Math.min(from, to))];
    const last = index === bars.length - 1;
    if (measure(text, size, 600) <= wide - 2)
      texts.push(say(text, x(index), to >= from ? a - 10 : b + 11, theme.text(role), { size, weight: 600, align: "center" }));
    const change =
      last && net !== null ? [net, net.replace(/^.*\((.*)\)$/, "$1")].find((one) => measure(one, size, 400) <= wide) : undefined;
    if (change !== undefined) texts.push(say(change, x(index), a - 10 - size * 1.25, theme.muted, { size, align: "center" }));
    const written = labels[index] ?? [];
    const middle = area.y + area.height - below + 6 + (written.length * Math.round(size * 1.25)) / 2;
    texts.push(...sayLines(written, x(index), middle, theme.muted, { size, align: "center" }));
    const box = { x: x(index) - thick / 2, y: a, width: thick, height: Math.max(2, b - a) };
    if (cut && given === 0 && to > floor)
      shapes.push(torn({ x: box.x - 2, y: at(floor) - 13, width: thick + 4, height: 7 }, theme.card, "across"));
    return { shape: "rect", box, fill: theme.mark(role), radius: Math.min(4, box.height / 3) };
  });
  return { marks, lines, shapes, texts };
}

function rows({ items }: Waterfall, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const net = netChange(items, format, locale);
  const bars = floating({ items }, (value, total) => formatNumber(value, { ...format, signed: !total }, locale));
  const side = sideWidth(
    bars.map(({ label }) => label),
    area,
    0.34,
    measure,
  );
  const { low, high, cut } = range(bars);
  const head = (cut ? 20 : 0) + (net === null ? 0 : 20);
  const numbers = Math.max(...bars.map(({ text }) => measure(text, 13, 600)), 0) + 8;
  const at = scale(low, high, area.x + side + (low < 0 ? numbers : 2), area.x + area.width - numbers);
  const row = Math.min(80, (area.height - head) / bars.length);
  const y = (index: number) => area.y + head + (index + 0.5) * row;
  const floor = cut ? low : 0;
  const thick = row * 0.64;
  const lines: Line[] = [
    {
      points: [
        { x: at(floor), y: area.y + head },
        { x: at(floor), y: area.y + head + row * bars.length },
      ],
      colour: theme.quiet,
      width: 1,
    },
    ...connectors(bars, (level, index, way) => ({ x: at(level), y: y(index) + (way * thick) / 2 }), theme.quiet),
  ];
  const texts: Text[] = [];
  const shapes: Mark[] = [];
  if (cut) texts.push(say(startsAt(low, format, locale), area.x + side, area.y + 8, theme.muted));
  if (net !== null)
    texts.push(say(drawn("drawn.net", locale, { change: net }), area.x + side, area.y + head - 10, theme.muted, { weight: 600 }));
  const marks = bars.map(({ label, from: given, to, text, role }, index): Mark => {
    const from = Math.max(given, floor === 0 ? given : floor);
    const [a, b] = [at(Math.min(from, to)), at(Math.max(from, to))];
    const style = { size: 13, weight: 600 } as const;
    texts.push(
      say(text, to >= from ? b + 6 : a - 6, y(index), theme.text(role), { ...style, align: to >= from ? "left" : "right" }),
    );
    texts.push(
      ...sayLines(wrapped(label, side - 10, 1, 13, 400, measure), area.x + side - 10, y(index), theme.ink, { align: "right" }),
    );
    const box = { x: a, y: y(index) - thick / 2, width: Math.max(2, b - a), height: thick };
    if (cut && given === 0 && to > floor)
      shapes.push(torn({ x: at(floor) + 6, y: box.y - 2, width: 7, height: thick + 4 }, theme.card, "down"));
    return { shape: "rect", box, fill: theme.mark(role), radius: Math.min(4, box.width / 3) };
  });
  return { marks, lines, shapes, texts };
}

/** A bar that does not begin at zero shows a tear near its foot. */
function torn({ x, y, width, height }: Rect, fill: string, way: "across" | "down"): Mark {
  const slant = 4;
  const points =
    way === "across"
      ? [
          { x, y: y + slant },
          { x: x + width, y: y - slant },
          { x: x + width, y: y + height - slant },
          { x, y: y + height + slant },
        ]
      : [
          { x: x + slant, y },
          { x: x + width + slant, y },
          { x: x + width - slant, y: y + height },
          { x: x - slant, y: y + height },
        ];
  return { shape: "polygon", box: { x, y, width, height }, points, fill };
}

const startsAt = (low: number, format: NumberFormat, locale: string): string =>
  drawn("drawn.axis-starts", locale, { value: formatNumber(low, format, locale) });

/** From the first level to the last, as an amount and in percent. */
function netChange(items: Waterfall["items"], format: NumberFormat, locale: string): string | null {
  const [first, last] = [items[0], items.at(-1)];
  if (items.length < 3 || first?.total !== true || last?.total !== true) return null;
  const change = last.value - first.value;
  const amount = formatNumber(change, { ...format, signed: true }, locale);
  const percent =
    first.value > 0 ? ` (${formatNumber((change / first.value) * 100, { style: "percent", signed: true }, locale)})` : "";
  return `${amount}${percent}`;
}

/** Steps float on what came before; a total stands on zero. */
export function floating({ items }: Pick<Waterfall, "items">, write: (value: number, total: boolean) => string): Bar[] {
  let level = 0;
  return items.map(({ label, value, total, role }) => {
    const from = total ? 0 : level;
    level = total ? value : level + value;
    return { label, from, to: level, text: write(value, total), role };
  });
}

/** From zero; where that would make hairs of the steps, from a round number below them, which is then said. */
function range(bars: readonly Bar[]): { low: number; high: number; cut: boolean } {
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const levels = bars.map(({ to }) => to);
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  if (least > 0 && most - least < most * HAIR && most > least) {
    const step = tickStep(least, most, 4);
    return { low: Math.max(0, Math.floor((least - (most - least) * 0.35) / step) * step), high: most, cut: true };
  }
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  return low === high ? { low: 0, high: 1, cut: false } : { low, high, cut: false };
}

/** From the edge of one bar to the edge of the next: over neither. */
function connectors(
  bars: readonly Bar[],
  place: (level: number, index: number, side: 1 | -1) => { x: number; y: number },
  colour: string,
): Line[] {
  return bars.slice(1).map((_, index) => {
    const level = (bars[index] as Bar).to;
    return { points: [place(level, index, 1), place(level, index + 1, -1)], colour, width: 1 };
  });
}
