import { StrategicError } from "../../../core/errors.ts";
import { limits } from "../../../core/limits.ts";
import type { RenderCall, Renderer, RenderOptions } from "../../../core/ports/renderer.ts";
import { type Brand, noBrand } from "../brand/brand.ts";
import { DrawingQueue } from "./drawing-queue.ts";
import type { DrawingLimits } from "./drawing-thread.ts";
import { lookOf } from "./look.ts";

const SIDE_MAX = 4096;
const SCALE_MAX = 4;

/** Who draws without a name is one client, and can't be cancelled. */
const ANYBODY: RenderCall = { client: "", signal: new AbortController().signal };

export function renderer(
  drawing: DrawingLimits = { seconds: limits.drawingSeconds, memoryMb: limits.drawingMemoryMb },
  brand: Brand = noBrand,
): Renderer {
  const queue = new DrawingQueue(drawing, limits.drawingsWaiting, brand);
  return {
    async render(spec, options, call = ANYBODY) {
      checkSize(options);
      // Rows are the page's alone: they need not be copied for a picture.
      const { tables: _, ...drawable } = spec;
      const page = options.formats.includes("html");
      return queue.draw({ background: "paper", ...options, spec: page ? spec : drawable }, call);
    },
    shrink: (png, mostBytes, call = ANYBODY) => queue.shrink({ png, mostBytes }, call),
    look: ({ theme, locale }) => lookOf(brand, theme, locale),
    async page(specs, { locale }) {
      const { reportPage } = await import("./report-page.ts");
      return reportPage(specs, locale, brand);
    },
    async live() {
      const { livePage } = await import("./live-page.ts");
      return livePage(brand);
    },
    close: () => queue.close(),
  };
}

function checkSize({ width, height, scale }: RenderOptions): void {
  const sides = [width, height].every((side) => Number.isInteger(side) && side >= 1 && side <= SIDE_MAX);
  if (!sides || !(scale > 0 && scale <= SCALE_MAX))
    throw new StrategicError("INVALID_INPUT", `A picture is 1 to ${SIDE_MAX} pixels a side, at a scale of at most ${SCALE_MAX}.`);
}
