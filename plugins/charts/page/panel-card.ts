import type { Chart } from "chart.js";
import { formatNumber } from "../design-system/format.ts";
import { tableOf } from "../render/table-of.ts";
import { asCsv } from "./csv.ts";
import { button, byId, fillTable, save, saveText } from "./elements.ts";
import { charts, locale, shownPanel, spec, state } from "./view.ts";

/** Buttons of one panel: enlarge, picture, numbers, and the way back from a zoom. */
export function panelActions(index: number, enlarge: () => void): void {
  const { id, title, kind, drawing } = shownPanel(index);
  const actions = byId(`panel-${index}`).querySelector(".actions") as Element;
  button("⤢", actions, enlarge, `Enlarge ${title}`);
  if (drawing?.form !== "table")
    button("PNG", actions, () => save(`${id}.png`, charts.get(index)?.toBase64Image() ?? ""), `Download PNG of ${title}`);
  button(
    "CSV",
    actions,
    () => {
      const { columns, rows } = tableOf(shownPanel(index));
      saveText(`${id}.csv`, asCsv([columns, ...rows]));
    },
    `Download CSV of ${title}`,
  );
  if (kind === "line")
    button("⟲", actions, () => (charts.get(index) as Zoomed | undefined)?.resetZoom(), `Reset zoom of ${title}`);
}

type Zoomed = Chart & { resetZoom(): void };

const shown = new Map<number, unknown>();

/** The numbers under a chart are those it shows; a chart that no filter reaches says so. */
export function fillData(index: number): void {
  const panel = shownPanel(index);
  const card = byId(`panel-${index}`);
  const whole = panel === spec.panels[index];
  const filtering = state.only.size > 0 || state.since !== null || state.until !== null;
  card.querySelector(".unreached")?.toggleAttribute("hidden", !filtering || !whole);
  const table = card.querySelector("details table");
  if (!(table instanceof HTMLTableElement) || (whole && !shown.has(index))) return;
  shown.set(index, panel);
  const { columns, rows } = tableOf(panel);
  const text = (cell: string | number | null) => (typeof cell === "string" ? cell : formatNumber(cell, panel.format, locale));
  fillTable(
    table,
    columns,
    rows.map((row) => row.map(text)),
  );
}
