import type { ChartTemplate } from "../../../core/plugin.ts";
import type { ChartContext, DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import { charts } from "../index.ts";

/** Charts as a test asks for them: templates by id, specs from data, always the same clock and run. */
export const plugin = charts();
export const templates: readonly ChartTemplate[] = plugin.charts ?? [];

export const context: ChartContext = {
  title: null,
  subtitle: null,
  source: null,
  locale: "en",
  currency: null,
  persona: null,
  generatedAt: "2026-11-22T10:00:00Z",
  runId: "7f3a2100",
  codeSha256: null,
  datasets: [],
  sample: false,
};

/** By id or alias. */
export function find(id: string): ChartTemplate {
  const found = templates.find((one) => one.id === id || one.aliases.includes(id));
  if (found === undefined) throw new Error(`no template ${id}`);
  return found;
}

export const build = (template: ChartTemplate, data: unknown, given: ChartContext = context): DashboardSpec =>
  template.build(template.input.parse(data), given);

export const draw = (id: string, data: unknown): DashboardSpec => build(find(id), data);
