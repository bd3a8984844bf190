import type { AuditRecord } from "./ports/audit-sink.ts";
import type { RenderWarning } from "./ports/dashboard-spec.ts";
import type { Json, LimitKind, SandboxUsage } from "./ports/sandbox.ts";
import type { ScopeViolation } from "./ports/scope-validator.ts";

/** The shapes callers rely on. Every field is always there: what is absent is null, lists are `[]`. */

export interface AnalyzeInput {
  readonly persona: string;
  readonly capability: string;
  readonly code: string;
  /** A JSON object, or its text when digits must survive exactly as written. */
  readonly context?: { readonly [key: string]: Json } | string | undefined;
  /** Names of the dataset source's tables, or tables brought along. Omitted: none. */
  readonly datasets?: readonly (string | InlineDataset)[] | undefined;
  readonly seed?: number | undefined;
  readonly limits?: { readonly wallSeconds?: number | undefined; readonly memoryMb?: number | undefined } | undefined;
  /** Formats that charts made with `strategic.chart` are drawn in. Both when omitted. */
  readonly charts?: readonly ("png" | "html")[] | undefined;
}

export interface InlineDataset {
  readonly name: string;
  readonly format: string;
  readonly content: string | Uint8Array;
}

export type RunStatus = "ok" | "rejected" | "guest-error" | "limit" | "busy" | "aborted" | "crashed" | "unsafe";

export interface RunError {
  readonly code: string;
  readonly type: string | null;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly source: string | null;
  readonly hint: string | null;
  /** What would have been accepted, nearest first. */
  readonly known: readonly string[];
  readonly retryAfterMs: number | null;
}

export interface AnalyzeOutput {
  readonly executionId: string;
  readonly status: RunStatus;
  readonly result: Json;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: readonly ("stdout" | "stderr" | "warnings")[];
  readonly charts: readonly AnalysisChart[];
  readonly violations: readonly ScopeViolation[];
  readonly error: RunError | null;
  readonly limit: LimitKind | null;
  readonly usage: SandboxUsage;
  readonly datasets: readonly DatasetUse[];
  readonly seed: number | null;
  readonly disclosure: string;
}

export interface AnalysisChart {
  readonly id: string;
  readonly title: string;
  readonly template: string;
  readonly png: Uint8Array | null;
  readonly html: string | null;
}

export interface DatasetUse {
  readonly name: string;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly sha256: string;
  readonly assumed: Json;
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
  readonly formats?: readonly ("png" | "html")[] | undefined;
  readonly theme?: "light" | "dark" | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly locale?: string | undefined;
  readonly currency?: string | undefined;
  /** Of the PNG; "paper" when omitted. */
  readonly background?: "paper" | "transparent" | undefined;
}

export interface RenderError {
  readonly code: string;
  /** Path of the field, such as `roi_trend.months`. */
  readonly path: string | null;
  readonly expected: string | null;
  readonly example: Json;
  readonly known: readonly string[];
}

export interface RenderOutput {
  readonly ok: boolean;
  readonly chartId: string;
  readonly template: string;
  readonly title: string | null;
  readonly headline: string | null;
  readonly png: Uint8Array | null;
  readonly html: string | null;
  readonly noData: readonly { readonly panel: string; readonly field: string }[];
  readonly warnings: readonly RenderWarning[];
  readonly reason: string | null;
  readonly error: RenderError | null;
  /** Markdown tables of what was drawn. */
  readonly text: string;
  readonly disclosure: string;
}

export interface AnalyzeAndRenderOutput {
  readonly run: AnalyzeOutput;
  readonly chart: RenderOutput | null;
}

export interface TemplateInfo {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly persona: string | null;
  readonly panels: readonly string[];
  /** JSON Schema and sample: only when one id was asked for. */
  readonly schema: Json;
  readonly sample: Json;
}

export interface PersonaInfo {
  readonly id: string;
  readonly title: string;
  readonly focus: string;
  readonly imports: readonly string[];
  readonly charts: readonly string[];
  readonly instructions: string;
}

export interface DatasetListing {
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number | null;
  readonly columns: readonly { readonly name: string; readonly dtype: string }[];
  readonly preview: Json;
}

export interface AuditTrail {
  readonly records: readonly AuditRecord[];
  readonly nextCursor: string | null;
  /** `null` when verification was not asked for. */
  readonly verified: boolean | null;
  readonly problems: readonly { readonly executionId: string | null; readonly kind: string; readonly message: string }[];
}

export interface Health {
  readonly ready: boolean;
  readonly reason: string | null;
  readonly layers: readonly { readonly name: string; readonly active: boolean }[];
  readonly pool: { readonly workers: number; readonly ready: number; readonly queued: number; readonly tripwires: number };
  readonly image: "ready" | "building" | "stock" | "none";
  readonly versions: Readonly<Record<string, string>>;
}
