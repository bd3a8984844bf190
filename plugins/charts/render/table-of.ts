import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";

export interface PanelTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A panel's numbers as a table: its own, or its labels and series. What the page, the CSV and the text show. */
export function tableOf({ table, labels, series }: PanelSpec): PanelTable {
  if (table !== undefined) return table;
  return {
    columns: ["Label", ...series.map(({ name }) => name)],
    rows: labels.map((label, at) => [label, ...series.map(({ values }) => values[at] ?? null)]),
  };
}
