import { z } from "zod";
import { type ChartTemplate, defineTemplate } from "../../../../core/plugin.ts";
import { common } from "../../kit/common-fields.ts";
import { ownTitle } from "../../locale/own-titles.ts";
import { buildDashboard, type DashboardData } from "../generic/dashboard.ts";
import { genericTemplates } from "../generic/generic-templates.ts";

interface Compact<Field extends string> {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly persona: string | null;
  /** Panels in their order, by the field that brings their data. `says`: what its numbers are, with unit and scale. */
  readonly slots: Readonly<Record<Field, readonly [title: string, template: string, says: string]>>;
  readonly sample: Readonly<Record<NoInfer<Field>, unknown>>;
}

const { reference: _, ...shared } = common;
const byId = new Map(genericTemplates.map((template) => [template.id, template]));

/** A dashboard whose panel list is fixed: a field for each panel, and its template's data in it. One field is enough. */
export function compact<Field extends string>({ id, title, purpose, persona, slots, sample }: Compact<Field>): ChartTemplate {
  const panels = Object.entries<Compact<Field>["slots"][Field]>(slots).map(([field, [name, of, says]]) => ({
    field,
    name,
    template: byId.get(of) as ChartTemplate,
    says,
  }));
  const fields = Object.fromEntries(
    panels.map(({ field, template, says }) => [field, template.input.optional().describe(`${says}. Data of \`${template.id}\``)]),
  );
  const input = z.object({ ...fields, ...shared }).superRefine((data, context) => {
    if (panels.every(({ field }) => (data as Record<string, unknown>)[field] === undefined))
      context.addIssue({
        code: "custom",
        path: [panels[0]?.field ?? ""],
        message: `is missing: give at least one of ${panels.map(({ field }) => field).join(", ")}`,
      });
  });
  return defineTemplate<Record<string, unknown>>({
    id,
    title,
    purpose,
    persona,
    panels: panels.map(({ name }) => name),
    input,
    sample: { ...sample, period: "First half of 2026" },
    build(data, context) {
      const parts = panels.flatMap(({ field, name, template }): DashboardData["panels"] => {
        const rest = { panel: undefined, title: undefined, span: 1, neutral: ownTitle(name, context.locale) } as const;
        return data[field] === undefined ? [] : [{ template, data: data[field], ...rest }];
      });
      return buildDashboard(
        id,
        ownTitle(title, context.locale),
        { ...(data as Omit<DashboardData, "panels">), panels: parts },
        context,
      );
    },
  });
}
