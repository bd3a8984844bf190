import type { ChartConfiguration, ChartDataset, ChartOptions, Tick } from "chart.js";
import type { PanelSpec, SeriesSpec } from "../../../core/ports/dashboard-spec.ts";
import { over } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Theme } from "../design-system/theme.ts";
import { filledLines } from "../layout/filled-lines.ts";
import { textWidth } from "../layout/text-width.ts";
import { pointStyle } from "./key-shapes.ts";
import { endsBeside, lineEnds } from "./line-ends.ts";
import { markedPoints, POINT, showsAll } from "./marked-points.ts";
import { panelFormats } from "./panel-formats.ts";
import { sharedOptions } from "./shared-options.ts";
import { placeOf, timeAxis, timeOf } from "./time-axis.ts";
import { valueAxis } from "./value-axis.ts";
import { CROWDED, valueLabels } from "./value-labels.ts";

/** Lines and bars over labels. */
export function cartesianConfig(panel: PanelSpec, theme: Theme, locale: string): ChartConfiguration {
  const datasets = [
    ...panel.series.map((series, index) => dataset(panel, series, index, theme)),
    ...panel.series.flatMap((series, index) => bands(series, index, theme)),
  ];
  return {
    type: panel.kind === "line" ? "line" : "bar",
    data: { labels: [...(timeOf(panel)?.at ?? panel.labels)], datasets },
    options: { ...sharedOptions(panel, theme, locale), ...cartesian(panel, theme, locale) },
    plugins: [...(panel.kind === "line" ? [markedPoints(panel, theme)] : []), valueLabels(panel, theme, locale)],
  };
}

function dataset(panel: PanelSpec, series: SeriesSpec, index: number, theme: Theme): ChartDataset {
  if (panel.kind !== "line")
    return {
      type: "bar",
      label: series.name,
      data: [...series.values],
      backgroundColor: series.values.map((_, at) => theme.mark(series.roles?.[at] ?? series.role)),
      borderRadius: 4,
      ...(panel.touching !== true && { maxBarThickness: panel.kind === "bar" ? 110 : 32 }),
      categoryPercentage: panel.touching === true ? 1 : panel.series.length > 1 ? 0.66 : 0.7,
      barPercentage: panel.touching === true ? 0.97 : panel.series.length > 1 ? 0.88 : 0.8,
    };
  const colour = theme.mark(series.role);
  const context = series.context === true;
  return {
    type: "line",
    // Behind those that carry a name.
    order: context ? 5 : 0,
    normalized: true,
    label: series.name,
    data: [...series.values],
    borderColor: colour,
    backgroundColor:
      series.area === true
        ? over(colour, theme.card, panel.stacked === true ? 0.55 : theme.name === "dark" ? 0.14 : 0.1)
        : "transparent",
    fill: series.area !== true ? false : panel.stacked === true && index > 0 ? "-1" : "origin",
    borderWidth: context ? 1.5 : 3,
    // Values that are missing break the line, and so do dates that are.
    spanGaps: timeOf(panel)?.gap ?? false,
    pointStyle: pointStyle(panel, index),
    pointRadius: showsAll(panel, series) && !context ? POINT.radius : 0,
    pointHoverRadius: context ? 3 : 7,
    pointBackgroundColor: theme.card,
    pointBorderColor: colour,
    pointBorderWidth: POINT.borderWidth,
    // Only where it is needed: with it, each segment becomes a path of its own, ten times slower on long rows.
    ...(series.dashedFrom !== undefined && {
      segment: {
        borderDash: ({ p0DataIndex }: { p0DataIndex: number }) => (p0DataIndex >= (series.dashedFrom as number) ? [6, 5] : []),
      },
    }),
  } as ChartDataset;
}

/** The narrower, the stronger, and over the wider; a series that is hidden takes its own along. */
function bands({ bands = [], role }: SeriesSpec, index: number, theme: Theme): ChartDataset[] {
  return bands.flatMap(({ low, high }, place) => {
    const fill = over(theme.mark(role), theme.card, (theme.name === "dark" ? 0.28 : 0.16) + 0.14 * place);
    const edge = { type: "line" as const, pointRadius: 0, pointHoverRadius: 0, borderWidth: 0, backgroundColor: fill };
    const own = { ...edge, order: 20 - place, bandOf: index };
    return [
      { ...own, label: "low", data: [...low] as number[], fill: false },
      { ...own, label: "high", data: [...high] as number[], fill: "-1" },
    ];
  });
}

