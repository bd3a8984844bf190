import type { Json } from "./sandbox.ts";

/** A durable, tamper-evident record of every execution. Fails closed: when `begin` throws, nothing runs. */
export interface AuditSink {
  /** Durable before it returns. */
  begin(intent: AuditIntent): Promise<string>;
  end(id: string, outcome: AuditOutcome): Promise<void>;
  query(filter: AuditFilter): Promise<AuditPage>;
  /** Recomputes the chain from the first record. */
  verify(): Promise<AuditVerification>;
  close(): Promise<void>;
}

export interface AuditIntent {
  readonly executionId: string;
  readonly kind: "analysis" | "render" | "report";
  readonly startedAt: string;
  readonly persona: string | null;
  readonly capability: string | null;
  readonly template: string | null;
  readonly codeSha256: string | null;
  /** Only when the operator asked for code in the audit trail. */
  readonly code: string | null;
  readonly datasets: readonly { readonly name: string; readonly sha256: string }[];
  readonly principal: string | null;
  /** The connection or principal whose share of the server it took; absent in records of before this was kept. */
  readonly client?: string;
  readonly limits: Json;
  readonly versions: Readonly<Record<string, string>>;
  readonly layers: readonly string[];
}

export interface AuditOutcome {
  readonly endedAt: string;
  readonly status: string;
  /** From the table of error codes; unlike `reason` it holds nothing of the caller's. */
  readonly errorCode?: string | null;
  readonly reason: string | null;
  readonly usage: Json;
  /** Those that held when it ran; a run accepted while interpreters started was begun with fewer. Absent: it did not run. */
  readonly layers?: readonly string[];
}

export interface AuditRecord extends Omit<AuditIntent, "code" | "client"> {
  readonly endedAt: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly usage: Json;
  readonly prevHash: string;
  readonly hash: string;
}

export interface AuditFilter {
  readonly executionId?: string;
  readonly persona?: string;
  readonly status?: string;
  /** Its records only, of those that this sink was given since it was opened: what a client may read of the trail. */
  readonly client?: string;
  /** ISO 8601; records that started at or after it. */
  readonly since?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export interface AuditPage {
  /** Newest first. */
  readonly records: readonly AuditRecord[];
  readonly nextCursor: string | null;
}

export interface AuditVerification {
  readonly verified: boolean;
  readonly problems: readonly { readonly executionId: string | null; readonly kind: string; readonly message: string }[];
}
