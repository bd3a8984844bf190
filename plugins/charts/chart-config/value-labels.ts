import type { Chart, Element, Plugin } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Theme } from "../design-system/theme.ts";
import { placeLabels, type Rect, type Segment, type Wanted } from "../layout/place-labels.ts";
import { spread } from "../layout/spread.ts";
import { noteLeftOut } from "./left-out.ts";
import { endsBeside, lineEnds } from "./line-ends.ts";
import { panelFormats } from "./panel-formats.ts";
import { placeOf } from "./time-axis.ts";
import { startSaid } from "./value-axis.ts";

interface Text extends Wanted {
  readonly text: string;
  readonly colour: string;
  readonly weight: number;
  readonly size?: number;
  /** What a line leads to, where the text stands off. */
  readonly to?: { readonly x: number; readonly y: number } | undefined;
}

/** As Chart.js draws one. */
type Bar = Element<Rect & { readonly base: number; readonly horizontal: boolean }>;

const HEIGHT = 17;
const STACKS_LABELLED_MAX = 14;
/** More lying bars than these are written in smaller type. */
export const CROWDED = 28;
const crowded = ({ kind, labels, series }: PanelSpec): boolean =>
  kind === "horizontal-bar" && labels.length * series.length > CROWDED;
const FONT = (weight: number, size = 14) => `${weight} ${size}px Inter, sans-serif`;

/** Writes the numbers people need on the marks, clear of each other, of lines and of bars. */
export function valueLabels(panel: PanelSpec, theme: Theme, locale: string): Plugin {
  return {
    id: "valueLabels",
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      const wanted = [
        ...start(chart, panel, theme, locale),
        ...remarks(chart, panel, theme),
        ...bands(chart, panel, theme),
        ...references(chart, panel, theme, locale),
        ...events(chart, panel, theme),
        ...totals(chart, panel, theme, locale),
        ...values(chart, panel, theme, locale),
      ];
      const { bars, lines } = obstacles(chart, panel);
      const { left, top, bottom } = chart.chartArea;
      const bounds = { x: panel.kind === "bar" ? 2 : left, y: 0, width: 0, height: bottom - 1 };
      const roomy = { ...bounds, width: (panel.kind === "horizontal-bar" ? chart.width - 2 : chart.width) - bounds.x };
      const placed = placeLabels(wanted, top >= 0 ? roomy : bounds, bars, lines);
      noteLeftOut(chart, placed.filter((rect) => rect === null).length);
      placed.forEach((rect, index) => {
        const label = wanted[index] as Text;
        if (rect === null) return;
        if (label.to !== undefined) leader(ctx, rect, label.to, theme.quiet);
        ctx.font = FONT(label.weight, label.size);
        ctx.fillStyle = label.colour;
        ctx.fillText(label.text, rect.x + rect.width / 2, rect.y + rect.height / 2 + 1);
      });
      ctx.restore();
    },
  };
}

/** Above the plot, where nothing else stands: an axis that leaves zero out says so. */
function start(chart: Chart, panel: PanelSpec, theme: Theme, locale: string): Text[] {
  const text = startSaid(panel, chart.scales.y, locale);
  if (text === null) return [];
  const width = measured(chart, text, 400);
  const { left, top } = chart.chartArea;
  return [{ text, colour: theme.muted, weight: 400, width, height: HEIGHT, places: [{ x: left + width / 2, y: top - 14 }] }];
}

/** From the text's nearer edge to just before the point. */
function leader(
  ctx: Chart["ctx"],
  { x, y, width, height }: Rect,
  to: { readonly x: number; readonly y: number },
  colour: string,
): void {
  const from = { x: Math.min(Math.max(to.x, x), x + width), y: to.y > y ? y + height : y };
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 12) return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x - ((to.x - from.x) / length) * 7, to.y - ((to.y - from.y) / length) * 7);
  ctx.stroke();
}

