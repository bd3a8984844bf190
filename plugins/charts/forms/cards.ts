import type { Drawing, KpiSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { kpiFormats } from "../design-system/shared-format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { drawn } from "../locale/drawn.ts";
import { kpiWords } from "../locale/kpi-words.ts";
import type { Form, FormTools, Line, Mark, Point, Text } from "./form.ts";
import { say, shorten } from "./text.ts";

type Cards = Extract<Drawing, { form: "cards" }>;

const GAP = 12;
const PAD = 14;
const LINE = 18;

/** Key figures: value large, unit small, change with its base, target, sparkline. As the cards get lower they say less, never smaller. */
export const cards: Form<Cards> = ({ cards: list }, area, tools) => {
  const across = columnsFor(list.length, area);
  const rows = Math.ceil(list.length / across);
  const size = {
    width: (area.width - GAP * (across - 1)) / across,
    height: Math.min(300, (area.height - GAP * (rows - 1)) / rows),
  };
  const top = area.y + Math.max(0, (area.height - rows * size.height - GAP * (rows - 1)) / 2);
  // All as high as the fullest, so that names and numbers of a row stand in line.
  const rowsOf = {
    delta: list.some(({ delta }) => delta !== null),
    target: list.some(({ target }) => (target ?? null) !== null),
  };
  const texts: Text[] = [];
  const lines: Line[] = [];
  const shapes: Mark[] = [];
  const marks = list.map((kpi, index): Mark => {
    const x = area.x + (index % across) * (size.width + GAP);
    const box = { x, y: top + Math.floor(index / across) * (size.height + GAP), ...size };
    const drawn = size.height >= 58 ? full(kpi, box, tools, rowsOf) : oneLine(kpi, box, tools);
    texts.push(...drawn.texts);
    lines.push(...drawn.lines);
    shapes.push(...drawn.shapes);
    return { shape: "rect", box, fill: "transparent", stroke: tools.theme.line, radius: 10 };
  });
  return { marks, lines, shapes, texts };
};

/** As many columns as make the cards nearest to twice as wide as high. */
function columnsFor(count: number, area: Rect): number {
  let [best, found] = [Number.POSITIVE_INFINITY, 1];
  for (let across = 1; across <= Math.max(1, count); across++) {
    const rows = Math.ceil(count / across);
    const [width, height] = [(area.width - GAP * (across - 1)) / across, (area.height - GAP * (rows - 1)) / rows];
    if (width < 120 && across > 1) break;
    const empty = across * rows - count;
    const off = Math.abs(Math.log(width / Math.max(1, height) / 2)) + empty * 0.15;
    if (off < best) [best, found] = [off, across];
  }
  return found;
}

interface Drawn {
  readonly texts: Text[];
  readonly lines: Line[];
  readonly shapes: Mark[];
}

interface Rows {
  readonly delta: boolean;
  readonly target: boolean;
}

function full(kpi: KpiSpec, box: Rect, { theme, locale, measure }: FormTools, rows: Rows): Drawn {
  const { number: digits, unit, change, format } = kpiWords(kpi, locale);
  const k = box.height >= 170 && box.width >= 280 ? 1.45 : 1;
  const [name, number, small, line] = [
    Math.round(13 * Math.min(k, 1.25)),
    Math.round(28 * k),
    Math.round(13 * Math.min(k, 1.2)),
    LINE * k,
  ];
  const [x, room] = [box.x + PAD, box.width - 2 * PAD];
  const wantsDelta = box.height >= 78;
  const wantsTarget = (kpi.target ?? null) !== null && box.height >= 100;
  const spark = kpi.history.filter((one) => one !== null).length > 1 && box.width > 210;
  const block = 18 + 34 * k + (rows.delta && box.height >= 78 ? line : 0) + (rows.target && box.height >= 100 ? line : 0);
  let y = box.y + Math.max(8, (box.height - block) / 2) + 9;
  const left = spark ? room - Math.min(130, room * 0.36) - 10 : room;
  const texts: Text[] = [say(shorten(kpi.name, room, name, 400, measure), x, y, theme.muted, { size: name })];
  y += 29 * k;
  if (kpi.value === null) texts.push(say(digits, x, y, theme.muted, { size: 18, weight: 600 }));
  else {
    const big = measure(digits, number, 700) + measure(unit, number * 0.54, 400) + 5 <= left ? number : 20;
    texts.push(say(shorten(digits, left, big, 700, measure), x, y, theme.ink, { size: big, weight: 700 }));
    const start = x + measure(digits, big, 700) + 5;
    texts.push(
      say(shorten(unit, x + left - start, Math.round(big * 0.54), 400, measure), start, y + big / 7, theme.muted, {
        size: Math.round(big * 0.54),
      }),
    );
  }
  y += 8 * k;
  if (wantsDelta && change !== null) {
    y += line;
    const { text, versus, good } = change;
    const tone = good === null ? theme.muted : good ? theme.good : theme.bad;
    texts.push(say(shorten(text, left, small, 600, measure), x, y, tone, { size: small, weight: 600 }));
    const start = x + measure(text, small, 600) + 5;
    texts.push(
      say(shorten(versus, x + left - start, small, 400, measure), start, y, theme.muted, {
        size: small,
      }),
    );
  }
  if (wantsTarget)
    texts.push(
      say(
        shorten(targetOf(kpi, formatNumber(kpi.target, format, locale), locale), left, small, 400, measure),
        x,
        y + line,
        kpi.met === true ? theme.good : kpi.met === false ? theme.bad : theme.muted,
        { size: small },
      ),
    );
  const high = Math.min(70 * k, box.height - 56);
  const place = { x: x + left + 10, y: box.y + (box.height - high) / 2 + 8, width: room - left - 10, height: high };
  return {
    texts: texts.filter(({ text }) => text !== ""),
    ...(spark ? sparkline(kpi, place, theme) : { lines: [], shapes: [] }),
  };
}

const targetOf = ({ met }: KpiSpec, value: string, locale: string): string =>
  drawn(met === true ? "drawn.target-met" : met === false ? "drawn.target-missed" : "drawn.target", locale, { value });

function oneLine(kpi: KpiSpec, box: Rect, { theme, locale, measure }: FormTools): Drawn {
  if (box.height < 15) return { texts: [], lines: [], shapes: [] };
  const text =
    kpi.value === null ? drawn("drawn.no-data", locale) : formatNumber(kpi.value, kpiFormats(kpi, locale).value, locale);
  const y = box.y + box.height / 2;
  const width = measure(text, 14, 600);
  const texts = [
    say(shorten(kpi.name, box.width - width - 30, 13, 400, measure), box.x + 10, y, theme.muted),
    say(text, box.x + box.width - 10, y, theme.ink, { size: 14, weight: 600, align: "right" }),
  ];
  return { texts: texts.filter((one) => one.text !== ""), lines: [], shapes: [] };
}

/** A gap in the history is a gap in the line. */
function sparkline({ history, delta }: KpiSpec, box: Rect, theme: FormTools["theme"]): { lines: Line[]; shapes: Mark[] } {
  const known = history.filter((one) => one !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const runs: Point[][] = [[]];
  history.forEach((value, index) => {
    if (value === null) runs.push([]);
    else
      runs.at(-1)?.push({
        x: box.x + (index / (history.length - 1)) * (box.width - 6),
        y: high === low ? box.y + box.height / 2 : box.y + box.height - ((value - low) / (high - low)) * box.height,
      });
  });
  const end = runs.flat().at(-1);
  const good = delta?.good ?? null;
  const fill = good === null ? theme.muted : good ? theme.good : theme.bad;
  return {
    lines: runs.map((points) => ({ points, colour: theme.quiet, width: 1.5 })),
    shapes: end === undefined ? [] : [{ shape: "circle", box: { x: end.x - 4, y: end.y - 4, width: 8, height: 8 }, fill }],
  };
}
