import { Chart } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { buildConfig } from "../chart-config/build-config.ts";
import { leftOut } from "../chart-config/left-out.ts";
import type { Theme } from "../design-system/theme.ts";
import type { Box } from "../layout/layout.ts";
import type { Painted } from "./paint.ts";

/** The server's canvas, or a browser's. */
interface Canvas {
  width: number;
  height: number;
}

export interface ChartCanvas<C extends Canvas> {
  readonly canvas: C;
  /** Labels that found no free place. */
  readonly leftOut: number;
  readonly free: () => void;
}

/** One panel on a canvas of its own, at the picture's own resolution. */
export function chartOn<C extends Canvas>(
  canvas: C,
  panel: PanelSpec,
  { width, height }: Box,
  theme: Theme,
  locale: string,
  ratio: number,
): ChartCanvas<C> {
  canvas.width = Math.max(1, Math.floor(width));
  canvas.height = Math.max(1, Math.floor(height));
  const config = buildConfig(panel, theme, locale);
  const options = { ...config.options, responsive: false, devicePixelRatio: ratio };
  // Chart.js draws on either canvas; its types know a browser's alone.
  const chart = new Chart(canvas as C & HTMLCanvasElement, { ...config, options });
  const free = () => {
    chart.destroy();
    release(canvas);
  };
  return { canvas, leftOut: leftOut(chart), free };
}

/** Onto a sheet, once: what it was drawn on is free then. */
export function placing<C extends Canvas>(
  { canvas, leftOut, free }: ChartCanvas<C>,
  ctx: { drawImage(canvas: NoInfer<C>, x: number, y: number, width: number, height: number): void },
): Painted {
  const place = ({ x, y, width, height }: Box) => {
    ctx.drawImage(canvas, x, y, width, height);
    free();
  };
  return { leftOut, place };
}

/** Skia keeps the pixels until the collector comes by; a server would climb to gigabytes. */
export function release(canvas: Canvas): void {
  canvas.width = 1;
  canvas.height = 1;
}
