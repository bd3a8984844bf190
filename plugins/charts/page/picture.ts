import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Box } from "../layout/layout.ts";
import { chartOn, placing } from "../render/chart-canvas.ts";
import type { Paint } from "../render/paint.ts";
import { paintDashboard } from "../render/paint-dashboard.ts";
import { shownFigures } from "./figures.ts";
import { filterWords } from "./filter-words.ts";
import type { SavedFile } from "./surroundings.ts";
import type { View } from "./view.ts";

/** A slide's size, twice as fine: what the server's own pictures have. */
const SLIDE = { width: 1600, height: 900, scale: 2 };

export const pngFile = (name: string, address: string): SavedFile => ({
  name: `${name}.png`,
  mimeType: "image/png",
  base64: address.slice(address.indexOf(",") + 1),
});

/** What the page shows now, as one picture of a slide's size: with title, source and stamp, drawn by the program that draws the server's. */
export const pagePicture = (view: View): string =>
  pictureOf(view, {
    ...view.spec,
    title: view.shownTitle(),
    kpis: shownFigures(view),
    panels: view.spec.panels.map((_, index) => view.shownPanel(index)),
    subtitle: withFilter(view, view.spec.subtitle),
  });

/** One panel as a slide of its own: its title above, whose chart it is below. */
export function panelPicture(view: View, index: number): string {
  const panel = view.shownPanel(index);
  const subtitle = panel.subtitle === "" ? view.spec.title : panel.subtitle;
  return pictureOf(view, {
    ...view.spec,
    title: panel.title,
    subtitle: panel === view.spec.panels[index] ? subtitle : withFilter(view, subtitle),
    kpis: [],
    panels: [{ ...panel, title: "", subtitle: "", span: 2 }],
  });
}

const withFilter = (view: View, subtitle: string): string => [subtitle, ...filterWords(view)].join(" · ");

function pictureOf(view: View, shown: DashboardSpec): string {
  const canvas = document.createElement("canvas");
  canvas.width = SLIDE.width * SLIDE.scale;
  canvas.height = SLIDE.height * SLIDE.scale;
  const ctx = canvas.getContext("2d") as CanvasRenderingContext2D;
  const chart: Paint["chart"] = (...panel) => placing(chartOn(document.createElement("canvas"), ...panel), ctx);
  paintDashboard(
    { ctx, chart, path: (svg) => new Path2D(svg), ...logo(ctx) },
    { spec: shown, ...SLIDE, theme: view.colours.now().name, background: "paper", locale: view.locale, brand: view.brand },
  );
  return canvas.toDataURL("image/png");
}

/** The page holds it as an image. */
function logo(ctx: CanvasRenderingContext2D): Pick<Paint, "logo"> {
  const image = document.querySelector<HTMLImageElement>("img.logo");
  if (image === null || image.naturalHeight === 0) return {};
  const place = ({ x, y, width, height }: Box) => ctx.drawImage(image, x, y, width, height);
  return { logo: { ratio: image.naturalWidth / image.naturalHeight, place } };
}
