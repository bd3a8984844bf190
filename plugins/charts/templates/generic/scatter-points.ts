import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";
import type { ScatterData } from "./scatter-fields.ts";

const POINTS_MAX = 2000;
const POINTS_LEAST = 8;

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly size: number | null;
  readonly group: string | null;
}

/** Points that have a place. */
export function known(points: ScatterData["points"], notes: Note[]): Point[] {
  const found = points.flatMap(({ x, y, label: text, size, group }): Point[] =>
    x === null || y === null ? [] : [{ x, y, label: text ?? "", size: size ?? null, group: group ?? null }],
  );
  if (found.length < points.length)
    notes.push(remark("LEFT_OUT", "note.points-lacking", { count: points.length - found.length }));
  return found;
}

/** Evenly from the whole cloud, and its outermost points with it. */
export function sampled(points: Point[], notes: Note[]): Point[] {
  if (points.length <= POINTS_MAX) return points;
  const kept = new Set<number>();
  for (const by of ["x", "y"] as const)
    for (const way of [1, -1]) {
      let best = 0;
      for (let at = 1; at < points.length; at++)
        if (way * ((points[at] as Point)[by] - (points[best] as Point)[by]) > 0) best = at;
      kept.add(best);
    }
  for (let at = 0; at < POINTS_MAX; at++) kept.add(Math.floor((at * points.length) / POINTS_MAX));
  notes.push(remark("SAMPLED", "note.points-even", { shown: kept.size, of: points.length }));
  return [...kept].sort((a, b) => a - b).map((at) => points[at] as Point);
}

/** Least squares, through all points; null where they do not lie along a line. */
export function trendOf(points: readonly Point[], least: number): { slope: number; intercept: number } | null {
  if (points.length < POINTS_LEAST) return null;
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  const [xx, yy, xy] = [mean(({ x }) => (x - mx) ** 2), mean(({ y }) => (y - my) ** 2), mean(({ x, y }) => (x - mx) * (y - my))];
  if (!(xx > 0) || !(yy > 0) || Math.abs(xy / Math.sqrt(xx * yy)) < least) return null;
  return { slope: xy / xx, intercept: my - (xy / xx) * mx };
}