function references(chart: Chart, panel: PanelSpec, theme: Theme, locale: string): Text[] {
  const scale = chart.scales[panel.kind === "horizontal-bar" ? "x" : "y"];
  if (scale === undefined) return [];
  const { left, right, top } = chart.chartArea;
  return panel.references.map(({ value, label: name }) => {
    // A line without its number would have to be read off the axis.
    const label = /\d/.test(name) ? name : `${name} ${formatNumber(value, panelFormats(panel, locale).label, locale)}`;
    const at = scale.getPixelForValue(value);
    const width = measured(chart, label, 400);
    const places =
      panel.kind === "horizontal-bar"
        ? [at + width / 2 + 4, at - width / 2 - 4].map((x) => ({ x, y: top + 8 }))
        : [right - width / 2 - 4, left + width / 2 + 4, (left + right) / 2].flatMap((x) =>
            [13, -13].map((dy) => ({ x, y: at + dy })),
          );
    return { text: label, colour: theme.muted, weight: 400, width, height: HEIGHT, places };
  });
}

/** Words at a point: near it, or a little further with a line to it. */
function remarks(chart: Chart, panel: PanelSpec, theme: Theme): Text[] {
  return (panel.notes ?? []).flatMap(({ at, series, text }) => {
    const point = chart.isDatasetVisible(series) ? chart.getDatasetMeta(series).data[at] : undefined;
    if (point === undefined) return [];
    const { x, y } = point.getProps(["x", "y"], true) as { x: number; y: number };
    if (Number.isNaN(x + y) || x < chart.chartArea.left - 1 || x > chart.chartArea.right + 1) return [];
    const width = measured(chart, text, 600);
    const across = panel.kind === "horizontal-bar";
    // Above a bar's own number.
    const near = panel.kind === "line" ? 24 : 30;
    const places = across
      ? [70, 110, 160].map((dx) => ({ x: x + dx + width / 2, y }))
      : [near, near + 22, near + 48, near + 80, near + 120].flatMap((away) =>
          [0, 0.5, -0.5, 0.9, -0.9].flatMap((side) =>
            (panel.kind === "line" ? [-1, 1] : [-1]).map((way) => ({ x: x + side * width, y: y + way * away })),
          ),
        );
    return [{ text, colour: theme.ink, weight: 600, width, height: HEIGHT, places, to: across ? undefined : { x, y } }];
  });
}

/** At the top of what is shaded, or at the side of what is shaded across. */
function bands(chart: Chart, panel: PanelSpec, theme: Theme): Text[] {
  const { left, right, top } = chart.chartArea;
  return (panel.bands ?? []).flatMap(({ along, from, to, label }) => {
    if (label === "") return [];
    const width = measured(chart, label, 400);
    const across = panel.kind === "horizontal-bar";
    const scale = chart.scales[along === "labels" || across ? "x" : "y"];
    if (scale === undefined) return [];
    const value = (one: number) => scale.getPixelForValue(along === "labels" ? placeOf(panel, one) : one);
    const [low, high] = [value(from), value(to)];
    const places =
      along === "values" && !across
        ? [left + width / 2 + 6, right - width / 2 - 6].flatMap((x) =>
            [Math.min(low, high) + 11, Math.max(low, high) - 11].map((y) => ({ x, y })),
          )
        : [top + 9, top + 28, top - 12].flatMap((y) =>
            [(low + high) / 2, Math.min(low, high) + width / 2 + 3, Math.max(low, high) - width / 2 - 3].map((x) => ({ x, y })),
          );
    return [{ text: label, colour: theme.muted, weight: 400, width, height: HEIGHT, places }];
  });
}

