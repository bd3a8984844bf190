import type { Chart } from "chart.js";
import { charts, spec } from "./view.ts";

/** CSS pixels of A4 lying, without its margins. */
const PAPER = { width: 1054, height: 725 };
const GAP = 10;
/** Words that the screen has on one line may take two on paper. */
const WRAPPED = 24;
const CARD = { across: 26, down: 22 };
const PLOT = { least: 130, most: 480 };
/** Dots for each CSS pixel: 288 an inch. */
const FINE = 3;

/**
 * A canvas prints at the screen's size, and blank in some browsers. So each chart is drawn once more in the size it has on paper, as
 * an image in its own card; `light` makes the page light for as long.
 */
export function printAsImages(light: { readonly on: () => void; readonly off: () => void }): void {
  addEventListener("beforeprint", () => {
    clear();
    light.on();
    for (const [index, chart] of charts) {
      const plot = chart.canvas.closest(".plot");
      const card = chart.canvas.closest(".card");
      if (plot === null || card === null) continue;
      const size = sizeOf(card);
      const image = new Image(size.width, size.height);
      image.alt = spec.panels[index]?.title ?? "";
      image.className = "paper";
      image.src = pictureOf(chart, size);
      plot.after(image);
    }
  });
  addEventListener("afterprint", () => {
    clear();
    light.off();
  });
}

const clear = (): void => {
  for (const image of document.querySelectorAll("img.paper")) image.remove();
};

/** As much of a sheet as its row has beside the header, the key figures and the other rows. */
function sizeOf(card: Element): { width: number; height: number } {
  const cards = [...document.querySelectorAll(".grid > .card")].filter((one) => heightOf(one) > 0);
  const wide = cards.filter((one) => one.classList.contains("wide")).length;
  const rows = cards.length === 1 ? 1 : wide + Math.ceil((cards.length - wide) / 2);
  const around = ["header", ".kpis", "footer"].reduce((sum, name) => sum + heightOf(document.querySelector(name)) + GAP, 0);
  const words = Math.max(...cards.map((one) => heightOf(one.querySelector(".head")) + heightOf(one.querySelector(".legend"))));
  const height = (PAPER.height - around - WRAPPED) / rows - GAP - words - CARD.down;
  const alone = cards.length === 1 || card.classList.contains("wide");
  const width = (alone ? PAPER.width : (PAPER.width - GAP) / 2) - CARD.across;
  return { width: Math.floor(width), height: Math.round(Math.min(PLOT.most, Math.max(PLOT.least, height))) };
}

const heightOf = (element: Element | null): number => element?.getBoundingClientRect().height ?? 0;

function pictureOf(chart: Chart, { width, height }: { width: number; height: number }): string {
  const fine = chart.options.devicePixelRatio;
  chart.options.devicePixelRatio = FINE;
  chart.resize(width, height);
  const picture = chart.toBase64Image();
  chart.options.devicePixelRatio = fine as number;
  chart.resize();
  return picture;
}
