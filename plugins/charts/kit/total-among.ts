import { isTotal } from "../../../core/charts/claims/find/rows.ts";
import { grainOf } from "../../../core/charts/claims/time.ts";
import type { Rows } from "./limits.ts";
import { remark } from "./remark.ts";
import type { Note } from "./shaped.ts";

/** Of so many places the sum may be off: a part that was left out, or a figure corrected in one of them only. */
const PLACES_OFF = 0.1;
/** Equal by chance: once or twice, but not at so many places. */
const PLACES_LEAST = 3;
const ROUNDING = 0.005;

/**
 * A series that is what the others come to, place by place: stacked on them it would double everything. One that is called a total
 * needs fewer places to be known as one.
 */
function totalAmong({ series }: Rows): string | null {
  if (series.length < 3) return null;
  for (const one of series) {
    const others = series.filter((other) => other !== one);
    let [places, equal] = [0, 0];
    for (const [at, value] of one.values.entries()) {
      const parts = others.flatMap(({ values }) => (values[at] === null || values[at] === undefined ? [] : [values[at]]));
      if (value === null || parts.filter((part) => part !== 0).length < 2) continue;
      places++;
      const sum = parts.reduce((all, part) => all + part, 0);
      if (Math.abs(sum - value) <= Math.abs(value) * ROUNDING) equal++;
    }
    if (places >= (isTotal(one.name) ? 1 : PLACES_LEAST) && equal >= places * (1 - PLACES_OFF)) return one.name;
  }
  return null;
}

/** The parts alone; what they come to is not one of them. */
export function partsAlone(rows: Rows, notes: Note[]): Rows {
  const total = totalAmong(rows);
  if (total === null) return rows;
  notes.push(remark("TOTAL_LEFT_OUT", "note.total-left-out", { name: total }));
  return { ...rows, series: rows.series.filter(({ name }) => name !== total) };
}

/**
 * A series, or a label, that is drawn beside the parts it is the total of. Only what is called a total: a sum may have a name of its own.
 */
function totalBeside(rows: Rows): { readonly name: string; readonly parts: Rows } | null {
  const total = totalAmong(rows);
  if (total !== null && isTotal(total))
    return { name: total, parts: { ...rows, series: rows.series.filter(({ name }) => name !== total) } };
  const { labels, series } = rows;
  const known = series.filter(({ values }) => values.some((value) => value !== null));
  const places = known.map(({ values }) => totalPart(labels, values));
  const at = places[0] ?? null;
  if (at === null || grainOf(labels) !== null || places.some((other) => other !== at)) return null;
  const without = <One>(list: readonly One[]) => list.filter((_, place) => place !== at);
  return {
    name: labels[at] as string,
    parts: { ...rows, labels: without(labels), series: series.map((one) => ({ ...one, values: without(one.values) })) },
  };
}

/** Drawn beside its parts a total stays; what is said is said of the parts. */
export const partsBesideTotal = (rows: Rows): Rows => totalBeside(rows)?.parts ?? rows;

/** That the headline passes over the tallest of what is drawn. */
export function tellTotalBeside(rows: Rows, notes: Note[]): void {
  const total = totalBeside(rows);
  if (total !== null) notes.push(remark("TOTAL_BESIDE", "note.total-beside", { name: total.name }));
}

/** Of one whole given as labels and values: a part called a total that is what the others come to. */
export function totalPart(labels: readonly string[], values: readonly (number | null)[]): number | null {
  if (labels.length < 3) return null;
  const sum = values.reduce<number>((all, value) => all + (value ?? 0), 0);
  const at = labels.findIndex((label, index) => {
    const value = values[index] ?? 0;
    return value > 0 && isTotal(label) && Math.abs(sum - 2 * value) <= value * ROUNDING;
  });
  return at < 0 ? null : at;
}
