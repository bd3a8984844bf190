import type { Behind, PanelSpec, Role, RowTable, SeriesSpec } from "../../../core/ports/dashboard-spec.ts";
import { lastOf, notablePoints } from "../chart-config/labelled-points.ts";
import { formOf } from "../forms/index.ts";
import { type RowValues, rowValues } from "./row-values.ts";

/**
 * The panel as the kept rows give it; `keep` says of each row whether it counts, `null` that all do. Labels stay where they are,
 * so that two views can be compared. A panel without a measure comes back as it is.
 */
export function remeasured(panel: PanelSpec, table: RowTable, keep: Uint8Array | null): PanelSpec {
  const { behind } = panel;
  if (behind?.measure === undefined) return panel;
  const cells = rowValues(panel, behind, behind.measure, table, keep);
  return panel.kind === "drawn" ? redrawn(panel, behind, cells[0] ?? []) : { ...panel, series: withValues(panel, cells) };
}

function withValues({ kind, series }: PanelSpec, cells: RowValues): SeriesSpec[] {
  return series.map((one, at): SeriesSpec => {
    const values = cells[at] ?? [];
    const signed = values.map((value): Role => (value !== null && value < 0 ? "neutral" : "accent"));
    return {
      ...one,
      values,
      ...(one.roles !== undefined && { roles: signed }),
      // The ends of what is shown are what a reader looks for now.
      ...(kind === "line" && one.context !== true && { labelled: series.length === 1 ? notablePoints(values) : lastOf(values) }),
    };
  });
}

/** As its form draws other values; of one that can't, the panel stays as it is. */
function redrawn(panel: PanelSpec, behind: Behind, values: readonly (number | null)[]): PanelSpec {
  const { drawing, table: _, ...rest } = panel;
  const made = drawing === undefined ? undefined : formOf(drawing).redraw?.(drawing, values);
  if (made === undefined) return panel;
  const only = <T>(list: readonly T[]): T[] => made.left.map((at) => list[at] as T);
  return {
    ...rest,
    labels: only(panel.labels),
    series: panel.series.map((one) => ({ ...one, values: only(values), ...(one.roles && { roles: only(one.roles) }) })),
    drawing: made.drawing,
    behind: { ...behind, marks: only(behind.marks) },
  };
}
