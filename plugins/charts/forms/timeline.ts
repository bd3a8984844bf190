import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { readable, TEXT_CONTRAST } from "../design-system/colour.ts";
import { dateFormat } from "../design-system/date-format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { drawn } from "../locale/drawn.ts";
import { scale } from "./axis.ts";
import type { Form, FormTools, Ground, Layout, Line, Mark, Text } from "./form.ts";
import { say, sayLines, shorten, sideWidth, wrapped } from "./text.ts";

type Timeline = Extract<Drawing, { form: "timeline" }>;
type Item = Timeline["items"][number];

const HEAD = 28;
const DAY = 86_400_000;

/** Tracks as groups of rows over months, quarters or years; a bar's words stand on it, or behind it where it is too short. */
export const timeline: Form<Timeline> = { layout, minWidth: () => 600 };

function layout({ items, today }: Timeline, area: Rect, tools: FormTools): Layout {
  const { theme, locale, measure } = tools;
  const tracks = [...new Set(items.map(({ track }) => track))];
  const side = tracks.some((track) => track !== "") ? sideWidth(tracks, area, 0.2, measure, 15) + 16 : 0;
  const days = [...items.flatMap(({ start, end }) => [start, end]), ...(today === null ? [] : [today])];
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const plot = { x: area.x + side, y: area.y + HEAD, width: area.width - side, height: area.height - HEAD };
  const grid = gridOf(first, last, plot.width, locale, measure);
  const at = scale(grid.from, grid.to, plot.x, plot.x + plot.width);
  const size = area.width > 900 ? 15 : 13;
  const packed = tracks.map((track) =>
    pack(
      items.flatMap((item, index) => (item.track === track ? [{ ...item, index }] : [])),
      at,
      plot,
      (text, weight) => measure(text, size, weight),
    ),
  );
  const lanes = packed.reduce((sum, { count }) => sum + count, 0);
  const high = Math.min(130, plot.height / Math.max(1, lanes));
  const foot = plot.y + lanes * high;
  const texts: Text[] = [];
  const lines: Line[] = [];
  grid.lines.forEach(({ day, label }, index) => {
    const x = at(day);
    lines.push({
      points: [
        { x, y: area.y + HEAD - 6 },
        { x, y: foot },
      ],
      colour: theme.line,
      width: 1,
    });
    const room = at(grid.lines[index + 1]?.day ?? grid.to) - x;
    if (measure(label, 13, 400) + 8 <= room) texts.push(say(label, x + 5, area.y + 9, theme.muted));
  });
  const marks: Mark[] = items.map(() => ({ shape: "rect", box: { x: 0, y: 0, width: 0, height: 0 }, fill: "transparent" }));
  const grounds: Ground[] = [];
  let y = plot.y;
  tracks.forEach((track, number) => {
    const { placed, count } = packed[number] as Packed;
    const box = { x: area.x, y, width: area.width, height: count * high };
    if (number % 2 === 0) grounds.push({ box, fill: theme.ground });
    const name = wrapped(track, side - 16, Math.max(1, Math.floor(box.height / 20)), size, 600, measure);
    if (box.height >= 15) texts.push(...sayLines(name, area.x + 8, y + box.height / 2, theme.ink, { size, weight: 600 }));
    for (const { item, lane } of placed) draw(item, y + (lane + 0.5) * high);
    y += box.height;
  });
  if (today !== null) drawToday(today);
  return { marks, lines, texts, grounds };

  function draw(item: Item & { readonly index: number }, middle: number): void {
    const thick = Math.max(2, Math.min(56, high * 0.6));
    const [from, to] = [at(item.start), at(item.end)];
    const box = { x: from, y: middle - thick / 2, width: Math.max(3, to - from - 2), height: thick };
    const fill = theme.mark(item.role);
    marks[item.index] = { shape: "rect", box, fill, radius: Math.min(5, thick / 3, box.width / 2) };
    if (high < 15) return;
    const { inside, text } = words(item, box.width, (text, weight) => measure(text, size, weight));
    if (inside) {
      const colour = readable(theme.name === "dark" ? theme.ground : theme.card, fill, TEXT_CONTRAST);
      texts.push(say(text, from + 8, middle, colour, { size, weight: 600 }));
      return;
    }
    const room = plot.x + plot.width - (from + box.width) - 6;
    const whole = measure(text, size, 400);
    const crossed = today !== null && at(today) > from + box.width && at(today) < from + box.width + 6 + whole;
    const left = whole <= from - plot.x - 6;
    if (whole <= room && !(crossed && left)) texts.push(say(text, from + box.width + 6, middle, theme.ink, { size }));
    else if (left) texts.push(say(text, from - 6, middle, theme.ink, { size, align: "right" }));
    else {
      const [short, before] = [shorten(text, Math.max(room, from - plot.x - 6), size, 400, measure), from - plot.x - 6 > room];
      texts.push(
        say(short, before ? from - 6 : from + box.width + 6, middle, theme.ink, { size, align: before ? "right" : "left" }),
      );
    }
  }

  function drawToday(day: number): void {
    const x = at(day);
    lines.push({
      points: [
        { x, y: plot.y - 4 },
        { x, y: foot },
      ],
      colour: theme.ink,
      width: 2,
    });
    const width = measure(drawn("drawn.today", locale), 13, 600);
    const middle = Math.min(Math.max(x, plot.x + width / 2), plot.x + plot.width - width / 2);
    // Its word stands where a month's would: that one gives way.
    const taken = { from: middle - width / 2 - 6, to: middle + width / 2 + 6 };
    for (let index = texts.length - 1; index >= 0; index--) {
      const text = texts[index] as Text;
      if (text.y === area.y + 9 && text.x < taken.to && text.x + measure(text.text, 13, 400) > taken.from) texts.splice(index, 1);
    }
    texts.push(say(drawn("drawn.today", locale), middle, area.y + 9, theme.ink, { weight: 600, align: "center" }));
  }
}

