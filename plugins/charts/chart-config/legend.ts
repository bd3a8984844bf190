import type { PanelSpec, Role } from "../../../core/ports/dashboard-spec.ts";
import { keyPath } from "./key-shapes.ts";

export interface LegendItem {
  readonly text: string;
  readonly role: Role;
  /** SVG path of its key, in a square of ten. */
  readonly key: string;
  /** Which series it is of: what a click on it hides. */
  readonly series: number;
}

/** A single series needs no legend: the panel's title names it. What is no line or bar brings its own words. */
export function legendOf(panel: PanelSpec): LegendItem[] {
  if (panel.kind === "gauge" || panel.kind === "doughnut" || panel.kind === "drawn" || panel.series.length < 2) return [];
  return panel.series.flatMap(({ name, role, context }, series) =>
    context === true ? [] : [{ text: name, role, key: keyPath(panel, series), series }],
  );
}
