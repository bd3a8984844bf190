import { parentPort } from "node:worker_threads";
import type { Rendering } from "../../../core/ports/renderer.ts";
import type { DrawingJob, FromDrawing } from "./drawing-thread.ts";
import { missingGlyphs } from "./glyphs.ts";
import { asMarkdown } from "./markdown.ts";
import { renderPage } from "./render-page.ts";

const say = (message: FromDrawing) => parentPort?.postMessage(message);

/** The drawing thread: only data goes in and out, an error as its message. */
parentPort?.on("message", async (job: DrawingJob) => {
  try {
    const drawPng = job.formats.includes("png") ? await loadCanvas() : null;
    say({ kind: "began" });
    say({ kind: "drawn", ...draw(job, drawPng) });
  } catch (error) {
    say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});

/** Native code and fonts: a page alone needs neither. */
async function loadCanvas(): Promise<typeof import("./draw-png.ts").drawPng> {
  const [{ drawPng }, { registerFonts }] = await Promise.all([import("./draw-png.ts"), import("./fonts.ts")]);
  registerFonts();
  return drawPng;
}

function draw(job: DrawingJob, drawPng: Awaited<ReturnType<typeof loadCanvas>> | null): Rendering {
  const { spec, theme, locale, formats } = job;
  const drawn = drawPng?.(job);
  return {
    png: drawn?.png ?? null,
    html: formats.includes("html") ? renderPage(spec, theme, locale) : null,
    text: asMarkdown(spec, locale),
    warnings: [...missingGlyphs(spec), ...(drawn?.warnings ?? [])],
  };
}
