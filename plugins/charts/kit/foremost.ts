import type { Rows } from "./limits.ts";

type Series = Rows["series"][number];

/** So many lines can be told apart by colour and name. */
const COLOURED_MAX = 6;
const LARGEST = 3;
const MOVED = 2;

/**
 * Which of many lines carry the story: those that were asked for, else the largest at the end and those that changed most. The
 * others are drawn as their grey context, not left out.
 */
export function foremost(series: readonly Series[], wanted: readonly string[]): ReadonlySet<string> {
  const asked = series.filter(({ name }) => wanted.includes(name));
  if (asked.length > 0) return new Set(asked.slice(0, COLOURED_MAX).map(({ name }) => name));
  if (series.length <= COLOURED_MAX) return new Set(series.map(({ name }) => name));
  const by = (of: (one: Series) => number) => series.toSorted((a, b) => of(b) - of(a)).map(({ name }) => name);
  const last = by(({ values }) => values.findLast((value) => value !== null) ?? Number.NEGATIVE_INFINITY);
  const largest = last.slice(0, LARGEST);
  const still = new Set(series.filter((one) => !(changeOf(one) > 0)).map(({ name }) => name));
  const moved = [...by(changeOf).filter((name) => !still.has(name)), ...last].filter((name) => !largest.includes(name));
  return new Set([...largest, ...[...new Set(moved)].slice(0, MOVED)]);
}

function changeOf({ values }: Series): number {
  const known = values.filter((value) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  return first === undefined || last === undefined ? Number.NEGATIVE_INFINITY : Math.abs(last - first);
}
