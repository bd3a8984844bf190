import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { sharedFormat } from "../design-system/shared-format.ts";

/** Numbers of one sentence, written alike: in one scale, with as many decimals as keep those apart that differ. */
export function figures(values: readonly number[], format: NumberFormat, locale: string): string[] {
  const shared = values.length < 2 ? format : sharedFormat(values, format, locale);
  return values.map((value) => formatNumber(value, shared, locale));
}
