import type { ChartTemplate } from "../plugin.ts";
import type { ChartContext } from "../ports/dashboard-spec.ts";

/** Nothing but the sample's own: only which panels there are is asked for. */
const context: ChartContext = {
  ...{ title: null, subtitle: null, source: null, locale: "en", currency: null, persona: null },
  ...{ generatedAt: "1970-01-01T00:00:00.000Z", runId: "", codeSha256: null, datasets: [], sample: true },
};

/** The ids by which a template's panels are named in its data: those that its own sample makes. */
export function panelIds(chart: ChartTemplate): readonly string[] {
  try {
    return chart.build(chart.input.parse(chart.sample), context).panels.map(({ id }) => id);
  } catch {
    // A plugin's sample may not suffice for its own template; that is its author's to see, in the gallery.
    return [];
  }
}
