import type { NumberFormat, PanelSpec } from "../../core/ports/dashboard-spec.ts";
import type { Look } from "../../core/ports/report-format.ts";
import { oneLine } from "./text/clean.ts";
import type { Words } from "./words/words.ts";

interface PanelRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A panel's numbers as words: what its picture shows, row by row, whole and not in thousands. */
export function panelRows(panel: PanelSpec, { look, words }: { readonly look: Look; readonly words: Words }): PanelRows {
  const { table, labels, series } = panel;
  const { compact: _, scale: __, ...whole } = panel.format;
  if (table === undefined)
    return {
      columns: [words("label"), ...series.map(({ name }) => oneLine(name))],
      rows: labels.map((label, at) => [oneLine(label), ...series.map(({ values }) => look.number(values[at] ?? null, whole))]),
    };
  // Columns of a table are of several measures; their names say which, so a number stands as it is.
  const plain: NumberFormat = { style: "number" };
  return {
    columns: table.columns.map(oneLine),
    rows: table.rows.map((row) => row.map((cell) => (typeof cell === "string" ? oneLine(cell) : look.number(cell, plain)))),
  };
}
