import type { PanelSpec } from "../../../core/dashboard-spec.ts";

/** Several lines that all run to the last label: their last values stand beside the plot, where there is room for them. */
export const endsBeside = ({ kind, series, labels }: PanelSpec): boolean =>
  kind === "line" &&
  series.length > 1 &&
  series.some(({ values, labelled }) => labelled.includes(labels.length - 1) && (values[labels.length - 1] ?? null) !== null);
