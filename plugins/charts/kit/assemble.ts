import type {
  ChartContext,
  DashboardSpec,
  KpiSpec,
  NumberFormat,
  PanelSpec,
  RenderWarning,
  RowTable,
} from "../../../core/ports/dashboard-spec.ts";
import { startsAtZero } from "../chart-config/starts-at-zero.ts";
import { formatNumber } from "../design-system/format.ts";
import { withRows } from "../rows/behind.ts";
import { frameOf, frameOnce } from "../rows/frame.ts";
import { rowTable } from "../rows/row-table.ts";
import type { Common } from "./common-fields.ts";
import type { Drawn } from "./shaped.ts";

export interface Draft {
  readonly template: string;
  readonly neutralTitle: string;
  readonly headline: string | null;
  readonly period: string | null;
  readonly panels: readonly PanelSpec[];
  readonly kpis: readonly KpiSpec[];
  readonly warnings?: readonly RenderWarning[];
  /** Rows that panels are tied to already. */
  readonly tables?: readonly RowTable[];
}

/** Panels to a dashboard: title, subtitle, foot and references are the same for every template. */
export function dashboard(draft: Draft, data: Common & { readonly drawn?: Drawn }, context: ChartContext): DashboardSpec {
  const title = context.title ?? draft.headline ?? draft.neutralTitle;
  const titled = draft.panels.map((panel) => ({
    ...panel,
    // What the header says already, the panel does not say again: its measure stands in its place.
    ...(panel.title === title && panel.subtitle !== "" && { title: capitalised(panel.subtitle), subtitle: "" }),
    references: [...panel.references, ...(data.reference ?? []).filter(({ panel: id }) => id === panel.id)].map(
      ({ value, label }) => ({
        value,
        label: `${label} ${formatNumber(value, panel.format, context.locale)}`,
      }),
    ),
  }));
  const { panels, tables, notes } = behind({ ...draft, panels: titled }, data, context.locale);
  const missing = panels.flatMap(({ title, missing: field }) => (field === null ? [] : [{ panel: title, field }]));
  return {
    template: draft.template,
    title,
    headline: draft.headline,
    subtitle:
      context.subtitle ??
      [draft.neutralTitle, data.period ?? draft.period].filter((part) => part !== null && part !== "").join(", "),
    persona: context.persona === null ? null : { title: context.persona.title, accent: context.persona.accent },
    kpis: data.kpis === undefined ? draft.kpis : data.kpis.map((kpi) => givenKpi(kpi, data.currency ?? context.currency)),
    panels,
    foot: foot(data, context),
    sample: context.sample,
    locale: context.locale,
    noData: missing,
    ...(tables.length > 0 && { tables }),
    warnings: [
      ...notes,
      ...(draft.warnings ?? []),
      ...missing.map(({ panel, field }) => ({ code: "NO_DATA", panel, message: `${panel}: no data, ${field} is missing` })),
      ...suspiciousPercents(panels),
      ...cutAxes(panels),
    ],
  };
}

/** The rows that came with the data, and what each panel's marks are in them. Panels that are tied to rows already stay so. */
function behind(
  { panels: drawnPanels, tables: known = [] }: Draft,
  { rows, drawn, unit }: Common & { readonly drawn?: Drawn },
  locale: string,
): { panels: readonly PanelSpec[]; tables: readonly RowTable[]; notes: readonly RenderWarning[] } {
  const frame = drawn?.frame ?? (rows === undefined ? undefined : frameOnce(rows, () => frameOf(rows)));
  if (frame === undefined || frame.rows.length === 0) return { panels: drawnPanels, tables: known, notes: [] };
  const table = rowTable(frame);
  const tables = known.includes(table) ? known : [...known, table];
  const index = tables.indexOf(table);
  const ties = { index, measured: drawn?.measured ?? null, factor: unit === "ratio" ? 100 : 1, locale };
  const panels = drawnPanels.map((panel) => (panel.behind === undefined ? withRows(panel, table, ties) : panel));
  const tied = panels.some((panel) => panel.behind?.table === index);
  const note = (code: string, message: string) => ({ code, panel: null, message });
  return {
    panels,
    tables: tied ? tables : known,
    notes: [
      ...(tied || drawn !== undefined
        ? []
        : [note("ROWS_UNUSED", "No column of `rows` holds the labels of a panel: there is nothing to click through to")]),
      ...(tied && table.kept < table.total
        ? [note("SAMPLED", `The page holds ${table.kept} of ${table.total} rows, evenly taken: filters by row are off`)]
        : []),
    ],
  };
}

