import type { Chart, TooltipModel } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { keyPath } from "../chart-config/key-shapes.ts";
import { panelFormats } from "../chart-config/panel-formats.ts";
import { formatNumber } from "../design-system/format.ts";
import { keyOf } from "./legend.ts";
import type { View } from "./view.ts";

/** Beside the point, never on it. */
const BESIDE = 16;

/** The page's own tooltip: what a point is, in words of the page, with its unit, its share of the whole and its change. */
export function tooltip(view: View, panel: PanelSpec) {
  return ({ chart, tooltip }: { chart: Chart; tooltip: TooltipModel<"line"> }): void => {
    const place = chart.canvas.parentElement as HTMLElement;
    const tip = place.querySelector<HTMLElement>(".tip") ?? made(place);
    tip.hidden = tooltip.opacity === 0;
    if (tip.hidden) return;
    tip.replaceChildren(bold(tooltip.title.join(" ")), ...lines(view, panel, chart, tooltip));
    put(tip, chart, tooltip);
  };
}

function made(place: HTMLElement): HTMLElement {
  const tip = document.createElement("div");
  tip.className = "tip";
  // The live region reads the same to those who can't see it.
  tip.setAttribute("aria-hidden", "true");
  place.append(tip);
  return tip;
}

function bold(text: string): HTMLElement {
  const title = document.createElement("b");
  title.textContent = text;
  return title;
}

function lines(view: View, panel: PanelSpec, chart: Chart, { dataPoints, body }: TooltipModel<"line">): HTMLElement[] {
  const own = panel.kind === "drawn" || panel.kind === "doughnut";
  const points = dataPoints.filter(({ datasetIndex }) => datasetIndex < panel.series.length);
  return points.flatMap(({ datasetIndex, dataIndex }, at) => {
    if (own) return (body[at]?.lines ?? []).map((text) => row(null, text, ""));
    const series = panel.series[datasetIndex];
    const value = formatNumber(series?.values[dataIndex], panelFormats(panel, view.locale).cell, view.locale);
    const colour = chart.data.datasets[datasetIndex];
    const key = typeof colour?.borderColor === "string" ? colour.borderColor : tooltipColour(colour?.backgroundColor, dataIndex);
    const line = row(
      { path: keyPath(panel, datasetIndex), fill: key },
      `${series?.name}: ${value}`,
      said(view, panel, datasetIndex, dataIndex),
    );
    return [line];
  });
}

const tooltipColour = (fill: unknown, at: number): string => String(Array.isArray(fill) ? fill[at] : fill);

function row(key: { path: string; fill: string } | null, text: string, said: string): HTMLElement {
  const line = document.createElement("div");
  if (key !== null) line.append(keyOf(key.path, key.fill));
  line.append(text);
  if (said !== "") {
    const more = document.createElement("span");
    more.className = "said";
    more.textContent = said;
    line.append(more);
  }
  return line;
}

/** Of a stack the share of its whole; of a line the change since the point before, where it has a base that a per cent can be of. */
function said(view: View, panel: PanelSpec, series: number, at: number): string {
  const value = panel.series[series]?.values[at] ?? null;
  if (value === null) return "";
  if (panel.stacked === true) {
    const whole = panel.series.map(({ values }) => values[at] ?? 0);
    const sum = whole.reduce((all, one) => all + one, 0);
    return sum > 0 && whole.every((one) => one >= 0) ? percent(view, value / sum) : "";
  }
  const before = panel.kind === "line" ? (panel.series[series]?.values[at - 1] ?? null) : null;
  if (before === null || before <= 0 || value < 0 || before === value) return "";
  const arrow = value > before ? "▲" : "▼";
  return panel.format.style === "percent"
    ? `${arrow} ${formatNumber(Math.abs(value - before), { style: "number", unit: view.words("drawn.pts") }, view.locale)}`
    : `${arrow} ${percent(view, Math.abs(value / before - 1))}`;
}

const percent = (view: View, share: number): string => formatNumber(share * 100, { style: "percent" }, view.locale);

/** Right of the point where there is room, else left of it; within the chart's height. */
function put(tip: HTMLElement, { width, height }: Chart, { caretX, caretY }: TooltipModel<"line">): void {
  const [w, h] = [tip.offsetWidth, tip.offsetHeight];
  const right = caretX + BESIDE + w <= width;
  const left = right ? caretX + BESIDE : caretX - BESIDE - w;
  // Neither side has room, as on a phone: above or below, still not on it.
  const beside = right || left >= 0;
  const top = beside
    ? Math.min(Math.max(0, caretY - h / 2), height - h)
    : caretY + BESIDE + h <= height
      ? caretY + BESIDE
      : caretY - BESIDE - h;
  tip.style.left = `${beside ? left : Math.min(Math.max(0, caretX - w / 2), width - w)}px`;
  tip.style.top = `${top}px`;
}
