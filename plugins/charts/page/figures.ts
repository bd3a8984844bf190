import type { KpiSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { kpiWords } from "../locale/kpi-words.ts";
import { isPart, locale, shownPanel, spec } from "./view.ts";

interface Tie {
  readonly panel: number;
  readonly series: number;
}

const same = (a: readonly (number | null)[], b: readonly (number | null)[]): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at]);

/** The row of a chart that a key figure is the end of: the very numbers of its sparkline. */
const tieOf = ({ history, value }: KpiSpec): Tie | null => {
  if (history.length < 2 || value !== (history.findLast((one) => one !== null) ?? null)) return null;
  for (const [panel, { series }] of spec.panels.entries()) {
    const at = series.findIndex(({ values }) => same(values, history));
    if (at >= 0) return { panel, series: at };
  }
  return null;
};
const ties = spec.kpis.map(tieOf);

/** A key figure of what is shown; one that no chart holds is about all the data. */
function shownFigure(kpi: KpiSpec, at: number): { readonly kpi: KpiSpec; readonly changed: boolean; readonly behind: boolean } {
  const tie = ties[at] ?? null;
  if (tie === null) return { kpi, changed: false, behind: isPart() };
  const panel = shownPanel(tie.panel);
  return panel === spec.panels[tie.panel]
    ? { kpi, changed: false, behind: false }
    : { kpi: ofPart(kpi, panel, tie.series), changed: true, behind: false };
}

/** Those that are about what is shown: beside charts of a part the others would be taken for theirs. */
export const shownFigures = (): KpiSpec[] => spec.kpis.map(shownFigure).flatMap(({ kpi, behind }) => (behind ? [] : [kpi]));

/** Writes them into their cards; those about all the data step back. Whether there is such a one. */
export function showFigures(): boolean {
  const shown = spec.kpis.map(shownFigure);
  document.querySelectorAll<HTMLElement>(".kpis > .kpi").forEach((card, at) => {
    const { kpi, changed, behind } = shown[at] as (typeof shown)[number];
    write(card, kpi);
    card.querySelector(".spark")?.toggleAttribute("hidden", changed);
    card.classList.toggle("whole", behind);
  });
  return shown.some(({ behind }) => behind);
}

/** Its last value and the change since its first, of the part that is shown. */
function ofPart(kpi: KpiSpec, { labels, series }: PanelSpec, at: number): KpiSpec {
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

function write(card: HTMLElement, kpi: KpiSpec): void {
  const { number, unit, change } = kpiWords(kpi, locale);
  const small = document.createElement("small");
  small.textContent = unit;
  card.querySelector(".value")?.replaceChildren(`${number} `, small);
  const place = card.querySelector(".delta");
  place?.toggleAttribute("hidden", change === null);
  if (place == null || change === null) return;
  const figure = document.createElement("b");
  figure.className = change.good === null ? "" : change.good ? "good" : "bad";
  figure.textContent = change.text;
  place.replaceChildren(figure, ` ${change.versus}`);
}
