import type { DashboardSpec } from "../ports/dashboard-spec.ts";
import type { PictureFormat, RenderOptions } from "../ports/renderer.ts";
import type { Json, SandboxLimits } from "../ports/sandbox.ts";
import type { AnalyzeOutput } from "../shapes/answers.ts";
import type { RenderInput } from "../shapes/inputs.ts";

/** A run that ended well, with all that another one on other tables needs. */
export interface KeptRun {
  readonly executionId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly persona: string;
  readonly capability: string;
  /** What its capability draws first. */
  readonly first: string;
  readonly code: string;
  readonly codeSha256: string;
  readonly contextJson: string;
  /** As it was asked for; null: none was. */
  readonly seed: number | null;
  readonly limits: SandboxLimits;
  readonly formats: readonly PictureFormat[];
  /** How each table was named, in order. */
  readonly wanted: readonly KeptTable[];
  readonly datasets: AnalyzeOutput["datasets"];
  readonly result: Json;
  readonly environment: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** A name, a sheet, a run; of a table that came with the call its name and its hash alone. */
export type KeptTable =
  | string
  | { readonly name: string; readonly sheet: string }
  | { readonly run: string; readonly name?: string | undefined }
  /** A workspace's table under another's name. */
  | { readonly as: string; readonly table: KeptTable }
  | { readonly brought: string };

/** What a picture is drawn from, whenever it is read. */
export interface KeptChart {
  readonly chartId: string;
  /** The run whose numbers it shows; null for data given in the call. */
  readonly executionId: string | null;
  readonly title: string;
  readonly headline: string | null;
  readonly template: string;
  /** Null for a picture that the code's own library drew: there is nothing to draw it from. */
  readonly drawn: { readonly spec: DashboardSpec; readonly options: Omit<RenderOptions, "formats"> } | null;
  /** Of such a picture, in base64. */
  readonly png: string | null;
  /** How it was asked for, so that it can be drawn from another run: null for what code drew in its run. */
  readonly asked: Omit<RenderInput, "data" | "from" | "sample"> | null;
}
