import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { described } from "../chart-config/drawn-config.ts";
import { panelFormats } from "../chart-config/panel-formats.ts";
import { formatNumber } from "../design-system/format.ts";
import { highlight } from "./plot.ts";
import type { View } from "./view.ts";
import { zoomBy } from "./zoom.ts";

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrows walk the points and read them; Enter goes into the one that is lit, or the panel. */
export function walk(view: View, index: number, event: KeyboardEvent, enter: (mark: number | null) => void): void {
  const chart = view.charts.get(index);
  const now = chart?.getActiveElements()[0]?.index ?? -1;
  if (event.key === "Enter") {
    // Else the same key press also clicks "back", which has the focus next.
    event.preventDefault();
    enter(now < 0 ? null : now);
    return;
  }
  // With these the browser zooms the page.
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if ((!event.key.startsWith("Arrow") || event.shiftKey) && zoomBy(view, index, event.key)) {
    event.preventDefault();
    return;
  }
  const step = STEPS[event.key];
  if (chart === undefined || (step === undefined && event.key !== "Home" && event.key !== "End")) return;
  event.preventDefault();
  const panel = view.shownPanel(index);
  const last = panel.labels.length - 1;
  const at = event.key === "Home" ? 0 : event.key === "End" ? last : Math.min(last, Math.max(0, now + (step ?? 0)));
  const active = panel.series.map((_, datasetIndex) => ({ datasetIndex, index: at }));
  chart.setActiveElements(active);
  chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
  chart.render();
  highlight(view, index, panel.labels[at] ?? null);
  view.around.onPicked?.(view, index, at);
  view.say(`${panel.labels[at]}: ${saidAt(view, panel, at).join(", ")}`);
}

/** A point in words: each series' value there, or what its form says of it. */
export function saidAt({ locale }: View, panel: PanelSpec, at: number): readonly string[] {
  if (panel.kind === "drawn") return described(panel, at, locale);
  return panel.series.map(({ name, values }) => `${name} ${formatNumber(values[at], panelFormats(panel, locale).cell, locale)}`);
}
