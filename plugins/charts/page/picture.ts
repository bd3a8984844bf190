import { Chart } from "chart.js";
import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { buildConfig } from "../chart-config/build-config.ts";
import { leftOut } from "../chart-config/left-out.ts";
import type { Theme } from "../design-system/theme.ts";
import type { Box } from "../layout/layout.ts";
import { type Paint, paintDashboard } from "../render/paint-dashboard.ts";
import { colours } from "./colours.ts";
import { shownFigures } from "./figures.ts";
import { filterWords } from "./filter-words.ts";
import { brand, locale, shownPanel, shownTitle, spec } from "./view.ts";

/** A slide's size, twice as fine: what the server's own pictures have. */
const SLIDE = { width: 1600, height: 900, scale: 2 };

/** What the page shows now, as one picture of a slide's size: with title, source and stamp, drawn by the program that draws the server's. */
export const pagePicture = (): string =>
  pictureOf({
    ...spec,
    title: shownTitle(),
    kpis: shownFigures(),
    panels: spec.panels.map((_, index) => shownPanel(index)),
    subtitle: withFilter(spec.subtitle),
  });

/** One panel as a slide of its own: its title above, whose chart it is below. */
export function panelPicture(index: number): string {
  const panel = shownPanel(index);
  const subtitle = panel.subtitle === "" ? spec.title : panel.subtitle;
  return pictureOf({
    ...spec,
    title: panel.title,
    subtitle: panel === spec.panels[index] ? subtitle : withFilter(subtitle),
    kpis: [],
    panels: [{ ...panel, title: "", subtitle: "", span: 2 }],
  });
}

const withFilter = (subtitle: string): string => [subtitle, ...filterWords()].join(" · ");

function pictureOf(shown: DashboardSpec): string {
  const canvas = document.createElement("canvas");
  canvas.width = SLIDE.width * SLIDE.scale;
  canvas.height = SLIDE.height * SLIDE.scale;
  const ctx = canvas.getContext("2d") as CanvasRenderingContext2D;
  const chart: Paint["chart"] = (...given) => {
    const { made, leftOut } = drawn(...given);
    const place = ({ x, y, width, height }: Box) => {
      ctx.drawImage(made.canvas, x, y, width, height);
      made.destroy();
    };
    return { leftOut, place };
  };
  paintDashboard(
    { ctx, chart, path: (svg) => new Path2D(svg), ...logo(ctx) },
    { spec: shown, ...SLIDE, theme: colours().name, background: "paper", locale, brand },
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

function drawn(panel: PanelSpec, { width, height }: Box, theme: Theme, language: string, ratio: number) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(width));
  canvas.height = Math.max(1, Math.floor(height));
  const config = buildConfig(panel, theme, language);
  const options = { ...config.options, responsive: false, devicePixelRatio: ratio };
  const made = new Chart(canvas, { ...config, options } as never);
  return { made, leftOut: leftOut(made) };
}
