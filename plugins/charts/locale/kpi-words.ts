import type { KpiSpec, NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber, formatParts } from "../design-system/format.ts";
import { kpiFormats } from "../design-system/shared-format.ts";
import { drawn, versus } from "./drawn.ts";

export interface KpiWords {
  readonly number: string;
  readonly unit: string;
  /** "▲ 5 pts", what it is against, and whether that is good. */
  readonly change: { readonly text: string; readonly versus: string; readonly good: boolean | null } | null;
  /** The value's, which its target has too. */
  readonly format: NumberFormat;
}

/** A key figure in words: pictures, pages and cards say the same. */
export function kpiWords(kpi: KpiSpec, locale: string): KpiWords {
  const { value, delta } = kpi;
  const formats = kpiFormats(kpi, locale);
  const shown = value === null ? { number: drawn("drawn.no-data", locale), unit: "" } : formatParts(value, formats.value, locale);
  return {
    ...shown,
    change: delta === null ? null : changeOf(delta, formats.delta ?? delta.format, locale),
    format: formats.value,
  };
}

function changeOf({ value, base, good }: NonNullable<KpiSpec["delta"]>, format: NumberFormat, locale: string) {
  const arrow = value > 0 ? "▲" : value < 0 ? "▼" : "●";
  return {
    text: `${arrow} ${formatNumber(Math.abs(value), { ...format, signed: false }, locale)}`,
    versus: versus(base, locale),
    good,
  };
}