const SAMPLED_FROM = 200;

function cartesian(panel: PanelSpec, theme: Theme, locale: string): ChartOptions {
  const across = panel.kind === "horizontal-bar";
  const labelledAll = panel.series.every(
    ({ values, labelled }) => labelled.length >= values.filter((value) => value !== null).length,
  );
  const font = { family: "Inter, sans-serif", size: 13 };
  const quietAxis = panel.kind !== "line" && labelledAll;
  const { callback, ...range } = valueAxis(panel, locale, {
    above: across ? 0.22 : 0.09,
    below: across ? 0.34 : 0.16,
  }) as { callback: (tick: number | string, index: number, all: Tick[]) => string };
  const value = {
    ...range,
    stacked: panel.stacked === true,
    border: { display: false },
    // A bar that carries its number needs no axis to read it from: only the zero line stays.
    grid: {
      color: quietAxis ? (ctx: { tick: { value: number } }) => (ctx.tick.value === 0 ? theme.quiet : "transparent") : theme.line,
      drawTicks: false,
    },
    ticks: {
      display: !quietAxis,
      color: theme.muted,
      font,
      padding: 8,
      maxTicksLimit: 6,
      callback,
    },
  };
  const categories = {
    stacked: panel.stacked === true,
    offset: panel.kind !== "line",
    border: { display: false },
    grid: { display: false },
    ticks: {
      color: across ? theme.ink : theme.muted,
      font: { ...font, size: across ? namesSize(panel) : 13 },
      padding: 6,
      maxRotation: 0,
      // In a low panel the names of many lying bars would run into each other.
      autoSkip: across ? panel.labels.length > ROWS_SURE : panel.kind === "line" || panel.labels.length > 6,
      autoSkipPadding: across ? 0 : 12,
      // Of a thousand dates a few dozen say how wide they are; to measure each would take longer than to draw them.
      ...(panel.labels.length > SAMPLED_FROM && { sampleSize: 48 }),
      callback: wrapped(panel),
    },
  };
  if (panel.edges !== undefined && panel.edges.length === panel.labels.length + 1)
    Object.assign(categories, edgeTicks(panel.edges, categories.ticks));
  const time = timeOf(panel);
  const dated = time === null ? null : (timeAxis(panel, time, locale) as { ticks: object });
  const x = dated === null ? categories : { ...categories, ...dated, ticks: { ...categories.ticks, ...dated.ticks } };
  return {
    indexAxis: across ? "y" : "x",
    interaction: { mode: "index", axis: across ? "y" : "x", intersect: false },
    // Chart.js calls a function for one side too; its types know a number alone.
    layout: { padding: { top: 26, right: roomAtRight(panel, locale) as number, left: 4, bottom: 0 } },
    scales: across ? { x: value, y: categories } : { x, y: value },
    plugins: { ...sharedOptions(panel, theme, locale).plugins, annotation: { annotations: referenceLines(panel, theme) } },
  };
}

/** Between touching bars stand the bounds of what they count. */
function edgeTicks(edges: readonly string[], ticks: object): object {
  return {
    afterBuildTicks(axis: { ticks: { value: number }[]; width: number }) {
      const widest = edges.reduce((most, text) => Math.max(most, textWidth(text, 13)), 0) + 12;
      const every = Math.max(1, Math.ceil((edges.length * widest) / Math.max(1, axis.width)));
      axis.ticks = edges.flatMap((_, at) => (at % every === 0 ? [{ value: at - 0.5 }] : []));
    },
    ticks: { ...ticks, callback: (value: number) => edges[Math.round(value + 0.5)] ?? "", maxRotation: 0, autoSkip: false },
  };
}

