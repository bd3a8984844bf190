import type { DashboardSpec, PanelSpec } from "../../../core/dashboard-spec.ts";

const categorical = (panel: PanelSpec): boolean =>
  panel.missing === null && (panel.kind === "bar" || panel.kind === "horizontal-bar");

/** Categories that two panels or more share: only there a filter says something. */
export function categoriesOf({ panels }: DashboardSpec): string[] {
  const drawn = panels.filter(categorical);
  const all = [...new Set(drawn.flatMap(({ labels }) => labels))];
  const shared = all.filter((label) => drawn.filter(({ labels }) => labels.includes(label)).length > 1);
  return shared.length > 1 ? shared.slice(0, 12) : [];
}

export function filtered(panel: PanelSpec, category: string | null): PanelSpec {
  const at = category === null || !categorical(panel) ? -1 : panel.labels.indexOf(category);
  if (at < 0) return panel;
  const series = panel.series.map((one) => ({
    ...one,
    values: [one.values[at] ?? null],
    ...(one.roles && { roles: [one.roles[at] ?? one.role] }),
    labelled: [0],
  }));
  return { ...panel, labels: [category as string], series };
}
