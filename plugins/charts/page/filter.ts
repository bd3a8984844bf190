import type { DashboardSpec, PanelSpec, SeriesSpec } from "../../../core/ports/dashboard-spec.ts";
import type { ViewState } from "./state.ts";

const drawnAs = (panel: PanelSpec, ...kinds: PanelSpec["kind"][]): boolean =>
  panel.missing === null && kinds.includes(panel.kind);
const categorical = (panel: PanelSpec): boolean => drawnAs(panel, "bar", "horizontal-bar");
const dated = (panel: PanelSpec, periods: readonly string[]): boolean =>
  drawnAs(panel, "line", "bar") &&
  panel.labels.length === periods.length &&
  panel.labels.every((label, at) => label === periods[at]);

/** Categories that two panels or more share: only there a filter says something. */
export function categoriesOf({ panels, filters }: Pick<DashboardSpec, "panels" | "filters">): string[] {
  if (filters?.includes("category") === false) return [];
  const periods = new Set(periodsOf({ panels }));
  const drawn = panels.filter(categorical);
  const all = [...new Set(drawn.flatMap(({ labels }) => labels))].filter((label) => !periods.has(label));
  const shared = all.filter((label) => drawn.filter(({ labels }) => labels.includes(label)).length > 1);
  return shared.length > 1 ? shared.slice(0, 12) : [];
}

/** The periods of the first line that another panel shares, where there are enough to choose from. */
export function periodsOf({ panels, filters }: Pick<DashboardSpec, "panels" | "filters">): readonly string[] {
  if (filters?.includes("period") === false) return [];
  const first = panels.find(
    (panel) =>
      drawnAs(panel, "line") && panel.labels.length > 3 && panels.filter((other) => dated(other, panel.labels)).length > 1,
  );
  return first?.labels ?? [];
}

/** What is left of a panel in a view. */
export function filtered(panel: PanelSpec, state: ViewState, periods: readonly string[]): PanelSpec {
  if (periods.length > 0 && dated(panel, periods)) return within(panel, state, periods);
  const at = state.category === null || !categorical(panel) ? -1 : panel.labels.indexOf(state.category);
  if (at < 0) return panel;
  return picked(panel, [at]);
}

/** Categories of which a filter leaves no row are no bars of zero: they are not there. */
export function withoutEmpty(panel: PanelSpec): PanelSpec {
  if (!categorical(panel)) return panel;
  const left = panel.labels.flatMap((_, at) => (panel.series.some(({ values }) => (values[at] ?? null) !== null) ? [at] : []));
  return left.length === panel.labels.length || left.length === 0 ? panel : picked(panel, left);
}

function picked(panel: PanelSpec, order: readonly number[]): PanelSpec {
  const only = <T>(row: readonly T[]): T[] => order.map((at) => row[at] as T);
  const series = panel.series.map(
    (one): SeriesSpec => ({
      ...one,
      values: only(one.values),
      ...(one.roles && { roles: only(one.roles) }),
      labelled: order.flatMap((at, index) => (one.labelled.includes(at) || order.length === 1 ? [index] : [])),
    }),
  );
  // What stood at places among all the labels has none among these.
  const { table: _, notes: __, events: ___, edges: ____, bands = [], ...rest } = panel;
  const across = bands.filter(({ along }) => along === "values");
  return {
    ...rest,
    ...(across.length > 0 && { bands: across }),
    labels: only(panel.labels),
    series,
    ...marksOf(panel, only),
  };
}

function within(panel: PanelSpec, { from, to }: ViewState, periods: readonly string[]): PanelSpec {
  const start = from === null ? 0 : Math.max(0, periods.indexOf(from));
  const end = to === null || !periods.includes(to) ? periods.length - 1 : periods.indexOf(to);
  if ((start === 0 && end === periods.length - 1) || end < start) return panel;
  const cut = <T>(row: readonly T[]): T[] => row.slice(start, end + 1);
  const series = panel.series.map((one): SeriesSpec => {
    const inside = one.labelled.filter((at) => at >= start && at <= end).map((at) => at - start);
    return {
      ...one,
      values: cut(one.values),
      ...(one.roles && { roles: cut(one.roles) }),
      ...(one.dashedFrom !== undefined && { dashedFrom: Math.max(0, one.dashedFrom - start) }),
      ...(one.bands && { bands: one.bands.map((band) => ({ ...band, low: cut(band.low), high: cut(band.high) })) }),
      // The ends of what is shown are what a reader looks for now.
      labelled: one.labelled.length === 0 ? [] : [...new Set([0, ...inside, end - start])].sort((a, b) => a - b),
    };
  });
  const time = panel.time && { time: { ...panel.time, at: cut(panel.time.at) } };
  return { ...panel, labels: cut(panel.labels), ...time, series, ...writtenWithin(panel, start, end), ...marksOf(panel, cut) };
}

/** What is written at places that are still there. */
function writtenWithin({ events, notes, bands }: PanelSpec, start: number, end: number): Partial<PanelSpec> {
  const moved = <T extends { readonly at: number }>(list: readonly T[]): T[] =>
    list.filter(({ at }) => at >= start && at <= end).map((one) => ({ ...one, at: one.at - start }));
  return {
    ...(events && { events: moved(events) }),
    ...(notes && { notes: moved(notes) }),
    ...(bands && {
      bands: bands.flatMap((band) => {
        if (band.along === "values") return [band];
        const [from, to] = [Math.max(0, band.from - start), Math.min(end, band.to) - start];
        return from > to ? [] : [{ ...band, from, to }];
      }),
    }),
  };
}

type Marks = NonNullable<PanelSpec["behind"]>["marks"];

/** Marks are counted as labels are. */
const marksOf = ({ behind }: PanelSpec, of: (marks: Marks) => Marks): Pick<PanelSpec, "behind"> =>
  behind === undefined ? {} : { behind: { ...behind, marks: of(behind.marks) } };
