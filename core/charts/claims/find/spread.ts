import type { Basis, Claim } from "../../../ports/claim.ts";
import { type About, of } from "./rows.ts";

const PAIRS_MIN = 8;
const STRONG = 0.7;
const VALUES_MIN = 20;

/** A strong linear relation of enough points; says nothing of a cause. */
export function correlated(basis: Basis, x: string, y: string, about: About): Claim | null {
  const [xs, ys] = [x, y].map((wanted) => basis.series.find(({ name }) => name === wanted)?.values ?? []);
  const pairs = basis.labels.flatMap((_, at) => {
    const [one, other] = [xs?.[at] ?? null, ys?.[at] ?? null];
    return one === null || other === null ? [] : [{ x: one, y: other }];
  });
  if (pairs.length < PAIRS_MIN) return null;
  const r = correlation(pairs);
  return r === null || Math.abs(r) < STRONG ? null : { ...of(basis, about), kind: "correlation", x, y, r, n: pairs.length };
}

/** Null where one of the two does not vary: there is nothing to relate. */
function correlation(pairs: readonly { readonly x: number; readonly y: number }[]): number | null {
  const n = pairs.length;
  const [mx, my] = [pairs.reduce((sum, { x }) => sum + x, 0) / n, pairs.reduce((sum, { y }) => sum + y, 0) / n];
  let [xx, yy, xy] = [0, 0, 0];
  for (const { x, y } of pairs) {
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
    xy += (x - mx) * (y - my);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}

/** Between which values half of them lie: of enough values that differ. */
export function middleHalf(basis: Basis, series: string, about: About): Claim | null {
  const row = basis.series.find(({ name }) => name === series)?.values ?? [];
  const values = row.filter((value): value is number => value !== null && Number.isFinite(value));
  if (values.length < VALUES_MIN) return null;
  const { q1, q3 } = quartiles(values.toSorted((a, b) => a - b));
  return q1 === q3 ? null : { ...of(basis, about), kind: "middle-half", series, low: q1, high: q3, n: values.length };
}

/** Of values in order; between two, in proportion, as numpy and pandas do by default. */
export function quartiles(sorted: readonly number[]): { q1: number; median: number; q3: number } {
  const at = (share: number) => {
    const place = (sorted.length - 1) * share;
    const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
    return low + (high - low) * (place - Math.floor(place));
  };
  return { q1: at(0.25), median: at(0.5), q3: at(0.75) };
}
