import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { described } from "../chart-config/drawn-config.ts";
import { panelFormats } from "../chart-config/panel-formats.ts";
import { formatNumber } from "../design-system/format.ts";
import { button } from "./elements.ts";
import type { View } from "./view.ts";

/** A point in words: each series' value there, or what its form says of it. */
export function saidAt({ locale }: View, panel: PanelSpec, at: number): readonly string[] {
  if (panel.kind === "drawn") return described(panel, at, locale);
  return panel.series.map(({ name, values }) => `${name} ${formatNumber(values[at], panelFormats(panel, locale).cell, locale)}`);
}

/** Under its chart, the point that a reader has picked, and a button that asks about it: where somebody can be asked. */
export function pick(view: View, index: number, at: number): void {
  const { ask } = view.around;
  if (ask === null) return;
  const panel = view.shownPanel(index);
  const label = panel.labels[at] ?? "";
  const said = saidAt(view, panel, at);
  const bar = barOf(view, index);
  const words = document.createElement("span");
  words.textContent = `${label}: ${said.join(", ")}`;
  bar.replaceChildren(words);
  const text = view.words("page.ask");
  button(text, bar, () => ask({ panel: panel.title, label, said }), `${text}: ${label}`);
}

/** The points are others now. */
export const forget = (view: View, index: number): void => view.byId(`panel-${index}`).querySelector(".asked")?.remove();

function barOf(view: View, index: number): HTMLElement {
  const card = view.byId(`panel-${index}`);
  const known = card.querySelector<HTMLElement>(".asked");
  if (known !== null) return known;
  const made = document.createElement("div");
  made.className = "asked";
  card.querySelector(".plot")?.after(made);
  return made;
}
