import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";

/** Numbers of one sentence, written alike. */
export const figures = (values: readonly number[], format: NumberFormat, locale: string): string[] =>
  values.map((value) => formatNumber(value, format, locale));
