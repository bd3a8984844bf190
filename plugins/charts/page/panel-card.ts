import type { NumberFormat, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { columnFormats } from "../chart-config/panel-formats.ts";
import { formatNumber } from "../design-system/format.ts";
import { tableOf } from "../render/table-of.ts";
import { asCsv } from "./csv.ts";
import { button, byId, save, saveText } from "./elements.ts";
import { panelPicture } from "./picture.ts";
import { type Cell, sortedTable } from "./sorted-table.ts";
import { locale, shownPanel, spec, state, words } from "./view.ts";
import { zoomButtons, zooms } from "./zoom.ts";

/** Buttons of one panel: enlarge, picture, numbers, and the way back from a zoom. */
export function panelActions(index: number, enlarge: () => void): void {
  const { id, title } = shownPanel(index);
  const actions = byId(`panel-${index}`).querySelector(".actions") as Element;
  button("⤢", actions, enlarge, words("page.enlarge", { title }));
  button("PNG", actions, () => save(`${id}.png`, panelPicture(index)), words("page.png-of", { title }));
  button(
    "CSV",
    actions,
    () => {
      const { columns, rows } = tableOf(shownPanel(index), locale);
      saveText(`${id}.csv`, asCsv([columns, ...rows]));
    },
    words("page.csv-of", { title }),
  );
  if (zooms(shownPanel(index))) zoomButtons(index, title, actions);
}

/** What each table holds now. */
const filled = new Map<number, PanelSpec>();

/** The numbers under a chart are those it shows; a chart that no filter reaches says so. */
export function fillData(index: number): void {
  const panel = shownPanel(index);
  const card = byId(`panel-${index}`);
  const filtering = state.only.size > 0 || state.since !== null || state.until !== null;
  card.querySelector(".unreached")?.toggleAttribute("hidden", !filtering || panel !== spec.panels[index]);
  const details = card.querySelector("details");
  // A closed table can wait: thousands of cells would hold up the charts.
  if (details?.open === true) fillDetails(index);
}

/** At the click, before it opens: no frame shows the numbers from before. A search in the page opens it without a click. */
export function fillWhenOpened(index: number): void {
  const details = byId(`panel-${index}`).querySelector("details");
  details?.querySelector("summary")?.addEventListener("click", () => fillDetails(index));
  details?.addEventListener("toggle", () => fillDetails(index));
}

function fillDetails(index: number): void {
  const panel = shownPanel(index);
  const table = byId(`panel-${index}`).querySelector("details table");
  if (!(table instanceof HTMLTableElement) || filled.get(index) === panel) return;
  filled.set(index, panel);
  const data = tableOf(panel, locale);
  const formatOf = columnFormats(panel, data.rows, locale);
  sortedTable(table, data, (row, column) => written(data.rows[row]?.[column] ?? null, formatOf(column)));
}

const written = (cell: Cell, format: NumberFormat): string =>
  typeof cell === "string" ? cell : formatNumber(cell, format, locale);

/** A panel that is a table: as it stands in the page, and in the order that a reader asks for. */
export function orderable(index: number): void {
  const { drawing } = shownPanel(index);
  const table = byId(`panel-${index}`).querySelector("table");
  if (table === null || drawing?.form !== "table") return;
  sortedTable(table, tableOf(shownPanel(index), locale), (row, column) => drawing.rows[row]?.[column] ?? "");
}
