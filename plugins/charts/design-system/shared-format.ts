import type { KpiSpec, NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { type Scale, scaleOf, scalesIn } from "./number-words.ts";

const DECIMALS_MAX = 6;
/** More digits than these nobody compares: a trillion beside a three is written each as itself. */
const DIGITS_MAX = 6;
/** Scales are for what is longer than four digits. */
const SCALED_FROM = 9_995;

interface Wanted {
  /** Of the largest value, what rounding may take from any. */
  readonly error: number;
  /** Of each value, what rounding may take from itself. */
  readonly own: number;
  readonly distinct: boolean;
}

const LABELS: readonly Wanted[] = [
  { error: 0.005, own: 0.05, distinct: true },
  { error: 0.005, own: 1, distinct: true },
  { error: 0.005, own: 1, distinct: false },
];
/** Numbers that nobody reads beside each other: they need not look different. */
const NEAR: readonly Wanted[] = [{ error: 0.005, own: 0.05, distinct: false }, ...LABELS];
const EXACT: readonly Wanted[] = [{ error: 1e-9, own: 1e-6, distinct: true }, ...LABELS];

/**
 * One way to write several numbers that stand beside each other: one scale, as many decimals for each, and values that differ
 * look different. `near` where none of them is written on a mark, `exact` for numbers that are round already, such as the ticks of an axis. Gaps do not count. Where no one
 * scale can hold them, the format comes back as it is.
 */
export function sharedFormat(
  values: readonly (number | null | undefined)[],
  format: NumberFormat,
  locale: string,
  { exact = false, near = false }: { readonly exact?: boolean; readonly near?: boolean } = {},
): NumberFormat {
  const known = [
    ...new Set(values.flatMap((value) => (Number.isFinite(value) ? [Number((value as number).toPrecision(12))] : []))),
  ];
  const most = known.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
  if (most === 0) return format;
  for (const wanted of exact ? EXACT : near ? NEAR : LABELS) {
    const found = scalesFor(most, format, locale)
      .flatMap((scale) => fitting(known, most, scale, format, wanted))
      // As few digits as will do; decimals weigh more than the zeros of a smaller scale.
      .sort((a, b) => a.cost - b.cost)[0];
    if (found !== undefined) return found.format;
  }
  return format;
}

function scalesFor(most: number, { compact, scale }: NumberFormat, locale: string): (Scale | null)[] {
  if (scale !== undefined) return [scaleOf(scale, locale)];
  if (compact !== true || most < SCALED_FROM) return [null];
  return [null, ...scalesIn(locale).filter(({ divisor }) => divisor <= most * 1.0005)].reverse();
}

function fitting(
  known: readonly number[],
  most: number,
  scale: Scale | null,
  format: NumberFormat,
  wanted: Wanted,
): { format: NumberFormat; cost: number }[] {
  const divisor = scale?.divisor ?? 1;
  const scaled = known.map((value) => value / divisor);
  const whole = Math.max(1, Math.floor(Math.log10((most / divisor) * 1.0005)) + 1);
  for (let digits = 0; digits <= DECIMALS_MAX && whole + digits <= DIGITS_MAX; digits++)
    if (tells(scaled, most / divisor, digits, format, wanted))
      return [{ format: { ...format, digits, ...(scale !== null && { scale: scale.name }) }, cost: whole + digits * 1.25 }];
  return [];
}

function tells(
  values: readonly number[],
  most: number,
  digits: number,
  { style }: NumberFormat,
  { error, own, distinct }: Wanted,
): boolean {
  const power = 10 ** digits;
  const rounded = values.map((value) => Math.round(value * power) / power);
  return (
    (!distinct || new Set(rounded).size === values.length) &&
    values.every((value, at) => {
      const [size, shown] = [Math.abs(value), Math.abs(rounded[at] as number)];
      // What is not nothing is not written as nothing, and what is not all not as all.
      if (size > 0 && shown === 0) return false;
      if (style === "percent" && size < 100 && shown >= 100 && 100 - size > 1e-6) return false;
      return Math.abs(size - shown) <= Math.min(error * most, own * size) + 1e-12 * most;
    })
  );
}

/** How a key figure's value, target and difference are written: distinct where they are, and so that they add up. */
export function kpiFormats(
  { value, target, delta, format }: Pick<KpiSpec, "value" | "target" | "delta" | "format">,
  locale: string,
): { readonly value: NumberFormat; readonly delta: NumberFormat | null } {
  // A change in per cent of an amount is in no unit of the amount: each as itself.
  if (delta !== null && delta.format.style === "percent" && format.style !== "percent")
    return {
      ...kpiFormats({ value, delta: null, format, ...(target !== undefined && { target }) }, locale),
      delta: delta.format,
    };
  const before = value === null || delta === null ? null : value - delta.value;
  const alone = (target ?? null) === null && delta === null;
  const shared = alone ? format : sharedFormat([value, target, before, delta?.value], format, locale);
  const digits = shared.digits === undefined ? {} : { digits: shared.digits };
  const scale = shared.scale === undefined ? {} : { scale: shared.scale };
  return { value: shared, delta: delta === null ? null : { ...delta.format, ...digits, ...scale } };
}
