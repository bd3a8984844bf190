import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";

/** A line may leave zero out when its range is small against its level; an area may not. */
export function startsAtZero(panel: PanelSpec): boolean {
  if (panel.series.some(({ area }) => area === true)) return true;
  const values = panel.series.flatMap((series) => series.values).filter((value): value is number => value !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low >= 0 && low < high * 0.6;
}