/** At the top of its line, on the side that has room. */
function events(chart: Chart, panel: PanelSpec, theme: Theme): Text[] {
  const { top } = chart.chartArea;
  return (panel.events ?? []).map(({ at, label }) => {
    const x = chart.scales.x?.getPixelForValue(placeOf(panel, at)) ?? 0;
    const width = measured(chart, label, 400);
    const places = [-10, 8, 26].flatMap((dy) => [1, -1].map((side) => ({ x: x + side * (width / 2 + 5), y: top + dy })));
    return { text: label, colour: theme.muted, weight: 400, width, height: HEIGHT, places };
  });
}

/** On a stack stands its total: what the axis would have to be read for. */
function totals(chart: Chart, panel: PanelSpec, theme: Theme, locale: string): Text[] {
  if (panel.stacked !== true || panel.kind !== "bar" || panel.labels.length > STACKS_LABELLED_MAX) return [];
  const shown = panel.series.flatMap((series, index) => (chart.isDatasetVisible(index) ? [{ series, index }] : []));
  return panel.labels.flatMap((_, at) => {
    const parts = shown.flatMap(({ series }) => series.values[at] ?? []);
    const tops = shown
      .map(({ index }) => chart.getDatasetMeta(index).data[at])
      .filter((bar) => bar !== undefined && !Number.isNaN(bar.y));
    const [first] = tops;
    // A stack with parts below zero has no one height that its total could stand on.
    if (first === undefined || parts.length === 0 || parts.some((part) => part < 0)) return [];
    const text = formatNumber(
      parts.reduce((sum, part) => sum + part, 0),
      panelFormats(panel, locale).label,
      locale,
    );
    const top = Math.min(...tops.map((bar) => bar?.y ?? 0));
    const width = measured(chart, text, 600);
    return [{ text, colour: theme.ink, weight: 600, width, height: HEIGHT, places: [{ x: first.x, y: top - 11 }] }];
  });
}

function values(chart: Chart, panel: PanelSpec, theme: Theme, locale: string): Text[] {
  const ends = endsOf(chart, panel, locale);
  return panel.series.flatMap((series, index) => {
    const meta = chart.getDatasetMeta(index);
    if (meta.hidden === true || !chart.isDatasetVisible(index)) return [];
    return series.labelled.flatMap((at) => {
      const value = series.values[at];
      const element = meta.data[at];
      if (value === null || value === undefined || element === undefined) return [];
      const { x, y } = element.getProps(["x", "y"], true) as { x: number; y: number };
      // Zoomed out of view: its label goes with it.
      if (x < chart.chartArea.left - 1 || x > chart.chartArea.right + 1) return [];
      const role = series.roles?.[at] ?? series.role;
      const end = at === series.values.length - 1 ? ends.get(index) : undefined;
      const text = end?.text ?? formatNumber(value, panelFormats(panel, locale).label, locale);
      const weight = role === "reference" ? 400 : 600;
      const size = crowded(panel) ? 11.5 : 14;
      const width = (measured(chart, text, weight) * size) / 14;
      return [
        {
          text,
          colour: theme.text(role),
          weight,
          size,
          width,
          height: size === 14 ? HEIGHT : 13,
          places: [
            ...(end === undefined
              ? around(panel, x, y, width, value)
              : [{ x: chart.chartArea.right + 10 + width / 2, y: end.y }]),
            ...acrossZero(chart, panel, y, width, value),
          ],
        },
      ];
    });
  });
}

/** What stands at the ends of several lines: each in its colour, pushed clear of the others. */
function endsOf(chart: Chart, panel: PanelSpec, locale: string): Map<number, { text: string; y: number }> {
  if (!endsBeside(panel)) return new Map();
  const { texts } = lineEnds(panel, chart.width, locale);
  const ends = texts
    .flatMap((text, index) => {
      const point = chart.isDatasetVisible(index) ? chart.getDatasetMeta(index).data[panel.labels.length - 1] : undefined;
      return text === null || point === undefined || Number.isNaN(point.y) ? [] : [{ index, text, y: point.y }];
    })
    .sort((a, b) => a.y - b.y);
  const { top, bottom } = chart.chartArea;
  const ys = spread(
    ends.map(({ y }) => y),
    HEIGHT + 0.5,
    top - HEIGHT / 2,
    bottom - 2 - HEIGHT / 2,
  );
  return new Map(ends.map(({ index, text }, at) => [index, { text, y: ys[at] as number }]));
}

