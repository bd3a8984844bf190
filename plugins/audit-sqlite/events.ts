import type { AuditIntent, AuditOutcome } from "../../core/ports/audit-sink.ts";
import type { WriterProcess } from "./writer-process.ts";

/** One row of the chain. Never changed: an outcome is an event of its own. */
export type AuditEvent = IntentEvent | OutcomeEvent;

interface Place {
  readonly seq: number;
  readonly prevHash: string;
  /** What was wrong with the anchor when this was written: evidence that stays, though the anchor is written anew. */
  readonly anchorFault: "lost" | "forged" | null;
}

export interface IntentEvent extends AuditIntent, Place {
  readonly event: "intent";
  readonly writer: WriterProcess;
}

export interface OutcomeEvent extends AuditOutcome, Place {
  readonly event: "outcome";
  readonly executionId: string;
}

export interface EventRow {
  readonly seq: number;
  readonly body: string;
  readonly hash: string;
  readonly signature: string;
}

/**
 * The body is the event; the columns after it are read out of it by SQLite, so they can't say anything else.
 */
export const schema = `
  CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    event TEXT GENERATED ALWAYS AS (json_extract(body, '$.event')) VIRTUAL,
    execution_id TEXT GENERATED ALWAYS AS (json_extract(body, '$.executionId')) VIRTUAL,
    persona TEXT GENERATED ALWAYS AS (json_extract(body, '$.persona')) VIRTUAL,
    status TEXT GENERATED ALWAYS AS (json_extract(body, '$.status')) VIRTUAL,
    started_at TEXT GENERATED ALWAYS AS (json_extract(body, '$.startedAt')) VIRTUAL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS intents ON events (execution_id) WHERE event = 'intent';
  CREATE INDEX IF NOT EXISTS outcomes ON events (execution_id, seq) WHERE event = 'outcome';
`;
