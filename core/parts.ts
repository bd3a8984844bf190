import type { ArtifactStore } from "./ports/artifact-store.ts";
import type { AuditSink } from "./ports/audit-sink.ts";
import type { DatasetSource } from "./ports/dataset-source.ts";
import type { TellPhase } from "./ports/phase.ts";
import type { Renderer } from "./ports/renderer.ts";
import type { Sandbox } from "./ports/sandbox.ts";
import type { ScopeValidator } from "./ports/scope-validator.ts";
import type { Registry } from "./registry.ts";

/** What an app is composed of. */
export interface Parts {
  readonly registry: Registry;
  readonly sandbox: Sandbox;
  /** `holds`: false once it let its canary through. */
  readonly scope: Required<Omit<ScopeValidator, "canary">> & { readonly holds: boolean };
  readonly renderer: Renderer;
  readonly audit: AuditSink;
  readonly artifacts: ArtifactStore;
  readonly datasets: DatasetSource;
}

/** Who asks, and until when. */
export interface Caller {
  /** Whose queue share the work takes. */
  readonly client: string;
  /** Whose results these are: under another name nothing is found. */
  readonly owner: string;
  readonly principal: string | null;
  readonly signal: AbortSignal;
  readonly onPhase: TellPhase;
}
