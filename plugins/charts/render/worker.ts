import { parentPort } from "node:worker_threads";
import { drawDashboard, type PngJob } from "./draw-dashboard.ts";
import type { FromDrawing } from "./drawing-thread.ts";
import { registerFonts } from "./fonts.ts";

const say = (message: FromDrawing) => parentPort?.postMessage(message);

/** The drawing thread: only data goes in and out, an error as its message. */
parentPort?.on("message", (job: PngJob) => {
  try {
    registerFonts();
    say({ kind: "began" });
    say({ kind: "drawn", ...drawDashboard(job) });
  } catch (error) {
    say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});
