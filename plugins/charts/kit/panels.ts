import type { Drawing, NumberFormat, PanelSpec, ReferenceLine, Role, SeriesSpec } from "../../../core/ports/dashboard-spec.ts";
import { allPoints, lastOf, tellingPoints } from "../chart-config/labelled-points.ts";
import { nearZero } from "../chart-config/starts-at-zero.ts";
import { formatLabels } from "../design-system/format.ts";

/** What a panel says of itself: its finding where a rule gives one, else the neutral title; then measure and unit. */
export interface Said {
  readonly id: string;
  readonly title: string | null;
  readonly neutral: string;
  readonly subtitle: string;
  readonly span?: 1 | 2;
}

interface Row {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly role?: Role;
  readonly roles?: readonly Role[];
}

interface Rest {
  readonly format: NumberFormat;
  readonly references?: readonly ReferenceLine[];
  /** The field to name when there is nothing to draw. */
  readonly field: string;
}

const ALL_LABELLED_MAX = 24;

/** Rows as lines: one alone is an area with its telling points written, several have their last. */
export function linePanel(said: Said, labels: readonly string[], rows: readonly Row[], rest: Rest): PanelSpec {
  const single = rows.length === 1;
  const series = rows.map(
    (row, index): SeriesSpec => ({
      role: single ? "accent" : seriesRole(index),
      ...row,
      // Filled from zero: only where zero is in the picture anyway.
      ...(single && nearZero(row.values) && { area: true }),
      labelled: single ? tellingPoints(row.values) : row.values.length === 0 ? [] : lastOf(row.values),
    }),
  );
  return panel(said, "line", labels, series, rest);
}

export function barPanel(
  said: Said,
  labels: readonly string[],
  rows: readonly Row[],
  rest: Rest & { readonly stacked?: boolean; readonly across?: boolean },
): PanelSpec {
  const count = rows.length * labels.length;
  const series = rows.map(
    (row, index): SeriesSpec => ({
      role: rows.length === 1 ? "accent" : seriesRole(index),
      ...row,
      labelled: rest.stacked === true || count > ALL_LABELLED_MAX ? [] : allPoints(row.values),
    }),
  );
  return {
    ...panel(said, rest.across === true ? "horizontal-bar" : "bar", labels, series, rest),
    ...(rest.stacked === true && { stacked: true }),
  };
}

/** `marks` are the form's, in its order: label and value of each. */
export function drawnPanel(
  said: Said,
  drawing: Drawing,
  marks: readonly { readonly label: string; readonly value: number | null }[],
  rest: Rest & { readonly name: string; readonly table?: PanelSpec["table"] },
): PanelSpec {
  const series: SeriesSpec[] = [{ name: rest.name, values: marks.map(({ value }) => value), role: "accent", labelled: [] }];
  return {
    ...panel(
      said,
      "drawn",
      marks.map(({ label }) => label),
      series,
      rest,
    ),
    drawing,
    ...(rest.table !== undefined && { table: rest.table }),
  };
}

function panel(
  { id, title, neutral, subtitle, span }: Said,
  kind: PanelSpec["kind"],
  labels: readonly string[],
  series: readonly SeriesSpec[],
  { format, references, field }: Rest,
): PanelSpec {
  return {
    id,
    title: title ?? neutral,
    subtitle,
    kind,
    span: span ?? 1,
    labels,
    series,
    format,
    references: references ?? [],
    missing: series.every(({ values }) => values.every((value) => value === null)) ? field : null,
  };
}

export const seriesRole = (index: number): Role => `series-${(index % 6) + 1}` as Role;

/** "Jan to Jun", as the header's period where none was given. */
export function spanOf(labels: readonly string[], locale: string): string | null {
  const written = formatLabels(labels, locale);
  return written.length > 1 ? `${written[0]} to ${written.at(-1)}` : null;
}
