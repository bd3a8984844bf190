import type { Basis, Claim } from "../../../ports/claim.ts";
import { grainOf } from "../time.ts";
import { type About, highest, isRest, isTotal, lowest, marks, of } from "./rows.ts";

const RANKED_FROM = 5;

/**
 * The highest of things beside each other and, where all of them are shown, the lowest. Of a ranking that was cut by us or by who
 * made it (given from the top down, unless these are known to be all), the last is not the lowest of all.
 */
export function ends(basis: Basis, series: string, about: About, { cut = false, whole = false } = {}): Claim | null {
  const list = marks(basis, series);
  const [high, low] = [highest(list), lowest(list)];
  const ranked =
    !whole && list.length >= RANKED_FROM && list.every(({ value }, at) => at === 0 || value <= (list[at - 1]?.value ?? 0));
  if (high !== null && low !== null && !cut && !ranked && ![high, low].some(({ label }) => isRest(label) || isTotal(label)))
    return { ...of(basis, about), kind: "ends", series, high, low };
  return top(basis, series, about);
}

export function top(basis: Basis, series: string, about: About): Claim | null {
  const high = highest(marks(basis, series));
  return high === null || isRest(high.label) || isTotal(high.label)
    ? null
    : { ...of(basis, about), kind: "highest", series, ...high };
}

export function bottom(basis: Basis, series: string, about: About): Claim | null {
  const low = lowest(marks(basis, series));
  return low === null || isRest(low.label) ? null : { ...of(basis, about), kind: "lowest", series, ...low };
}

/** Of several rows over the same times, the one that ends highest. */
export function leads(basis: Basis, about: About): Claim | null {
  const grain = grainOf(basis.labels);
  const at = basis.labels.findLastIndex((_, place) => basis.series.some(({ values }) => (values[place] ?? null) !== null));
  const last = basis.series.map(({ name, values }) => ({ label: name, value: values[at] ?? null }));
  const known = last.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
  const best = highest(known);
  // Who has no value there may have been above.
  if (grain === null || best === null || known.length < last.length) return null;
  if (isRest(best.label) || isTotal(best.label) || basis.series.some(({ name, rest }) => name === best.label && rest === true))
    return null;
  return { ...of(basis, about), kind: "leads", series: best.label, grain, at: basis.labels[at] as string, value: best.value };
}

/** Where one row lies furthest above another. */
export function gap(basis: Basis, series: string, less: string, about: About): Claim | null {
  const rows = [series, less].map((wanted) => basis.series.find(({ name }) => name === wanted)?.values ?? []);
  const list = basis.labels.flatMap((label, at) => {
    const [one, other] = [rows[0]?.[at] ?? null, rows[1]?.[at] ?? null];
    return one === null || other === null ? [] : [{ label, value: one - other }];
  });
  const best = highest(list);
  return best === null || best.value <= 0 || isRest(best.label)
    ? null
    : { ...of(basis, about), kind: "gap", series, less, ...best };
}
