import type { ChartTemplate } from "../../../core/plugin.ts";
import { compactTemplates } from "./compact/compact-variants.ts";
import { auto } from "./generic/auto.ts";
import { dashboard } from "./generic/dashboard.ts";
import { genericTemplates } from "./generic/generic-templates.ts";

export { personaTemplates } from "./persona-templates.ts";

/** Anyone's: one chart each, the chart that fits, and any of them in a grid. */
export const sharedTemplates: readonly ChartTemplate[] = [...genericTemplates, auto, dashboard, ...compactTemplates];