/** What the numbers at the right need: beside the ends of lines, and after the longest bar where the axis' grace is too little. */
function roomAtRight(panel: PanelSpec, locale: string): number | ((context: { chart: { width: number } }) => number) {
  if (panel.kind === "line") return endsBeside(panel) ? ({ chart: { width } }) => lineEnds(panel, width, locale).room : 26;
  if (panel.kind !== "horizontal-bar") return 10;
  const written = panel.series.flatMap(({ values, labelled }) =>
    labelled.map((at) => formatNumber(values[at], panelFormats(panel, locale).label, locale)),
  );
  const longest = Math.max(0, ...written.map((text) => textWidth(text, 14) + 4));
  return ({ chart: { width } }) => Math.max(10, Math.ceil(longest + 14 - 0.13 * (width - nameWidth(width) - longest)));
}

/** Mean width of a letter beside a lying bar, with the wide ones of a name: what is longer is cut at its end, not by the card. */
const NAME_LETTER = 7.8;

/** So many rows have room for a name each, however low the panel. */
const ROWS_SURE = 8;

/** Many lying bars have their names in smaller type, one line each. */
const namesSize = ({ labels }: PanelSpec): number => (labels.length > CROWDED ? 11.5 : 14);

/** What the names beside lying bars may take of a chart's width. */
const nameWidth = (width: number): number => Math.max(110, Math.min(260, width * 0.2));

function referenceLines(panel: PanelSpec, theme: Theme): object {
  const axis = panel.kind === "horizontal-bar" ? "x" : "y";
  const events = (panel.events ?? []).map(({ at }, index) => [
    `event${index}`,
    { type: "line", scaleID: "x", value: placeOf(panel, at), borderColor: theme.quiet, borderWidth: 1 },
  ]);
  const lines = panel.references.map(({ value }, index) => [
    `reference${index}`,
    { type: "line", scaleID: axis, value, borderColor: theme.quiet, borderWidth: 1.5, borderDash: [6, 5] },
  ]);
  const bands = (panel.bands ?? []).map(({ along, from, to }, index) => {
    const [scale, min, max] = along === "values" ? [axis, from, to] : ["x", placeOf(panel, from), placeOf(panel, to)];
    // Bars fill their place: a band over two of them covers both.
    const half = along === "labels" && panel.kind !== "line" && panel.touching !== true ? 0.5 : 0;
    const box = { [`${scale}Min`]: min - half, [`${scale}Max`]: max + half };
    return [
      `band${index}`,
      {
        type: "box",
        ...box,
        backgroundColor: over(theme.quiet, theme.card, 0.16),
        borderWidth: 0,
        drawTime: "beforeDatasetsDraw",
        adjustScaleRange: false,
      },
    ];
  });
  return Object.fromEntries([...bands, ...lines, ...events]);
}

/** Labels wrap, they never slant: to what one category's share of the width holds, and to the lines that its row has room for. */
function wrapped(
  panel: PanelSpec,
): (this: { chart: { width: number; height: number } }, tick: number | string) => string | string[] {
  return function (tick) {
    const across = panel.kind === "horizontal-bar";
    const count = Math.max(1, panel.labels.length);
    const share = across ? nameWidth(this.chart.width) : this.chart.width / count - 8;
    const room = across ? Math.max(1, Math.floor((this.chart.height - 30) / count / 18)) : 4;
    const most = Math.max(6, Math.floor(share / (across ? NAME_LETTER : 7.2)));
    // A word wider than its share would run into its neighbour; the table and the tooltip have it whole.
    const cut = (word: string) =>
      panel.kind !== "line" && word.length > most + (across ? 0 : 2) ? `${word.slice(0, most)}…` : word;
    const words = (panel.labels[Number(tick)] ?? "").split(" ").map(cut);
    const lines = filledLines(words, (line) => line.length <= most);
    if (lines.length > room) {
      const kept = lines.slice(0, room);
      const end = kept[room - 1] as string;
      kept[room - 1] = end.endsWith("…") ? end : `${end.slice(0, most)}…`;
      return room === 1 ? (kept[0] as string) : kept;
    }
    return lines.length <= 1 ? (lines[0] ?? "") : lines;
  };
}
