import type { PanelSpec, Role } from "../../../core/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";

export interface LegendItem {
  readonly text: string;
  readonly role: Role;
  /** What a click on it hides. */
  readonly target: { readonly series: number } | { readonly slice: number } | null;
}

/** A single series needs no legend: the panel's title names it. */
export function legendOf(panel: PanelSpec, locale: string): LegendItem[] {
  const [first] = panel.series;
  if (panel.kind === "gauge" || panel.kind === "drawn" || first === undefined) return [];
  if (panel.kind === "doughnut")
    return panel.labels.map((label, slice) => ({
      text: `${label} ${formatNumber(first.values[slice], panel.format, locale)}`,
      role: first.roles?.[slice] ?? first.role,
      target: { slice },
    }));
  if (panel.series.length < 2) return [];
  return panel.series.map(({ name, role }, series) => ({ text: name, role, target: { series } }));
}
