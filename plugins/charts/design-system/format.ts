import { periodsIn } from "../../../core/charts/periods.ts";
import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { dateFormat } from "./date-format.ts";
import { type Sign, scaleFor, scaleOf, wordsAround } from "./number-words.ts";

const MISSING = "–";

/** Writes numbers as the board reads them: true minus, thin spaces; currency, percent and "Mrd." in the locale's words and place. */
export function formatNumber(value: number | null | undefined, format: NumberFormat, locale: string): string {
  if (typeof value !== "number" || !Number.isFinite(value)) return MISSING;
  const { before, digits, after } = written(value, format, locale);
  return `${before}${digits}${after}`;
}

/** Number and unit apart: a KPI draws the unit small. */
export function formatParts(value: number, format: NumberFormat, locale: string): { number: string; unit: string } {
  const { before, digits, after } = written(value, format, locale);
  return { number: `${before}${digits}`, unit: after.trim() };
}

function written(value: number, format: NumberFormat, locale: string): { before: string; digits: string; after: string } {
  const size = Math.abs(value);
  // Nothing is nothing in every scale: "$0", not "$0.0 M".
  const scale = size === 0 ? null : scaleIn(size, format, locale);
  const scaled = size / (scale?.divisor ?? 1);
  const fixed = size === 0 ? 0 : format.digits;
  const most = fixed ?? (scale === null ? decimals(size, format) : scaled >= 99.95 ? 0 : 1);
  const digits = numberIn(locale, fixed ?? 0, most).format(scaled);
  // What is written as zero is neither below nor above it.
  const zero = !/[^0\p{P}\s]/u.test(numberIn("en", 0, most).format(scaled));
  const sign: Sign = zero ? "" : value < 0 ? "-" : format.signed === true ? "+" : "";
  return { digits, ...wordsAround(format, scale, sign, locale) };
}

function scaleIn(size: number, format: NumberFormat, locale: string): ReturnType<typeof scaleOf> {
  if (format.scale !== undefined) return scaleOf(format.scale, locale);
  return format.compact === true && format.digits === undefined ? scaleFor(size, locale) : null;
}

/** As many digits as tell values apart, no more: 31 %, 4.2 M, 0.35. What is not all is not written as all: 99.95 %. */
function decimals(value: number, format: NumberFormat): number {
  const enough =
    value >= 100 ? (format.compact === true || format.style === "percent" ? 0 : 1) : value >= 1 ? 1 : value >= 0.1 ? 2 : 3;
  if (format.style !== "percent" || value >= 100 || value < 99) return enough;
  return Array.from({ length: 6 }, (_, at) => at + enough).find((digits) => Number(value.toFixed(digits)) < 100) ?? enough;
}

const cache = new Map<string, Intl.NumberFormat>();

function numberIn(locale: string, minimumFractionDigits: number, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale}/${minimumFractionDigits}/${maximumFractionDigits}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = new Intl.NumberFormat(locale, { maximumFractionDigits, minimumFractionDigits });
    cache.set(key, found);
  }
  return found;
}

/** Dates as the locale writes them, with years where they are of several: "Jan", "Jan 2006", "Sep 17, 2014", "2007". Other labels as they are. */
export function formatLabels(labels: readonly string[], locale: string): string[] {
  const periods = periodsIn(labels);
  if (periods === null || !periods.dated || periods.named) return [...labels];
  const { unit, at } = periods;
  const years = new Set(at.map((time) => new Date(time).getUTCFullYear()));
  const year = years.size > 1 || (labels.length === 1 && unit !== "year") ? ({ year: "numeric" } as const) : {};
  const formatter = dateFormat(locale, { ...PARTS[unit], ...(unit === "year" ? {} : year) });
  return at.map((time) => formatter.format(time));
}

const PARTS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  year: { year: "numeric" },
  month: { month: "short" },
  day: { month: "short", day: "numeric" },
  hour: { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
  minute: { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
};
