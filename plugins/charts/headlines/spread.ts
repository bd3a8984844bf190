import { highest, isolated, lowest, type Point } from "./facts.ts";

type Write = (value: number) => string;

const PAIRS_MIN = 8;
const STRONG = 0.7;
const VALUES_MIN = 20;

/** "Spend and Revenue rise together (r = 0.91, 24 points)": a strong linear relation of enough points; says nothing of a cause. */
export function together(
  x: string,
  y: string,
  pairs: readonly { readonly x: number; readonly y: number }[],
  write: Write,
): string | null {
  if (pairs.length < PAIRS_MIN) return null;
  const r = correlation(pairs);
  if (r === null || Math.abs(r) < STRONG) return null;
  return `${isolated(x)} and ${isolated(y)} ${r > 0 ? "rise together" : "move in opposite directions"} (r = ${write(Math.round(r * 100) / 100)}, ${pairs.length} points)`;
}

/** Null where one of the two does not vary: there is nothing to relate. */
export function correlation(pairs: readonly { readonly x: number; readonly y: number }[]): number | null {
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

/** "Highest: Admin, Data table (14); lowest: Search, Button (0)": of things that take two names to say, where each is the only one. */
export function ends(list: readonly Point[], write: Write): string | null {
  const [low, high] = [lowest(list), highest(list)];
  if (high === null) return null;
  const top = `Highest: ${isolated(high.label)} (${write(high.value)})`;
  return low === null ? top : `${top}; lowest: ${isolated(low.label)} (${write(low.value)})`;
}

/** "Half of the values lie between 180 ms and 340 ms": of enough values that differ. */
export function middleHalf(values: readonly number[], write: Write): string | null {
  if (values.length < VALUES_MIN) return null;
  const { q1, q3 } = quartiles(values.toSorted((a, b) => a - b));
  return write(q1) === write(q3) ? null : `Half of the values lie between ${write(q1)} and ${write(q3)}`;
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
