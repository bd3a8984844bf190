import type { Claim } from "./claim.ts";

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
  /** Decimals, always as many: several numbers beside each other. Without it, as many as the number needs. */
  readonly digits?: number;
  /** Written in thousands, millions …, whatever the number: several numbers beside each other. In the locale's own words. */
  readonly scale?: "thousand" | "million" | "billion" | "trillion";
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
  /** Shaded around it, widest first. */
  readonly bands?: readonly Band[];
  readonly area?: boolean;
  /** One of many that the coloured ones stand before: drawn thin and grey, without a name. */
  readonly context?: boolean;
  /** Indices whose value is written on the mark. */
  readonly labelled: readonly number[];
}

interface Band {
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly label: string;
}

export interface ReferenceLine {
  readonly value: number;
  readonly label: string;
}

export interface TimeSpec {
  /** Per label, UTC in ms, in order. */
  readonly at: readonly number[];
  readonly unit: "minute" | "hour" | "day" | "week" | "month" | "quarter" | "half" | "year";
  /** Labels are words of their own ("FY24 Q2"): the axis writes them as they are. */
  readonly named: boolean;
  /** Where two neighbours are further apart, in ms, the line is broken. */
  readonly gap: number;
}

export interface PanelSpec {
  readonly id: string;
  /** The panel's finding, or a neutral title where no claim holds. */
  readonly title: string;
  /** What it shows, said without a finding: the title while the page is filtered. The title itself when absent. */
  readonly neutralTitle?: string;
  /** What its title says, as data. */
  readonly claim?: readonly Claim[];
  /** Measure and unit. */
  readonly subtitle: string;
  readonly kind: "line" | "bar" | "horizontal-bar" | "doughnut" | "gauge" | "radar" | "drawn";
  /** Columns of the grid it takes, of two. */
  readonly span: 1 | 2;
  readonly labels: readonly string[];
  /** When its labels are: a line over it has a scale of time, where what lies far apart stands far apart. */
  readonly time?: TimeSpec;
  readonly series: readonly SeriesSpec[];
  readonly format: NumberFormat;
  readonly references: readonly ReferenceLine[];
  readonly stacked?: boolean;
  /** Values on a logarithmic scale: equal distances are equal ratios. */
  readonly log?: boolean;
  /** Bars of a continuous scale: nothing between them. */
  readonly touching?: boolean;
  /** What stands at the edges of touching bars, in place of the labels in their middles: one more than bars. */
  readonly edges?: readonly string[];
  /** What happened when: a thin line with its words at a label's index, or between two. */
  readonly events?: readonly { readonly at: number; readonly label: string }[];
  /** Words at a point: indices of its label and series. */
  readonly notes?: readonly { readonly at: number; readonly series: number; readonly text: string }[];
  /** Shaded, from one label's index to another's (which may lie between two), or between two values. */
  readonly bands?: readonly {
    readonly along: "labels" | "values";
    readonly from: number;
    readonly to: number;
    readonly label: string;
  }[];
  /** Where a line's axis begins. */
  readonly min?: number;
  /** What a reader must know of what is drawn: cut, pooled, sampled, left out. */
  readonly note?: string;
  /** Scale of a gauge. */
  readonly range?: { readonly min: number; readonly max: number };
  /** For `drawn`: what its form lays out. `labels` and the first series then hold one entry per mark, in the form's order. */
  readonly drawing?: Drawing;
  /** What the data table, the CSV and the text show, where labels and series would not say it all. */
  readonly table?: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | null)[])[];
  };
  /** What its marks are in the rows behind the dashboard. */
  readonly behind?: Behind;
  /** The field whose absence leaves this panel without data. */
  readonly missing: string | null;
}

/** How rows that share a mark become its value. */
export type Aggregate = "sum" | "mean" | "min" | "max" | "count";

/** What ties a panel to rows: a click on a mark shows its rows, a filter of the rows redraws the panel. */
export interface Behind {
  /** Index in `DashboardSpec.tables`. */
  readonly table: number;
  /** Index of the column whose words are the marks. */
  readonly column: number;
  /** Per label, the words (by index) that it stands for. */
  readonly marks: readonly (readonly number[])[];
  /** Present only where the rows give exactly the values that are drawn: then a filter may draw them again. */
  readonly measure?: {
    /** Index of the column of numbers. */
    readonly column: number;
    readonly aggregate: Aggregate;
    /** Ratios are drawn as percentages: 100. */
    readonly factor: number;
    /** Index of the column that splits the series, and per series its word. */
    readonly split: { readonly column: number; readonly words: readonly number[] } | null;
  };
}

/** Rows behind the panels, column by column; a word that repeats is written once. */
export interface RowTable {
  readonly columns: readonly RowColumn[];
  /** How many there were; more than are here when they were sampled. */
  readonly total: number;
  readonly kept: number;
}

