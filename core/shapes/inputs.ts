import type { PictureFormat } from "../ports/renderer.ts";
import type { Json } from "../ports/sandbox.ts";

/** What callers send. */

export interface AnalyzeInput {
  readonly persona: string;
  readonly capability: string;
  readonly code: string;
  /** A JSON object, or its text when digits must survive exactly as written. */
  readonly context?: { readonly [key: string]: Json } | string | undefined;
  /** Names of the dataset source's tables, or tables brought along. Omitted: none. */
  readonly datasets?: readonly DatasetWanted[] | undefined;
  readonly seed?: number | undefined;
  readonly limits?: { readonly wallSeconds?: number | undefined; readonly memoryMb?: number | undefined } | undefined;
  /** Formats that charts made with `strategic.chart` are drawn in. Both when omitted. */
  readonly charts?: readonly PictureFormat[] | undefined;
}

/** A name; one sheet of a workbook; the result of an earlier run; the table itself; or any of them under another name. */
export type DatasetWanted = TableWanted | { readonly as: string; readonly table: TableWanted };

export type TableWanted = string | SheetWanted | RunWanted | InlineDataset;

export interface SheetWanted {
  readonly name: string;
  readonly sheet: string;
}

export interface RunWanted {
  readonly run: string;
  readonly name?: string | undefined;
}

export interface InlineDataset {
  readonly name: string;
  readonly format: string;
  readonly content: string | Uint8Array;
}

export interface RenderInput {
  readonly template: string;
  /** Exactly one of `data`, `sample: true` and `from`. */
  readonly data?: Json | undefined;
  readonly sample?: boolean | undefined;
  readonly from?: { readonly executionId: string } | undefined;
  readonly persona?: string | undefined;
  readonly title?: string | undefined;
  readonly subtitle?: string | undefined;
  readonly source?: string | undefined;
  readonly formats?: readonly PictureFormat[] | undefined;
  readonly theme?: "light" | "dark" | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly locale?: string | undefined;
  readonly currency?: string | undefined;
  /** Of the PNG; "paper" when omitted. */
  readonly background?: "paper" | "transparent" | undefined;
}

export interface RerunInput {
  readonly executionId: string;
  /** In the order of the run's own, whose names they get; those of the run, as they are today, when omitted. */
  readonly datasets?: readonly TableWanted[] | undefined;
  /** Formats of its charts; those of the run when omitted. */
  readonly charts?: readonly PictureFormat[] | undefined;
}

export interface CompareInput {
  /** Two executions: the earlier one first. */
  readonly a: string;
  readonly b: string;
  readonly formats?: readonly PictureFormat[] | undefined;
  readonly locale?: string | undefined;
}

export interface ReportInput {
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly audience?: string | undefined;
  readonly sections: readonly {
    readonly heading: string;
    /** Paragraphs, apart by an empty line. `{{run.path|format}}` is replaced by that number of a run's result. */
    readonly text?: string | undefined;
    /** Charts by their ids; an execution id stands for all charts of that run. */
    readonly charts?: readonly string[] | undefined;
    readonly table?: { readonly executionId: string; readonly path?: string | undefined } | undefined;
    /** For whoever presents it. */
    readonly notes?: string | undefined;
  }[];
  /** Ids of report formats. */
  readonly formats: readonly string[];
  readonly locale?: string | undefined;
}

export interface ExportInput {
  readonly executionId: string;
  /** Where in the result the table stands; all of it when omitted. */
  readonly path?: string | undefined;
  readonly format: string;
}
