import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";

/** A panel of labels and one series that asks for a doughnut, as the form that draws all of them: names stand beside their slices. */
export function asRound(panel: PanelSpec): PanelSpec {
  const [series] = panel.series;
  const items = panel.labels.map((label, at) => {
    const role = series?.roles?.[at];
    return { label, value: series?.values[at] ?? 0, ...(role !== undefined && { role }) };
  });
  return { ...panel, kind: "drawn", drawing: { form: "round", hole: true, items } };
}
