import type { PluginWith } from "../../core/plugin.ts";
import type { Renderer } from "../../core/ports/renderer.ts";
import { readBrand } from "./brand/read-brand.ts";
import { renderer } from "./render/renderer.ts";
import { personaTemplates, sharedTemplates } from "./templates/index.ts";

export interface ChartsOptions {
  /** A `brand.json`: accent, palette, logo, fonts and footer of the house. Read and checked at once. */
  readonly brand?: string | undefined;
}

/** Chart templates and the renderer. Chart.js and the canvas are loaded by the renderer's thread at the first PNG. */
export function charts({ brand }: ChartsOptions = {}): PluginWith<{ renderer: () => Renderer }> {
  const look = brand === undefined ? undefined : readBrand(brand);
  return {
    name: "strategic-python/plugins/charts",
    charts: [...personaTemplates, ...sharedTemplates],
    adapters: { renderer: () => renderer(undefined, look) },
  };
}
