import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";

const THIN = "\u202f";
const MINUS = "\u2212";
const MISSING = "–";

/** Writes numbers as the board reads them: true minus, currency before the number, thin space before a unit; percent by locale. */
export function formatNumber(value: number | null | undefined, format: NumberFormat, locale: string): string {
  if (typeof value !== "number" || !Number.isFinite(value)) return MISSING;
  const { number, unit } = formatParts(value, format, locale);
  return unit === "" ? number : unit === "%" && !spaced(locale) ? `${number}%` : `${number}${THIN}${unit}`;
}

/** Number and unit apart: a KPI draws the unit small. */
export function formatParts(value: number, format: NumberFormat, locale: string): { number: string; unit: string } {
  const { digits, suffix } = (format.compact === true && compacted(Math.abs(value), locale)) || {
    digits: numberIn(locale, decimals(Math.abs(value), format)).format(Math.abs(value)),
    suffix: "",
  };
  // What is written as zero is neither below nor above it.
  const zero = digits === numberIn(locale, 0).format(0);
  const sign = zero ? "" : value < 0 ? MINUS : format.signed === true ? "+" : "";
  const symbol = format.style === "currency" ? currencySymbol(format.currency ?? "USD", locale) : "";
  const unit = [suffix, format.style === "percent" ? "%" : format.unit].filter(Boolean).join(THIN);
  return { number: `${sign}${symbol}${digits}`, unit };
}

/** Below, a number is short enough as it is. */
const COMPACT_FROM = 9_995;
const compactNumbers = new Map<string, Intl.NumberFormat>();

/** In the locale's own words: a German billion is a "Mrd.". Null where it has none for this size. */
function compacted(value: number, locale: string): { digits: string; suffix: string } | null {
  if (value < COMPACT_FROM) return null;
  let format = compactNumbers.get(locale);
  if (format === undefined) {
    // Three digits, and one decimal at most: 4.2 M, 12.3 k, 999 k.
    const digits = { maximumSignificantDigits: 3, maximumFractionDigits: 1, roundingPriority: "lessPrecision" } as const;
    format = new Intl.NumberFormat(locale, { notation: "compact", ...digits });
    compactNumbers.set(locale, format);
  }
  const parts = format.formatToParts(value);
  const word = parts.find(({ type }) => type === "compact")?.value;
  if (word === undefined) return null;
  const digits = parts.filter(({ type }) => type !== "compact" && type !== "literal");
  // The sign of a thousand is a small k.
  return { digits: digits.map(({ value }) => value).join(""), suffix: word === "K" ? "k" : word };
}

/** As many digits as tell values apart, no more: 31 %, 4.2 M, 0.35. */
function decimals(value: number, format: NumberFormat): number {
  if (value >= 100) return format.compact === true || format.style === "percent" ? 0 : 1;
  if (value >= 1) return 1;
  return value >= 0.1 ? 2 : 3;
}

const cache = new Map<string, Intl.NumberFormat>();

function numberIn(locale: string, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale}/${maximumFractionDigits}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = new Intl.NumberFormat(locale, { maximumFractionDigits, minimumFractionDigits: 0 });
    cache.set(key, found);
  }
  return found;
}

function currencySymbol(currency: string, locale: string): string {
  try {
    const parts = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(
      1,
    );
    return parts.flatMap(({ type, value }) => (type === "currency" ? [value] : [])).join("");
  } catch {
    return `${currency} `;
  }
}

/** en: 31%, de: 31 %. */
function spaced(locale: string): boolean {
  return /\s/.test(new Intl.NumberFormat(locale, { style: "percent" }).format(0.31));
}

/** "2026-01-31" and "2026-01" as "Jan 2026" or "Jan"; other labels as they are. */
export function formatLabels(labels: readonly string[], locale: string): string[] {
  const dates = labels.map((label) => /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T00:00:00(?:\.0+)?)?$/.exec(label));
  if (dates.some((date) => date === null)) return [...labels];
  const parts = dates.map((date) => ({ year: Number(date?.[1]), month: Number(date?.[2]), day: Number(date?.[3] ?? 1) }));
  const years = new Set(parts.map(({ year }) => year));
  const yearly = parts.every(({ month, day }) => month === 1 && day === 1) && years.size > 1;
  const daily = new Set(parts.map(({ year, month }) => `${year}-${month}`)).size < parts.length;
  const options: Intl.DateTimeFormatOptions = yearly
    ? { year: "numeric" }
    : { month: "short", ...(daily && { day: "numeric" }), ...(years.size > 1 && { year: "2-digit" }) };
  const formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  return parts.map(({ year, month, day }) => formatter.format(Date.UTC(year, month - 1, day)));
}
