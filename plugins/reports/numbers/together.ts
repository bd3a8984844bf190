import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import type { Look } from "../../../core/ports/report-format.ts";

type Number_ = Look["number"];
type ScaleName = NonNullable<NumberFormat["scale"]>;

/** From the largest: what a number is divided by, and how many commas say so in a spreadsheet's format. */
export const SCALES: readonly { readonly name: ScaleName; readonly power: number; readonly commas: number }[] = [
  { name: "trillion", power: 1e12, commas: 4 },
  { name: "billion", power: 1e9, commas: 3 },
  { name: "million", power: 1e6, commas: 2 },
  { name: "thousand", power: 1e3, commas: 1 },
];

/** Four digits are read as they are; scales are for what is longer. */
const SCALED_FROM = 9_995;
/** Of all of a number's digits. */
const DIGITS_MAX = 9;

/**
 * Whether this language writes the scale with a word of its own and divides by it: German has none for thousands, and a Japanese
 * million is a hundred ten-thousands, which no spreadsheet's format can say.
 */
export const saysScale = (name: ScaleName, power: number, number: Number_): boolean =>
  (number(5 * power, { style: "number", scale: name, digits: 0 }).match(/\p{Nd}/gu) ?? []).length === 1;

/** One scale and as many decimals for all of these values, so that they can be compared; values that differ look different. */
export function together(values: readonly (number | null)[], format: NumberFormat, number: Number_): NumberFormat {
  const known = [...new Set(values.filter((value) => value !== null && Number.isFinite(value)))];
  const most = known.reduce<number>((size, value) => Math.max(size, Math.abs(value ?? 0)), 0);
  const { compact: _, scale: given, digits: fixed, ...bare } = format;
  const fits = SCALES.filter(
    ({ name, power }) =>
      (given === undefined ? format.compact === true && most >= SCALED_FROM && most >= power * 0.9995 : name === given) &&
      saysScale(name, power, number),
  );
  for (const { name, power } of fits) {
    const digits = fixed ?? decimals(known as number[], most, power, 2);
    if (digits !== null) return { ...bare, scale: name, digits };
  }
  const limit = DIGITS_MAX - Math.max(1, Math.ceil(Math.log10(most || 1)));
  return {
    ...bare,
    digits: fixed ?? decimals(known as number[], most, 1, Math.max(0, limit)) ?? Math.min(2, Math.max(0, limit)),
  };
}

/** The fewest that tell these values apart and take little from any; null where so many do not. */
function decimals(values: readonly number[], most: number, power: number, limit: number): number | null {
  for (let digits = 0; digits <= limit; digits++) {
    const shown = values.map((value) => Number((value / power).toFixed(digits)) * power);
    const near = values.every(
      (value, at) =>
        Math.abs(value - (shown[at] as number)) <= Math.min(0.005 * most, 0.05 * Math.abs(value)) + 1e-9 * most &&
        (value === 0 || shown[at] !== 0),
    );
    if (near && new Set(shown).size === values.length) return digits;
  }
  return null;
}
