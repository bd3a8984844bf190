import { StrategicError } from "../../core/errors.ts";
import type { AuditFilter, AuditPage, AuditRecord } from "../../core/ports/audit-sink.ts";
import type { EventLog } from "./event-log.ts";
import type { IntentEvent, OutcomeEvent } from "./events.ts";

const mostRecords = 200;

type Row = {
  readonly seq: number;
  readonly intent: string;
  readonly intentHash: string;
  readonly outcome: string | null;
  readonly outcomeHash: string | null;
};

const select = `
  SELECT i.seq AS seq, i.body AS intent, i.hash AS intentHash, o.body AS outcome, o.hash AS outcomeHash
  FROM events i LEFT JOIN events o ON o.seq =
    (SELECT max(x.seq) FROM events x WHERE x.event = 'outcome' AND x.execution_id = i.execution_id)
  WHERE i.event = 'intent'`;

/** An execution is its intent and its latest outcome. Newest first; the cursor stays right while records are added. */
export function queryRecords(log: EventLog, filter: AuditFilter): AuditPage {
  const limit = Math.min(Math.max(Math.trunc(filter.limit ?? 50), 1), mostRecords);
  const where: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, value: string | number | undefined) => {
    if (value === undefined) return;
    where.push(` AND ${condition}`);
    values.push(value);
  };
  add("i.execution_id = ?", filter.executionId);
  add("i.persona = ?", filter.persona);
  add("coalesce(o.status, 'running') = ?", filter.status);
  add("json_extract(i.body, '$.client') = ?", filter.client);
  // Without an index: what others wrote before this process began is not even looked at.
  add("i.seq > ?", filter.client === undefined ? undefined : log.openedAt);
  add("i.started_at >= ?", filter.since === undefined ? undefined : instant(filter.since));
  add("i.seq < ?", filter.cursor === undefined ? undefined : placeOf(filter.cursor));
  const sql = `${select}${where.join("")} ORDER BY i.seq DESC LIMIT ?`;
  const rows = log.db.prepare(sql).all(...values, limit + 1) as Row[];
  const shown = rows.slice(0, limit);
  return { records: shown.map(recordOf), nextCursor: rows.length > limit ? cursorOf(shown.at(-1)!.seq) : null };
}

function recordOf(row: Row): AuditRecord {
  const {
    code: _code,
    event: _event,
    seq: _seq,
    at: _at,
    anchorFault: _fault,
    writer: _writer,
    client: _client,
    ...intent
  } = JSON.parse(row.intent) as IntentEvent;
  if (row.outcome === null)
    return { ...intent, endedAt: null, status: "running", reason: null, usage: null, hash: row.intentHash };
  const { endedAt, status, reason, usage, prevHash, layers = intent.layers } = JSON.parse(row.outcome) as OutcomeEvent;
  return { ...intent, layers, endedAt, status, reason, usage, prevHash, hash: row.outcomeHash! };
}

/** Compared as text, so in one form. */
export function instant(text: string): string {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  throw new StrategicError("INVALID_INPUT", `"${text}" is not a time. Give ISO 8601, such as 2026-11-22T09:00:00Z.`);
}

const cursorOf = (seq: number) => Buffer.from(`audit:${seq}`).toString("base64url");

function placeOf(cursor: string): number {
  const match = /^audit:(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (match !== null) return Number(match[1]);
  throw new StrategicError(
    "INVALID_INPUT",
    "The cursor is not one of this audit trail. Leave it out to start with the newest record.",
  );
}
