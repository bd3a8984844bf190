import type { Basis, Claim, Mark } from "../../../ports/claim.ts";
import { grainOf } from "../time.ts";
import { type About, highest, lowest, marks, of } from "./rows.ts";

const BLOCKS = 120;

/**
 * What a row says over time: its two ends, where they are most of its range and a robust trend goes the same way; else its
 * extreme; else nothing. Null where its labels are no times.
 */
export function overTime(basis: Basis, series: string, about: About): Claim | null {
  const grain = grainOf(basis.labels);
  const list = marks(basis, series);
  const [first, last] = [list[0], list.at(-1)];
  if (grain === null || first === undefined || last === undefined || list.length < 2) return null;
  const same = constant(basis, series, about);
  if (same !== null) return same;
  const values = list.map(({ value }) => value);
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const seen = Math.max(Math.abs(low), Math.abs(high)) / 50;
  if (high - low <= seen) return { ...of(basis, about), kind: "held", series, grain, first, last };
  const change = last.value - first.value;
  const steady = robustChange(values);
  const follows = Math.sign(steady) === Math.sign(change) && Math.abs(steady) > Math.abs(change) / 2;
  if (Math.abs(change) > seen && Math.abs(change) >= (high - low) / 2 && follows)
    return { ...of(basis, about), kind: "trend", series, grain, first, last };
  return extreme(basis, series, about, list);
}

/** The value furthest from the middle, where it is the only one there. */
function extreme(basis: Basis, series: string, about: About, list: readonly Mark[]): Claim | null {
  const middle = median(list.map(({ value }) => value));
  const [top, bottom] = [highest(list), lowest(list)];
  const up = top === null ? -1 : top.value - middle;
  const down = bottom === null ? -1 : middle - bottom.value;
  const grain = grainOf(basis.labels);
  const said = { ...of(basis, about), series, grain };
  if (up < 0 && down < 0) return null;
  const mark = (up >= down ? top : bottom) as Mark;
  return { ...said, kind: up >= down ? "highest" : "lowest", as: up >= down ? "highest.time" : "lowest.time", ...mark };
}

/** All values alike, zero among them: there is nothing else to say of such a row. */
export function constant(basis: Basis, series: string, about: About): Claim | null {
  const list = marks(basis, series);
  const [first] = list;
  return first === undefined || list.length < 2 || list.some(({ value }) => value !== first.value)
    ? null
    : { ...of(basis, about), kind: "same", series, value: first.value };
}

/** Theil and Sen: the median of all slopes, from the first to the last; of many points, between the medians of blocks. */
function robustChange(values: readonly number[]): number {
  const size = Math.max(1, Math.ceil(values.length / BLOCKS));
  const blocks =
    size === 1
      ? values
      : Array.from({ length: Math.floor(values.length / size) }, (_, at) => median(values.slice(at * size, (at + 1) * size)));
  const slopes: number[] = [];
  for (const [at, from] of blocks.entries())
    for (let to = at + 1; to < blocks.length; to++) slopes.push(((blocks[to] as number) - from) / (to - at));
  return slopes.length === 0 ? 0 : median(slopes) * (blocks.length - 1);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}

/** When a row passed a line for good: below it, then at or above it to the end. */
export function crossing(basis: Basis, series: string, line: Mark, about: About): Claim | null {
  const grain = grainOf(basis.labels);
  const list = marks(basis, series);
  const since = list.findLastIndex(({ value }) => value < line.value) + 1;
  const at = list[since];
  if (grain === null || since === 0 || at === undefined || list.findIndex(({ value }) => value >= line.value) !== since)
    return null;
  return { ...of(basis, about), kind: "crossing", series, grain, line, at: at.label };
}
