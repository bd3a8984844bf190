import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { over } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import { sharedFormat } from "../design-system/shared-format.ts";
import type { Rect, Segment } from "../layout/place-labels.ts";
import { logTicks, scale, ticks } from "./axis.ts";
import type { Form, FormTools, Ground, Layout, Line, Mark, Text } from "./form.ts";
import { keyOf } from "./key.ts";
import { marked } from "./scatter-marked.ts";
import { namesOf } from "./scatter-names.ts";
import { say, shorten } from "./text.ts";

type Scatter = Extract<Drawing, { form: "scatter" }>;

const DENSE = 400;

/** Points on two written axes; names stand beside their points where there is room, four named fields behind them. */
export const scatter: Form<Scatter> = { layout };

function layout(
  { points, x: across, y: up, quadrants, links, key, trend, named: foremost = [], notes = [], bands, lines: wanted }: Scatter,
  area: Rect,
  { theme, locale, measure }: FormTools,
): Layout {
  const letters = area.width > 900 && area.height > 400 ? 15 : 13;
  const texts: Text[] = [];
  const lines: Line[] = [];
  const shapes: Mark[] = [];
  const keyed = key === undefined || key.length < 2 ? 0 : drawKey(key);
  const marksY = ticksOf(up, Math.max(3, Math.min(9, Math.floor(area.height / 70))));
  const upFormat = sharedFormat(marksY, up.format, locale, { exact: true });
  const left = Math.max(0, ...marksY.map((tick) => measure(formatNumber(tick, upFormat, locale), 13, 400))) + 10;
  const plot: Rect = {
    x: area.x + left,
    y: area.y + keyed + 24,
    width: area.width - left - 12,
    height: area.height - keyed - 24 - 44,
  };
  const [px, py] = [scaleOf(across, plot.x, plot.x + plot.width), scaleOf(up, plot.y + plot.height, plot.y)];
  const marksX = ticksOf(across, Math.max(2, Math.floor(plot.width / 110)));
  const acrossFormat = sharedFormat(marksX, across.format, locale, { exact: true });
  for (const tick of marksY) {
    lines.push({
      points: [
        { x: plot.x, y: py(tick) },
        { x: plot.x + plot.width, y: py(tick) },
      ],
      colour: theme.line,
      width: 1,
    });
    texts.push(say(formatNumber(tick, upFormat, locale), plot.x - 8, py(tick), theme.muted, { align: "right" }));
  }
  for (const tick of marksX) {
    lines.push({
      points: [
        { x: px(tick), y: plot.y },
        { x: px(tick), y: plot.y + plot.height },
      ],
      colour: theme.line,
      width: 1,
    });
    texts.push(
      say(formatNumber(tick, acrossFormat, locale), px(tick), plot.y + plot.height + 13, theme.muted, { align: "center" }),
    );
  }
  texts.push(
    say(shorten(`↑ ${up.name}`, area.width, 13, 600, measure), area.x, area.y + keyed + 8, theme.muted, { weight: 600 }),
  );
  const below = shorten(`${across.name} →`, area.width, 13, 600, measure);
  texts.push(say(below, plot.x + plot.width, plot.y + plot.height + 33, theme.muted, { weight: 600, align: "right" }));
  const grounds = quadrants === null ? [] : fields(quadrants);
  const behind = marked({ ...(bands && { bands }), ...(wanted && { lines: wanted }) }, { plot, px, py }, texts, theme, measure);
  grounds.push(...behind.grounds);
  lines.push(...behind.lines);
  texts.push(...behind.texts);
  const sizes = points.map(({ size }) => size ?? 0);
  const [most, biggest] = [
    sizes.reduce((a, b) => Math.max(a, b), 0),
    Math.max(8, Math.min(26, plot.height * 0.07, plot.width * 0.05)),
  ];
  const radius = (size: number | null) =>
    size === null || most <= 0
      ? points.length > DENSE
        ? 3
        : letters > 13
          ? 8
          : 6
      : Math.max(4, Math.sqrt(Math.max(0, size) / most) * biggest);
  const segments = links.flatMap(({ from, to, weight }): Segment[] => {
    const [a, b] = [points[from], points[to]];
    if (a === undefined || b === undefined) return [];
    const [start, end] = [
      { x: px(a.x), y: py(a.y) },
      { x: px(b.x), y: py(b.y) },
    ];
    const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
    const back = Math.min(length, radius(b.size) + 3);
    const tip = { x: end.x - ((end.x - start.x) / length) * back, y: end.y - ((end.y - start.y) / length) * back };
    const heaviest = Math.max(...links.map((link) => link.weight), 1);
    lines.push({ points: [start, tip], colour: theme.quiet, width: 1 + 1.5 * (weight / heaviest), arrow: true });
    return [{ x1: start.x, y1: start.y, x2: tip.x, y2: tip.y }];
  });
  if (trend !== undefined) drawTrend(trend);
  const bubbles = most > 0;
  const dense = !bubbles && points.length > DENSE;
  const marks = points.map(({ x, y, size, role }): Mark => {
    const r = radius(size);
    const colour = theme.mark(role);
    // Bubbles may cover each other: seen through by their own edge.
    const fill = bubbles ? `${colour}8c` : dense ? `${colour}99` : colour;
    return {
      shape: "circle",
      box: { x: px(x) - r, y: py(y) - r, width: 2 * r, height: 2 * r },
      fill,
      // An edge of the ground's colour would wipe out the neighbours in a dense cloud.
      ...(!dense && { stroke: bubbles ? colour : theme.card }),
    };
  });
  const noted = new Map(notes.map(({ at, text }) => [at, text]));
  const named = namesOf(
    {
      labels: points.map(({ label }, index) => [label, noted.get(index) ?? ""].filter(Boolean).join(": ")),
      marks,
      texts,
      links: segments,
      plot,
      size: letters,
      first: new Set([...noted.keys(), ...foremost]),
      bubbles,
    },
    theme,
    measure,
  );
  lines.push(...named.lines);
  return { marks, lines, shapes, texts: [...texts, ...named.texts], grounds, leftOut: named.leftOut };

  function drawKey(names: NonNullable<Scatter["key"]>): number {
    const entries = names.map(({ name, role }) => ({ name, fill: theme.mark(role) }));
    const made = keyOf(entries, { ...area, y: area.y + 8 }, { shape: "circle", name: 16, next: 20 }, { theme, measure });
    shapes.push(...made.shapes);
    texts.push(...made.texts);
    return made.height + 6;
  }

  function fields(names: NonNullable<Scatter["quadrants"]>): Ground[] {
    const [w, h] = [plot.width / 2, plot.height / 2];
    const corner = [
      { x: plot.x, y: plot.y },
      { x: plot.x + w, y: plot.y },
      { x: plot.x + w, y: plot.y + h },
      { x: plot.x, y: plot.y + h },
    ];
    return corner.map(({ x, y }, index) => {
      const right = index === 1 || index === 2;
      const text = shorten(names[index] as string, w - 20, 13, 600, measure);
      texts.push(
        say(text, right ? x + w - 10 : x + 10, index < 2 ? y + 14 : y + h - 14, theme.muted, {
          weight: 600,
          align: right ? "right" : "left",
        }),
      );
      return { box: { x, y, width: w, height: h }, fill: over(theme.line, theme.card, index % 2 === 0 ? 0.45 : 0.12) };
    });
  }

  /** Through the plot, cut at its edges. */
  function drawTrend({ slope, intercept }: NonNullable<Scatter["trend"]>): void {
    const y = (x: number) => intercept + slope * x;
    const atY = (value: number) => (slope === 0 ? across.min : (value - intercept) / slope);
    const xs = [across.min, across.max].map((x) => {
      const value = y(x);
      return value > up.max ? atY(up.max) : value < up.min ? atY(up.min) : x;
    });
    lines.push({ points: xs.map((x) => ({ x: px(x), y: py(y(x)) })), colour: theme.quiet, width: 1.5, dashed: true });
  }
}

const ticksOf = ({ min, max, log }: Scatter["x"], most: number): number[] =>
  log === true ? logTicks(min, max) : ticks(min, max, most);

function scaleOf({ min, max, log }: Scatter["x"], from: number, to: number): (value: number) => number {
  if (log !== true) return scale(min, max, from, to);
  const at = scale(Math.log10(min), Math.log10(max), from, to);
  return (value) => at(Math.log10(value));
}
