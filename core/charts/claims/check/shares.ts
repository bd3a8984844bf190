import type { Basis, Claim } from "../../../ports/claim.ts";
import { grainOf } from "../time.ts";
import { cell, isPooled, near, numbers, sum } from "./row.ts";

type Of<Kind extends Claim["kind"]> = Extract<Claim, { kind: Kind }>;

export function shareHolds(basis: Basis, { series, label, share }: Of<"share">): boolean {
  const row = [...numbers(basis, series)];
  const own = row.filter(([at]) => basis.labels[at] === label);
  const [one] = own;
  if (one === undefined || isPooled(label)) return false;
  if (row.some(([at, value]) => value < 0 || (at !== one[0] && value >= one[1]))) return false;
  const whole = sum(row.map(([, value]) => value));
  return row.length > 1 && whole > 0 && near((share / 100) * whole, one[1]);
}

/** What one series is of all of them at a place, by weighing rather than by dividing: share × whole = part. */
function weighs(basis: Basis, series: string, at: number, share: number): boolean {
  const parts = basis.series.map(({ name }) => cell(basis, name, at) ?? 0);
  const own = cell(basis, series, at) ?? 0;
  const whole = sum(parts);
  return whole > 0 && parts.every((part) => part >= 0) && Math.abs((share * whole) / 100 - own) <= 1e-9 * whole;
}

const isRest = ({ series }: Basis, wanted: string): boolean =>
  isPooled(wanted) || series.some(({ name, rest }) => name === wanted && rest === true);

export function shareOfAllHolds(basis: Basis, { series, at, share }: Of<"latest-share">): boolean {
  const last = basis.labels.length - 1;
  if (grainOf(basis.labels) === null || basis.labels[last] !== at || isRest(basis, series)) return false;
  const own = cell(basis, series, last) ?? 0;
  const beaten = basis.series.every(({ name }) => name === series || (cell(basis, name, last) ?? 0) < own);
  return basis.series.length > 1 && beaten && weighs(basis, series, last, share);
}

export function shareChangeHolds(basis: Basis, { series, first, last }: Of<"share-change">): boolean {
  const end = basis.labels.length - 1;
  if (grainOf(basis.labels) === null || isRest(basis, series) || first.value === last.value) return false;
  if (basis.labels[0] !== first.label || basis.labels[end] !== last.label) return false;
  return weighs(basis, series, 0, first.value) && weighs(basis, series, end, last.value);
}

export function lossHolds(basis: Basis, { series, from, to, share }: Of<"loss">): boolean {
  const row = [...numbers(basis, series)];
  let found = false;
  for (let step = 1; step < row.length; step++) {
    const [before, after] = [row[step - 1] as readonly [number, number], row[step] as readonly [number, number]];
    if (before[1] <= 0 || after[1] < 0 || after[1] > before[1]) return false;
    const through = before[1] * (share / 100);
    if (basis.labels[before[0]] === from && basis.labels[after[0]] === to && near(through, after[1])) found = true;
    else if (after[1] <= through) return false;
  }
  return found;
}

export function paretoHolds(basis: Basis, { series, count, of, whole, share }: Of<"pareto">): boolean {
  const row = [...numbers(basis, series)].filter(([, value]) => value > 0);
  const named = row.flatMap(([at, value]) => (isPooled(basis.labels[at] ?? "") ? [] : [value])).sort((a, b) => a - b);
  if (named.length !== of || count < 1 || count >= of) return false;
  const largest = sum(named.slice(of - count));
  return sum(row.map(([, value]) => value)) <= whole * (1 + 1e-9) && near((share * whole) / 100, largest);
}

export function partHolds(basis: Basis, { series, part, whole, share }: Of<"part">): boolean {
  const find = (label: string) => {
    const at = basis.labels.indexOf(label);
    return at < 0 || at !== basis.labels.lastIndexOf(label) ? null : cell(basis, series, at);
  };
  const [one, all] = [find(part), find(whole)];
  return one !== null && all !== null && one >= 0 && all > 0 && near((share * all) / 100, one);
}
