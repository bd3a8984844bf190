import type { CategoryChart, Plot, PointLook, Series } from "../native/chart.ts";
import { el, val } from "./element.ts";
import { labelsOf } from "./labels.ts";
import { fill, stroke } from "./paint.ts";
import { categoriesIn, seriesName, valuesIn } from "./references.ts";

/** The order of elements is the schema's: PowerPoint offers to repair a file that has another. */

const WIDTH = 2.5;

interface Drawn {
  readonly chart: CategoryChart;
  readonly size: number;
  /** What lies between slices. */
  readonly ground: string;
}

const properties = (...inside: readonly string[]): string => el("c:spPr", {}, ...inside);

function markerOf(on: boolean, colour: string | null): string {
  if (!on || colour === null) return el("c:marker", {}, val("c:symbol", "none"));
  const look = properties(fill(colour), stroke({ colour, width: 0.75 }));
  return el("c:marker", {}, val("c:symbol", "circle"), val("c:size", 6), look);
}

const lineOf = ({ colour, width = WIDTH, dashed = false }: Series): string => stroke({ colour, width, dashed });

function pointsOf(
  { points, colour, width = WIDTH, dashed = false, marker = false }: Series,
  kind: Plot["kind"],
  ground: string,
): string[] {
  return [...(points ?? [])]
    .sort(([a], [b]) => a - b)
    .map(([at, look]: readonly [number, PointLook]) => {
      const own = look.colour ?? colour;
      if (kind === "line")
        return el(
          "c:dPt",
          {},
          val("c:idx", at),
          markerOf(look.marker ?? marker, own),
          val("c:bubble3D", false),
          properties(stroke({ colour: own, width, dashed: look.dashed ?? dashed })),
        );
      const round = kind === "pie" || kind === "doughnut";
      const edge = round ? [stroke({ colour: ground, width: 1.5 })] : [];
      return el(
        "c:dPt",
        {},
        val("c:idx", at),
        ...(round ? [] : [val("c:invertIfNegative", false)]),
        val("c:bubble3D", false),
        properties(fill(own), ...edge),
      );
    });
}

function seriesOf(series: Series, kind: Plot["kind"], order: number, { chart, size, ground }: Drawn): string {
  const column = chart.columns[series.column];
  if (column === undefined) throw new RangeError(`no column ${series.column} in the chart's sheet`);
  const lines = kind === "line" || kind === "radar";
  const look = lines ? lineOf(series) : fill(series.colour, series.opaque);
  return el(
    "c:ser",
    {},
    val("c:idx", order),
    val("c:order", order),
    seriesName(series.column + 1, column.name),
    properties(look),
    ...(kind === "bar" ? [val("c:invertIfNegative", false)] : []),
    ...(lines ? [markerOf(series.marker ?? false, series.colour)] : []),
    ...pointsOf(series, kind, ground),
    labelsOf(series.labels, size),
    categoriesIn(chart.categories),
    valuesIn(series.column, column),
    ...(kind === "line" ? [val("c:smooth", false)] : []),
  );
}

/** One plot; `first` is the order of its first series among all. */
export function plotOf(plot: Plot, first: number, drawn: Drawn, axes: readonly [number, number]): string {
  const series = plot.series.map((one, at) => seriesOf(one, plot.kind, first + at, drawn));
  const ids = axes.map((id) => val("c:axId", id));
  const same = val("c:varyColors", false);
  switch (plot.kind) {
    case "bar":
      return el(
        "c:barChart",
        {},
        val("c:barDir", drawn.chart.lying ? "bar" : "col"),
        val("c:grouping", plot.stacked ? "stacked" : "clustered"),
        same,
        ...series,
        val("c:gapWidth", plot.gap),
        val("c:overlap", plot.stacked ? 100 : plot.overlap),
        ...ids,
      );
    case "area":
      return el("c:areaChart", {}, val("c:grouping", plot.stacked ? "stacked" : "standard"), same, ...series, ...ids);
    case "line":
      return el("c:lineChart", {}, val("c:grouping", "standard"), same, ...series, val("c:marker", true), ...ids);
    case "radar":
      return el("c:radarChart", {}, val("c:radarStyle", "marker"), same, ...series, ...ids);
    case "pie":
      return el("c:pieChart", {}, val("c:varyColors", true), ...series, val("c:firstSliceAng", 0));
    case "doughnut":
      return el(
        "c:doughnutChart",
        {},
        val("c:varyColors", true),
        ...series,
        val("c:firstSliceAng", 0),
        val("c:holeSize", plot.hole),
      );
  }
}
