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
  if (isTold(values, told, formatNumber(0, format, locale))) return told;
  const { compact: _, ...whole } = format;
  for (let digits = 1; digits <= DECIMALS_MAX; digits++) {
    const longer = write({ ...whole, digits });
    if (isTold(values, longer, formatNumber(0, format, locale))) return longer;
  }
  return told;
}

const isTold = (values: readonly number[], told: readonly string[], zero: string): boolean =>
  new Set(values.map((value) => value + 0)).size <= new Set(told).size &&
  values.every((value, at) => value === 0 || bare(told[at]) !== bare(zero));

/** Without what says nothing of the size: "−€0.00" is zero. */
const bare = (text: string | undefined): string => (text ?? "").replace(/[.,٫]0+(?!\d)/, "").replace(/[−-]/, "");
