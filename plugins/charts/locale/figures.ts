import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { sharedFormat } from "../design-system/shared-format.ts";

const DECIMALS_MAX = 12;

/**
 * Numbers of one sentence, written alike: in one scale, with as many decimals as keep those apart that differ, and what is not
 * nothing from nothing.
 */
export function figures(values: readonly number[], format: NumberFormat, locale: string): string[] {
  const write = (written: NumberFormat) => values.map((value) => formatNumber(value, written, locale));
  const told = write(values.length < 2 ? format : sharedFormat(values, format, locale));
  const zero = formatNumber(0, format, locale);
  if (isApart(values, told) && isSomething(values, told, zero)) return told;
  const { compact: _, ...whole } = format;
  const longer = Array.from({ length: DECIMALS_MAX }, (_, at) => write({ ...whole, digits: at + 1 })).filter((one) =>
    isApart(values, one),
  );
  // Beside what is a billion times larger, something is as good as nothing.
  return longer.find((one) => isSomething(values, one, zero)) ?? longer[0] ?? told;
}

const isApart = (values: readonly number[], told: readonly string[]): boolean =>
  new Set(values.map((value) => value + 0)).size <= new Set(told).size;

const isSomething = (values: readonly number[], told: readonly string[], zero: string): boolean =>
  values.every((value, at) => value === 0 || bare(told[at]) !== bare(zero));

/** Without what says nothing of the size: "−€0.00" is zero. */
const bare = (text: string | undefined): string => (text ?? "").replace(/[.,٫]0+(?!\d)/, "").replace(/[−-]/, "");
