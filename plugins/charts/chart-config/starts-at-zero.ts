import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";

/** A line may leave zero out when its range is small against its level; bars and areas may not. */
export function startsAtZero(panel: PanelSpec): boolean {
  if (panel.kind !== "line" || panel.stacked === true || panel.series.some(({ area }) => area === true)) return true;
  return nearZero(panel.series.flatMap(({ values }) => values));
}

/** Zero is within the range of these values, or so near that the picture loses little by showing it. */
export function nearZero(values: readonly (number | null)[]): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) if (value !== null) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low === high || low > high) return true;
  return low >= 0 ? low < high * 0.6 : high > low * 0.6;
}
