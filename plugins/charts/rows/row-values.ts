import type { Behind, PanelSpec, RowTable } from "../../../core/ports/dashboard-spec.ts";
import { Tally } from "./tally.ts";

/** Per series, a value for each label. */
export type RowValues = readonly (readonly (number | null)[])[];

/** What the rows that count come to, mark by mark; `keep` says of each row whether it does, `null` that all do. */
export function rowValues(
  { series, labels }: Pick<PanelSpec, "series" | "labels">,
  { column: named, marks: words }: Behind,
  { column, aggregate, factor, split }: NonNullable<Behind["measure"]>,
  { columns, kept }: RowTable,
  keep: Uint8Array | null,
): RowValues {
  const numbers = columns[column];
  const marks = columns[named];
  const parts = split === null ? undefined : columns[split.column];
  if (numbers?.kind !== "number" || marks === undefined || marks.kind === "number" || parts?.kind === "number") return [];
  const labelOf = new Int32Array(marks.words.length).fill(-1);
  for (const [label, own] of words.entries()) for (const word of own) labelOf[word] = label;
  const seriesOf = new Int32Array(parts?.words.length ?? 0).fill(-1);
  for (const [at, word] of split?.words.entries() ?? []) seriesOf[word] = at;
  const tallies = series.map(() => labels.map(() => new Tally()));
  for (let row = 0; row < kept; row++) {
    if (keep !== null && keep[row] === 0) continue;
    const label = labelOf[marks.codes[row] as number] ?? -1;
    const at = parts === undefined ? 0 : (seriesOf[parts.codes[row] as number] ?? -1);
    if (label >= 0 && at >= 0) tallies[at]?.[label]?.add(numbers.values[row] ?? null);
  }
  return tallies.map((row) =>
    row.map((tally) => {
      const value = tally.of(aggregate);
      return value === null ? null : value * (aggregate === "count" ? 1 : factor);
    }),
  );
}
