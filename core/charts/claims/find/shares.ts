import type { Basis, Claim, Grain, Mark } from "../../../ports/claim.ts";
import { grainOf } from "../time.ts";
import { type About, highest, isRest, lowest, marks, of, total } from "./rows.ts";

/** One part larger than every other, of a whole that has no negative parts. */
export function share(basis: Basis, series: string, about: About): Claim | null {
  const list = marks(basis, series);
  const best = highest(list);
  if (best === null || isRest(best.label) || list.some(({ value }) => value < 0)) return null;
  return { ...of(basis, about), kind: "share", series, label: best.label, share: (best.value / total(list)) * 100 };
}

/** Per series, its percent of all at one place; null where a part is below zero or the whole is nothing. */
function sharesAt({ series }: Basis, at: number): number[] | null {
  const values = series.map((one) => one.values[at] ?? 0);
  const whole = values.reduce((sum, value) => sum + value, 0);
  return whole > 0 && values.every((value) => value >= 0) ? values.map((value) => (value / whole) * 100) : null;
}

const POINTS_MIN = 3;

/** Of parts over time: whose share changed most from the first to the last, where a reader can see it. */
export function shareChange(basis: Basis, about: About): Claim | null {
  const grain = grainOf(basis.labels);
  const [first, last] = [sharesAt(basis, 0), sharesAt(basis, basis.labels.length - 1)];
  if (grain === null || first === null || last === null) return null;
  const moves = basis.series.map(({ name, rest }, at): Mark & { at: number; rest: boolean } => ({
    label: name,
    value: Math.abs((last[at] as number) - (first[at] as number)),
    at,
    rest: rest === true || isRest(name),
  }));
  const most = moves
    .filter(({ rest }) => !rest)
    .reduce<(typeof moves)[number] | null>((best, move) => (best === null || move.value > best.value ? move : best), null);
  if (most === null || most.value < POINTS_MIN || !steadyShare(basis, most.at)) return null;
  return {
    ...of(basis, about),
    kind: "share-change",
    series: most.label,
    grain,
    first: { label: basis.labels[0] as string, value: first[most.at] as number },
    last: { label: basis.labels.at(-1) as string, value: last[most.at] as number },
  };
}

/** The two ends are most of the way that the share went between. */
function steadyShare(basis: Basis, at: number): boolean {
  const row = basis.labels.flatMap((_, place) => sharesAt(basis, place)?.[at] ?? []);
  const [low, high] = [row.reduce((a, b) => Math.min(a, b), 100), row.reduce((a, b) => Math.max(a, b), 0)];
  return Math.abs((row.at(-1) ?? 0) - (row[0] ?? 0)) >= (high - low) / 2;
}

/** The largest part at the last time; never pooled over time. */
export function latestShare(basis: Basis, about: About): Claim | null {
  const grain = grainOf(basis.labels);
  const shares = sharesAt(basis, basis.labels.length - 1);
  if (grain === null || shares === null) return null;
  const best = highest(basis.series.map(({ name }, at) => ({ label: name, value: shares[at] as number })));
  if (best === null || isRest(best.label) || basis.series.some(({ name, rest }) => name === best.label && rest === true))
    return null;
  const at = basis.labels.at(-1) as string;
  return { ...of(basis, about), kind: "latest-share", series: best.label, grain, at, share: best.value };
}

/** The step of a funnel that lets the smallest part through; null where a stage is larger than the one before it. */
export function loss(basis: Basis, series: string, about: About): Claim | null {
  const stages = marks(basis, series);
  const steps = stages.slice(1).map(({ label, value }, at) => ({ label, value: value / (stages[at] as Mark).value, at }));
  if (stages.some(({ value }) => value < 0) || steps.some(({ value }) => !(value >= 0 && value <= 1))) return null;
  const worst = steps.length === 1 ? steps[0] : steps.find((step) => step.label === lowest(steps)?.label);
  if (worst === undefined || worst.value >= 0.995) return null;
  const from = (stages[worst.at] as Mark).label;
  return { ...of(basis, about), kind: "loss", series, from, to: worst.label, share: worst.value * 100 };
}

/** The fewest that make up half of a whole, largest first; a rest is not one of them. */
export function pareto(basis: Basis, series: string, whole: number | null, about: About): Claim | null {
  const list = marks(basis, series).filter(({ value }) => value > 0);
  const named = list.filter(({ label }) => !isRest(label)).toSorted((a, b) => b.value - a.value);
  const all = whole ?? total(list);
  if (all < total(list) || named.length < 4) return null;
  let [count, sum] = [0, 0];
  while (count < named.length && sum < all / 2) sum += (named[count++] as Mark).value;
  if (count >= named.length * 0.75 || sum < all / 2 || named[count - 1]?.value === named[count]?.value) return null;
  return { ...of(basis, about), kind: "pareto", series, count, of: named.length, whole: all, share: (sum / all) * 100 };
}

/** One value as percent of another. */
export function part(
  basis: Basis,
  series: string,
  name: string,
  whole: string,
  about: About,
  grain: Grain | null = null,
): Claim | null {
  const list = marks(basis, series);
  const [one, all] = [name, whole].map((label) => list.find((mark) => mark.label === label)?.value);
  if (one === undefined || all === undefined || all <= 0 || one < 0) return null;
  return { ...of(basis, about), kind: "part", series, grain, part: name, whole, share: (one / all) * 100 };
}
