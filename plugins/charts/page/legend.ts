import type { Chart } from "chart.js";
import { legendOf } from "../chart-config/legend.ts";
import { colours } from "./colours.ts";
import { button, say } from "./elements.ts";
import { charts, locale, shownPanel, words } from "./view.ts";

/** One button for each series or slice: shows and hides it. */
export function drawLegend(index: number, place: Element): void {
  place.replaceChildren();
  for (const { text, role, key, target } of legendOf(shownPanel(index), locale)) {
    const made = button("", place, () => target !== null && toggle(charts.get(index) as Chart, target, text, made), text);
    made.setAttribute("aria-pressed", "true");
    made.append(keyOf(key, colours().mark(role)), text);
  }
}

type Target = { readonly series: number } | { readonly slice: number };

function toggle(chart: Chart, target: Target, text: string, pressed: HTMLElement): void {
  if ("series" in target) {
    const shown = !chart.isDatasetVisible(target.series);
    chart.setDatasetVisibility(target.series, shown);
    // Its band goes with it: alone it would belong to nothing.
    chart.data.datasets.forEach((set, at) => {
      if ((set as { bandOf?: number }).bandOf === target.series) chart.setDatasetVisibility(at, shown);
    });
  } else chart.toggleDataVisibility(target.slice);
  chart.update();
  const shown = "series" in target ? chart.isDatasetVisible(target.series) : chart.getDataVisibility(target.slice);
  pressed.setAttribute("aria-pressed", String(shown));
  say(words(shown ? "page.shown" : "page.hidden", { series: text }));
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
