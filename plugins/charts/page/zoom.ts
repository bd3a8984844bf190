import type { Chart } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { leastRange, placeOf } from "../chart-config/time-axis.ts";
import { button } from "./elements.ts";
import type { View } from "./view.ts";

type Zoomed = Chart & { zoom(amount: { x: number }): void; pan(delta: { x: number }): void; resetZoom(): void };

export const zooms = ({ kind, labels }: PanelSpec): boolean => kind === "line" && labels.length > 2;

/** By wheel with ctrl, by a drag with shift, by two fingers; the keys and the buttons do the same. */
export const zoomingOf = (panel: PanelSpec) => ({
  zoom: {
    wheel: { enabled: true, modifierKey: "ctrl" },
    drag: { enabled: true, modifierKey: "shift" },
    pinch: { enabled: true },
    mode: "x",
  },
  pan: { enabled: true, mode: "x" },
  limits: { x: { minRange: leastRange(panel) } },
});

const PAN = 80;
const ACTS: Readonly<Record<string, (chart: Zoomed) => void>> = {
  "+": (chart) => chart.zoom({ x: 1.25 }),
  "=": (chart) => chart.zoom({ x: 1.25 }),
  "-": (chart) => chart.zoom({ x: 0.8 }),
  "0": (chart) => chart.resetZoom(),
  ArrowLeft: (chart) => chart.pan({ x: PAN }),
  ArrowRight: (chart) => chart.pan({ x: -PAN }),
};

/** Whether the key was one of these; what is in view then is said. */
export function zoomBy(view: View, index: number, key: string): boolean {
  const [chart, act] = [view.charts.get(index), ACTS[key]];
  if (chart === undefined || act === undefined || !zooms(view.shownPanel(index))) return false;
  act(chart as Zoomed);
  view.say(seen(view, chart, index));
  return true;
}

export function zoomButtons(view: View, index: number, title: string, place: Element): void {
  button("−", place, () => zoomBy(view, index, "-"), view.words("page.zoom-out", { title }));
  button("+", place, () => zoomBy(view, index, "+"), view.words("page.zoom-in", { title }));
  button("⟲", place, () => zoomBy(view, index, "0"), view.words("page.zoom-reset", { title }));
}

function seen(view: View, { scales: { x } }: Chart, index: number): string {
  const panel = view.shownPanel(index);
  const { labels } = panel;
  const inView = labels.flatMap((_, at) => {
    const place = placeOf(panel, at);
    return place >= (x?.min ?? 0) && place <= (x?.max ?? 0) ? [at] : [];
  });
  const [from, to] = [inView[0] ?? 0, inView.at(-1) ?? labels.length - 1];
  return view.words("page.from-to", { from: labels[from] ?? "", to: labels[to] ?? "" });
}
