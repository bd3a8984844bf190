import type { ChartContext, DashboardSpec, PanelSpec, Role, SeriesSpec } from "../../../core/ports/dashboard-spec.ts";
import { allPoints, lastOf, tellingPoints } from "../chart-config/labelled-points.ts";
import { nearZero } from "../chart-config/starts-at-zero.ts";
import { formatLabels } from "../design-system/format.ts";
import { points } from "../headlines/facts.ts";
import { extremes, trend } from "../headlines/rules.ts";
import { largestShare } from "../headlines/shares.ts";
import type { Cartesian } from "./cartesian-data.ts";
import { asRows, decimated, fewSeries, inOrder, largestBars, PERIODS_MAX, type Rows, timeSpec } from "./limits.ts";
import type { Note } from "./shaped.ts";
import { measureOf, single, subtitleOf } from "./single.ts";

const LABEL_ALL_MAX = 24;
const HORIZONTAL_FROM = 9;
const LONG_LABEL = 14;

type Kind = "bar" | "line" | "area" | "stacked_bar";

/** One panel of labels and series: what bars, lines, areas and stacks share. */
export function cartesianDashboard(template: Kind, data: Cartesian, context: ChartContext): DashboardSpec {
  const notes: Note[] = [];
  const measure = measureOf(data, context);
  const { rows: ordered, periods } = inOrder(asRows(data), context.locale, notes);
  const sequence = periods !== null && ordered.labels.length > 1;
  const lined = template === "line" || template === "area" || (sequence && ordered.labels.length > PERIODS_MAX);
  if (lined && template !== "line" && template !== "area")
    notes.push({ code: "DRAWN_AS_LINE", message: `${ordered.labels.length} periods are too many for bars: drawn as lines` });
  const stacked = stacks(template, ordered, notes);
  const few = fewSeries(ordered, stacked, notes);
  const rows = lined ? decimated(few, notes) : sequence ? few : largestBars(few, notes);
  const labels = formatLabels(rows.labels, context.locale);
  const time = lined && periods !== null ? timeSpec(rows, periods) : null;
  const series = rows.series.map(({ name, values }, index) =>
    drawn(name, values.map(measure.scaled), index, rows, { lined, stacked, area: template === "area" }),
  );
  const names = rows.series.map(({ name }) => name).join(", ");
  const neutral = names === "" ? "Values" : names;
  const [first] = series;
  const list = first === undefined ? [] : points(labels, first.values);
  const said = sayOf();
  const long = labels.length >= HORIZONTAL_FROM || labels.some((label) => label.length > LONG_LABEL);
  const panel: PanelSpec = {
    id: "chart",
    title: said ?? neutral,
    subtitle: subtitleOf(series.length === 1 ? first?.name : "", measure.unit, stacked ? "stacked" : ""),
    kind: lined ? "line" : long && !sequence && !stacked ? "horizontal-bar" : "bar",
    span: 2,
    labels,
    ...(time !== null && { time }),
    series,
    format: measure.format,
    references: [],
    ...(stacked && { stacked: true }),
    missing: series.every(({ values }) => values.every((value) => value === null)) ? "values" : null,
  };
  const span = labels.length > 1 ? `${labels[0]} to ${labels.at(-1)}` : null;
  return single(template, { neutral, headline: said, panel, period: lined || sequence ? span : null }, data, context, notes);

  function sayOf(): string | null {
    if (series.length === 1 && first !== undefined) {
      if (lined || sequence) return trend(first.name, list, measure.write);
      const ends = extremes(list, measure.write);
      return ends === null || first.name === "Value" ? ends : `${first.name}: ${ends}`;
    }
    if (!stacked) return null;
    const total = series.map(({ name, values }) => ({
      label: name,
      value: values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    }));
    return largestShare("the total", total, measure.percent);
  }
}

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
    ...(lined && (area ? alone || stacked : alone && nearZero(values)) && { area: true }),
    labelled: lined ? (alone ? tellingPoints(values) : lastOf(values)) : few && !stacked ? allPoints(values) : [],
  };
}
