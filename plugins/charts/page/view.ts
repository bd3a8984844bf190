import type { Chart } from "chart.js";
import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import type { PageBrand } from "../brand/brand.ts";
import { type DrawnKey, drawn, drawnFrom } from "../locale/drawn.ts";
import type { Words } from "../locale/words.ts";
import { remeasured } from "../rows/remeasure.ts";
import { filtered, periodsOf, withoutEmpty } from "./filter.ts";
import { keptRows } from "./row-filter.ts";
import { readState, writeState } from "./state.ts";

/** What is shown, and what of it is chosen: the one place that all parts of the page read and change. */

const given = JSON.parse(document.getElementById("spec")?.textContent ?? "") as {
  spec: DashboardSpec;
  locale: string;
  brand: PageBrand;
  words: Readonly<Record<string, string>>;
};
export const { spec, locale, brand } = given;
drawnFrom((key) => given.words[key] ?? key);
/** A word of the page, in its language. */
export const words = (key: DrawnKey, put: Words = {}): string => drawn(key, locale, put);
export const charts = new Map<number, Chart>();
export const state = readState(location.hash);
export const periods = periodsOf(spec);

/** Whether rows count, table by table, and the panels that they give: made once for each view. */
let kept: (Uint8Array | null)[] = [];
const shown = new Map<number, PanelSpec>();
const countRows = (): void => {
  kept = (spec.tables ?? []).map((table) => keptRows(table, state));
  shown.clear();
};
countRows();

export const rowsKept = (table: number): Uint8Array | null => kept[table] ?? null;

/** The panel as this view shows it. */
export function shownPanel(index: number): PanelSpec {
  const known = shown.get(index);
  if (known !== undefined) return known;
  const made = panelOf(index);
  shown.set(index, made);
  return made;
}

function panelOf(index: number): PanelSpec {
  const panel = spec.panels[index] as PanelSpec;
  const table = spec.tables?.[panel.behind?.table ?? -1];
  const keep = rowsKept(panel.behind?.table ?? -1);
  const counted = table === undefined || keep === null ? panel : withoutEmpty(remeasured(panel, table, keep));
  const left = filtered(counted, state, periods);
  // Its finding was found in all the data: of a part it may be false.
  return left === panel ? panel : { ...left, title: panel.neutralTitle ?? panel.title };
}

/** Whether a filter takes anything from any chart. */
export const isPart = (): boolean => spec.panels.some((panel, index) => shownPanel(index) !== panel);

/** The dashboard's title: its finding is about all the data. */
export const shownTitle = (): string => (isPart() ? (spec.neutralTitle ?? spec.title) : spec.title);

const drawers: (() => void)[] = [];
const showers: (() => void)[] = [];

/** Called when the charts must be drawn anew. */
export const onRedraw = (act: () => void): unknown => drawers.push(act);

/** Called when something else is to be seen. */
export const onChange = (act: () => void): unknown => showers.push(act);

/** After `state` was changed: the address says it, and the page shows it. `redraw` where charts have other data or colours. */
export function changed({ redraw }: { readonly redraw: boolean }): void {
  try {
    history.replaceState(null, "", writeState(state) || "#");
  } catch {
    // A sandboxed frame may not change its address: the view works on, only a link can't be copied.
  }
  if (redraw) {
    countRows();
    for (const act of drawers) act();
  }
  for (const act of showers) act();
}
