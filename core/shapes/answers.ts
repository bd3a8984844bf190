import { z } from "zod";
import { type ErrorCode, errorCodes } from "../errors.ts";
import type { AuditRecord } from "../ports/audit-sink.ts";
import type { Json, LimitKind } from "../ports/sandbox.ts";
import type { Immutable } from "./immutable.ts";

/**
 * What callers are answered, declared once: types are read off here, and servers describe their answers with the same schemas.
 * Every field is always there: what is absent is null, lists are `[]`.
 */
// Any JSON: a recursive schema would say no more, and cost 4,000 characters of every model's context.
const json: z.ZodType<Json> = z.any();
const text = z.string().nullable();
const number = z.number().nullable();
const errorCode = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]);
const png = z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable();

export const runError = z.object({
  code: errorCode,
  type: text,
  message: z.string(),
  line: number,
  column: number,
  source: text,
  hint: text,
  /** What would have been accepted, nearest first. */
  known: z.array(z.string()),
  retryAfterMs: number,
});

const noData = z.array(z.object({ panel: z.string(), field: z.string() }));
const warnings = z.array(z.object({ code: z.string(), panel: text, message: z.string() }));

export const analysisChart = z.object({
  id: z.string(),
  title: z.string(),
  template: z.string(),
  png,
  html: text,
  noData,
  warnings,
});

/** What is doubtful in a table; `fix` is a line of Python in which it is called `table`. */
const datasetNote = z.object({ column: text, kind: z.string(), message: z.string(), fix: text });

export const analysisDataset = z.object({
  name: z.string(),
  rows: number,
  columns: number,
  sha256: z.string(),
  assumed: json,
  fields: z.array(z.object({ name: z.string(), type: z.string() })),
  notes: z.array(datasetNote),
});

export const analyzeOutput = z.object({
  executionId: z.string(),
  status: z.enum(["ok", "rejected", "guest-error", "limit", "busy", "aborted", "crashed", "unsafe"]),
  result: json,
  stdout: z.string(),
  stderr: z.string(),
  truncated: z.array(z.enum(["stdout", "stderr", "warnings"])),
  charts: z.array(analysisChart),
  violations: z.array(
    z.object({ rule: z.string(), line: z.number(), column: z.number(), message: z.string(), hint: z.string() }),
  ),
  error: runError.nullable(),
  limit: z.enum(["wall", "memory", "result", "charts", "code", "context"]).nullable(),
  usage: z.object({ wallMs: z.number(), queueMs: z.number(), peakMemoryMb: z.number() }),
  datasets: z.array(analysisDataset),
  environment: z.string(),
  seed: number,
  disclosure: z.string(),
});

/** What is in a table: computed in the sandbox, from all of its rows. */
export const datasetDescription = z.object({
  name: z.string(),
  format: z.string(),
  rows: z.number(),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      missing: z.number(),
      distinct: z.number(),
      min: json,
      max: json,
      /** The most frequent values, each with how often it comes. */
      top: z.array(json),
      note: text,
    }),
  ),
  duplicates: z.number(),
  currencies: z.array(z.string()),
  period: z.object({ column: z.string(), from: json, to: json }).nullable(),
  notes: z.array(datasetNote),
  preview: z.array(z.array(json)),
});

export const renderError = z.object({
  code: errorCode,
  /** Path of the field, such as `roi_trend.months`. */
  path: text,
  expected: text,
  example: json,
  known: z.array(z.string()),
});

export const renderOutput = z.object({
  ok: z.boolean(),
  chartId: z.string(),
  template: z.string(),
  title: text,
  headline: text,
  png,
  html: text,
  noData,
  warnings,
  reason: text,
  error: renderError.nullable(),
  /** Markdown tables of what was drawn. */
  text: z.string(),
  disclosure: z.string(),
});

/** One value of a result that another run has otherwise, or has not. */
const change = z.object({
  path: z.string(),
  before: json,
  after: json,
  /** After less before, in the value's unit. */
  change: number,
  kind: z.enum(["changed", "added", "removed"]),
});

const schemaChange = z.object({
  dataset: z.string(),
  column: text,
  kind: z.enum(["rows", "column-added", "column-removed", "type", "dataset-added", "dataset-removed"]),
  before: z.union([z.string(), z.number()]).nullable(),
  after: z.union([z.string(), z.number()]).nullable(),
});

