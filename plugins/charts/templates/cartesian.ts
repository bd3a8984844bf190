import type { ChartContext, DashboardSpec, PanelSpec, Role } from "../../../core/dashboard-spec.ts";
import { formatLabels, formatNumber } from "../design-system/format.ts";
import { points } from "../headlines/facts.ts";
import { extremes, trend } from "../headlines/rules.ts";
import { allPoints, dashboard, formatFor, percents, tellingPoints } from "./assemble.ts";
import type { Common } from "./common-fields.ts";
import { type Cartesian, rowsOf } from "./table.ts";

const LABEL_ALL_MAX = 12;
const HORIZONTAL_FROM = 9;
const LONG_LABEL = 14;
const SERIES_MAX = 6;

/** One panel of labels and series: what `bar` and `line` share. */
export function cartesianDashboard(kind: "bar" | "line", data: Cartesian, context: ChartContext): DashboardSpec {
  const given = "type" in data && data.type === "table" ? {} : (data as Common);
  const rows = rowsOf(data);
  const format =
    given.unit === "ratio" ? ({ style: "percent" } as const) : formatFor(given.unit, given.currency ?? context.currency);
  const labels = formatLabels(rows.labels, context.locale);
  const write = (value: number) => formatNumber(value, format, context.locale);
  const shown = rows.series.slice(0, SERIES_MAX);
  const series = shown.map(({ name, values }, index) => {
    const drawn = percents(values, given.unit);
    return {
      name,
      values: drawn,
      role: (shown.length === 1 ? "accent" : `series-${index + 1}`) as Role,
      // Below zero in the accent would say "as good as above".
      ...(kind === "bar" &&
        shown.length === 1 && { roles: drawn.map((value): Role => (value !== null && value < 0 ? "neutral" : "accent")) }),
      labelled:
        kind === "line"
          ? shown.length === 1
            ? tellingPoints(drawn)
            : lastPoint(drawn)
          : drawn.length * shown.length <= LABEL_ALL_MAX * 2
            ? allPoints(drawn)
            : [],
    };
  });
  const first = series[0];
  const list = first === undefined ? [] : points(labels, first.values);
  const said =
    series.length !== 1 || first === undefined ? null : kind === "line" ? trend(first.name, list, write) : extremes(list, write);
  const names = series.map(({ name }) => name).join(", ");
  const long = labels.length >= HORIZONTAL_FROM || labels.some((label) => label.length > LONG_LABEL);
  const dated = labels.some((label, index) => label !== rows.labels[index]);
  const panel: PanelSpec = {
    id: "chart",
    title: said ?? (names === "" ? "Values" : names),
    subtitle: subtitleOf(series.length === 1 ? (first?.name ?? "") : "", given, context),
    kind: kind === "bar" && long && !dated ? "horizontal-bar" : kind,
    span: 2,
    labels,
    series: kind === "line" && first !== undefined && series.length === 1 ? [{ ...first, area: true }] : series,
    // A long unit stands once, in the subtitle, not on every mark.
    format: (format.unit ?? "").length > 4 ? { ...format, unit: "" } : format,
    references: [],
    missing:
      series.length === 0 ? "series" : series.every(({ values }) => values.every((value) => value === null)) ? "values" : null,
  };
  const warnings = rows.notes.map((message) => ({ code: "LEFT_OUT", panel: panel.title, message }));
  if (rows.series.length > SERIES_MAX) {
    const left = rows.series.slice(SERIES_MAX).map(({ name }) => name);
    warnings.push({
      code: "TOO_MANY_SERIES",
      panel: panel.title,
      message: `${left.length} series are not drawn: ${left.join(", ")}. Draw at most ${SERIES_MAX}.`,
    });
  }
  const span = labels.length > 1 ? `${labels[0]} to ${labels.at(-1)}` : null;
  return dashboard(
    {
      template: kind,
      neutralTitle: names === "" ? "Values" : names,
      headline: said,
      period: kind === "line" ? span : null,
      panels: [panel],
      kpis: [],
      warnings,
    },
    given,
    context,
  );
}

function subtitleOf(name: string, { unit, currency }: Common, context: ChartContext): string {
  const measure = unit === "ratio" ? "%" : (unit ?? currency ?? context.currency ?? "");
  return [name, measure].filter(Boolean).join(", ");
}

function lastPoint(values: readonly (number | null)[]): number[] {
  const at = values.findLastIndex((value) => value !== null);
  return at < 0 ? [] : [at];
}
