import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import type { CategoryChart, ValueAxis } from "./chart.ts";
import type { NativeTools } from "./native.ts";

type Parts = Pick<CategoryChart, "categories" | "columns" | "plots" | "axis">;

/** A chart over categories, upright, with nothing that it does not need. */
export const categoryChart = (parts: Parts & Partial<CategoryChart>): CategoryChart => ({
  kind: "categories",
  lying: false,
  second: null,
  legend: "none",
  edged: false,
  inner: null,
  ...parts,
});

/** Steps of an axis that have room for their numbers. */
export const stepsIn = ({ h }: { readonly h: number }): number => (h > 2.6 ? 5 : 4);

/** Values that are written on a mark, or all where none is. */
export function labelledIn({ series }: PanelSpec): (number | null)[] {
  const marked = series.flatMap(({ values, labelled }) => labelled.map((at) => values[at] ?? null));
  return marked.length > 0 ? marked : series.flatMap(({ values }) => values);
}

/** Parts of a hundred end at a hundred. */
export function boundOf({ format, series, stacked }: PanelSpec): number | null {
  const parts = format.style === "percent" && format.signed !== true;
  const within =
    stacked === true || series.every(({ values }) => values.every((value) => value === null || (value >= 0 && value <= 100)));
  return parts && within ? 100 : null;
}

/** What nobody should have to notice of an axis. */
export function axisSaid({ format }: PanelSpec, axis: ValueAxis, { look, words }: Pick<NativeTools, "look" | "words">): string[] {
  if (axis.log === true) return [words("axis-log")];
  if (axis.min === undefined || axis.min <= 0) return [];
  return [words("axis-starts", { value: look.number(axis.min, format) })];
}
