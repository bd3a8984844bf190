import { highest, lowest, moved, type Point } from "./facts.ts";

type Write = (value: number) => string;

/**
 * Headlines that can't lie: each is a rule with its conditions, and null where they do not hold. The caller then shows the
 * neutral title. Nothing here guesses a cause.
 */

/** First to last: "ROI rose from 10% to 31%, January to June". Needs two points and a change a reader can see. */
export function trend(name: string, list: readonly Point[], write: Write): string | null {
  if (list.length < 2) return null;
  const [first, last] = [list[0] as Point, list.at(-1) as Point];
  const span = `${first.label} to ${last.label}`;
  if (!moved(first.value, last.value, list)) {
    const steady = list.every(({ value }) => !moved(first.value, value, list));
    return steady ? `${name} held at ${write(last.value)}, ${span}` : null;
  }
  return `${name} ${last.value > first.value ? "rose" : "fell"} from ${write(first.value)} to ${write(last.value)}, ${span}`;
}

/** When a row crossed a line for good: it was below, then at or above to the end. */
export function overtook(
  name: string,
  list: readonly Point[],
  line: { readonly value: number; readonly label: string },
  write: Write,
): string | null {
  const above = list.map(({ value }) => value >= line.value);
  const since = above.lastIndexOf(false) + 1;
  if (since === 0 || above.indexOf(true) !== since) return null;
  return `${name} passed the ${line.label} of ${write(line.value)} in ${list[since]?.label}`;
}

/** The one on top and, where there is one, the one below zero. */
export function leader(list: readonly Point[], verb: { readonly leads: string; readonly below: string }): string | null {
  const top = highest(list);
  if (top === null || top.value <= 0) return null;
  const below = list.filter(({ value }) => value < 0);
  const [one] = below;
  if (one !== undefined && below.length === 1) return `${top.label} ${verb.leads}; ${one.label} ${verb.below}`;
  return below.length === 0
    ? `${top.label} ${verb.leads}`
    : `${top.label} ${verb.leads}; ${below.length} of ${list.length} are below zero`;
}

/** One row against another, label by label: "Benefits exceed cost in every initiative but Observability". */
export function exceeds(
  what: { readonly more: string; readonly less: string; readonly each: string },
  upper: readonly Point[],
  lower: readonly Point[],
): string | null {
  if (upper.length === 0 || upper.length !== lower.length) return null;
  const failing = upper.filter(({ value }, index) => value <= (lower[index] as Point).value);
  if (failing.length === 0) return upper.length === 1 ? null : `${what.more} exceed ${what.less} in every ${what.each}`;
  if (failing.length === 1 && upper.length > 2)
    return `${what.more} exceed ${what.less} in every ${what.each} but ${failing[0]?.label}`;
  return failing.length === upper.length
    ? null
    : `${what.more} exceed ${what.less} in ${upper.length - failing.length} of ${upper.length} ${what.each}s`;
}

/** The lowest and highest of unlike things: "Search scores lowest (61), Payments highest (94)". */
export function extremes(list: readonly Point[], write: Write): string | null {
  const [low, high] = [lowest(list), highest(list)];
  return low === null || high === null
    ? null
    : `${high.label} is highest at ${write(high.value)}, ${low.label} lowest at ${write(low.value)}`;
}

/** Against a target: "Initiatives are at 68 of 80: 12 short of target". */
export function against(name: string, value: number, target: number, write: Write): string {
  if (value === target) return `${name} is on target at ${write(value)}`;
  return value > target
    ? `${name} is above target: ${write(value)} against ${write(target)}`
    : `${name} is below target: ${write(value)} against ${write(target)}`;
}
