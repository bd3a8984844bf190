import type { Chart } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { button, say } from "./elements.ts";
import { charts, shownPanel } from "./view.ts";

type Zoomed = Chart & { zoom(amount: { x: number }): void; pan(delta: { x: number }): void; resetZoom(): void };

export const zooms = ({ kind, labels }: PanelSpec): boolean => kind === "line" && labels.length > 2;

/** By wheel with ctrl, by a drag with shift, by two fingers; the keys and the buttons do the same. */
export const zooming = {
  zoom: {
    wheel: { enabled: true, modifierKey: "ctrl" },
    drag: { enabled: true, modifierKey: "shift" },
    pinch: { enabled: true },
    mode: "x",
  },
  pan: { enabled: true, mode: "x" },
  limits: { x: { minRange: 1 } },
};

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
export function zoomBy(index: number, key: string): boolean {
  const [chart, act] = [charts.get(index), ACTS[key]];
  if (chart === undefined || act === undefined || !zooms(shownPanel(index))) return false;
  act(chart as Zoomed);
  say(seen(chart, shownPanel(index).labels));
  return true;
}

export function zoomButtons(index: number, title: string, place: Element): void {
  button("−", place, () => zoomBy(index, "-"), `Zoom out of ${title}`);
  button("+", place, () => zoomBy(index, "+"), `Zoom into ${title}`);
  button("⟲", place, () => zoomBy(index, "0"), `Reset zoom of ${title}`);
}

function seen({ scales: { x } }: Chart, labels: readonly string[]): string {
  const [from, to] = [Math.max(0, Math.ceil(x?.min ?? 0)), Math.min(labels.length - 1, Math.floor(x?.max ?? 0))];
  return `${labels[from]} to ${labels[to]}`;
}
