import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { runs } from "../layout/runs.ts";
import { scale } from "./axis.ts";
import type { Form, FormTools, Layout, Line, Mark, Text } from "./form.ts";
import { say, shorten } from "./text.ts";

type Multiples = Extract<Drawing, { form: "multiples" }>;

const GAP = 18;
const HEAD = 22;

/** One small line for each, all on one scale: as many as there are, none over another. */
export const multiples: Form<Multiples> = { layout };

function layout({ labels, items }: Multiples, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const across = columnsFor(items.length, area);
  const down = Math.ceil(items.length / across);
  const foot = area.height / down > 70 ? 18 : 0;
  const [gap, ground] = [area.width / across > 90 ? GAP : 6, area.height / down > 60 ? 10 : 2];
  const wide = (area.width - gap * (across - 1)) / across;
  const high = (area.height - ground * (down - 1)) / down;
  const head = high > 44 ? HEAD : 0;
  const known = items.flatMap(({ values }) => values.filter((value) => value !== null));
  const [low, top] = [Math.min(0, ...known), Math.max(0, ...known)];
  const lines: Line[] = [];
  const texts: Text[] = [];
  const shapes: Mark[] = [];
  const marks = items.map(({ label, values, role }, index): Mark => {
    const box = {
      x: area.x + (index % across) * (wide + gap),
      y: area.y + Math.floor(index / across) * (high + ground),
      width: wide,
      height: high,
    };
    const x = scale(0, Math.max(1, values.length - 1), box.x, box.x + wide - 6);
    const y = scale(low, top === low ? low + 1 : top, box.y + high - foot - 3, box.y + head + 5);
    const colour = theme.mark(role);
    lines.push({
      points: [
        { x: box.x, y: y(0) },
        { x: box.x + wide, y: y(0) },
      ],
      colour: theme.line,
      width: 1,
    });
    const place = values.map((value, at) => (value === null ? null : { x: x(at), y: y(value) }));
    for (const run of runs(place)) lines.push({ points: run, colour, width: 2 });
    const at = values.findLastIndex((value) => value !== null);
    const end = place[at];
    if (end !== undefined && end !== null)
      shapes.push({ shape: "circle", box: { x: end.x - 3, y: end.y - 3, width: 6, height: 6 }, fill: colour });
    if (head > 0) titles(label, values[at] ?? null, box, role);
    if (foot > 0 && Math.floor(index / across) === down - 1) times(box);
    return { shape: "rect", box, fill: "transparent", radius: 4 };
  });
  return { marks, lines, shapes, texts, ...(head === 0 && { leftOut: items.length }) };

  function titles(
    label: string,
    last: number | null,
    box: { x: number; y: number; width: number },
    role: Multiples["items"][number]["role"],
  ): void {
    const number = formatNumber(last, format, locale);
    const width = measure(number, 13, 600);
    if (width > box.width) return;
    texts.push(say(number, box.x + box.width, box.y + HEAD / 2, theme.text(role), { weight: 600, align: "right" }));
    const name = shorten(label, box.width - width - 8, 13, 400, measure);
    if (name !== "") texts.push(say(name, box.x, box.y + HEAD / 2, theme.ink));
  }

  /** First and last label below the lowest row: the others stand above it. */
  function times(box: { x: number; y: number; width: number; height: number }): void {
    const y = box.y + box.height - 7;
    const [from, to] = [labels[0] ?? "", labels.at(-1) ?? ""];
    if (measure(from, 13, 400) + measure(to, 13, 400) + 12 > box.width) return;
    if (from !== "") texts.push(say(from, box.x, y, theme.muted));
    if (to !== "" && labels.length > 1) texts.push(say(to, box.x + box.width, y, theme.muted, { align: "right" }));
  }
}

/** As near to twice as wide as high as a whole number of columns allows. */
function columnsFor(count: number, { width, height }: { width: number; height: number }): number {
  const most = Math.max(1, Math.min(count, Math.floor(width / 60)));
  let [best, miss] = [1, Number.POSITIVE_INFINITY];
  for (let across = 1; across <= most; across++) {
    const shape = width / across / (height / Math.ceil(count / across));
    const off = Math.abs(Math.log(shape / 2)) + (across * Math.ceil(count / across) - count) * 0.02;
    if (off < miss) [best, miss] = [across, off];
  }
  return best;
}
