import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { scale } from "./axis.ts";
import type { Form, Line, Mark, Text } from "./form.ts";
import { labelled, say, sayLines, sideWidth, wrapped } from "./text.ts";

type Waterfall = Extract<Drawing, { form: "waterfall" }>;

/** Bars that float from where the last one ended; columns where their names have room, else rows. */
export const waterfall: Form<Waterfall> = (drawing, area, tools) => {
  const count = Math.max(1, drawing.items.length);
  return area.width / count < 66 && area.height / count >= 16 ? rows(drawing, area, tools) : columns(drawing, area, tools);
};

interface Bar {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly role: Waterfall["items"][number]["role"];
}

const columns: Form<Waterfall> = ({ items }, area, { theme, locale, format, measure }) => {
  const bars = floating({ items }, (value, total) => formatNumber(value, { ...format, signed: !total }, locale));
  const wide = area.width / Math.max(1, bars.length);
  const named = labelled(bars.length, wide, 46);
  const size = wide >= 110 ? 15 : 13;
  const names = wide * Math.max(1, Math.ceil(46 / wide)) - 8;
  const most = area.height > 220 ? 3 : 2;
  const labels = bars.map(({ label }, index) => (named(index) ? wrapped(label, names, most, size, 400, measure) : []));
  const below = Math.round(size * 1.25) * Math.max(1, ...labels.map(({ length }) => length)) + 8;
  const [low, high] = range(bars);
  const at = scale(low, high, area.y + area.height - below - (low < 0 ? 20 : 4), area.y + 20);
  const x = (index: number) => area.x + (index + 0.5) * wide;
  const thick = Math.max(1, Math.min(110, wide * 0.62));
  const lines: Line[] = [
    {
      points: [
        { x: area.x, y: at(0) },
        { x: area.x + area.width, y: at(0) },
      ],
      colour: theme.quiet,
      width: 1,
    },
    ...connectors(bars, (value, index) => ({ x: x(index), y: at(value) }), theme.quiet),
  ];
  const texts: Text[] = [];
  const marks = bars.map(({ from, to, text, role }, index): Mark => {
    const [a, b] = [at(Math.max(from, to)), at(Math.min(from, to))];
    if (measure(text, size, 600) <= wide - 2)
      texts.push(say(text, x(index), to >= from ? a - 10 : b + 11, theme.text(role), { size, weight: 600, align: "center" }));
    const written = labels[index] ?? [];
    const middle = area.y + area.height - below + 6 + (written.length * Math.round(size * 1.25)) / 2;
    texts.push(...sayLines(written, x(index), middle, theme.muted, { size, align: "center" }));
    const box = { x: x(index) - thick / 2, y: a, width: thick, height: Math.max(2, b - a) };
    return { shape: "rect", box, fill: theme.mark(role), radius: Math.min(4, box.height / 3) };
  });
  return { marks, lines, texts };
};

const rows: Form<Waterfall> = ({ items }, area, { theme, locale, format, measure }) => {
  const bars = floating({ items }, (value, total) => formatNumber(value, { ...format, signed: !total }, locale));
  const side = sideWidth(
    bars.map(({ label }) => label),
    area,
    0.34,
    measure,
  );
  const numbers = Math.max(...bars.map(({ text }) => measure(text, 13, 600)), 0) + 8;
  const [low, high] = range(bars);
  const at = scale(low, high, area.x + side + (low < 0 ? numbers : 2), area.x + area.width - numbers);
  const row = Math.min(80, area.height / bars.length);
  const y = (index: number) => area.y + (index + 0.5) * row;
  const lines: Line[] = [
    {
      points: [
        { x: at(0), y: area.y },
        { x: at(0), y: area.y + row * bars.length },
      ],
      colour: theme.quiet,
      width: 1,
    },
    ...connectors(bars, (value, index) => ({ x: at(value), y: y(index) }), theme.quiet),
  ];
  const texts: Text[] = [];
  const marks = bars.map(({ label, from, to, text, role }, index): Mark => {
    const [a, b] = [at(Math.min(from, to)), at(Math.max(from, to))];
    const style = { size: 13, weight: 600 } as const;
    texts.push(
      say(text, to >= from ? b + 6 : a - 6, y(index), theme.text(role), { ...style, align: to >= from ? "left" : "right" }),
    );
    texts.push(
      ...sayLines(wrapped(label, side - 10, 1, 13, 400, measure), area.x + side - 10, y(index), theme.ink, { align: "right" }),
    );
    const box = { x: a, y: y(index) - row * 0.32, width: Math.max(2, b - a), height: row * 0.64 };
    return { shape: "rect", box, fill: theme.mark(role), radius: Math.min(4, box.width / 3) };
  });
  return { marks, lines, texts };
};

/** Steps float on what came before; a total stands on zero. */
export function floating({ items }: Pick<Waterfall, "items">, write: (value: number, total: boolean) => string): Bar[] {
  let level = 0;
  return items.map(({ label, value, total, role }) => {
    const from = total ? 0 : level;
    level = total ? value : level + value;
    return { label, from, to: level, text: write(value, total), role };
  });
}

function range(bars: readonly Bar[]): [number, number] {
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  return low === high ? [0, 1] : [low, high];
}

function connectors(
  bars: readonly Bar[],
  place: (value: number, index: number) => { x: number; y: number },
  colour: string,
): Line[] {
  return bars.slice(1).map((_, index) => {
    const level = (bars[index] as Bar).to;
    return { points: [place(level, index), place(level, index + 1)], colour, width: 1 };
  });
}
