import type { PointChart, PointGroup } from "../native/chart.ts";
import { type AxisLook, valueAxis } from "./axes.ts";
import { el, val } from "./element.ts";
import { namesAt } from "./labels.ts";
import { fill, stroke } from "./paint.ts";
import { numbersIn, seriesName } from "./references.ts";

const X = 111;
const Y = 112;
const GENERAL = "General";

/**
 * How points stand in the chart's sheet: a row each, group after group. All share the columns of x, size and name; each group has
 * a column of its own for y, which is empty in the rows of the others.
 */
export function pointRows({ groups }: Pick<PointChart, "groups">) {
  const points = groups.flatMap(({ points: own }, group) => own.map((point) => ({ ...point, group })));
  return {
    points,
    x: 0,
    y: (group: number): number => 1 + group,
    size: 1 + groups.length,
    names: 2 + groups.length,
    ysOf: (group: number): (number | null)[] => points.map((point) => (point.group === group ? point.y : null)),
  };
}

function groupOf(group: PointGroup, order: number, chart: PointChart, look: AxisLook): string {
  const rows = pointRows(chart);
  const { bubbles } = chart;
  const names = rows.points.flatMap(({ text, place, group: own }, at) =>
    own !== order || text === null || text === "" ? [] : [{ at, text, place }],
  );
  const shown = group.mark === "circle";
  const line = stroke({ colour: group.line === undefined ? null : group.colour, width: 1.5, dashed: group.line === "dashed" });
  const dot = el("c:spPr", {}, fill(group.colour), stroke({ colour: null }));
  const marker = shown
    ? el("c:marker", {}, val("c:symbol", "circle"), val("c:size", 9), dot)
    : el("c:marker", {}, val("c:symbol", "none"));
  const circle = [fill(shown ? group.colour : null, shown ? 75 : undefined), stroke({ colour: null })];
  const sizes = rows.points.map(({ size }) => size);
  return el(
    "c:ser",
    {},
    val("c:idx", order),
    val("c:order", order),
    seriesName(rows.y(order), group.name),
    el("c:spPr", {}, ...(bubbles ? circle : [line])),
    bubbles ? val("c:invertIfNegative", false) : marker,
    namesAt(names, look.size, look.ink),
    numbersIn(
      "c:xVal",
      rows.x,
      rows.points.map(({ x }) => x),
      GENERAL,
    ),
    numbersIn("c:yVal", rows.y(order), rows.ysOf(order), GENERAL),
    ...(bubbles ? [numbersIn("c:bubbleSize", rows.size, sizes, GENERAL), val("c:bubble3D", false)] : [val("c:smooth", false)]),
  );
}

export function pointPlot(chart: PointChart, look: AxisLook): string {
  const { groups, bubbles } = chart;
  const series = groups.map((group, order) => groupOf(group, order, chart, look));
  const ids = [val("c:axId", X), val("c:axId", Y)];
  return bubbles
    ? el(
        "c:bubbleChart",
        {},
        val("c:varyColors", false),
        ...series,
        val("c:bubbleScale", 45),
        val("c:showNegBubbles", false),
        val("c:sizeRepresents", "area"),
        ...ids,
      )
    : el("c:scatterChart", {}, val("c:scatterStyle", "lineMarker"), val("c:varyColors", false), ...series, ...ids);
}

/** Both axes are of values. */
export const pointAxes = ({ x, y, cross }: PointChart, look: AxisLook): string =>
  valueAxis(x, { id: X, crosses: Y, side: "b", grid: cross === null, at: cross?.y ?? "min", between: "midCat" }, look) +
  valueAxis(y, { id: Y, crosses: X, side: "l", grid: cross === null, at: cross?.x ?? "min", between: "midCat" }, look);
