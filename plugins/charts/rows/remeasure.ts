import type { Behind, PanelSpec, Role, RowTable, SeriesSpec } from "../../../core/ports/dashboard-spec.ts";
import { lastOf, tellingPoints } from "../chart-config/labelled-points.ts";
import { Tally } from "./tally.ts";

/**
 * The panel as the kept rows give it; `keep` says of each row whether it counts, `null` that all do. Labels stay where they are,
 * so that two views can be compared. A panel without a measure comes back as it is.
 */
export function remeasured(panel: PanelSpec, table: RowTable, keep: Uint8Array | null): PanelSpec {
  const { behind } = panel;
  if (behind?.measure === undefined) return panel;
  const cells = measured(panel, behind, behind.measure, table, keep);
  return panel.kind === "drawn" ? redrawn(panel, behind, cells[0] ?? []) : { ...panel, series: withValues(panel, cells) };
}

type Cells = readonly (readonly (number | null)[])[];

function measured(
  panel: PanelSpec,
  behind: Behind,
  { column, aggregate, factor, split }: NonNullable<Behind["measure"]>,
  { columns, kept }: RowTable,
  keep: Uint8Array | null,
): Cells {
  const numbers = columns[column];
  const marks = columns[behind.column];
  const parts = split === null ? undefined : columns[split.column];
  if (numbers?.kind !== "number" || marks === undefined || marks.kind === "number" || parts?.kind === "number") return [];
  const labelOf = new Int32Array(marks.words.length).fill(-1);
  for (const [label, words] of behind.marks.entries()) for (const word of words) labelOf[word] = label;
  const seriesOf = new Int32Array(parts?.words.length ?? 0).fill(-1);
  for (const [series, word] of split?.words.entries() ?? []) seriesOf[word] = series;
  const tallies = panel.series.map(() => panel.labels.map(() => new Tally()));
  for (let row = 0; row < kept; row++) {
    if (keep !== null && keep[row] === 0) continue;
    const label = labelOf[marks.codes[row] as number] ?? -1;
    const series = parts === undefined ? 0 : (seriesOf[parts.codes[row] as number] ?? -1);
    if (label >= 0 && series >= 0) tallies[series]?.[label]?.add(numbers.values[row] ?? null);
  }
  return tallies.map((row) =>
    row.map((tally) => {
      const value = tally.of(aggregate);
      return value === null ? null : value * (aggregate === "count" ? 1 : factor);
    }),
  );
}

function withValues({ kind, series }: PanelSpec, cells: Cells): SeriesSpec[] {
  return series.map((one, at): SeriesSpec => {
    const values = cells[at] ?? [];
    const signed = values.map((value): Role => (value !== null && value < 0 ? "neutral" : "accent"));
    return {
      ...one,
      values,
      ...(one.roles !== undefined && { roles: signed }),
      // The ends of what is shown are what a reader looks for now.
      ...(kind === "line" && one.context !== true && { labelled: series.length === 1 ? tellingPoints(values) : lastOf(values) }),
    };
  });
}

/** A part of which nothing is left has no mark. */
function redrawn(panel: PanelSpec, behind: Behind, values: readonly (number | null)[]): PanelSpec {
  const { drawing } = panel;
  if (drawing?.form !== "round" && drawing?.form !== "treemap" && drawing?.form !== "funnel") return panel;
  const left = values.flatMap((value, at) => (value !== null && value > 0 ? [at] : []));
  const only = <T>(list: readonly T[]): T[] => left.map((at) => list[at] as T);
  const items = left.map((at) => ({ ...(drawing.items[at] as { label: string; value: number }), value: values[at] as number }));
  const { table: _, ...rest } = panel;
  return {
    ...rest,
    labels: only(panel.labels),
    series: panel.series.map((one) => ({ ...one, values: only(values), ...(one.roles && { roles: only(one.roles) }) })),
    drawing: { ...drawing, items },
    behind: { ...behind, marks: only(behind.marks) },
  };
}
