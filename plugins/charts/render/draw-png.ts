import { type Canvas, createCanvas, type Image, Path2D } from "canvas";
import type { RenderWarning } from "../../../core/ports/dashboard-spec.ts";
import type { Brand } from "../brand/brand.ts";
import type { Box } from "../layout/layout.ts";
import { drawPanelChart } from "./draw-chart.ts";
import type { DrawingJob } from "./drawing-thread.ts";
import { type Paint, paintDashboard } from "./paint-dashboard.ts";
import { encodePng } from "./png.ts";

export function drawPng(job: DrawingJob, brand: Brand, logo: Image | null): { png: Uint8Array; warnings: RenderWarning[] } {
  const [width, height] = [Math.round(job.width * job.scale), Math.round(job.height * job.scale)];
  const canvas = createCanvas(width, height);
  try {
    const ctx = canvas.getContext("2d");
    const chart: Paint["chart"] = (...given) => {
      const { canvas: drawn, leftOut } = drawPanelChart(...given);
      const place = ({ x, y, width, height }: Box) => {
        ctx.drawImage(drawn, x, y, width, height);
        release(drawn);
      };
      return { leftOut, place };
    };
    const paint: Paint = {
      ctx,
      chart,
      path: (svg) => new Path2D(svg) as never,
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

/** Skia keeps the pixels until the collector comes by; a server would climb to gigabytes. */
function release(canvas: Canvas): void {
  canvas.width = 1;
  canvas.height = 1;
}
