import type { Theme } from "../design-system/theme.ts";
import { placeLabels, type Rect, type Segment, type Wanted } from "../layout/place-labels.ts";
import type { FormTools, Line, Mark, Text } from "./form.ts";
import { say, shorten, textBox } from "./text.ts";

export interface Cloud {
  readonly labels: readonly string[];
  /** One per label. */
  readonly marks: readonly Mark[];
  /** Written already: names keep clear of them. */
  readonly texts: readonly Text[];
  readonly links: readonly Segment[];
  readonly plot: Rect;
  readonly size: number;
  /** By index: named before all others, over other points if it must be. */
  readonly first: ReadonlySet<number>;
  readonly bubbles: boolean;
}

interface Named {
  readonly texts: readonly Text[];
  readonly lines: readonly Line[];
  readonly leftOut: number;
}

const NAMED_MAX = 60;
/** So few that each may have a line to its name. */
const LED_MAX = 30;
const AWAY = [30, 46, 64];
const TURNS = Array.from({ length: 12 }, (_, at) => (at * Math.PI) / 6);

interface Name extends Wanted {
  readonly index: number;
  readonly text: string;
}

/** Writes names beside their points, never nearer to another; with a line to it where there is room only further off. */
export function namesOf(cloud: Cloud, theme: Theme, measure: FormTools["measure"]): Named {
  const { marks, links, plot, size, first } = cloud;
  const names = chosen(cloud).map((index): Name => nameOf(cloud, index, measure));
  const taken = [...marks.map(({ box }) => box), ...cloud.texts.map((text) => textBox(text, measure))];
  const lines: Line[] = [];
  const texts: Text[] = [];
  const missing: Name[] = [];
  const write = ({ text }: Name, rect: Rect) => {
    taken.push(rect);
    if (text !== "")
      texts.push(say(text, rect.x + rect.width / 2, rect.y + rect.height / 2, theme.ink, { size, align: "center" }));
  };
  const place = (name: Name, over: readonly Segment[]) => placeLabels([name], plot, taken, over)[0] ?? null;
  const ask = (list: readonly Name[], find: (name: Name) => Rect | null): Name[] =>
    list.filter((name) => {
      const rect = find(name);
      if (rect !== null) write(name, rect);
      return rect === null;
    });
  missing.push(...ask(names, (name) => place(name, links)));
  // Over a link is better than no name at all; over another name is not.
  let left = ask(missing, (name) => place(name, []));
  left = ask(left, (name) => insideOf(name, marks));
  if (cloud.labels.length <= LED_MAX) left = ask(left, (name) => led(name));
  left = ask(left, (name) =>
    first.has(name.index) ? (placeLabels([name], plot, taken.slice(marks.length), [])[0] ?? null) : null,
  );
  const all = cloud.labels.filter((label) => label !== "").length;
  return { texts, lines, leftOut: all - names.length + left.length };

  function led(name: Name): Rect | null {
    const { x, y, r } = circleOf(marks[name.index] as Mark);
    for (const away of AWAY)
      for (const turn of TURNS) {
        const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
        const centre = { x: x + cos * (r + away + name.width / 2), y: y + sin * (r + away) };
        const rect = placeLabels([{ ...name, places: [centre] }], plot, taken, [])[0] ?? null;
        if (rect === null) continue;
        const [start, end] = [
          { x: x + cos * (r + 1), y: y + sin * (r + 1) },
          { x: Math.min(Math.max(x, rect.x), rect.x + rect.width), y: Math.min(Math.max(y, rect.y), rect.y + rect.height) },
        ];
        lines.push({ points: [start, end], colour: theme.quiet, width: 1 });
        return rect;
      }
    return null;
  }
}

/** Those asked for, then large ones, or those far from the middle of the cloud. */
function chosen({ labels, marks, plot, first, bubbles }: Cloud): number[] {
  const telling = (index: number) => {
    const { x, y, r } = circleOf(marks[index] as Mark);
    if (first.has(index)) return Number.POSITIVE_INFINITY;
    if (bubbles) return r;
    return Math.hypot((x - plot.x - plot.width / 2) / plot.width, (y - plot.y - plot.height / 2) / plot.height);
  };
  return labels
    .flatMap((label, index) => (label === "" ? [] : [index]))
    .sort((a, b) => telling(b) - telling(a))
    .slice(0, NAMED_MAX);
}

function nameOf({ labels, marks, plot, size, first }: Cloud, index: number, measure: FormTools["measure"]): Name {
  // What was asked to be said is said whole, where the plot can hold it.
  const most = first.has(index) ? plot.width * 0.6 : Math.min(13 * size, plot.width * 0.4);
  const text = shorten(labels[index] ?? "", most, size, 400, measure);
  const [width, height] = [measure(text, size, 400) + 4, size + 3];
  const { x, y, r } = circleOf(marks[index] as Mark);
  const places = [
    { x: x + r + width / 2 + 2, y },
    { x, y: y - r - 10 },
    { x, y: y + r + 10 },
    { x: x - r - width / 2 - 2, y },
    { x: x + r + width / 2, y: y - r - 6 },
    { x: x + r + width / 2, y: y + r + 6 },
    { x: x - r - width / 2, y: y - r - 6 },
    { x: x - r - width / 2, y: y + r + 6 },
  ].filter(
    (centre) => first.has(index) || nearest({ x: centre.x - width / 2, y: centre.y - height / 2, width, height }, marks, index),
  );
  return { index, text, width, height, places };
}

/** No other point is nearer to the name than its own: it would be read as that one's. */
function nearest(rect: Rect, marks: readonly Mark[], own: number): boolean {
  const mine = distance(rect, marks[own] as Mark);
  return marks.every((mark, index) => index === own || distance(rect, mark) >= mine);
}

function distance(rect: Rect, mark: Mark): number {
  const { x, y, r } = circleOf(mark);
  const dx = Math.max(rect.x - x, 0, x - rect.x - rect.width);
  const dy = Math.max(rect.y - y, 0, y - rect.y - rect.height);
  return Math.max(0, Math.hypot(dx, dy) - r);
}

const circleOf = ({ box }: Mark): { x: number; y: number; r: number } => ({
  x: box.x + box.width / 2,
  y: box.y + box.height / 2,
  r: box.width / 2,
});

/** In its own bubble, where that is wide enough and no other lies over it. */
function insideOf({ index, width, height }: Name, marks: readonly Mark[]): Rect | null {
  const { x, y, r } = circleOf(marks[index] as Mark);
  if (width > 2 * r - 6) return null;
  const rect = { x: x - width / 2, y: y - height / 2, width, height };
  return marks.some(({ box }, at) => at !== index && meets(box, rect)) ? null : rect;
}

const meets = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
