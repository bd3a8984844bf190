import { z } from "zod";
import { type ChartTemplate, defineTemplate } from "../../../../core/plugin.ts";
import type { DashboardSpec } from "../../../../core/ports/dashboard-spec.ts";
import { choose } from "./choose.ts";
import { genericTemplates } from "./generic-templates.ts";

interface Chosen {
  readonly template: ChartTemplate;
  readonly why: string;
  /** As the chosen template parsed it. */
  readonly data: unknown;
}

const byId = new Map(genericTemplates.map((template) => [template.id, template]));

export const auto = defineTemplate<Chosen, unknown>({
  id: "auto",
  title: "The chart that fits the data",
  purpose: "Whatever fits the data: a chart of its own choice from a table, a dict or a list",
  persona: null,
  panels: ["As the data asks"],
  input: z
    .unknown()
    .transform((data, context): Chosen => {
      const { id, why } = choose(data);
      const template = byId.get(id) as ChartTemplate;
      const parsed = template.input.safeParse(data);
      if (parsed.success) return { template, why, data: parsed.data };
      for (const { message, path } of parsed.error.issues)
        context.addIssue({ code: "custom", path: [...path], message: `${message} (read as "${id}": ${why})` });
      return z.NEVER;
    })
    .meta({
      description: "Any table, records, {rows, encoding}, or the own fields of any generic template",
    }),
  // Read by `input` as any caller's data is.
  sample: [
    { month: "2026-01", "Deployments per week": 41 },
    { month: "2026-02", "Deployments per week": 44 },
    { month: "2026-03", "Deployments per week": 43 },
    { month: "2026-04", "Deployments per week": 52 },
    { month: "2026-05", "Deployments per week": 58 },
    { month: "2026-06", "Deployments per week": 63 },
  ],
  build({ template, why, data }, context): DashboardSpec {
    const spec = template.build(data, context);
    const message = `Drawn as "${template.id}": ${why}`;
    return {
      ...spec,
      template: "auto",
      warnings: [{ code: "AUTO_CHOICE", panel: spec.panels[0]?.title ?? null, message }, ...spec.warnings],
    };
  },
});
