import type { PanelSpec, RenderWarning, RowTable } from "../../../core/ports/dashboard-spec.ts";
import { withRows } from "../rows/behind.ts";
import { frameOf, frameOnce } from "../rows/frame.ts";
import { rowTable } from "../rows/row-table.ts";
import type { Given } from "./common-of.ts";

/** The rows that came with the data, and what each panel's marks are in them. Panels that are tied to rows already stay so. */
export function rowsBehind(
  panels: readonly PanelSpec[],
  known: readonly RowTable[],
  { rows, drawn, unit }: Given,
  locale: string,
): { panels: readonly PanelSpec[]; tables: readonly RowTable[]; notes: readonly RenderWarning[] } {
  const frame = drawn?.frame ?? (rows === undefined ? undefined : frameOnce(rows, () => frameOf(rows)));
  if (frame === undefined || frame.rows.length === 0) return { panels, tables: known, notes: [] };
  const table = rowTable(frame);
  const tables = known.includes(table) ? known : [...known, table];
  const index = tables.indexOf(table);
  const ties = { index, measured: drawn?.measured ?? null, factor: unit === "ratio" ? 100 : 1, locale };
  const tiedPanels = panels.map((panel) => (panel.behind === undefined ? withRows(panel, table, ties) : panel));
  const tied = tiedPanels.some((panel) => panel.behind?.table === index);
  const note = (code: string, message: string) => ({ code, panel: null, message });
  return {
    panels: tiedPanels,
    tables: tied ? tables : known,
    notes: [
      ...(tied || drawn !== undefined
        ? []
        : [note("ROWS_UNUSED", "No column of `rows` holds the labels of a panel: there is nothing to click through to")]),
      ...(tied && table.kept < table.total
        ? [note("SAMPLED", `The page holds ${table.kept} of ${table.total} rows, evenly taken: filters by row are off`)]
        : []),
    ],
  };
}
