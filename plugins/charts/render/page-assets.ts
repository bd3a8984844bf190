import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { StrategicError } from "../../../core/errors.ts";
import { type ThemeName, theme } from "../design-system/theme.ts";

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
  const style = `${variables("light")}${variables("dark")}${face("Regular", 400)}${face("SemiBold", 600)}${readFileSync(new URL("../page/page.css", import.meta.url), "utf8")}`;
  const csp = `default-src 'none'; script-src 'sha256-${hash(script)}'; style-src 'sha256-${hash(style)}'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  assets = { script, style, csp };
  return assets;
}

/** The theme's colours, which pictures are drawn in, as the page's variables. The persona's accent is set by the script. */
function variables(name: ThemeName): string {
  const { ground, card, ink, muted, quiet, line, good, bad, focus, strip, text } = theme(name, null);
  const all = { ground, card, ink, muted, quiet, line, good, bad, focus, "strip-from": strip[0], "strip-to": strip[1] };
  const written = Object.entries({ ...all, accent: text("accent") }).map(([key, colour]) => `--${key}:${colour};`);
  return `:root${name === "light" ? "" : `[data-theme="${name}"]`}{${written.join("")}color-scheme:${name}}\n`;
}

function face(name: string, weight: number): string {
  const data = readFileSync(new URL(`../fonts/Inter-${name}.woff2`, import.meta.url)).toString("base64");
  return `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2")}\n`;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("base64");
