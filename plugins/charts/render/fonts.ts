import { fileURLToPath } from "node:url";
import { createCanvas, GlobalFonts, type Image, loadImage } from "canvas";
import { StrategicError } from "../../../core/errors.ts";
import { type Brand, noBrand } from "../brand/brand.ts";

const WEIGHTS = ["Regular", "Medium", "SemiBold", "Bold"] as const;
let ready = false;

/** A server without fonts draws no text and gives no error: so ours are registered, and one letter is drawn to see ink. */
export function registerFonts({ fonts }: Pick<Brand, "fonts"> = noBrand): void {
  if (ready) return;
  const ours = WEIGHTS.map((weight) => fileURLToPath(new URL(`../fonts/Inter-${weight}.ttf`, import.meta.url)));
  // A house's own font goes by the name that everything is drawn with.
  for (const path of fonts === null ? ours : [fonts.regular, fonts.bold]) GlobalFonts.registerFromPath(path, "Inter");
  const canvas = createCanvas(32, 32);
  const ctx = canvas.getContext("2d");
  ctx.font = "600 24px Inter";
  ctx.fillText("M", 4, 26);
  const inked = ctx.getImageData(0, 0, 32, 32).data.some((value) => value > 0);
  if (!GlobalFonts.has("Inter") || !inked)
    throw new StrategicError(
      "RENDER_FAILED",
      `No text can be drawn: ${fonts === null ? "the shipped Inter fonts" : "the brand's fonts"} did not load.`,
    );
  ready = true;
}

let logo: Promise<Image> | null = null;

/** Read once, as the fonts are. */
export function loadLogo(brand: Brand): Promise<Image> | null {
  if (brand.logo !== null) logo ??= loadImage(Buffer.from(brand.logo.base64, "base64"));
  return logo;
}
