import type { PluginWith } from "../../core/plugin.ts";
import type { Renderer } from "../../core/ports/renderer.ts";
import { renderer } from "./render/renderer.ts";
import { personaTemplates, sharedTemplates } from "./templates/index.ts";

/** Chart templates and the renderer. Chart.js and the canvas are loaded by the renderer's thread at the first PNG. */
export function charts(): PluginWith<{ renderer: () => Renderer }> {
  return {
    name: "strategic-python/plugins/charts",
    charts: [...personaTemplates, ...sharedTemplates],
    adapters: { renderer: () => renderer() },
  };
}
