import type { ChartTemplate } from "../../../core/plugin.ts";
import { auto } from "./auto.ts";
import { compactTemplates } from "./compact-variants.ts";
import { dashboard } from "./dashboard.ts";
import { genericTemplates } from "./generic-list.ts";

export { personaTemplates } from "./of-personas.ts";

/** Anyone's: one chart each, the chart that fits, and any of them in a grid. */
export const sharedTemplates: readonly ChartTemplate[] = [...genericTemplates, auto, dashboard, ...compactTemplates];
