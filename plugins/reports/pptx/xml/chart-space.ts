import type { CategoryChart, NativeChart } from "../native/chart.ts";
import { type AxisLook, categoryAxis, daySteps, valueAxis } from "./axes.ts";
import { el, val } from "./element.ts";
import { fill, stroke, textLook } from "./paint.ts";
import { plotOf } from "./plots.ts";
import { pointAxes, pointPlot } from "./points.ts";

const NAMES = {
  "xmlns:c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
  "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
  "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
};
/** Of the axes: any numbers, each once. */
const AXES = { categories: 111, values: 112, secondCategories: 113, secondValues: 114 } as const;

export interface ChartLook extends AxisLook {
  readonly ground: string;
}

/** One chart as PowerPoint's part of a file. Its workbook is the relation "rId1". */
export function chartSpace(chart: NativeChart, look: ChartLook): string {
  const inner = chart.kind === "categories" ? chart.inner : null;
  const [plots, axes] =
    chart.kind === "categories" ? categoryParts(chart, look) : [pointPlot(chart, look), pointAxes(chart, look)];
  const area = el("c:plotArea", {}, layoutOf(inner), plots, axes, el("c:spPr", {}, fill(null), stroke({ colour: null })));
  const body = el(
    "c:chart",
    {},
    val("c:autoTitleDeleted", true),
    area,
    legendOf(chart, look),
    val("c:plotVisOnly", true),
    val("c:dispBlanksAs", "gap"),
  );
  const space = el(
    "c:chartSpace",
    NAMES,
    val("c:date1904", false),
    val("c:roundedCorners", false),
    body,
    el("c:spPr", {}, fill(null), stroke({ colour: null })),
    textLook({ size: look.size, colour: look.ink }),
    el("c:externalData", { "r:id": "rId1" }, val("c:autoUpdate", false)),
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${space}`;
}

function layoutOf(inner: CategoryChart["inner"]): string {
  if (inner === null) return el("c:layout");
  const { x, y, w, h } = inner;
  const places = [val("c:x", x), val("c:y", y), val("c:w", w), val("c:h", h)];
  const manual = [val("c:layoutTarget", "inner"), val("c:xMode", "edge"), val("c:yMode", "edge"), ...places];
  return el("c:layout", {}, el("c:manualLayout", {}, ...manual));
}

function categoryParts(chart: CategoryChart, look: ChartLook): [plots: string, axes: string] {
  let first = 0;
  const plots = chart.plots.map((plot) => {
    const second = plot.second === true;
    const ids = second ? ([AXES.secondCategories, AXES.secondValues] as const) : ([AXES.categories, AXES.values] as const);
    const written = plotOf(plot, first, { chart, size: look.size, ground: look.ground }, ids);
    first += plot.series.length;
    return written;
  });
  return [plots.join(""), chart.axis === null ? "" : axesOf(chart, look)];
}

function axesOf(chart: CategoryChart, look: ChartLook): string {
  const { axis, second, lying, categories } = chart;
  if (axis === null) return "";
  const radar = chart.plots.some(({ kind }) => kind === "radar");
  const days = "days" in categories ? { code: categories.code, steps: daySteps(categories.days, WORDS_MOST) } : null;
  const own = {
    lying,
    days,
    crossed: axis.crossed,
    log: axis.log === true,
    level: !lying,
    line: !radar,
    every: everyOf(chart),
  } as const;
  const between = chart.edged || chart.plots.every(({ kind }) => kind === "area") ? "midCat" : "between";
  const first =
    categoryAxis({ id: AXES.categories, crosses: AXES.values, side: lying ? "l" : "b", hidden: false, ...own }, look) +
    valueAxis(
      axis,
      { id: AXES.values, crosses: AXES.categories, side: lying ? "b" : "l", grid: true, at: lying ? "max" : "min", between },
      look,
    );
  if (second === null) return first;
  return (
    first +
    categoryAxis(
      { id: AXES.secondCategories, crosses: AXES.secondValues, side: "b", hidden: true, ...own, crossed: undefined },
      look,
    ) +
    valueAxis(second, { id: AXES.secondValues, crosses: AXES.secondCategories, side: "r", grid: false, at: "max", between }, look)
  );
}

/** Along lines and areas stand as many words as fit beside each other; every bar has its own. */
function everyOf({ categories, plots }: Extract<NativeChart, { kind: "categories" }>): number {
  const along = plots.every(({ kind }) => kind === "line" || kind === "area");
  return along && "texts" in categories && categories.texts.length > WORDS_MOST
    ? Math.ceil(categories.texts.length / WORDS_MOST)
    : 1;
}

const WORDS_MOST = 12;

/** Names of what has one; what only helps to draw has none. */
function legendOf(chart: NativeChart, look: ChartLook): string {
  if (chart.legend === "none") return "";
  const unnamed =
    chart.kind === "categories"
      ? chart.plots.flatMap(({ series }) => series.map((one) => one.unnamed))
      : chart.groups.map((one) => one.unnamed);
  return el(
    "c:legend",
    {},
    val("c:legendPos", chart.legend === "top" ? "t" : "r"),
    ...unnamed.flatMap((one, at) => (one === true ? [el("c:legendEntry", {}, val("c:idx", at), val("c:delete", true))] : [])),
    val("c:overlay", false),
    textLook({ size: look.size, colour: look.muted }),
  );
}
