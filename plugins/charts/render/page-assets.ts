import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { StrategicError } from "../../../core/errors.ts";
import { type Brand, noBrand, themeFor } from "../brand/brand.ts";
import type { ThemeName } from "../design-system/theme.ts";

export interface PageAssets {
  readonly script: string;
  readonly style: string;
  readonly csp: string;
}

const made = new WeakMap<Brand, PageAssets>();

/** Read once for a brand: script, style and fonts are the same in every page, and so are their hashes. */
export function pageAssets(brand: Brand = noBrand): PageAssets {
  const known = made.get(brand);
  if (known !== undefined) return known;
  const bundle = new URL("../page/bundle.generated.js", import.meta.url);
  if (!existsSync(bundle)) throw new StrategicError("RENDER_FAILED", "The page's script is not built: run `npm run build` once.");
  const script = readFileSync(bundle, "utf8");
  const style = `${variables("light", brand)}${variables("dark", brand)}${faces(brand)}${squeezed(readFileSync(new URL("../page/page.css", import.meta.url), "utf8"))}`;
  const csp = `default-src 'none'; script-src 'sha256-${hash(script)}'; style-src 'sha256-${hash(style)}'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  const assets = { script, style, csp };
  made.set(brand, assets);
  return assets;
}

/** The theme's colours, which pictures are drawn in, as the page's variables. The persona's accent is set by the script. */
function variables(name: ThemeName, brand: Brand): string {
  const { ground, card, ink, muted, quiet, line, good, bad, focus, strip, text } = themeFor(name, { persona: null }, brand);
  const all = { ground, card, ink, muted, quiet, line, good, bad, focus, "strip-from": strip[0], "strip-to": strip[1] };
  const written = Object.entries({ ...all, accent: text("accent") }).map(([key, colour]) => `--${key}:${colour};`);
  return `:root${name === "light" ? "" : `[data-theme="${name}"]`}{${written.join("")}color-scheme:${name}}\n`;
}

/** A house's own font goes by the name that everything is drawn with. */
function faces({ fonts }: Brand): string {
  if (fonts !== null) return `${face(fonts.regular, 400)}${face(fonts.bold, 600)}`;
  const ours = (name: string) => new URL(`../fonts/Inter-${name}.woff2`, import.meta.url);
  return `${face(ours("Regular"), 400)}${face(ours("SemiBold"), 600)}`;
}

function face(file: URL | string, weight: number): string {
  const data = readFileSync(file);
  const kind = data.subarray(0, 4).toString("latin1") === "wOF2" ? "woff2" : "sfnt";
  return `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/${kind};base64,${data.toString("base64")})}\n`;
}

/** Every page carries it: without what only whoever edits it reads. */
const squeezed = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1");

const hash = (text: string): string => createHash("sha256").update(text).digest("base64");
