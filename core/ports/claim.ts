import type { NumberFormat } from "./dashboard-spec.ts";

/** All rows that something is said of, as they were given: before anything is cut, pooled or sampled. */
export interface Basis {
  readonly name: string;
  readonly labels: readonly string[];
  readonly series: readonly BasisSeries[];
  /** What needs what, for claims about chains. */
  readonly links?: readonly (readonly [from: string, to: string])[];
}

export interface BasisSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** A rest that was given as one ("Other"): counts in a whole, is never named. */
  readonly rest?: boolean;
}

export interface Mark {
  readonly label: string;
  readonly value: number;
}

/** How labels that are times are written; null where labels are names. */
export type Grain = "day" | "month" | "year" | "named";

/** What labels that are bare numbers count: "3" is hour 3. */
export type Counted = "hour" | "day" | "week" | "month" | "quarter";

/** Of one label: the value of a series against a number or against another series. */
export interface Condition {
  readonly series: string;
  readonly is: "<" | "<=" | "=" | ">=" | ">";
  readonly than: number | string;
}

interface Said {
  /** Name of the basis it is about. */
  readonly basis: string;
  /** What was measured, as a reader knows it. */
  readonly measure: string;
  readonly format: NumberFormat;
  /** Which sentence says it, where its kind has several: a key of the message catalogue. */
  readonly as?: string;
  readonly grain?: Grain | null;
  readonly counts?: Counted;
}

/** What a headline or a panel title says, as data: a checker can hold it against the rows, and a catalogue can word it. */
export type Claim = Said &
  (
    | { readonly kind: "highest" | "lowest"; readonly series: string; readonly label: string; readonly value: number }
    | { readonly kind: "ends"; readonly series: string; readonly high: Mark; readonly low: Mark }
    /** Of all series at one label. */
    | { readonly kind: "leads"; readonly series: string; readonly at: string; readonly value: number }
    | { readonly kind: "trend"; readonly series: string; readonly first: Mark; readonly last: Mark }
    | { readonly kind: "held"; readonly series: string; readonly first: Mark; readonly last: Mark }
    | { readonly kind: "same"; readonly series: string; readonly value: number }
    /** Sums of two series. */
    | {
        readonly kind: "change";
        readonly before: string;
        readonly after: string;
        readonly from: number;
        readonly to: number;
        readonly percent: number | null;
      }
    /** Percent of all values of its series. */
    | { readonly kind: "share"; readonly series: string; readonly label: string; readonly share: number }
    /** Percent of all series at one label. */
    | { readonly kind: "latest-share"; readonly series: string; readonly at: string; readonly share: number }
    /** Percent of all series, at the first and at the last label. */
    | { readonly kind: "share-change"; readonly series: string; readonly first: Mark; readonly last: Mark }
    | {
        readonly kind: "count-of";
        /** One is enough, unless `every` says all. */
        readonly where: readonly Condition[];
        readonly every?: boolean;
        readonly count: number;
        readonly of: number;
        /** Those that it is true of, where they are few; else those that it is not true of. */
        readonly names: readonly string[];
      }
    | {
        readonly kind: "crossing";
        readonly series: string;
        readonly line: Mark;
        readonly at: string;
      }
    /** The widest difference, one series less another. */
    | { readonly kind: "gap"; readonly series: string; readonly less: string; readonly label: string; readonly value: number }
    | { readonly kind: "correlation"; readonly x: string; readonly y: string; readonly r: number; readonly n: number }
    | { readonly kind: "middle-half"; readonly series: string; readonly low: number; readonly high: number; readonly n: number }
    | {
        readonly kind: "target";
        readonly series: string;
        readonly label: string;
        readonly value: number;
        readonly target: number;
      }
    /** Between two levels; `most`: the step that moved it most. Series "steps", and "levels" where it is one. */
    | { readonly kind: "bridge"; readonly from: Mark; readonly to: Mark; readonly most: Mark | null }
    | { readonly kind: "loss"; readonly series: string; readonly from: string; readonly to: string; readonly share: number }
    /** Of measures with a direction, against what they were: series "value", "previous", "up" (1 or −1). */
    | {
        readonly kind: "verdict";
        readonly better: number;
        readonly same: number;
        readonly of: number;
        readonly worse: readonly string[];
      }
    /** The largest few, and what they make up of `whole`. */
    | {
        readonly kind: "pareto";
        readonly series: string;
        readonly count: number;
        readonly of: number;
        readonly whole: number;
        readonly share: number;
      }
    /** One value as percent of another, of the same series. */
    | { readonly kind: "part"; readonly series: string; readonly part: string; readonly whole: string; readonly share: number }
    | { readonly kind: "chain"; readonly path: readonly string[] }
  );

/** What may be said, best first: one claim, or several in one sentence, of which the first must hold. */
export type Statement = Claim | readonly Claim[];
