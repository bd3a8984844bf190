import type { Axis, Drawing, Role } from "../../../../core/ports/dashboard-spec.ts";
import { excelCode } from "../../numbers/excel-code.ts";
import { together } from "../../numbers/together.ts";
import type { DrawnPoint, PointChart, PointGroup, ValueAxis } from "./chart.ts";
import { type Conversion, chartName, listed, type NativeTools, paintOf } from "./native.ts";
import { helpers } from "./point-helpers.ts";
import { namedPoints, type PointName } from "./point-names.ts";
import { stepFor } from "./value-range.ts";

type Scatter = Extract<Drawing, { form: "scatter" }>;

const POINTS_MAX = 2000;

/** Points by two numbers, as circles by a third. Lines between points no chart of PowerPoint's draws: then the picture. */
export const scatter: Conversion = (panel, tools) => {
  const { drawing } = panel;
  if (drawing?.form !== "scatter") return null;
  const { points, x, y, links, quadrants } = drawing;
  if (points.length === 0 || points.length > POINTS_MAX || links.length > 0) return null;
  const bubbles = points.every(({ size }) => size !== null && size > 0);
  // Some with a size and some without, or a line among circles, has no chart of its own.
  if ((!bubbles && points.some(({ size }) => size !== null)) || (bubbles && (drawing.lines ?? []).length > 0)) return null;
  if ([x, y].some(({ log, min }) => log === true && min <= 0)) return null;
  const { words } = tools;
  const { texts, dropped } = namedPoints(drawing, tools);
  const groups: PointGroup[] = [
    ...groupsOf(drawing, texts, tools, panel.series[0]?.name ?? y.name),
    ...helpers(drawing, bubbles, tools),
  ];
  const chart: PointChart = {
    kind: "points",
    groups,
    x: axisOf(x, tools, tools.room.w),
    y: axisOf(y, tools, tools.room.h),
    bubbles,
    legend: (drawing.key ?? []).length > 1 ? "top" : "none",
    sizeName: words("size"),
    cross: quadrants === null ? null : { x: middle(x), y: middle(y) },
  };
  const remarks = (drawing.notes ?? []).map(({ at, text }) => `${text} (${points[at]?.label ?? ""})`);
  const leftOut = [
    ...(dropped > 0 ? [words("names", { count: dropped })] : []),
    ...((drawing.bands ?? []).length > 0
      ? [
          words("ranges", {
            list: listed(
              (drawing.bands ?? []).map(({ label }) => label),
              words,
            ),
          }),
        ]
      : []),
    ...(remarks.length > 0 ? [words("remarks", { list: listed(remarks, words) })] : []),
    ...(bubbles && drawing.trend !== undefined ? [words("trend")] : []),
  ];
  return { chart, remarks: [], leftOut };
};

const middle = ({ min, max, log }: Axis): number => (log === true ? Math.sqrt(min * max) : (min + max) / 2);

/** Its ends are the picture's, on round numbers. */
function axisOf({ name, min, max, format, log }: Axis, { look }: NativeTools, length: number): ValueAxis {
  const title = chartName(name);
  if (log === true) {
    const [from, to] = [10 ** Math.floor(Math.log10(min)), 10 ** Math.ceil(Math.log10(max))];
    return {
      min: from,
      max: to,
      log,
      code: excelCode({ ...format, digits: from < 1 ? Math.ceil(-Math.log10(from)) : 0 }, look.number),
      shown: true,
      title,
    };
  }
  const step = stepFor(max - min || 1, length > 6 ? 8 : 5);
  const round = (value: number): number => Number(value.toPrecision(12));
  const [from, to] = [round(Math.floor(min / step + 1e-9) * step), round(Math.ceil(max / step - 1e-9) * step)];
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => round(from + at * step));
  return { min: from, max: to, step, code: excelCode(together(ticks, format, look.number), look.number), shown: true, title };
}

/** One series for each colour that means something: the legend tells them apart. */
function groupsOf(
  { points, key = [] }: Scatter,
  texts: ReadonlyMap<number, PointName>,
  { look }: NativeTools,
  name: string,
): PointGroup[] {
  const roles = [...new Set(points.map(({ role }) => role))];
  const nameOf = (role: Role) => key.find((one) => one.role === role)?.name ?? name;
  return roles.map((role) => ({
    name: chartName(nameOf(role)),
    colour: paintOf(look, role),
    mark: "circle" as const,
    points: points.flatMap((point, at): DrawnPoint[] =>
      point.role === role
        ? [{ x: point.x, y: point.y, size: point.size, text: texts.get(at)?.text ?? null, place: texts.get(at)?.place ?? "r" }]
        : [],
    ),
  }));
}
