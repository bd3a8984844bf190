import type { RenderWarning } from "./ports/renderer.ts";

/** What every template receives beside its data. Clock and run id are inputs, so that the same input gives the same bytes. */
export interface ChartContext {
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly source: string | null;
  readonly locale: string;
  readonly currency: string | null;
  readonly persona: { readonly id: string; readonly title: string; readonly accent: string } | null;
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly runId: string;
  readonly codeSha256: string | null;
  readonly datasets: readonly { readonly name: string; readonly sha256: string; readonly rows: number | null }[];
  /** Draws the "SAMPLE DATA" stamp. */
  readonly sample: boolean;
}

/** A named way to write a number; never a function. */
export interface NumberFormat {
  readonly style: "number" | "percent" | "currency";
  /** ISO 4217, for `currency`. */
  readonly currency?: string;
  /** Written after the number, such as "ms". */
  readonly unit?: string;
  /** 4,200,000 as 4.2 M. */
  readonly compact?: boolean;
  /** A plus sign before what is positive. */
  readonly signed?: boolean;
}

/** What a mark means; the theme gives it its colour. */
export type Role =
  | "accent"
  | "reference"
  | "good"
  | "bad"
  | "neutral"
  | "series-1"
  | "series-2"
  | "series-3"
  | "series-4"
  | "series-5"
  | "series-6";

export interface SeriesSpec {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly role: Role;
  /** One role per value, where marks of one series differ in meaning. */
  readonly roles?: readonly Role[];
  /** Projected from this index on: drawn dashed. */
  readonly dashedFrom?: number;
  readonly band?: { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[]; readonly label: string };
  readonly area?: boolean;
  /** Indices whose value is written on the mark. */
  readonly labelled: readonly number[];
}

export interface ReferenceLine {
  readonly value: number;
  readonly label: string;
}

export interface PanelSpec {
  readonly id: string;
  /** The panel's finding, or a neutral title where no rule holds. */
  readonly title: string;
  /** Measure and unit. */
  readonly subtitle: string;
  readonly kind: "line" | "bar" | "horizontal-bar" | "doughnut" | "gauge";
  /** Columns of the grid it takes, of two. */
  readonly span: 1 | 2;
  readonly labels: readonly string[];
  readonly series: readonly SeriesSpec[];
  readonly format: NumberFormat;
  readonly references: readonly ReferenceLine[];
  readonly stacked?: boolean;
  /** Scale of a gauge. */
  readonly range?: { readonly min: number; readonly max: number };
  /** The field whose absence leaves this panel without data. */
  readonly missing: string | null;
}

export interface KpiSpec {
  readonly name: string;
  readonly value: number | null;
  readonly format: NumberFormat;
  readonly delta: {
    readonly value: number;
    readonly format: NumberFormat;
    readonly base: string;
    readonly good: boolean | null;
  } | null;
  readonly history: readonly (number | null)[];
}

/** One dashboard as JSON: what the PNG, the page and the text fallback are all drawn from. */
export interface DashboardSpec {
  readonly template: string;
  /** As shown: the caller's, or the headline, or the template's neutral title. */
  readonly title: string;
  /** Computed from the data by a named rule; null where none holds. */
  readonly headline: string | null;
  readonly subtitle: string;
  readonly persona: { readonly title: string; readonly accent: string } | null;
  readonly kpis: readonly KpiSpec[];
  readonly panels: readonly PanelSpec[];
  readonly foot: { readonly left: string; readonly right: string };
  readonly sample: boolean;
  readonly locale: string;
  readonly noData: readonly { readonly panel: string; readonly field: string }[];
  readonly warnings: readonly RenderWarning[];
}
