import type { ChartContext, DashboardSpec, NumberFormat, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { dashboard, formatFor } from "./assemble.ts";
import type { Common } from "./common-fields.ts";
import type { Note } from "./shaped.ts";

type Given = Common & { readonly remarks?: readonly Note[] };

/** What generic charts say of their numbers: format, how it is written, and the words for a subtitle. */
export function measureOf(given: Common, context: ChartContext) {
  const ratio = given.unit === "ratio";
  const format: NumberFormat = ratio ? { style: "percent" } : formatFor(given.unit, given.currency ?? context.currency);
  const unit = ratio ? "%" : (given.unit ?? given.currency ?? context.currency ?? "");
  return {
    // A long unit stands once, in the subtitle, not on every mark.
    format: (format.unit ?? "").length > 4 ? { ...format, unit: "" } : format,
    /** In a sentence, where the unit stands beside its number. */
    write: (value: number) => formatNumber(value, format, context.locale),
    percent: (value: number) => formatNumber(value, { style: "percent" }, context.locale),
    unit,
    scaled: (value: number | null) => (value !== null && ratio ? value * 100 : value),
  };
}

/** Name, unit and how to read it; a unit that the name says already is not said twice. */
export function subtitleOf(name: string | undefined, unit: string | undefined, reading = ""): string {
  const measure = unit !== undefined && name?.toLowerCase().includes(unit.toLowerCase()) === true && unit.length > 2 ? "" : unit;
  return [name, measure, reading].filter(Boolean).join(", ");
}

/** One panel as a dashboard, with what was done to the data on the way. */
export function single(
  template: string,
  { neutral, headline, panel, period }: { neutral: string; headline: string | null; panel: PanelSpec; period?: string | null },
  given: Given,
  context: ChartContext,
  notes: readonly Note[] = [],
): DashboardSpec {
  const warnings = [...(given.remarks ?? []), ...notes].map(({ code, message }) => ({ code, panel: panel.title, message }));
  return dashboard(
    { template, neutralTitle: neutral, headline, period: period ?? null, panels: [panel], kpis: [], warnings },
    given,
    context,
  );
}
