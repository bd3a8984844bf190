import type { NumberFormat } from "../../../../core/ports/dashboard-spec.ts";
import type { Look } from "../../../../core/ports/report-format.ts";
import { excelCode } from "../../numbers/excel-code.ts";
import { extent } from "../../numbers/extent.ts";
import { together } from "../../numbers/together.ts";
import type { ValueAxis } from "./chart.ts";

interface Reach {
  readonly low: number;
  readonly high: number;
  /** Bars and areas begin at zero; a line may leave it out where its range is small against its level. */
  readonly fromZero: boolean;
  /** Where a part of a whole ends: 100. */
  readonly bound: number | null;
  readonly given?: number | undefined;
  /** Of the range, kept free below the lowest: numbers of lying bars stand there, between bar and name. */
  readonly below?: number;
  /** Steps that have room for their numbers. */
  readonly steps: number;
}

const NICE = [1, 2, 5, 10];
const NEAR = 0.06;

/** A round step: about so many of them from end to end. */
export function stepFor(size: number, steps: number): number {
  const rough = size / Math.max(1, steps);
  const power = 10 ** Math.floor(Math.log10(rough));
  return Number(((NICE.find((nice) => nice * power >= rough * 0.999) ?? 10) * power).toPrecision(12));
}

/** The same rule as the picture's: zero is left out only where the picture loses much by showing it. */
const nearZero = (low: number, high: number): boolean => low === high || (low >= 0 ? low < high * 0.6 : high > low * 0.6);

/**
 * How far an axis reaches. Its end is left open, so that it still fits when a reader edits the numbers; its begin and its step are
 * said, so that the same numbers stand on it in every program.
 */
export function valueRange(reach: Reach, label: NumberFormat, number: Look["number"], shown = true): ValueAxis {
  const { low, high, fromZero, bound, given, steps } = reach;
  if (low === 0 && high === 0) return { min: 0, max: 1, step: 1, code: excelCode(label, number), shown };
  const zero = fromZero || nearZero(low, high);
  const [from, to] = zero ? [Math.min(0, low), Math.max(0, high)] : [low, high];
  const step = stepFor(to - from || Math.abs(to) || 1, steps);
  const aired = from < 0 ? from - (to - from) * (reach.below ?? 0) : from;
  const rounded = Number((Math.floor(aired / step + 1e-9) * step).toPrecision(12));
  // What lies on the axis can't be told from it, nor what is written beneath.
  const start =
    !zero && from - rounded < NEAR * (to - from) && rounded - step >= 0 ? Number((rounded - step).toPrecision(12)) : rounded;
  const min = given !== undefined && given < high ? given : start;
  const ticks = Array.from({ length: Math.ceil((to - min) / step) + 2 }, (_, at) => Number((min + at * step).toPrecision(12)));
  const { digits: _, compact: __, ...format } = label;
  return {
    // Below zero PowerPoint finds the end itself, and keeps it right when numbers change.
    ...(min >= 0 || !zero || reach.below !== undefined ? { min } : {}),
    ...(to <= 0 && zero ? { max: 0 } : bound !== null && to <= bound && to > bound * 0.85 ? { max: bound } : {}),
    step,
    code: excelCode(together(ticks.slice(0, 40), format, number), number),
    shown,
  };
}

/** Equal distances are equal ratios; nothing at or below zero has a place on it. */
export function logRange(values: readonly number[], label: NumberFormat, number: Look["number"]): ValueAxis | null {
  if (values.length === 0 || values.some((value) => value <= 0)) return null;
  const least = extent(values).low;
  const { digits: _, scale: __, ...format } = label;
  const code =
    least >= 1
      ? excelCode({ ...format, digits: 0 }, number)
      : excelCode({ ...format, digits: Math.ceil(-Math.log10(least)) }, number);
  return { min: 10 ** Math.floor(Math.log10(least)), log: true, code, shown: true };
}
