import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { StrategicError } from "../../../core/errors.ts";

export interface PageAssets {
  readonly script: string;
  readonly style: string;
  readonly csp: string;
}

let assets: PageAssets | null = null;

/** Read once: script, style and fonts are the same in every page, and so are their hashes. */
export function pageAssets(): PageAssets {
  if (assets !== null) return assets;
  const bundle = new URL("../page/bundle.generated.js", import.meta.url);
  if (!existsSync(bundle)) throw new StrategicError("RENDER_FAILED", "The page's script is not built: run `npm run build` once.");
  const script = readFileSync(bundle, "utf8");
  const style = `${face("Regular", 400)}${face("SemiBold", 600)}${readFileSync(new URL("../page/page.css", import.meta.url), "utf8")}`;
  const csp = `default-src 'none'; script-src 'sha256-${hash(script)}'; style-src 'sha256-${hash(style)}'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  assets = { script, style, csp };
  return assets;
}

function face(name: string, weight: number): string {
  const data = readFileSync(new URL(`../fonts/Inter-${name}.woff2`, import.meta.url)).toString("base64");
  return `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2")}\n`;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("base64");
