import type { Statement } from "../../../core/ports/claim.ts";
import type { Drawing, NumberFormat, PanelSpec, ReferenceLine, Role, SeriesSpec } from "../../../core/ports/dashboard-spec.ts";
import { allPoints, lastOf, notablePoints } from "../chart-config/labelled-points.ts";
import { nearZero } from "../chart-config/starts-at-zero.ts";
import type { PanelDraft } from "./draft.ts";

/** What a panel says of itself: what it shows, what may be said of it, best first; then measure and unit. */
export interface Said {
  readonly id: string;
  readonly neutral: string;
  readonly claims?: readonly (Statement | null)[];
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

type Given<Fields> = { readonly [Name in keyof Fields]: NonNullable<Fields[Name]> };

const ALL_LABELLED_MAX = 24;

/** Rows as lines: one alone is an area with its telling points written, several have their last. */
export function linePanel(said: Said, labels: readonly string[], rows: readonly Row[], rest: Rest): PanelDraft {
  const single = rows.length === 1;
  const series = rows.map(
    (row, index): SeriesSpec => ({
      role: single ? "accent" : seriesRole(index),
      ...row,
      // Filled from zero: only where zero is in the picture anyway.
      ...(single && nearZero(row.values) && { area: true }),
      labelled: single ? notablePoints(row.values) : row.values.length === 0 ? [] : lastOf(row.values),
    }),
  );
  return panel(said, "line", labels, series, rest);
}

export function barPanel(
  said: Said,
  labels: readonly string[],
  rows: readonly Row[],
  rest: Rest & { readonly stacked?: boolean; readonly across?: boolean },
): PanelDraft {
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

interface DrawnRest extends Rest {
  /** What the marks' values are called. */
  readonly name: string;
  readonly table?: PanelSpec["table"];
}

/** `marks` are the form's, in its order: label and value of each. */
export function drawnPanel(
  said: Said,
  drawing: Drawing,
  marks: readonly { readonly label: string; readonly value: number | null }[],
  rest: DrawnRest,
): PanelDraft {
  const series: SeriesSpec[] = [{ name: rest.name, values: marks.map(({ value }) => value), role: "accent", labelled: [] }];
  const labels = marks.map(({ label }) => label);
  return {
    ...panel(said, "drawn", labels, series, rest),
    drawing,
    ...(rest.table !== undefined && { table: rest.table }),
  };
}

/** Values against what they should be, one bar each with a line for the target. */
export function bulletPanel(
  said: Said,
  items: readonly { readonly label: string; readonly value: number; readonly target: number; readonly good: boolean }[],
  names: readonly [value: string, target: string],
  rest: Omit<DrawnRest, "name">,
): PanelDraft {
  const drawn = items.map(({ good, ...item }) => ({ ...item, role: (good ? "good" : "bad") as Role }));
  return drawnPanel(said, { form: "bullet", items: drawn, names }, items, { ...rest, name: names[0] });
}

function panel(
  { id, neutral, claims, subtitle, span }: Said,
  kind: PanelSpec["kind"],
  labels: readonly string[],
  series: readonly SeriesSpec[],
  { format, references, field }: Rest,
): PanelDraft {
  return {
    id,
    neutral,
    ...(claims !== undefined && { claims }),
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

/**
 * A panel of optional fields: left out where none of them was given, so that the grid closes; where some were, it names the first
 * that is missing.
 */
export function where<Fields extends Record<string, unknown>>(
  said: Pick<Said, "id" | "neutral">,
  fields: Fields,
  build: (given: Given<Fields>) => PanelDraft,
): PanelDraft | null {
  const missing = Object.keys(fields).find((name) => fields[name] === undefined);
  if (missing === undefined) return build(fields as Given<Fields>);
  if (Object.values(fields).every((value) => value === undefined)) return null;
  return { ...panel({ ...said, subtitle: "" }, "bar", [], [], { format: { style: "number" }, field: missing }), missing };
}
