import type { Rows } from "./limits.ts";
import { remark } from "./remark.ts";
import type { Note } from "./shaped.ts";

/** Each series as a number, mostly 100, at its first value: how they moved, whatever their size. */
export function indexed(rows: Rows, base: number, notes: Note[]): Rows {
  const series = rows.series.flatMap(({ name, values }) => {
    const first = values.find((value) => value !== null);
    // From nothing, or from below it, there is no ratio.
    if (first === undefined || first <= 0) return [];
    return [{ name, values: values.map((value) => (value === null ? null : (value / first) * base)) }];
  });
  if (series.length === 0) {
    notes.push({ code: "NO_EFFECT", message: "index needs a first value above zero" });
    return rows;
  }
  const left = rows.series.length - series.length;
  if (left > 0) notes.push(remark("LEFT_OUT", "note.no-index", { count: left, base }));
  return { ...rows, series };
}

/** Each value as percent of all values at its label. */
export function partsOfWhole(rows: Rows): Rows {
  const wholes = rows.labels.map((_, at) => rows.series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  return {
    ...rows,
    series: rows.series.map(({ name, values }) => ({
      name,
      values: values.map((value, at) =>
        value === null || !(wholes[at] as number) ? null : (value / (wholes[at] as number)) * 100,
      ),
    })),
  };
}