export function givenKpi(kpi: NonNullable<Common["kpis"]>[number], currency: string | null): KpiSpec {
  const format = formatFor(kpi.unit, currency);
  const delta = kpi.previous === undefined || kpi.previous === null || kpi.value === null ? null : kpi.value - kpi.previous;
  const better = kpi.higher_is_better;
  return {
    name: kpi.name,
    value: kpi.value,
    format,
    delta:
      delta === null
        ? null
        : {
            value: delta,
            format: format.style === "percent" ? { style: "number", unit: "pts", signed: true } : { ...format, signed: true },
            base: kpi.base ?? "previous",
            good: better === undefined || delta === 0 ? null : delta > 0 === better,
          },
    history: kpi.history ?? [],
    ...(kpi.target !== undefined && kpi.target !== null && { target: kpi.target }),
  };
}

export function formatFor(unit: string | undefined, currency: string | null | undefined): NumberFormat {
  if (unit === "%") return { style: "percent" };
  if (unit !== undefined && /^[A-Z]{3}$/.test(unit)) return { style: "currency", currency: unit, compact: true };
  if (unit !== undefined && unit !== "ratio") return { style: "number", unit, compact: true };
  return currency ? { style: "currency", currency, compact: true } : { style: "number", compact: true };
}

/** A KPI from a row of the data: last value, change since the first, the row as sparkline. Null where the row says nothing. */
export function rowKpi(
  name: string,
  labels: readonly string[],
  row: readonly (number | null)[],
  format: NumberFormat,
  higherIsBetter: boolean | null,
): KpiSpec | null {
  const present = row.flatMap((value, index) => (value === null ? [] : [{ value, label: labels[index] ?? "" }]));
  const [first, last] = [present[0], present.at(-1)];
  if (first === undefined || last === undefined) return null;
  const change = last.value - first.value;
  return {
    name,
    value: last.value,
    format,
    delta:
      present.length < 2
        ? null
        : {
            value: change,
            format: format.style === "percent" ? { style: "number", unit: "pts", signed: true } : { ...format, signed: true },
            base: first.label,
            good: change === 0 || higherIsBetter === null ? null : change > 0 === higherIsBetter,
          },
    history: row,
  };
}

export function emptyPanel(
  id: string,
  title: string,
  subtitle: string,
  missing: string,
  kind: PanelSpec["kind"] = "line",
): PanelSpec {
  return { id, title, subtitle, kind, span: 1, labels: [], series: [], format: { style: "number" }, references: [], missing };
}

function foot(data: Common, context: ChartContext): DashboardSpec["foot"] {
  const source = context.source ?? data.source;
  const datasets = context.datasets.map(
    ({ name, sha256, rows }) => `${name} (sha256 ${short(sha256)}${rows === null ? "" : `, ${rows} rows`})`,
  );
  const left = [
    source ? `Source: ${source}` : datasets.length > 0 ? `Source: ${datasets.join(", ")}` : null,
    data.as_of ? `as of ${data.as_of}` : null,
  ];
  const right = [
    `strategic-python · run ${context.runId.slice(0, 8)}`,
    `generated ${context.generatedAt.slice(0, 10)}`,
    context.codeSha256 === null ? null : `code sha256 ${short(context.codeSha256)}`,
  ];
  return { left: left.filter(Boolean).join(" · "), right: right.filter(Boolean).join(" · ") };
}

const capitalised = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

const short = (sha256: string) => `${sha256.slice(0, 4)}…${sha256.slice(-4)}`;

/** Never rescaled silently: a percent row that lies in 0…1 is drawn as it is, and said. */
function suspiciousPercents(panels: readonly PanelSpec[]): RenderWarning[] {
  return panels.flatMap(({ title, format, series }) => {
    const all = series.flatMap(({ values }) => values).filter((value) => value !== null);
    if (
      format.style !== "percent" ||
      all.length < 2 ||
      all.some((value) => Math.abs(value) > 1) ||
      all.every((value) => value === 0)
    )
      return [];
    return [
      {
        code: "PERCENT_SCALE",
        panel: title,
        message: `${title}: every value lies in 0…1; percentages are percent numbers (31 is 31 %). Say unit: "ratio" if these are ratios.`,
      },
    ];
  });
}

/** A line over its range alone shows small changes as large ones: drawn, and said. */
function cutAxes(panels: readonly PanelSpec[]): RenderWarning[] {
  return panels.flatMap((panel) => {
    const { title, kind, missing, series } = panel;
    const low = Math.min(...series.flatMap(({ values }) => values.filter((value) => value !== null)));
    if (kind !== "line" || missing !== null || startsAtZero(panel) || low <= 0) return [];
    return [{ code: "TRUNCATED_AXIS", panel: title, message: `${title}: the value axis does not start at zero` }];
  });
}

/** Percentages given as ratios, when the data says so. */
export const percents = (row: readonly (number | null)[], unit: string | undefined): (number | null)[] =>
  row.map((value) => (value === null ? null : unit === "ratio" ? value * 100 : value));
