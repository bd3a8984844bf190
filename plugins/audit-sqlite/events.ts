import type { AuditIntent, AuditOutcome } from "../../core/ports/audit-sink.ts";
import type { WriterProcess } from "./writer-process.ts";

/** One row of the chain. Never changed: an outcome is an event of its own. */
export type AuditEvent = IntentEvent | OutcomeEvent | CheckpointEvent;

export interface Place {
  readonly seq: number;
  readonly prevHash: string;
  /** When this was written, by this machine's clock. */
  readonly at: string;
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

/** Retention dropped the records up to `cutSeq`: the chain goes on from `cutHash`, and this says so, signed as all are. */
export interface CheckpointEvent extends Place, Cut {
  readonly event: "checkpoint";
}

export interface Cut {
  readonly cutSeq: number;
  readonly cutHash: string;
  /** Records older than this were dropped. */
  readonly before: string;
  /** Executions dropped since the trail began. */
  readonly droppedExecutions: number;
}

export interface EventRow {
  readonly seq: number;
  /** The bytes themselves: a text that decodes to the same is not the same. */
  readonly body: Uint8Array;
  readonly hash: string;
  readonly signature: string;
}

/** The body is the event; the columns after it are read out of it by SQLite, so they can't say anything else. */
export const schema = `
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    event TEXT GENERATED ALWAYS AS (json_extract(body, '$.event')) VIRTUAL,
    execution_id TEXT GENERATED ALWAYS AS (json_extract(body, '$.executionId')) VIRTUAL,
    persona TEXT GENERATED ALWAYS AS (json_extract(body, '$.persona')) VIRTUAL,
    status TEXT GENERATED ALWAYS AS (json_extract(body, '$.status')) VIRTUAL,
    started_at TEXT GENERATED ALWAYS AS (json_extract(body, '$.startedAt')) VIRTUAL,
    at TEXT GENERATED ALWAYS AS (json_extract(body, '$.at')) VIRTUAL
  ) STRICT;
  CREATE UNIQUE INDEX intents ON events (execution_id) WHERE event = 'intent';
  CREATE INDEX outcomes ON events (execution_id, seq) WHERE event = 'outcome';
  CREATE INDEX checkpoints ON events (seq) WHERE event = 'checkpoint';
`;

/** In `PRAGMA user_version`; 0 is a file that no trail was begun in. */
export const format = 1;
