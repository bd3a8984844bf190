import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { columnFormats } from "../chart-config/panel-formats.ts";
import { formatNumber } from "../design-system/format.ts";
import { drawn } from "../locale/drawn.ts";

export interface PanelTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A panel's numbers as a table: its own, or its labels and series. What the page, the CSV and the text show. */
export function tableOf({ table, labels, series }: PanelSpec, locale: string): PanelTable {
  if (table !== undefined) return table;
  return {
    columns: [drawn("drawn.label", locale), ...series.map(({ name }) => name)],
    rows: labels.map((label, at) => [label, ...series.map(({ values }) => values[at] ?? null)]),
  };
}

/** The same as it is read: every number of a measure in one scale, with as many decimals. */
export function writtenTable(panel: PanelSpec, locale: string): { columns: readonly string[]; rows: string[][] } {
  const { columns, rows } = tableOf(panel, locale);
  const formatOf = columnFormats(panel, rows, locale);
  return {
    columns,
    rows: rows.map((row) => row.map((cell, at) => (typeof cell === "string" ? cell : formatNumber(cell, formatOf(at), locale)))),
  };
}