const differences = {
  /** Largest first. */
  changes: z.array(change),
  /** How many there are; so many are listed as the table of limits says. */
  changesTotal: z.number(),
  schemaChanges: z.array(schemaChange),
};

/** `before`: the execution that was run again. */
export const rerunOutput = z.object({ run: analyzeOutput, before: z.string(), ...differences });
/** `chart` is null where no number that was there before has changed. */
export const compareOutput = z.object({ a: z.string(), b: z.string(), ...differences, chart: renderOutput.nullable() });

/** `section`: its heading; null for what is of the whole report. */
const reportWarning = z.object({ code: z.string(), section: text, message: z.string() });
const file = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const reportOutput = z.object({
  reportId: z.string(),
  title: z.string(),
  /** By format. */
  files: z.record(z.string(), file),
  warnings: z.array(reportWarning),
});

export const exportOutput = z.object({
  exportId: z.string(),
  executionId: z.string(),
  format: z.string(),
  title: z.string(),
  file,
  rows: z.number(),
  columns: z.number(),
  warnings: z.array(reportWarning),
});

export const health = z.object({
  ready: z.boolean(),
  reason: text,
  layers: z.array(z.object({ name: z.string(), active: z.boolean() })),
  pool: z.object({ workers: z.number(), ready: z.number(), queued: z.number(), tripwires: z.number() }),
  image: z.enum(["ready", "building", "stock", "none"]),
  /** Which libraries code may import, and how many interpreters stand for each set of them. */
  environments: z.array(z.object({ name: z.string(), available: z.boolean(), ready: z.number() })),
  versions: z.record(z.string(), z.string()),
});

export const auditTrail = z.object({
  records: z.array(z.custom<AuditRecord>()),
  nextCursor: text,
  /** Null when verification was not asked for. */
  verified: z.boolean().nullable(),
  problems: z.array(z.object({ executionId: text, kind: z.string(), message: z.string() })),
});

export type RunError = Immutable<z.infer<typeof runError>>;
export type RunStatus = z.infer<typeof analyzeOutput>["status"];
export type AnalysisChart = Immutable<z.infer<typeof analysisChart>>;
type Analyzed = Omit<Immutable<z.infer<typeof analyzeOutput>>, "status" | "result" | "error" | "limit">;
/** `status` tells which of the rest are there. */
export type RunEnding =
  | { readonly status: "ok"; readonly result: Json; readonly error: null; readonly limit: null }
  | { readonly status: "limit"; readonly result: null; readonly error: RunError; readonly limit: LimitKind }
  | {
      readonly status: Exclude<RunStatus, "ok" | "limit">;
      readonly result: null;
      readonly error: RunError;
      readonly limit: null;
    };
export type AnalyzeOutput = Analyzed & RunEnding;

export type DatasetDescription = Immutable<z.infer<typeof datasetDescription>>;

export type RenderError = Immutable<z.infer<typeof renderError>>;
type Rendered = Omit<Immutable<z.infer<typeof renderOutput>>, "ok" | "error">;
export type RenderOutput = Rendered &
  ({ readonly ok: true; readonly error: null } | { readonly ok: false; readonly error: RenderError });

export interface AnalyzeAndRenderOutput {
  readonly run: AnalyzeOutput;
  readonly chart: RenderOutput | null;
}

type Differences = Omit<Immutable<z.infer<typeof rerunOutput>>, "run">;
export type RerunOutput = Differences & { readonly run: AnalyzeOutput };
export type CompareOutput = Omit<Differences, "before"> & {
  readonly a: string;
  readonly b: string;
  readonly chart: RenderOutput | null;
};

export type ReportWarning = Immutable<z.infer<typeof reportWarning>>;
export interface ReportOutput {
  readonly reportId: string;
  readonly title: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly warnings: readonly ReportWarning[];
}
export type ExportOutput = Omit<Immutable<z.infer<typeof exportOutput>>, "file"> & { readonly file: Uint8Array };

export type Health = Immutable<z.infer<typeof health>>;
export type AuditTrail = Immutable<z.infer<typeof auditTrail>>;
