import { parentPort } from "node:worker_threads";
import { drawDashboard, type PngJob } from "./draw-dashboard.ts";
import { registerFonts } from "./fonts.ts";

/** The drawing thread: only data goes in and out, an error as its message. */
parentPort?.on("message", ({ id, job }: { id: number; job: PngJob }) => {
  try {
    registerFonts();
    const { png, warnings } = drawDashboard(job);
    parentPort?.postMessage({ id, png, warnings });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
