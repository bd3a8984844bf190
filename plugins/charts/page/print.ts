import type { Chart } from "chart.js";
import type { View } from "./view.ts";

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
 * an image in its own card.
 */
export function printAsImages(view: View): void {
  const { appearance } = view.around;
  const before = () => {
    clear(view.root);
    appearance.toPaper();
    for (const [index, chart] of view.charts) {
      const plot = chart.canvas.closest(".plot");
      const card = chart.canvas.closest(".card");
      if (plot === null || card === null) continue;
      const size = sizeOf(view, card);
      const image = new Image(size.width, size.height);
      image.alt = view.spec.panels[index]?.title ?? "";
      image.className = "paper";
      image.src = pictureOf(chart, size);
      plot.after(image);
    }
  };
  const after = () => {
    clear(view.root);
    appearance.fromPaper();
  };
  addEventListener("beforeprint", before, { signal: view.ended });
  addEventListener("afterprint", after, { signal: view.ended });
}

const clear = (root: HTMLElement): void => {
  for (const image of root.querySelectorAll("img.paper")) image.remove();
};

/** As much of a sheet as its row has beside the header, the key figures and the other rows. */
function sizeOf(view: View, card: Element): { width: number; height: number } {
  const cards = [...view.root.querySelectorAll(".grid > .card")].filter((one) => heightOf(one) > 0);
  const wide = cards.filter((one) => one.classList.contains("wide")).length;
  const rows = cards.length === 1 ? 1 : wide + Math.ceil((cards.length - wide) / 2);
  const around = ["header", ".kpis", "footer"].reduce((sum, name) => sum + heightOf(view.root.querySelector(name)) + GAP, 0);
  const words = Math.max(...cards.map((one) => heightOf(one.querySelector(".head")) + heightOf(one.querySelector(".legend"))));
  const height = (PAPER.height - above(view) - around - WRAPPED) / rows - GAP - words - CARD.down;
  const alone = cards.length === 1 || card.classList.contains("wide");
  const width = (alone ? PAPER.width : (PAPER.width - GAP) / 2) - CARD.across;
  return { width: Math.floor(width), height: Math.round(Math.min(PLOT.most, Math.max(PLOT.least, height))) };
}

/** In a report: what stands on the same sheet before a section's first dashboard: its heading and words, before the first one the title. */
function above({ root, alone }: View): number {
  const section = alone || root.previousElementSibling?.classList.contains("dashboard") ? null : root.closest("section");
  if (section === null) return 0;
  const sheet = section.parentElement?.querySelector("section") === section ? document.body : section;
  return root.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
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
