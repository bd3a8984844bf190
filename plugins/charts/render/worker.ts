import { parentPort, workerData } from "node:worker_threads";
import type { Rendering } from "../../../core/ports/renderer.ts";
import { type Brand, branded, noBrand } from "../brand/brand.ts";
import type { DrawingJob, FromDrawing, ShrinkingJob } from "./drawing-thread.ts";
import { missingGlyphs } from "./glyphs.ts";
import { asMarkdown } from "./markdown.ts";
import { renderPage } from "./render-page.ts";

const brand = (workerData as { brand?: Brand } | null)?.brand ?? noBrand;

const say = (message: FromDrawing) => parentPort?.postMessage(message);

/** The drawing thread: only data goes in and out, an error as its message. */
parentPort?.on("message", async (job: DrawingJob | ShrinkingJob) => {
  try {
    if ("mostBytes" in job) {
      const { shrunk } = await import("./shrink.ts");
      say({ kind: "began" });
      say({ kind: "shrunk", png: shrunk(job.png, job.mostBytes) });
      return;
    }
    const drawPng = job.formats.includes("png") ? await loadCanvas() : null;
    say({ kind: "began" });
    say({ kind: "drawn", ...draw(job, drawPng) });
  } catch (error) {
    say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});

/** Native code and fonts: a page alone needs neither. */
async function loadCanvas(): Promise<(job: DrawingJob) => ReturnType<typeof import("./draw-png.ts").drawPng>> {
  const [{ drawPng }, { loadLogo, registerFonts }] = await Promise.all([import("./draw-png.ts"), import("./fonts.ts")]);
  registerFonts(brand);
  const logo = await loadLogo(brand);
  return (job) => drawPng(job, brand, logo);
}

function draw(job: DrawingJob, drawPng: Awaited<ReturnType<typeof loadCanvas>> | null): Rendering {
  const { theme, locale, formats } = job;
  const spec = branded(job.spec, brand);
  const drawn = drawPng?.({ ...job, spec });
  return {
    png: drawn?.png ?? null,
    html: formats.includes("html") ? renderPage(spec, theme, locale, brand) : null,
    text: asMarkdown(spec, locale),
    warnings: [...missingGlyphs(spec), ...(drawn?.warnings ?? [])],
  };
}
