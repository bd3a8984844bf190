import { StrategicError } from "../../../core/errors.ts";
import type { Renderer, RenderOptions } from "../../../core/ports/renderer.ts";
import { DrawingThread } from "./drawing-thread.ts";
import { missingGlyphs } from "./glyphs.ts";
import { asMarkdown } from "./markdown.ts";
import { renderPage } from "./render-page.ts";

const SIDE_MAX = 4096;
const SCALE_MAX = 4;

export function renderer(): Renderer {
  const thread = new DrawingThread();
  return {
    async render(spec, options) {
      checkSize(options);
      const { formats, theme, width, height, scale, locale, background = "paper" } = options;
      const html = formats.includes("html") ? renderPage(spec, theme, locale) : null;
      // Rows are the page's alone: they need not be copied into the drawing thread.
      const { tables: _, ...drawable } = spec;
      const drawn = formats.includes("png")
        ? await thread.draw({ spec: drawable, theme, width, height, scale, locale, background })
        : null;
      return {
        png: drawn?.png ?? null,
        html,
        text: asMarkdown(spec, locale),
        warnings: [...missingGlyphs(spec), ...(drawn?.warnings ?? [])],
      };
    },
    close: () => thread.close(),
  };
}

function checkSize({ width, height, scale }: RenderOptions): void {
  const sides = [width, height].every((side) => Number.isInteger(side) && side >= 1 && side <= SIDE_MAX);
  if (!sides || !(scale > 0 && scale <= SCALE_MAX))
    throw new StrategicError("INVALID_INPUT", `A picture is 1 to ${SIDE_MAX} pixels a side, at a scale of at most ${SCALE_MAX}.`);
}
