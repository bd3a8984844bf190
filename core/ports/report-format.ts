import type { DashboardSpec, NumberFormat, Role } from "./dashboard-spec.ts";
import type { Json } from "./sandbox.ts";

/** One way to write a report down; a plugin contributes each. Same report, same words, same numbers in all of them. */
export interface ReportFormat {
  /** What callers ask for, which is also the ending of its files: "pptx". */
  readonly id: string;
  readonly mimeType: string;
  write(report: Report, tools: ReportTools): Promise<WrittenReport>;
}

export interface WrittenReport {
  readonly bytes: Uint8Array;
  /** What this format does not show, a sentence each. */
  readonly leftOut: readonly string[];
}

/** One way to write a table down. */
export interface TableFormat {
  /** What callers ask for, which is also the ending of its files: "xlsx". */
  readonly id: string;
  readonly mimeType: string;
  write(table: ExportedTable): Promise<Uint8Array>;
}

export interface ReportTools {
  readonly look: Look;
  /** One spec's panels as a PNG of this size in CSS pixels, with nothing around them and twice the density. */
  readonly picture: (spec: DashboardSpec, size: { readonly width: number; readonly height: number }) => Promise<Uint8Array>;
  /** The charts as parts of one HTML document. */
  readonly page: () => Promise<ReportPage>;
  readonly signal: AbortSignal;
}

/** An outline that stands on runs: every chart and table in it was made by one, or says that it was not. */
export interface Report {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly audience: string | null;
  /** BCP 47. */
  readonly locale: string;
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly sections: readonly ReportSection[];
  readonly method: ReportMethod;
}

export interface ReportSection {
  readonly heading: string;
  /** Paragraphs, with every cited number written in. */
  readonly text: readonly string[];
  readonly charts: readonly ReportChart[];
  readonly table: ReportTable | null;
  /** For whoever presents it. */
  readonly notes: string | null;
}

export interface ReportChart {
  readonly chartId: string;
  /** The run whose numbers it shows; null for data given in the call. */
  readonly executionId: string | null;
  /** Null for a picture that the code's own library drew. */
  readonly spec: DashboardSpec | null;
  readonly title: string;
  /** A PNG of 1600 × 900 at twice the density, drawn when it is asked for. */
  readonly picture: () => Promise<Uint8Array>;
}

export interface ReportTable {
  readonly executionId: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

export interface TableColumn {
  readonly name: string;
  /** Dates and times come as ISO 8601 text. */
  readonly kind: "number" | "text" | "date" | "time" | "boolean";
}

/** `Infinity` and whole numbers too large for JavaScript come as text. */
export type TableCell = string | number | boolean | null;

/** What ran, on what, and what was assumed: the last page of every report. */
export interface ReportMethod {
  readonly runs: readonly ReportRun[];
  /** What a reader must know of the report itself: cut, missing, not found in a result. */
  readonly warnings: readonly string[];
}

export interface ReportRun {
  readonly executionId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly persona: string;
  readonly capability: string;
  readonly codeSha256: string;
  readonly datasets: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly rows: number | null;
    readonly columns: number | null;
    /** What was assumed when it was read. */
    readonly assumed: Json;
    /** What is doubtful in it, a sentence each. */
    readonly notes: readonly string[];
  }[];
  /** The sandbox's, the interpreter's, the libraries'. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface ExportedTable extends ReportTable {
  readonly title: string;
  /** What stands on the sheet "About". */
  readonly run: ReportRun;
}

/** The hand that charts are drawn in, for whatever else a report draws. Colours are six hex digits behind a "#". */
export interface Look {
  /** As charts write it in the report's language. */
  readonly number: (value: number | null, format: NumberFormat) => string;
  /** `accent`: of the persona whose chart it is; the house's own comes before it. */
  readonly mark: (role: Role, accent?: string | null) => string;
  readonly ground: string;
  readonly card: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  /** The strip at the top, from left to right. */
  readonly strip: readonly [string, string];
  readonly footer: string | null;
  readonly logo: {
    readonly type: "image/png" | "image/svg+xml";
    readonly base64: string;
    /** Width over height. */
    readonly ratio: number;
  } | null;
}

/** Of a document in which specs are drawn as they come, what there is before any of them. */
export interface LivePage {
  readonly style: string;
  /** Markup for the beginning of its body: the house's colours, words and logo, for the script that draws. */
  readonly body: string;
}

/** Charts as parts of one document: its script and style once, each chart's markup where it belongs. */
export interface ReportPage {
  readonly script: string;
  readonly style: string;
  /** Per chart of the report that has a spec, in order. */
  readonly charts: readonly string[];
}
