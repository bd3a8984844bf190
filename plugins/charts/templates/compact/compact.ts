import { z } from "zod";
import { type ChartTemplate, defineTemplate } from "../../../../core/plugin.ts";
import { common } from "../../kit/common-fields.ts";
import { ownTitle } from "../../locale/own-titles.ts";
import { buildDashboard, type DashboardData } from "../generic/dashboard.ts";
import { genericTemplates } from "../generic/generic-list.ts";

interface Slot {
  /** The field that brings its data. */
  readonly field: string;
  readonly title: string;
  readonly template: string;
  /** What its numbers are, with unit and scale. */
  readonly says: string;
  readonly sample: unknown;
}

interface Compact {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly persona: string | null;
  readonly slots: readonly Slot[];
}

const { reference: _, ...shared } = common;
const byId = new Map(genericTemplates.map((template) => [template.id, template]));

/** A dashboard whose panel list is fixed: a field for each panel, and its template's data in it. One field is enough. */
export function compact({ id, title, purpose, persona, slots }: Compact): ChartTemplate {
  const fields = Object.fromEntries(
    slots.map(({ field, template, says }) => {
      const { input } = byId.get(template) as ChartTemplate;
      return [field, input.optional().describe(`${says}. Data of \`${template}\``)];
    }),
  );
  const input = z.object({ ...fields, ...shared }).superRefine((data, context) => {
    if (slots.every(({ field }) => (data as Record<string, unknown>)[field] === undefined))
      context.addIssue({
        code: "custom",
        path: [slots[0]?.field ?? ""],
        message: `is missing: give at least one of ${slots.map(({ field }) => field).join(", ")}`,
      });
  });
  return defineTemplate<Record<string, unknown>>({
    id,
    title,
    purpose,
    persona,
    panels: slots.map((slot) => slot.title),
    input: input as unknown as z.ZodType<Record<string, unknown>>,
    sample: { ...Object.fromEntries(slots.map(({ field, sample }) => [field, sample])), period: "First half of 2026" },
    build(data, context) {
      const parts = slots.flatMap((slot): DashboardData["panels"] => {
        const given = data[slot.field];
        const template = byId.get(slot.template) as ChartTemplate;
        const rest = { panel: undefined, title: undefined, span: 1, neutral: ownTitle(slot.title, context.locale) } as const;
        return given === undefined ? [] : [{ template, data: given, ...rest }];
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
