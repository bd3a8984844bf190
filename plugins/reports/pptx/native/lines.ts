import type { PanelSpec, SeriesSpec } from "../../../../core/ports/dashboard-spec.ts";
import { excelCode } from "../../numbers/excel-code.ts";
import { extent } from "../../numbers/extent.ts";
import { together } from "../../numbers/together.ts";
import { along, categoriesOf } from "./categories.ts";
import type { Labels, Plot, PointLook, Series } from "./chart.ts";
import { unseen } from "./extras.ts";
import { fanOf } from "./fan.ts";
import { placed, type Wanted } from "./label-room.ts";
import { type Conversion, paint, paintOf, Sheet } from "./native.ts";
import { referenceSeries } from "./reference-lines.ts";
import { logRange, valueRange } from "./value-range.ts";
import { axisSaid, boundOf, categoryChart, labelledIn, stepsIn } from "./whole.ts";

/** So many points have a marker each. */
const MARKED_MAX = 14;

/** Lines over labels or dates; an area lies under its line, on the same numbers. */
export const lines: Conversion = (panel, tools) => {
  const way = categoriesOf(panel);
  const reached = reachedBy(panel);
  if (way === null || reached.length === 0) return null;
  const { look, room, size } = tools;
  const { low, high } = extent(reached);
  const label = together([...labelledIn(panel), ...panel.references.map(({ value }) => value)], panel.format, look.number);
  const fromZero = panel.series.some(({ area }) => area === true);
  const reach = { low, high, fromZero, bound: boundOf(panel), given: panel.min, steps: stepsIn(room) };
  const axis = panel.log === true ? logRange(reached, label, look.number) : valueRange(reach, label, look.number);
  const sheet = new Sheet();
  const code = excelCode(label, look.number);
  const fan = fanOf(panel, way, sheet, tools, code);
  if (axis === null || fan === null) return null;
  const legend = panel.series.filter(({ context }) => context !== true).length > 1;
  const write = (value: number) => look.number(value, label);
  const { looks } = placed(wantedIn(panel, write), panel.labels.length, { low: axis.min ?? low, high, legend }, room, size);
  const areas: Series[] = [];
  const drawn = panel.series.map((series, index): Series => {
    const column = sheet.add(series.name || panel.title, along(series.values, way.rows), code);
    const colour = series.context === true ? paint(look.line) : paintOf(look, series.role);
    // Missing values would pull an area's edge down to zero.
    if (series.area === true && !series.values.includes(null) && !way.broken && !fan.drawn)
      areas.push({ column, colour, opaque: 18, unnamed: true });
    return lineOf(series, colour, column, way.rows, { at: looks[index] ?? new Map(), code, colour: paint(look.ink), bold: true });
  });
  // Those that carry no name lie behind those that do.
  const behind = drawn.filter(({ unnamed }) => unnamed === true);
  const before = drawn.filter(({ unnamed }) => unnamed !== true);
  const plots: Plot[] = [
    ...fan.plots,
    ...(areas.length > 0 ? [{ kind: "area", stacked: false, series: areas } as const] : []),
    { kind: "line", series: [...behind, ...before, ...referenceSeries(panel, sheet, way.rows.length, tools, code)] },
  ];
  return {
    chart: categoryChart({ categories: way.categories, columns: sheet.columns, plots, axis, legend: legend ? "top" : "none" }),
    remarks: axisSaid(panel, axis, tools),
    leftOut: unseen(panel, tools, way.rows.length > 1),
  };
};

/** All that must be within the axis; nothing where no line has a point. */
function reachedBy({ series, references }: PanelSpec): number[] {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const edges = series
    .flatMap(({ bands = [] }) => bands.flatMap(({ low, high }) => [...low, ...high]))
    .filter((value) => value !== null);
  return values.length === 0 ? [] : [...values, ...edges, ...references.map(({ value }) => value)];
}

const wantedIn = ({ series }: PanelSpec, write: (value: number) => string): Wanted[] =>
  series.flatMap(({ values, labelled, context }, index) =>
    labelled.flatMap((at) => {
      const value = values[at] ?? null;
      return value === null || context === true ? [] : [{ series: index, at, value, text: write(value) }];
    }),
  );

function lineOf(series: SeriesSpec, colour: string, column: number, rows: readonly (number | null)[], labels: Labels): Series {
  const context = series.context === true;
  const marker = !context && rows.length <= MARKED_MAX;
  const has = (at: number) => (series.values[at] ?? null) !== null;
  const points = new Map<number, PointLook>();
  for (const [row, at] of rows.entries()) {
    if (at === null || !has(at)) continue;
    const dashed = series.dashedFrom !== undefined && at > series.dashedFrom;
    // A value between two that are missing has no line to be seen by.
    const alone = !marker && !has(at - 1) && !has(at + 1);
    if (dashed || alone) points.set(row, { ...(dashed && { dashed }), ...(alone && { marker: true }) });
  }
  const at = new Map([...labels.at].map(([index, look]) => [rows.indexOf(index), look]));
  return { column, colour, width: context ? 1 : 2.5, marker, points, labels: { ...labels, at }, unnamed: context };
}