export type RowColumn =
  | { readonly name: string; readonly kind: "number"; readonly values: readonly (number | null)[] }
  /** `date` is ISO 8601, day or month. A code below zero is an empty cell. */
  | {
      readonly name: string;
      readonly kind: "text" | "date";
      readonly words: readonly string[];
      readonly codes: readonly number[];
    };

/** The data of a form that has no scale in Chart.js; each is laid out by the file of its name in `plugins/charts/forms`. */
export type Drawing =
  | {
      /** Marks: cells, row by row. */
      readonly form: "heatmap";
      readonly rows: readonly string[];
      readonly columns: readonly string[];
      readonly values: readonly (readonly (number | null)[])[];
      /** Which end is coloured as bad; `null` for neither. */
      readonly higherIsBetter: boolean | null;
    }
  | {
      /** Marks: items, largest first. */
      readonly form: "treemap";
      readonly items: readonly { readonly label: string; readonly value: number; readonly role?: Role }[];
    }
  | {
      /** Marks: links, in the order given. */
      readonly form: "sankey";
      readonly links: readonly { readonly source: string; readonly target: string; readonly value: number }[];
    }
  | {
      /** Marks: stages, from the top. */
      readonly form: "funnel";
      readonly items: readonly { readonly label: string; readonly value: number }[];
      /** What goes through each stage came from the one above: its share is written. Not for counts of what stands in each stage. */
      readonly conversion?: boolean;
    }
  | {
      /** Marks: slices, in the order given, clockwise from the top. */
      readonly form: "round";
      readonly items: readonly { readonly label: string; readonly value: number; readonly role?: Role }[];
      readonly hole: boolean;
    }
  | {
      /** Marks: steps and totals, from the left. */
      readonly form: "waterfall";
      readonly items: readonly { readonly label: string; readonly value: number; readonly total: boolean; readonly role: Role }[];
    }
  | {
      /** Marks: one box each. */
      readonly form: "boxplot";
      readonly items: readonly {
        readonly label: string;
        readonly low: number;
        readonly q1: number;
        readonly median: number;
        readonly q3: number;
        readonly high: number;
        readonly outliers: readonly number[];
      }[];
    }
  | {
      /** Marks: nodes, in the order given. */
      readonly form: "network";
      readonly nodes: readonly { readonly id: string; readonly label: string; readonly group: string | null }[];
      readonly edges: readonly {
        readonly source: string;
        readonly target: string;
        readonly weight: number;
        readonly critical: boolean;
      }[];
    }
  | {
      /** Marks: items, in the order given. Days since 1970-01-01. */
      readonly form: "timeline";
      readonly items: readonly {
        readonly label: string;
        readonly track: string;
        readonly start: number;
        readonly end: number;
        readonly role: Role;
        /** Written on the bar: status, confidence. */
        readonly note: string;
      }[];
      readonly today: number | null;
    }
  | {
      /** Marks: points, in the order given. */
      readonly form: "scatter";
      readonly points: readonly {
        readonly label: string;
        readonly x: number;
        readonly y: number;
        readonly size: number | null;
        readonly role: Role;
      }[];
      readonly x: Axis;
      readonly y: Axis;
      /** Names of the four fields, from top left clockwise; `null` draws no cross. */
      readonly quadrants: readonly [string, string, string, string] | null;
      /** Drawn between points, by index. */
      readonly links: readonly { readonly from: number; readonly to: number; readonly weight: number }[];
      /** Of all points, where they lie along a line: what y is at x. */
      readonly trend?: { readonly slope: number; readonly intercept: number };
      /** Points, by index, that are named before all others. */
      readonly named?: readonly number[];
      /** What the colours stand for, where there is more than one. */
      readonly key?: readonly { readonly name: string; readonly role: Role }[];
      /** Words at a point, by its index: stand behind its name. */
      readonly notes?: readonly { readonly at: number; readonly text: string }[];
      /** Shaded along an axis, in its unit. */
      readonly bands?: readonly {
        readonly axis: "x" | "y";
        readonly low: number;
        readonly high: number;
        readonly label: string;
      }[];
      /** A dashed line across an axis, in its unit. */
      readonly lines?: readonly { readonly axis: "x" | "y"; readonly value: number; readonly label: string }[];
    }
  | {
      /** Marks: items, from the top. */
      readonly form: "bullet";
      readonly items: readonly { readonly label: string; readonly value: number; readonly target: number; readonly role: Role }[];
      /** What bar and line are called in the key. */
      readonly names: readonly [value: string, target: string];
    }
  | {
      /** Marks: one row per label, from the top; every column on its own scale. */
      readonly form: "rows";
      readonly labels: readonly string[];
      readonly columns: readonly {
        readonly name: string;
        readonly values: readonly (number | null)[];
        readonly format: NumberFormat;
        readonly mark: "bar" | "dots";
        readonly role: Role;
        /** End of its scale, where it has one: 100 for percent. The largest value otherwise. */
        readonly max?: number;
      }[];
    }
  | {
      /** Marks: items, one line each between two columns. */
      readonly form: "slope";
      readonly columns: readonly [before: string, after: string];
      readonly items: readonly { readonly label: string; readonly before: number; readonly after: number; readonly role: Role }[];
    }
  | {
      /** Marks: items, from the top. */
      readonly form: "dumbbell";
      readonly names: readonly [from: string, to: string];
      readonly items: readonly { readonly label: string; readonly from: number; readonly to: number; readonly role: Role }[];
    }
  | {
      /** Marks: rows, from the top; segments lie left and right of a line, in the panel's unit. */
      readonly form: "diverging";
      readonly rows: readonly {
        readonly label: string;
        readonly segments: readonly {
          readonly part: number;
          readonly from: number;
          readonly to: number;
          readonly text: string;
        }[];
      }[];
      /** What the segments are, for the key. */
      readonly parts: readonly { readonly name: string; readonly role: Role; readonly faint?: boolean }[];
      readonly line: number;
    }
  | {
      /** Marks: items, from the left, largest first. */
      readonly form: "pareto";
      readonly items: readonly { readonly label: string; readonly value: number; readonly role: Role }[];
      /** Per cent of the whole up to and with each. */
      readonly cumulative: readonly number[];
    }
  | {
      /** Marks: cells, column by column; a column is as wide as its total. */
      readonly form: "marimekko";
      readonly columns: readonly { readonly label: string; readonly values: readonly number[] }[];
      readonly parts: readonly { readonly name: string; readonly role: Role }[];
    }
  | {
      /** Marks: days, from the first. */
      readonly form: "calendar";
      /** Days since 1970-01-01. */
      readonly first: number;
      readonly values: readonly (number | null)[];
      readonly higherIsBetter: boolean | null;
    }
  | {
      /** Marks: one small chart each, row by row, all on one scale. */
      readonly form: "multiples";
      readonly labels: readonly string[];
      readonly items: readonly { readonly label: string; readonly values: readonly (number | null)[]; readonly role: Role }[];
    }
  | {
      /** Marks: regions. Outlines in units of the map, flat: x, y, x, y. */
      readonly form: "map";
      readonly size: readonly [width: number, height: number];
      readonly regions: readonly {
        readonly label: string;
        readonly value: number | null;
        readonly rings: readonly (readonly number[])[];
      }[];
      readonly higherIsBetter: boolean | null;
    }
  | {
      /** Marks: cards, row by row. */
      readonly form: "cards";
      readonly cards: readonly KpiSpec[];
    }
  | {
      /** Marks: rows. */
      readonly form: "table";
      readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
      /** As written. */
      readonly rows: readonly (readonly string[])[];
    };