/** On a narrow chart a negative bar has no room before it: its number then stands on the other side of zero. */
function acrossZero(chart: Chart, panel: PanelSpec, y: number, width: number, value: number): { x: number; y: number }[] {
  const zero = panel.kind === "horizontal-bar" && value < 0 ? chart.scales.x?.getPixelForValue(0) : undefined;
  return zero === undefined ? [] : [{ x: zero + width / 2 + 8, y }];
}

function around(panel: PanelSpec, x: number, y: number, width: number, value: number): { x: number; y: number }[] {
  if (panel.kind === "horizontal-bar") return [{ x: x + (value < 0 ? -1 : 1) * (width / 2 + 8), y }];
  if (panel.kind === "bar") return [{ x, y: y + (value < 0 ? 11 : -11) }];
  const side = width / 2 + 9;
  return [
    { x, y: y - 18 },
    { x, y: y + 18 },
    { x: x - side, y: y - 14 },
    { x: x + side, y: y + 14 },
    { x: x - side, y: y + 16 },
    { x: x + side, y: y - 14 },
    { x: x + side, y },
    { x: x - side, y },
    { x: x - side, y: y - 30 },
    { x: x - side, y: y + 30 },
    { x, y: y - 34 },
    { x, y: y + 34 },
    { x: x + side, y: y - 30 },
    { x: x + side, y: y + 30 },
  ];
}

function obstacles(chart: Chart, panel: PanelSpec): { bars: Rect[]; lines: Segment[] } {
  const bars: Rect[] = [];
  const lines: Segment[] = [];
  chart.data.datasets.forEach((_, index) => {
    const meta = chart.getDatasetMeta(index);
    if (!chart.isDatasetVisible(index)) return;
    if (meta.type === "bar") {
      for (const element of meta.data as Bar[]) {
        const bar = element.getProps(["x", "y", "base", "width", "height", "horizontal"], true);
        const { x = 0, y = 0, base = 0, width = 0, height = 0 } = bar;
        if (Number.isNaN(x + y)) continue;
        bars.push(
          bar.horizontal
            ? { x: Math.min(x, base), y: y - height / 2, width: Math.abs(x - base), height }
            : { x: x - width / 2, y: Math.min(y, base), width, height: Math.abs(y - base) },
        );
      }
    } else {
      for (let at = 1; at < meta.data.length; at++) {
        const [from, to] = [meta.data[at - 1], meta.data[at]];
        if (from && to && !Number.isNaN(from.x + to.x + from.y + to.y))
          lines.push({ x1: from.x, y1: from.y, x2: to.x, y2: to.y });
      }
    }
  });
  const { left, right, top, bottom } = chart.chartArea;
  for (const { value } of panel.references) {
    const across = panel.kind === "horizontal-bar";
    const at = chart.scales[across ? "x" : "y"]?.getPixelForValue(value) ?? Number.NaN;
    if (!Number.isNaN(at)) lines.push(across ? { x1: at, y1: top, x2: at, y2: bottom } : { x1: left, y1: at, x2: right, y2: at });
  }
  for (const { at } of panel.events ?? []) {
    const x = chart.scales.x?.getPixelForValue(placeOf(panel, at)) ?? Number.NaN;
    if (!Number.isNaN(x)) lines.push({ x1: x, y1: top, x2: x, y2: bottom });
  }
  return { bars, lines };
}

function measured(chart: Chart, text: string, weight: number): number {
  chart.ctx.font = FONT(weight);
  return chart.ctx.measureText(text).width + 4;
}
