import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import type { Common } from "./common-fields.ts";
import type { Pen } from "./draft.ts";
import { formatFor, isScaled, isScaledMoney } from "./key-figures.ts";

/** What generic charts say of their numbers: format, and the words for a subtitle. */
export function measured(given: Common, pen: Pen) {
  const ratio = given.unit === "ratio";
  const format: NumberFormat = ratio ? { style: "percent" } : formatFor(given.unit, pen.currency);
  return {
    // A long unit stands once, in the subtitle, not on every mark.
    format: (format.unit ?? "").length > 4 ? { ...format, unit: "" } : format,
    /** In a sentence, where the unit stands beside its number. */
    spoken: format,
    unit: ratio ? "%" : (given.unit ?? pen.currency ?? ""),
    scaled: (value: number | null) => (value !== null && ratio ? value * 100 : value),
  };
}

/** Unit and how to read it; a unit that the name says already is not said twice. */
export function readingOf(pen: Pen, name: string, unit: string, ...reading: readonly string[]): string {
  const known = unit.length > 2 && name.toLowerCase().includes(unit.toLowerCase());
  return joined([known ? "" : unit, ...reading], pen);
}

/** A column's name, or what its unit counts where the name is a letter: "n" says nothing to who did not write it. */
export const measureNamed = (name: string, unit: string, pen: Pen): string =>
  [...name].length === 1 && unit !== "" && /\p{Script=Latin}/u.test(name) ? measureOf(unit, pen) : name;

/** What was measured, where only the unit says it. */
export function measureOf(unit: string, pen: Pen): string {
  if (unit === "") return pen.word("value");
  if (unit === "%") return pen.word("per-cent");
  if (isScaledMoney(unit) || /^[A-Z]{3}$/.test(unit)) return pen.word("amount-in", { unit });
  if (isScaled(unit)) return pen.word("value");
  return `${unit.slice(0, 1).toUpperCase()}${unit.slice(1)}`;
}

/** Phrases of one line; what is empty is none. */
export const joined = (phrases: readonly string[], pen: Pen): string =>
  phrases.filter(Boolean).reduce((one, other) => (one === "" ? other : pen.word("joined", { one, other })), "");
