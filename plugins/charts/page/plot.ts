import { Chart, type InteractionOptions, type Plugin } from "chart.js";
import zoom from "chartjs-plugin-zoom";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { buildConfig } from "../chart-config/build-config.ts";
import { registerChartParts } from "../chart-config/register.ts";
import { formOf } from "../forms/index.ts";
import { drawLegend } from "./legend.ts";
import { tooltip } from "./tooltip.ts";
import type { View } from "./view.ts";
import { zoomingOf, zooms } from "./zoom.ts";

registerChartParts();
// Its types are those of a CommonJS module; the bundle takes its ESM default.
Chart.register(zoom as typeof zoom & Plugin);

/** Called with panel and mark when a mark is clicked. */
type Picked = (index: number, mark: number) => void;

export function draw(view: View, index: number, picked: Picked): void {
  if (view.spec.panels[index]?.missing !== null) return;
  const shown = { panel: view.shownPanel(index), theme: view.colours.now().name };
  const before = view.drawn.get(index);
  // What a filter does not change stays as it is, with what is zoomed and hidden in it.
  if (before?.panel === shown.panel && before.theme === shown.theme) return;
  view.drawn.set(index, shown);
  view.charts.get(index)?.destroy();
  const card = view.byId(`panel-${index}`);
  const canvas = view.byId(`panel-${index}-canvas`) as HTMLCanvasElement;
  try {
    const panel = fitted(view, shown.panel, canvas);
    const config = buildConfig(panel, view.colours.now(), view.locale);
    const options = {
      ...config.options,
      responsive: true,
      plugins: {
        ...config.options?.plugins,
        zoom: zooms(panel) ? zoomingOf(panel) : {},
        tooltip: { ...config.options?.plugins?.tooltip, enabled: false, external: tooltip(view, panel) },
      },
      onHover: (_: unknown, active: { index: number }[]) => {
        const at = active[0]?.index;
        highlight(view, index, at === undefined ? null : (panel.labels[at] ?? null));
        canvas.classList.toggle("picks", at !== undefined && hasRows(panel.behind?.marks[at]));
      },
    };
    view.charts.set(index, new Chart(canvas, { ...config, options }));
    canvas.onclick = pickFrom(view, index, picked);
    drawLegend(view, index, card.querySelector(".legend") as Element);
  } catch {
    // In place of a picture that fails stands its table: never an empty card.
    card.querySelector(".plot")?.setAttribute("hidden", "");
    card.querySelector("details")?.setAttribute("open", "");
  }
}

const ROW = 26;
const COLUMN = 52;
const LETTER = 7.2;

/** Too narrow for their names: bars become horizontal, and each row has room for its value. */
function fitted(view: View, panel: PanelSpec, canvas: HTMLCanvasElement): PanelSpec {
  // Lines fit any width; to ask for it would make the browser lay out the page in the middle of a redraw.
  if (panel.kind === "line") return panel;
  const [sheet, plot] = [canvas.parentElement as HTMLElement, canvas.closest(".plot") as HTMLElement];
  const { labels, series, kind, stacked, touching, events } = panel;
  const least = leastWidth(panel);
  sheet.style.width = least > plot.clientWidth ? `${least}px` : "";
  const bare = stacked !== true && touching !== true && events === undefined;
  const each = plot.clientWidth / labels.length;
  const words = labels.flatMap((label) => label.split(" "));
  const narrow = (labels.length > 5 && each < COLUMN) || words.some((word) => word.length * LETTER > each);
  const lying: PanelSpec =
    kind === "bar" && bare && narrow && !ordered(view, labels) ? { ...panel, kind: "horizontal-bar" } : panel;
  const rows = labels.length * (stacked === true ? 1 : series.length);
  scrollCue(plot);
  plot.style.minHeight = lying.kind === "horizontal-bar" ? `${rows * ROW + 40}px` : "";
  return lying;
}

/** Where there is more to the right, the edge fades. */
function scrollCue(plot: HTMLElement): void {
  const more = () => plot.classList.toggle("more", plot.scrollLeft + plot.clientWidth < plot.scrollWidth - 4);
  plot.onscroll = more;
  requestAnimationFrame(more);
}

/** What would lose its words on a phone is drawn wider, and scrolls in its card. */
function leastWidth({ drawing }: PanelSpec): number {
  return (drawing && formOf(drawing).minWidth?.(drawing)) ?? 0;
}

/** Dates, quarters, weeks: they read from left to right, and say by their place what a name left out would. */
function ordered(view: View, labels: readonly string[]): boolean {
  const month = new Intl.DateTimeFormat(view.locale, { month: "short", timeZone: "UTC" });
  const months = new Set(Array.from({ length: 12 }, (_, at) => month.format(Date.UTC(2026, at, 1))));
  return labels.every((label) => /\d/.test(label) || months.has(label));
}

const hasRows = (words: readonly number[] | undefined): boolean => words !== undefined && words.length > 0;

const STILL = 5;
let pressed = { x: 0, y: 0 };
addEventListener("pointerdown", ({ clientX, clientY }) => {
  pressed = { x: clientX, y: clientY };
});

/** A click on a mark; not the end of a drag, and by finger only the second tap: the first shows the tooltip. */
function pickFrom(view: View, index: number, picked: Picked): (event: MouseEvent) => void {
  let tapped = -1;
  return (event) => {
    const chart = view.charts.get(index);
    if (chart === undefined || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > STILL) return;
    const { mode, ...options } = chart.options.interaction ?? {};
    const at = chart.getElementsAtEventForMode(event, mode ?? "index", options as InteractionOptions, false)[0]?.index ?? -1;
    const first = (event as PointerEvent).pointerType === "touch" && tapped !== at;
    tapped = at;
    if (at >= 0) view.around.onPicked?.(view, index, at);
    if (!first && at >= 0 && hasRows(view.shownPanel(index).behind?.marks[at])) picked(index, at);
  };
}

/** The same label lights up in every chart that has it. */
export function highlight(view: View, from: number, label: string | null): void {
  for (const [index, chart] of view.charts) {
    if (index === from) continue;
    const at = label === null ? -1 : view.shownPanel(index).labels.indexOf(label);
    if (at < 0 && chart.getActiveElements().length === 0) continue;
    const series = view.spec.panels[index]?.series.length ?? 0;
    chart.setActiveElements(
      at < 0
        ? []
        : Array.from({ length: series }, (_, datasetIndex) => ({ datasetIndex, index: at })).filter(
            ({ datasetIndex }) => chart.getDatasetMeta(datasetIndex).data[at] !== undefined,
          ),
    );
    chart.render();
  }
}
