import type { KpiSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { kpiHtml } from "../render/kpi-html.ts";
import type { View } from "./view.ts";

interface Tie {
  readonly panel: number;
  readonly series: number;
}

const same = (a: readonly (number | null)[], b: readonly (number | null)[]): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at]);

/** The row of a chart that a key figure is the end of: the very numbers of its sparkline. */
const tieOf = (view: View, { history, value }: KpiSpec): Tie | null => {
  if (history.length < 2 || value !== (history.findLast((one) => one !== null) ?? null)) return null;
  for (const [panel, { series }] of view.spec.panels.entries()) {
    const at = series.findIndex(({ values }) => same(values, history));
    if (at >= 0) return { panel, series: at };
  }
  return null;
};

/** A key figure of what is shown; one that no chart holds is about all the data. */
function shownFigure(view: View, kpi: KpiSpec): { readonly kpi: KpiSpec; readonly behind: boolean } {
  const tie = tieOf(view, kpi);
  if (tie === null) return { kpi, behind: view.isPart() };
  const panel = view.shownPanel(tie.panel);
  return { kpi: panel === view.spec.panels[tie.panel] ? kpi : ofPart(kpi, panel, tie.series), behind: false };
}

/** Those that are about what is shown: beside charts of a part the others would be taken for theirs. */
export const shownFigures = (view: View): KpiSpec[] =>
  view.spec.kpis.map((kpi) => shownFigure(view, kpi)).flatMap(({ kpi, behind }) => (behind ? [] : [kpi]));

/** Writes them into their cards; those about all the data step back. Whether there is such a one. */
export function showFigures(view: View): boolean {
  const shown = view.spec.kpis.map((kpi) => shownFigure(view, kpi));
  view.root.querySelectorAll<HTMLElement>(".kpis > .kpi").forEach((card, at) => {
    const { kpi, behind } = shown[at] as (typeof shown)[number];
    card.innerHTML = kpiHtml(kpi, view.locale);
    card.classList.toggle("whole", behind);
  });
  return shown.some(({ behind }) => behind);
}

/** Its last value and the change since its first, of the part that is shown. */
function ofPart(whole: KpiSpec, { labels, series }: PanelSpec, at: number): KpiSpec {
  // A line of all the data beside a number of a part would be taken for its own.
  const kpi = { ...whole, history: [] };
  const known = (series[at]?.values ?? []).flatMap((value, place) =>
    value === null ? [] : [{ value, label: labels[place] ?? "" }],
  );
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return { ...kpi, value: null, delta: null };
  const change = last.value - first.value;
  const { delta } = kpi;
  if (delta === null || known.length < 2) return { ...kpi, value: last.value, delta: null };
  // Good or bad as it was: the direction that is good is known from the whole.
  const way = delta.good === null || delta.value === 0 ? null : delta.value > 0 === delta.good;
  const good = way === null || change === 0 ? null : change > 0 === way;
  return { ...kpi, value: last.value, delta: { ...delta, value: change, base: first.label, good } };
}
