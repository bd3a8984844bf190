import type { PanelSpec, RenderWarning } from "../../../core/ports/dashboard-spec.ts";
import { startsAtZero } from "../chart-config/starts-at-zero.ts";

/** Never rescaled silently: a percent row that lies in 0…1 is drawn as it is, and said. */
export function suspiciousPercents(panels: readonly PanelSpec[]): RenderWarning[] {
  return panels.flatMap(({ title, format, series }) => {
    const all = series.flatMap(({ values }) => values).filter((value) => value !== null);
    if (
      format.style !== "percent" ||
      all.length < 2 ||
      all.some((value) => Math.abs(value) > 1) ||
      all.every((value) => value === 0)
    )
      return [];
    return [
      {
        code: "PERCENT_SCALE",
        panel: title,
        message: `${title}: every value lies in 0…1; percentages are percent numbers (31 is 31 %). Say unit: "ratio" if these are ratios.`,
      },
    ];
  });
}

/** A line over its range alone shows small changes as large ones: drawn, and said. */
export function cutAxes(panels: readonly PanelSpec[]): RenderWarning[] {
  return panels.flatMap((panel) => {
    const { title, kind, missing, series } = panel;
    const low = Math.min(...series.flatMap(({ values }) => values.filter((value) => value !== null)));
    if (kind !== "line" || missing !== null || startsAtZero(panel) || low <= 0) return [];
    return [{ code: "TRUNCATED_AXIS", panel: title, message: `${title}: the value axis does not start at zero` }];
  });
}

export const noData = (panels: readonly PanelSpec[]): { readonly panel: string; readonly field: string }[] =>
  panels.flatMap(({ title, missing: field }) => (field === null ? [] : [{ panel: title, field }]));
