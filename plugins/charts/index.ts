import type { Plugin } from "../../core/plugin.ts";
import { renderer } from "./render/renderer.ts";
import { personaTemplates, sharedTemplates } from "./templates/index.ts";

/** Chart templates and the renderer. Chart.js and the canvas are loaded by the renderer's thread at the first PNG. */
export function charts(): Plugin {
  return {
    name: "strategic-python/plugins/charts",
    charts: [...personaTemplates, ...sharedTemplates],
    adapters: { renderer: () => renderer() },
  };
}
