import type { PanelSpec, Role, SeriesSpec } from "../../../core/ports/dashboard-spec.ts";
import { allPoints, lastOf, tellingPoints } from "../chart-config/labelled-points.ts";
import { nearZero } from "../chart-config/starts-at-zero.ts";
import { cartesianClaims } from "./cartesian-claims.ts";
import type { Cartesian } from "./cartesian-data.ts";
import type { ChartDraft, PanelDraft, Pen } from "./draft.ts";
import { asRows, decimated, fewSeries, inOrder, largestBars, PERIODS_MAX, type Rows, timeSpec } from "./limits.ts";
import { measured, readingOf } from "./measure.ts";
import type { Note } from "./shaped.ts";

const LABEL_ALL_MAX = 24;
const HORIZONTAL_FROM = 9;
const LONG_LABEL = 14;

type Kind = "bar" | "line" | "area" | "stacked_bar";

/** One panel of labels and series: what bars, lines, areas and stacks share. */
export const cartesianDraft =
  (template: Kind) =>
  (data: Cartesian, pen: Pen): ChartDraft => {
    const notes: Note[] = [];
    const measure = measured(data, pen);
    const { rows: ordered, periods } = inOrder(asRows(data), pen.locale, notes);
    const sequence = periods !== null && ordered.labels.length > 1;
    const lined = template === "line" || template === "area" || (sequence && ordered.labels.length > PERIODS_MAX);
    if (lined && template !== "line" && template !== "area")
      notes.push({
        code: "DRAWN_AS_LINE",
        message: `${ordered.labels.length} periods are too many for bars: drawn as lines`,
      });
    const stacked = stacks(template, ordered, notes);
    const few = fewSeries(ordered, stacked, notes);
    const rows = lined ? decimated(few, notes) : sequence ? few : largestBars(few, notes);
    const labels = pen.labels(rows.labels);
    const time = lined && periods !== null ? timeSpec(rows, periods) : null;
    const series = rows.series.map(({ name, values }, index) =>
      drawn(name, values.map(measure.scaled), index, rows, { lined, stacked, area: template === "area" }),
    );
    // What is said is said of all rows, whatever of them is drawn.
    const saying = cartesianClaims(data, ordered, {
      ...measure,
      format: measure.spoken,
      stacked,
      cut: !lined && rows.labels.length < ordered.labels.length,
    });
    const long = labels.length >= HORIZONTAL_FROM || labels.some((label) => label.length > LONG_LABEL);
    const kind: PanelSpec["kind"] = lined ? "line" : long && !sequence && !stacked ? "horizontal-bar" : "bar";
    const panel: PanelDraft = {
      id: "chart",
      neutral: saying.neutral,
      claims: saying.claims,
      subtitle: readingOf(saying.neutral, measure.unit, stacked ? "stacked" : ""),
      kind,
      span: 2,
      labels,
      ...(time !== null && { time }),
      series,
      format: measure.format,
      references: [],
      ...(stacked && { stacked: true }),
      missing: series.every(({ values }) => values.every((value) => value === null)) ? "values" : null,
    };
    const period = lined || sequence ? pen.span(ordered.labels) : null;
    return { panels: [panel], bases: saying.bases, neutral: saying.neutral, period, notes };
  };

/** Areas over each other hide each other, and below zero there is nothing to stack: then they are lines, or bars side by side. */
function stacks(template: Kind, { series }: Rows, notes: Note[]): boolean {
  if (template !== "stacked_bar" && (template !== "area" || series.length < 2)) return false;
  if (series.every(({ values }) => values.every((value) => value === null || value >= 0))) return series.length > 1;
  notes.push({ code: "NOT_STACKED", message: "Values below zero do not add up in a stack: drawn beside each other" });
  return false;
}

function drawn(
  name: string,
  values: readonly (number | null)[],
  index: number,
  { labels, series }: Rows,
  { lined, stacked, area }: { readonly lined: boolean; readonly stacked: boolean; readonly area: boolean },
): SeriesSpec {
  const alone = series.length === 1;
  const role: Role = alone ? "accent" : name === "Others" && stacked ? "reference" : (`series-${(index % 6) + 1}` as Role);
  const few = labels.length * series.length <= LABEL_ALL_MAX;
  return {
    name,
    values,
    role,
    // Below zero in the accent would say "as good as above".
    ...(!lined && alone && { roles: values.map((value): Role => (value !== null && value < 0 ? "neutral" : "accent")) }),
    ...(lined && (area || stacked ? alone || stacked : alone && nearZero(values)) && { area: true }),
    labelled: lined ? (alone ? tellingPoints(values) : lastOf(values)) : few && !stacked ? allPoints(values) : [],
  };
}
