import type { Drawing } from "../../../../core/ports/dashboard-spec.ts";
import { cut } from "../../../../core/text/cut.ts";
import { LINE } from "../../text/fit.ts";
import { widthOf } from "../../text/letter-widths.ts";
import { chartName, type NativeTools } from "./native.ts";

type Scatter = Extract<Drawing, { form: "scatter" }>;

/** More names than these hide the points. */
const NAMES_MAX = 30;
/** Longer ones PowerPoint would break, over what lies beneath. */
const NAME_MAX = 26;
const MARK = 0.09;
/** How far the largest circle reaches, of the height: more in some programs than in others, so the most of them. */
const LARGEST = 0.115;

export interface PointName {
  readonly text: string;
  readonly place: "r" | "l" | "t" | "b";
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly foot: number;
  readonly head: number;
}

const touch = (a: Box, b: Box): boolean => a.left < b.right && a.right > b.left && a.foot < b.head && a.head > b.foot;

/** Which points have their names beside them: the important first, and none over another's point or name. PowerPoint would write them all. */
export function namedPoints(
  { points, named, x, y }: Scatter,
  { room, size }: NativeTools,
): { texts: ReadonlyMap<number, PointName>; dropped: number } {
  const at = (value: number, axis: Scatter["x"]): number =>
    axis.log === true
      ? Math.log(value / axis.min) / Math.log(axis.max / axis.min || 1)
      : (value - axis.min) / (axis.max - axis.min || 1);
  const width = room.w * 0.9;
  const height = room.h * 0.8;
  const most = Math.sqrt(Math.max(1e-9, ...points.map((point) => point.size ?? 0)));
  const marks = points.map((point): Box => {
    const half = point.size === null ? MARK : Math.max(MARK, LARGEST * room.h * (Math.sqrt(Math.max(0, point.size)) / most));
    const [px, py] = [at(point.x, x) * width, at(point.y, y) * height];
    return { left: px - half, right: px + half, foot: py - half, head: py + half };
  });
  const order = [...new Set([...(named ?? []), ...points.keys()])].filter((index) => (points[index]?.label ?? "") !== "");
  const texts = new Map<number, PointName>();
  const taken: Box[] = [];
  const free = (box: Box, own: number): boolean =>
    box.left > -0.02 * width &&
    box.right < width * 1.04 &&
    box.foot > 0 &&
    box.head < height * 1.02 &&
    !taken.some((one) => touch(one, box)) &&
    !marks.some((one, other) => other !== own && touch(one, box));
  for (const index of order) {
    const mark = marks[index];
    const text = cut(chartName(points[index]?.label ?? ""), NAME_MAX);
    if (mark === undefined || texts.size >= NAMES_MAX) continue;
    const found = placesAround(mark, widthOf(text, size) / 72 + 0.05, (size * LINE) / 72).find(({ box }) => free(box, index));
    if (found === undefined) continue;
    taken.push(found.box);
    texts.set(index, { text, place: found.place });
  }
  return { texts, dropped: order.length - texts.size };
}

/** Where PowerPoint can write beside a point, the best first. */
function placesAround(
  { left, right, foot, head }: Box,
  wide: number,
  high: number,
): { place: "r" | "l" | "t" | "b"; box: Box }[] {
  const [x, y] = [(left + right) / 2, (foot + head) / 2];
  const level = { foot: y - high / 2, head: y + high / 2 };
  const centred = { left: x - wide / 2, right: x + wide / 2 };
  return [
    { place: "r", box: { left: right, right: right + wide, ...level } },
    { place: "l", box: { left: left - wide, right: left, ...level } },
    { place: "t", box: { foot: head, head: head + high, ...centred } },
    { place: "b", box: { foot: foot - high, head: foot, ...centred } },
  ];
}
