import { fileURLToPath } from "node:url";
import { createCanvas, GlobalFonts } from "canvas";
import { StrategicError } from "../../../core/errors.ts";

const WEIGHTS = ["Regular", "Medium", "SemiBold", "Bold"] as const;
let ready = false;

/** A server without fonts draws no text and gives no error: so ours are registered, and one letter is drawn to see ink. */
export function registerFonts(): void {
  if (ready) return;
  for (const weight of WEIGHTS)
    GlobalFonts.registerFromPath(fileURLToPath(new URL(`../fonts/Inter-${weight}.ttf`, import.meta.url)), "Inter");
  const canvas = createCanvas(32, 32);
  const ctx = canvas.getContext("2d");
  ctx.font = "600 24px Inter";
  ctx.fillText("M", 4, 26);
  const inked = ctx.getImageData(0, 0, 32, 32).data.some((value) => value > 0);
  if (!GlobalFonts.has("Inter") || !inked)
    throw new StrategicError("RENDER_FAILED", "No text can be drawn: the shipped Inter fonts did not load.");
  ready = true;
}