export interface Axis {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly format: NumberFormat;
  /** Equal distances are equal ratios. */
  readonly log?: boolean;
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
  /** In the value's unit; cards write it. */
  readonly target?: number | null;
  /** Whether the value meets its target; null where nothing says which way is good. */
  readonly met?: boolean | null;
}

/** What a reader should know of a picture: something left out, cut, sampled or missing. */
export interface RenderWarning {
  readonly code: string;
  readonly panel: string | null;
  readonly message: string;
}

/** One dashboard as JSON: what the PNG, the page and the text fallback are all drawn from. */
export interface DashboardSpec {
  readonly template: string;
  /** As shown: the caller's, or the headline, or the template's neutral title. */
  readonly title: string;
  /** The best claim that holds, in words; null where none does. */
  readonly headline: string | null;
  /** Title of the whole while the page is filtered. The title itself when absent. */
  readonly neutralTitle?: string;
  /** What the headline says, as data. */
  readonly claim?: readonly Claim[];
  /** How many claims did not hold against the rows and were therefore not drawn. A fault of a finder. */
  readonly refused?: number;
  readonly subtitle: string;
  readonly persona: { readonly title: string; readonly accent: string } | null;
  readonly kpis: readonly KpiSpec[];
  readonly panels: readonly PanelSpec[];
  readonly foot: { readonly left: string; readonly right: string };
  readonly sample: boolean;
  readonly locale: string;
  /** Which filters the page offers; all that do something when absent. */
  readonly filters?: readonly ("category" | "period")[];
  /** The rows that drill-down shows and filters choose from. Only the page draws from them. */
  readonly tables?: readonly RowTable[];
  readonly noData: readonly { readonly panel: string; readonly field: string }[];
  readonly warnings: readonly RenderWarning[];
}
