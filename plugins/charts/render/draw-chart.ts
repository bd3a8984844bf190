import { type Canvas, createCanvas } from "canvas";
import { Chart } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { buildConfig } from "../chart-config/build-config.ts";
import { leftOut } from "../chart-config/left-out.ts";
import { registerChartParts } from "../chart-config/register.ts";
import type { Theme } from "../design-system/theme.ts";
import type { Box } from "../layout/layout.ts";
import { speakCatalogues } from "../locale/speak.ts";

registerChartParts();
speakCatalogues();

export interface DrawnChart {
  readonly canvas: Canvas;
  /** Labels that found no free place. */
  readonly leftOut: number;
}

/** One panel on a canvas of its own, at the picture's own resolution. */
export function drawPanelChart(
  panel: PanelSpec,
  { width, height }: Box,
  theme: Theme,
  locale: string,
  ratio: number,
): DrawnChart {
  const canvas = createCanvas(Math.max(1, Math.floor(width)), Math.max(1, Math.floor(height)));
  const config = buildConfig(panel, theme, locale);
  const chart = new Chart(canvas as never, { ...config, options: { ...config.options, devicePixelRatio: ratio } } as never);
  const drawn = createCanvas(canvas.width, canvas.height);
  // `destroy` clears its canvas: copy first.
  drawn.getContext("2d").drawImage(canvas, 0, 0);
  const labels = leftOut(chart);
  chart.destroy();
  canvas.width = 1;
  canvas.height = 1;
  return { canvas: drawn, leftOut: labels };
}