type Width = (text: string, weight: 400 | 600) => number;

/** Name and note on the bar where they fit, else behind it. */
function words({ label, note }: Item, width: number, measure: Width): { inside: boolean; text: string } {
  const both = note === "" ? label : `${label} · ${note}`;
  if (measure(both, 600) <= width - 16) return { inside: true, text: both };
  return { inside: false, text: both };
}

interface Packed {
  readonly placed: readonly { readonly item: Item & { readonly index: number }; readonly lane: number }[];
  readonly count: number;
}

/** Into as few rows as keep bars and their words apart. */
function pack(
  items: readonly (Item & { readonly index: number })[],
  at: (day: number) => number,
  plot: Rect,
  measure: Width,
): Packed {
  const taken: { from: number; to: number }[][] = [];
  const placed = items
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((item) => {
      let [from, to] = [at(item.start), Math.max(at(item.end), at(item.start) + 3)];
      const { inside, text } = words(item, to - from - 2, measure);
      if (!inside) {
        const width = measure(text, 400) + 12;
        const [room, before] = [plot.x + plot.width - to, from - plot.x];
        if (width <= room || (width > before && room >= before)) to += Math.min(width, room);
        else from -= Math.min(width, before);
      }
      let lane = taken.findIndex((row) => row.every((one) => one.to <= from || one.from >= to));
      if (lane < 0) lane = taken.push([]) - 1;
      taken[lane]?.push({ from, to });
      return { item, lane };
    });
  return { placed, count: Math.max(1, taken.length) };
}

/** Months while they have room for their names, then quarters, then years; whole ones at both ends. */
function gridOf(first: number, last: number, width: number, locale: string, measure: FormTools["measure"]) {
  const date = (day: number) => new Date(day * DAY);
  const [start, end] = [date(first), date(Math.max(last, first + 1))];
  const month = dateFormat(locale, { month: "short" });
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth() + 1;
  const years = end.getUTCFullYear() - start.getUTCFullYear() + 1;
  const least = measure("Sep 26", 13, 400) + 12;
  const step =
    width / months >= least ? 1 : (width / months) * 3 >= least + 8 ? 3 : 12 * Math.max(1, Math.ceil((years * least) / width));
  const from = Math.floor(start.getUTCMonth() / Math.min(step, 12)) * Math.min(step, 12);
  const lines: { day: number; label: string }[] = [];
  let day = 0;
  for (let at = 0; day <= end.getTime() / DAY; at += step) {
    const then = new Date(Date.UTC(start.getUTCFullYear(), from + at, 1));
    day = then.getTime() / DAY;
    const year = String(then.getUTCFullYear());
    const january = then.getUTCMonth() === 0 || at === 0;
    const label =
      step === 1
        ? `${month.format(then)}${january ? ` ${year.slice(2)}` : ""}`
        : step === 3
          ? `Q${then.getUTCMonth() / 3 + 1} ${year.slice(2)}`
          : year;
    lines.push({ day, label });
  }
  const to = lines.pop()?.day ?? last;
  return { from: lines[0]?.day ?? first, to, lines };
}
