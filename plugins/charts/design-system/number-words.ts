import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";

/** What stands around digits, asked of `Intl` once: sign, currency, "Mrd.", percent, each in the locale's own place. */

type ScaleName = NonNullable<NumberFormat["scale"]>;
export type Sign = "" | "-" | "+";

export interface Scale {
  readonly name: ScaleName;
  /** What a number is divided by: of a Japanese "million" it is 10,000, for it is written as 100万. */
  readonly divisor: number;
}

const THIN = "\u202f";
const MINUS = "\u2212";
const POWERS: Readonly<Record<ScaleName, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

/** Below, a number is short enough as it is. */
const SCALED_FROM = 9_995;
const scales = new Map<string, readonly Scale[]>();

/** Those that the locale has a word for, smallest first: German has none for thousands. */
export function scalesIn(locale: string): readonly Scale[] {
  const known = scales.get(locale);
  if (known !== undefined) return known;
  const compact = new Intl.NumberFormat(locale, { notation: "compact", numberingSystem: "latn" });
  const found = (Object.keys(POWERS) as ScaleName[]).flatMap((name): Scale[] => {
    const parts = compact.formatToParts(POWERS[name]);
    if (!parts.some(({ type }) => type === "compact")) return [];
    const whole = parts.flatMap(({ type, value }) => (type === "integer" ? [value] : [])).join("");
    return [{ name, divisor: POWERS[name] / Number(whole) }];
  });
  scales.set(locale, found);
  return found;
}

export const scaleOf = (name: ScaleName, locale: string): Scale | null =>
  scalesIn(locale).find((scale) => scale.name === name) ?? null;

/** The largest that a number of this size fills. */
export const scaleFor = (size: number, locale: string): Scale | null =>
  size < SCALED_FROM ? null : (scalesIn(locale).findLast(({ divisor }) => size >= divisor * 0.9995) ?? null);

interface Words {
  readonly before: string;
  readonly after: string;
}

const around = new Map<string, Words>();

export function wordsAround(format: NumberFormat, scale: Scale | null, sign: Sign, locale: string): Words {
  const key = [locale, format.style, format.currency, format.unit, scale?.name, sign].join("/");
  let found = around.get(key);
  if (found === undefined) {
    found = asked(format, scale, sign, locale);
    around.set(key, found);
  }
  return found;
}

const DIGITS = new Set(["integer", "group", "decimal", "fraction"]);

function asked(format: NumberFormat, scale: Scale | null, sign: Sign, locale: string): Words {
  const parts = partsOf(format, scale, sign, locale);
  const first = parts.findIndex(({ type }) => DIGITS.has(type));
  const last = parts.findLastIndex(({ type }) => DIGITS.has(type));
  const text = parts.map(({ type, value }, at) => {
    if (type === "minusSign") return value.replace("-", MINUS);
    // The sign of a thousand is a small k, and a letter stands a little apart from its number.
    if (type === "compact") return `${at === last + 1 && /^[a-z]/i.test(value) ? THIN : ""}${value === "K" ? "k" : value}`;
    return value.replace(/\s/g, THIN);
  });
  const unit = format.style === "number" && format.unit !== undefined && format.unit !== "" ? `${THIN}${format.unit}` : "";
  return { before: text.slice(0, first).join(""), after: `${text.slice(last + 1).join("")}${unit}` };
}

function partsOf({ style, currency }: NumberFormat, scale: Scale | null, sign: Sign, locale: string): Intl.NumberFormatPart[] {
  const sample = (style === "percent" ? 0.05 : 5) * (scale === null ? 1 : POWERS[scale.name]) * (sign === "-" ? -1 : 1);
  const options: Intl.NumberFormatOptions = {
    ...(scale !== null && { notation: "compact" }),
    maximumFractionDigits: 0,
    signDisplay: sign === "" ? "never" : "always",
  };
  if (style !== "currency")
    return new Intl.NumberFormat(locale, { ...options, ...(style === "percent" && { style }) }).formatToParts(sample);
  const code = currency ?? "USD";
  try {
    return new Intl.NumberFormat(locale, { ...options, style, currency: code, currencyDisplay: "narrowSymbol" }).formatToParts(
      sample,
    );
  } catch {
    const [signed, rest] = [
      sign === "" ? [] : partsOf({ style: "number" }, null, sign, locale).slice(0, 1),
      partsOf({ style: "number" }, scale, "", locale),
    ];
    return [...signed, { type: "currency", value: `${code} ` }, ...rest];
  }
}
