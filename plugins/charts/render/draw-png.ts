import { createCanvas, type Image, Path2D } from "canvas";
import type { RenderWarning } from "../../../core/ports/dashboard-spec.ts";
import type { Brand } from "../brand/brand.ts";
import { placing, release } from "./chart-canvas.ts";
import { drawPanelChart } from "./draw-chart.ts";
import type { DrawingJob } from "./drawing-thread.ts";
import type { Paint } from "./paint.ts";
import { paintDashboard } from "./paint-dashboard.ts";
import { encodePng } from "./png.ts";

export function drawPng(job: DrawingJob, brand: Brand, logo: Image | null): { png: Uint8Array; warnings: RenderWarning[] } {
  const [width, height] = [Math.round(job.width * job.scale), Math.round(job.height * job.scale)];
  const canvas = createCanvas(width, height);
  try {
    const ctx = canvas.getContext("2d");
    const paint: Paint = {
      ctx,
      chart: (...panel) => placing(drawPanelChart(...panel), ctx),
      path: (svg) => new Path2D(svg),
      ...(logo !== null && {
        logo: {
          ratio: brand.logo?.ratio ?? 1,
          place: ({ x, y, width, height }) => ctx.drawImage(logo, x, y, width, height),
        },
      }),
    };
    const warnings = paintDashboard(paint, { ...job, brand });
    // The canvas' own encoder knows transparency; ours is for opaque pixels, and faster.
    const paper = job.background === "paper";
    return { png: paper ? encodePng(canvas.data(), width, height) : canvas.encodeSync("png"), warnings };
  } finally {
    release(canvas);
  }
}
