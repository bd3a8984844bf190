import type { Chart } from "chart.js";
import { legendOf } from "../chart-config/legend.ts";
import { button } from "./elements.ts";
import type { View } from "./view.ts";

/** One button for each series: shows and hides it. */
export function drawLegend(view: View, index: number, place: Element): void {
  place.replaceChildren();
  for (const { text, role, key, series } of legendOf(view.shownPanel(index))) {
    const made = button("", place, () => toggle(view, view.charts.get(index) as Chart, series, text, made), text);
    made.setAttribute("aria-pressed", "true");
    made.append(keyOf(key, view.colours.now().mark(role)), text);
  }
}

function toggle(view: View, chart: Chart, series: number, text: string, pressed: HTMLElement): void {
  const shown = !chart.isDatasetVisible(series);
  chart.setDatasetVisibility(series, shown);
  // Its band goes with it: alone it would belong to nothing.
  chart.data.datasets.forEach((set, at) => {
    if ((set as { bandOf?: number }).bandOf === series) chart.setDatasetVisibility(at, shown);
  });
  chart.update();
  pressed.setAttribute("aria-pressed", String(shown));
  view.say(view.words(shown ? "page.shown" : "page.hidden", { series: text }));
}

/** A series' shape in its colour. */
export function keyOf(path: string, fill: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 10 10");
  shape.setAttribute("d", path);
  shape.setAttribute("fill", fill);
  svg.append(shape);
  return svg;
}
