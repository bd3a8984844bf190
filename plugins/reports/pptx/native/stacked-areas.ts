import { excelCode } from "../../numbers/excel-code.ts";
import { extent } from "../../numbers/extent.ts";
import { together } from "../../numbers/together.ts";
import { along, categoriesOf } from "./categories.ts";
import type { Plot } from "./chart.ts";
import { unseen } from "./extras.ts";
import { type Conversion, paintOf, Sheet } from "./native.ts";
import { referenceSeries } from "./reference-lines.ts";
import { valueRange } from "./value-range.ts";
import { boundOf, categoryChart, stepsIn } from "./whole.ts";

/** Parts on top of each other. A missing one would be drawn as zero, and a forecast like what has been: then the picture. */
export const stackedAreas: Conversion = (panel, tools) => {
  const way = categoriesOf(panel);
  const { look, room } = tools;
  const plain = panel.series.every(
    ({ values, dashedFrom, bands = [] }) =>
      values.every((value) => value !== null && value >= 0) && dashedFrom === undefined && bands.length === 0,
  );
  if (way === null || way.broken || !plain || panel.log === true || panel.series.length === 0) return null;
  const sums = panel.labels.map((_, at) => panel.series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const label = together(sums, panel.format, look.number);
  const { high } = extent([0, ...sums, ...panel.references.map(({ value }) => value)]);
  const axis = valueRange({ low: 0, high, fromZero: true, bound: boundOf(panel), steps: stepsIn(room) }, label, look.number);
  const sheet = new Sheet();
  const code = excelCode(label, look.number);
  const series = panel.series.map(({ name, values, role }) => ({
    column: sheet.add(name, along(values, way.rows), code),
    colour: paintOf(look, role),
    opaque: 70,
  }));
  const references = referenceSeries(panel, sheet, way.rows.length, tools, code);
  const plots: Plot[] = [
    { kind: "area", stacked: true, series },
    ...(references.length > 0 ? [{ kind: "line", series: references } as const] : []),
  ];
  return {
    chart: categoryChart({ categories: way.categories, columns: sheet.columns, plots, axis, legend: "top" }),
    remarks: [],
    leftOut: unseen(panel, tools, way.rows.length > 1),
  };
};
