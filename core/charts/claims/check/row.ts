import type { Basis } from "../../../ports/claim.ts";

/** A basis as the checker reads it: cell by cell, in no shape that a finder uses. */
export const cell = (basis: Basis, series: string, at: number): number | null => {
  const row = basis.series.find(({ name }) => name === series);
  const value = row?.values[at];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
};

/** Runs over the places of a series that hold a number. */
export function* numbers(basis: Basis, series: string): Generator<readonly [at: number, value: number]> {
  for (let at = 0; at < basis.labels.length; at++) {
    const value = cell(basis, series, at);
    if (value !== null) yield [at, value];
  }
}

/** Computed in another order, the same number differs in its last digits. */
export const near = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-9 * Math.max(1e-300, Math.abs(one), Math.abs(other)) || Math.abs(one - other) < 1e-12;

/** From the last to the first, with what rounding loses carried along. */
export function sum(values: readonly number[]): number {
  let [whole, lost] = [0, 0];
  for (let at = values.length - 1; at >= 0; at--) {
    const next = (values[at] as number) - lost;
    const grown = whole + next;
    lost = grown - whole - next;
    whole = grown;
  }
  return whole;
}

/** First words of what others were added up to, and names of what has none. */
const RESTS = new Set("other others rest misc miscellaneous sonstige sonstiges andere autre autres otros その他".split(" "));
const NAMELESS = new Set(["", "—", "-", "n/a", "none", "null", "nan", "unknown"]);

export function isPooled(label: string): boolean {
  const text = label.trim().toLowerCase();
  const [first = "", second = "", third = ""] = text.split(/[^\p{L}]+/u);
  const word = first === "all" && second === "the" ? third : first === "all" || first === "the" ? second : first;
  return NAMELESS.has(text) || RESTS.has(word);
}
