import type { DatasetNote, Json } from "../ports/sandbox.ts";

/** What callers may choose from. */

export interface TemplateInfo {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  /** What it is for, in one line. */
  readonly purpose: string;
  readonly persona: string | null;
  readonly panels: readonly string[];
  /** Panel ids that `reference` lines may name; only when one id was asked for. */
  readonly references: readonly string[];
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
  /** What a run, or a description, has told of it; none has of a table without rows. */
  readonly notes: readonly DatasetNote[];
  readonly preview: Json;
}
