import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { readable, TEXT_CONTRAST } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { scale } from "./axis.ts";
import type { Form, FormTools, Layout, Line, Mark, Text } from "./form.ts";
import { labelled, say, sayLines, wrapped } from "./text.ts";

type Pareto = Extract<Drawing, { form: "pareto" }>;

const RIGHT = 48;
const STEPS = [0, 20, 40, 60, 80, 100];
const FIFTHS = 80;

/** Columns, largest first, and what they come to: both on one scale, so that the line touches the first column's top. */
export const pareto: Form<Pareto> = { layout };

function layout({ items, cumulative }: Pareto, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const percent = (value: number) => formatNumber(value, { style: "percent", digits: 0 }, locale);
  const wide = (area.width - RIGHT) / Math.max(1, items.length);
  const named = labelled(items.length, wide, 46);
  const names = wide * Math.max(1, Math.ceil(46 / wide)) - 8;
  const labels = items.map(({ label }, index) => (named(index) ? wrapped(label, names, 2, 13, 400, measure) : []));
  const below = 17 * Math.max(1, ...labels.map(({ length }) => length)) + 8;
  const whole = items.reduce((sum, { value }) => sum + value, 0) / ((cumulative.at(-1) ?? 100) / 100) || 1;
  const at = scale(0, 100, area.y + area.height - below, area.y + 14);
  const x = (index: number) => area.x + (index + 0.5) * wide;
  const right = area.x + area.width - RIGHT;
  const lines: Line[] = STEPS.map((step) => ({
    points: [
      { x: area.x, y: at(step) },
      { x: right, y: at(step) },
    ],
    colour: step === 0 ? theme.quiet : theme.line,
    width: step === FIFTHS ? 1.5 : 1,
    ...(step === FIFTHS && { colour: theme.quiet, dashed: true }),
  }));
  const texts: Text[] = STEPS.filter((_, index) => area.height > 200 || index % 5 === 0).map((step) =>
    say(percent(step), right + 8, at(step), theme.muted),
  );
  const shapes: Mark[] = [];
  const thick = Math.max(1, Math.min(90, wide * 0.7));
  const points = cumulative.map((share, index) => ({ x: x(index), y: at(Math.min(100, share)) }));
  const marks = items.map(({ value, role }, index): Mark => {
    const top = at((value / whole) * 100);
    const text = formatNumber(value, format, locale);
    const written = labels[index] ?? [];
    if (written.length > 0)
      texts.push(
        ...sayLines(written, x(index), area.y + area.height - below + 8 + (written.length * 17) / 2, theme.muted, {
          align: "center",
        }),
      );
    const line = points[index]?.y ?? 0;
    const bottom = at(0);
    // Between column and line, else inside the column: never on the line.
    if (named(index) && measure(text, 13, 600) <= wide - 2 && top - line > 26)
      texts.push(say(text, x(index), top - 10, theme.text(role), { weight: 600, align: "center" }));
    else if (named(index) && measure(text, 13, 600) <= thick - 4 && bottom - top > 34)
      texts.push(
        say(text, x(index), top + 18, readable(theme.ink, theme.mark(role), TEXT_CONTRAST), { weight: 600, align: "center" }),
      );
    return {
      shape: "rect",
      box: { x: x(index) - thick / 2, y: top, width: thick, height: Math.max(1, bottom - top) },
      fill: theme.mark(role),
      radius: 3,
    };
  });
  shapes.push(
    ...points.slice(1).map((to, index): Mark => segment(points[index] as { x: number; y: number }, to, theme.ink)),
    ...(wide > 14
      ? points.map(
          ({ x, y }): Mark => ({
            shape: "circle",
            box: { x: x - 3.5, y: y - 3.5, width: 7, height: 7 },
            fill: theme.card,
            stroke: theme.ink,
          }),
        )
      : []),
  );
  return { marks, lines, shapes, texts };
}

/** Above the columns: lines lie below them. */
function segment(from: { x: number; y: number }, to: { x: number; y: number }, fill: string): Mark {
  const half = 1;
  const points = [
    { x: from.x, y: from.y - half },
    { x: to.x, y: to.y - half },
    { x: to.x, y: to.y + half },
    { x: from.x, y: from.y + half },
  ];
  const y = Math.min(from.y, to.y) - half;
  return {
    shape: "polygon",
    box: { x: from.x, y, width: to.x - from.x, height: Math.abs(to.y - from.y) + 2 * half },
    points,
    fill,
  };
}
