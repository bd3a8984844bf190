import type { PanelSpec, Role } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { keyPath } from "./key-shapes.ts";
import { panelFormats } from "./panel-formats.ts";

export interface LegendItem {
  readonly text: string;
  readonly role: Role;
  /** SVG path of its key, in a square of ten. */
  readonly key: string;
  /** What a click on it hides. */
  readonly target: { readonly series: number } | { readonly slice: number } | null;
}

/** A single series needs no legend: the panel's title names it. */
export function legendOf(panel: PanelSpec, locale: string): LegendItem[] {
  const [first] = panel.series;
  if (panel.kind === "gauge" || panel.kind === "drawn" || first === undefined) return [];
  if (panel.kind === "doughnut")
    return panel.labels.map((label, slice) => ({
      text: `${label} ${formatNumber(first.values[slice], panelFormats(panel, locale).label, locale)}`,
      role: first.roles?.[slice] ?? first.role,
      key: keyPath(panel, slice),
      target: { slice },
    }));
  if (panel.series.length < 2) return [];
  return panel.series.flatMap(({ name, role, context }, series) =>
    context === true ? [] : [{ text: name, role, key: keyPath(panel, series), target: { series } }],
  );
}
