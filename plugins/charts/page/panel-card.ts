import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { columnFormats } from "../chart-config/panel-formats.ts";
import { formatNumber } from "../design-system/format.ts";
import { shownAsTable } from "../forms/index.ts";
import { tableOf } from "../render/table-of.ts";
import { csvFile } from "./csv.ts";
import { button } from "./elements.ts";
import { panelPicture, pngFile } from "./picture.ts";
import { type Cell, sortedTable } from "./sorted-table.ts";
import type { View } from "./view.ts";
import { zoomButtons, zooms } from "./zoom.ts";

/** Buttons of one panel: enlarge, picture, numbers, and the way back from a zoom. */
export function panelActions(view: View, index: number, enlarge: () => void): void {
  const { id, title } = view.shownPanel(index);
  const actions = view.byId(`panel-${index}`).querySelector(".actions") as Element;
  button("⤢", actions, enlarge, view.words("page.enlarge", { title }));
  const { save } = view.around;
  if (save !== null) {
    button("PNG", actions, () => save(pngFile(id, panelPicture(view, index))), view.words("page.png-of", { title }));
    button(
      "CSV",
      actions,
      () => {
        const { columns, rows } = tableOf(view.shownPanel(index), view.locale);
        save(csvFile(id, [columns, ...rows]));
      },
      view.words("page.csv-of", { title }),
    );
  }
  if (zooms(view.shownPanel(index))) zoomButtons(view, index, title, actions);
}

/** The numbers under a chart are those it shows; a chart that no filter reaches says so. */
export function fillData(view: View, index: number): void {
  const panel = view.shownPanel(index);
  const card = view.byId(`panel-${index}`);
  const filtering = view.state.only.size > 0 || view.state.since !== null || view.state.until !== null;
  card.querySelector(".unreached")?.toggleAttribute("hidden", !filtering || panel !== view.spec.panels[index]);
  const details = card.querySelector("details");
  // A closed table can wait: thousands of cells would hold up the charts.
  if (details?.open === true) fillDetails(view, index);
}

/** At the click, before it opens: no frame shows the numbers from before. A search in the page opens it without a click. */
export function fillWhenOpened(view: View, index: number): void {
  const details = view.byId(`panel-${index}`).querySelector("details");
  details?.querySelector("summary")?.addEventListener("click", () => fillDetails(view, index));
  details?.addEventListener("toggle", () => fillDetails(view, index));
}

function fillDetails(view: View, index: number): void {
  const panel = view.shownPanel(index);
  const table = view.byId(`panel-${index}`).querySelector("details table");
  if (!(table instanceof HTMLTableElement) || view.filled.get(index) === panel) return;
  view.filled.set(index, panel);
  const data = tableOf(panel, view.locale);
  const formatOf = columnFormats(panel, data.rows, view.locale);
  sortedTable(view, table, data, (row, column) => written(view, data.rows[row]?.[column] ?? null, formatOf(column)));
}

const written = (view: View, cell: Cell, format: NumberFormat): string =>
  typeof cell === "string" ? cell : formatNumber(cell, format, view.locale);

/** A panel that is a table: as it stands in the page, and in the order that a reader asks for. */
export function orderable(view: View, index: number): void {
  const panel = view.shownPanel(index);
  const shown = shownAsTable(panel);
  const table = view.byId(`panel-${index}`).querySelector("table");
  if (table === null || shown === undefined) return;
  sortedTable(view, table, tableOf(panel, view.locale), (row, column) => shown.rows[row]?.[column] ?? "");
}
