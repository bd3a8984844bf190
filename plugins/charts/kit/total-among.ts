import type { Rows } from "./limits.ts";
import { remark } from "./remark.ts";
import type { Note } from "./shaped.ts";

/** Names by which a total goes. */
const TOTAL =
  /^(the )?(grand |sub)?(totals?|sum|overall|all|whole|gesamt(summe)?|summe|insgesamt|alle|ensemble|tous|toutes|totaux|suma|todos|todas|合計|総計|全体)\b/iu;
const CJK = /^(合計|総計|全体)/u;

const isTotalName = (name: string): boolean => TOTAL.test(name.trim()) || CJK.test(name.trim());

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
    if (places >= (isTotalName(one.name) ? 1 : PLACES_LEAST) && equal >= places * (1 - PLACES_OFF)) return one.name;
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

/** Drawn beside its parts a total stays; what is said is said of the parts. Only what is called a total: a sum may have a name of its own. */
export function partsBesideTotal(rows: Rows): Rows {
  const total = totalAmong(rows);
  return total === null || !isTotalName(total) ? rows : { ...rows, series: rows.series.filter(({ name }) => name !== total) };
}

/** Of one whole given as labels and values: a part called a total that is what the others come to. */
export function totalPart(labels: readonly string[], values: readonly (number | null)[]): number | null {
  if (labels.length < 3) return null;
  const sum = values.reduce<number>((all, value) => all + (value ?? 0), 0);
  const at = labels.findIndex((label, index) => {
    const value = values[index] ?? 0;
    return value > 0 && isTotalName(label) && Math.abs(sum - 2 * value) <= value * ROUNDING;
  });
  return at < 0 ? null : at;
}
