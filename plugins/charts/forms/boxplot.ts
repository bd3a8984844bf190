import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { tickFormat } from "../chart-config/panel-formats.ts";
import { over } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { drawn } from "../locale/drawn.ts";
import { roundRange, scale, ticks } from "./axis.ts";
import { besideRows } from "./beside-rows.ts";
import type { Form, FormTools, Layout, Line, Mark, Text } from "./form.ts";
import { rowsIn, say } from "./text.ts";

type Boxplot = Extract<Drawing, { form: "boxplot" }>;

const HEAD = 22;
const AXIS = 24;

/** Lying boxes on one scale: names at the left, medians written in a column at the right. */
export const boxplot: Form<Boxplot> = { layout };

function layout({ items }: Boxplot, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const write = (value: number) => formatNumber(value, format, locale);
  const { row, before } = rowsIn(area.height - HEAD - AXIS, items.length);
  const top = area.y + HEAD + before;
  const { size, side, named, name } = besideRows(
    items.map(({ label }) => label),
    row,
    area,
    0.3,
    { theme, measure },
  );
  const medians = items.map(({ median }) => write(median));
  const right =
    Math.max(measure(drawn("drawn.median", locale), 13, 400), ...medians.map((text) => measure(text, size + 1, 600))) + 14;
  const all = items.flatMap(({ low, high, outliers }) => [low, high, ...outliers]);
  const { min, max } = roundRange(
    all.reduce((a, b) => Math.min(a, b), all[0] ?? 0),
    all.reduce((a, b) => Math.max(a, b), all[0] ?? 1),
  );
  const [left, end] = [area.x + side + 4, area.x + area.width - right];
  const at = scale(min, max, left, end);
  const foot = top + row * items.length;
  const shown = ticks(min, max, Math.max(1, Math.floor((end - left) / 90)));
  const ticksAs = tickFormat(shown, format, locale);
  const lines: Line[] = shown.map((tick) => ({
    points: [
      { x: at(tick), y: top },
      { x: at(tick), y: foot },
    ],
    colour: theme.line,
    width: 1,
  }));
  const texts: Text[] = [
    say(drawn("drawn.median", locale), area.x + area.width - 2, top - HEAD / 2, theme.muted, { align: "right" }),
    ...shown.map((tick) => say(formatNumber(tick, ticksAs, locale), at(tick), foot + 13, theme.muted, { align: "center" })),
  ];
  const colour = theme.mark("accent");
  const shapes: Mark[] = [];
  const marks = items.map((item, index): Mark => {
    const y = top + (index + 0.5) * row;
    const thick = Math.max(2, Math.min(64, row * 0.5));
    const whisker = (from: number, to: number): Line => ({
      points: [
        { x: at(from), y },
        { x: at(to), y },
      ],
      colour: theme.quiet,
      width: 1.5,
    });
    const cap = (value: number): Line => ({
      points: [-1, 1].map((way) => ({ x: at(value), y: y + (way * thick) / 4 })),
      colour: theme.quiet,
      width: 1.5,
    });
    lines.push(whisker(item.low, item.q1), whisker(item.q3, item.high), cap(item.low), cap(item.high));
    const dot = Math.min(7, thick);
    for (const outlier of item.outliers)
      shapes.push({
        shape: "circle",
        box: { x: at(outlier) - dot / 2, y: y - dot / 2, width: dot, height: dot },
        fill: theme.card,
        stroke: theme.quiet,
      });
    const median = { x: at(item.median) - 1.5, y: y - thick / 2, width: 3, height: thick };
    shapes.push({ shape: "rect", box: median, fill: theme.ink });
    texts.push(...name(index, y));
    if (named(index)) {
      const style = { size: size + 1, weight: 600, align: "right" } as const;
      texts.push(say(medians[index] as string, area.x + area.width - 2, y, theme.ink, style));
    }
    const box = { x: at(item.q1), y: y - thick / 2, width: Math.max(2, at(item.q3) - at(item.q1)), height: thick };
    return { shape: "rect", box, fill: over(colour, theme.card, 0.3), stroke: colour, radius: 3 };
  });
  return { marks, lines, shapes, texts };
}
