import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { genesis, type Link } from "./chain.ts";
import { csvLine } from "./csv.ts";
import { rows } from "./database.ts";
import type { EventRow, IntentEvent, OutcomeEvent } from "./events.ts";
import { exportStatement, type SigningKey } from "./signing.ts";

/**
 * The first line of an exported trail, signed: what the file holds, so that a line cut off it is missed. Then one line per
 * event, the body as the very text that was hashed and signed.
 */
export const exportHead = z.strictObject({
  format: z.literal("strategic-python audit export v1"),
  exportedAt: z.string(),
  since: z.string().nullable(),
  /** The event before the first one here. */
  after: z.strictObject({ seq: z.int().nonnegative(), hash: z.string() }),
  last: z.strictObject({ seq: z.int().nonnegative(), hash: z.string() }),
  signature: z.string(),
});

export function* exportJsonl(db: DatabaseSync, key: SigningKey, since: string | null, now: Date): Generator<string> {
  const after = before(db, since);
  const last = (db.prepare("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").get() as Link | undefined) ?? after;
  const head = { format: "strategic-python audit export v1", exportedAt: now.toISOString(), since, after, last };
  yield `${JSON.stringify({ ...head, signature: key.sign(exportStatement(head)) })}\n`;
  for (const row of rows(db, after.seq)) yield `${JSON.stringify(lineOf(row))}\n`;
}

const lineOf = ({ seq, body, hash, signature }: EventRow) => ({
  seq,
  hash,
  signature,
  body: Buffer.from(body).toString("utf8"),
});

/** The link that the first exported event stands on. */
function before(db: DatabaseSync, since: string | null): Link {
  const first = db
    .prepare("SELECT seq, json_extract(body, '$.prevHash') AS hash FROM events WHERE ? IS NULL OR at >= ? ORDER BY seq LIMIT 1")
    .get(since, since) as Link | undefined;
  if (first !== undefined) return { seq: first.seq - 1, hash: first.hash };
  const last = db.prepare("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").get() as Link | undefined;
  return last === undefined ? { seq: 0, hash: genesis } : { seq: last.seq, hash: last.hash };
}

/** Every so many records one, and the newest: each is an event's own signature, and proves alone that the trail had come so far. */
export function* exportAnchors(db: DatabaseSync, every: number): Generator<string> {
  const sql = `SELECT seq, at, hash, signature FROM events
    WHERE seq % ? = 0 OR seq = (SELECT max(seq) FROM events) ORDER BY seq`;
  for (const row of db.prepare(sql).iterate(every)) yield `${JSON.stringify(row)}\n`;
}

const columns = [
  "executionId",
  "kind",
  "startedAt",
  "endedAt",
  "status",
  "errorCode",
  "reason",
  "persona",
  "capability",
  "template",
  "codeSha256",
  "datasets",
  "principal",
  "limits",
  "usage",
  "versions",
  "layers",
  "prevHash",
  "hash",
] as const;

/** One line per execution, oldest first, for people and spreadsheets; what is checked elsewhere is the JSONL. */
export function* exportCsv(db: DatabaseSync, since: string | null): Generator<string> {
  yield csvLine(columns);
  const sql = `
    SELECT i.body AS intent, i.hash AS hash, o.body AS outcome, o.hash AS outcomeHash
    FROM events i LEFT JOIN events o ON o.seq =
      (SELECT max(x.seq) FROM events x WHERE x.event = 'outcome' AND x.execution_id = i.execution_id)
    WHERE i.event = 'intent' AND (? IS NULL OR i.started_at >= ?) ORDER BY i.seq`;
  for (const row of db.prepare(sql).iterate(since, since)) {
    const found = row as { intent: string; hash: string; outcome: string | null; outcomeHash: string | null };
    const intent = JSON.parse(found.intent) as IntentEvent;
    const outcome = found.outcome === null ? null : (JSON.parse(found.outcome) as OutcomeEvent);
    const record: Record<(typeof columns)[number], unknown> = {
      ...intent,
      endedAt: outcome?.endedAt,
      status: outcome?.status ?? "running",
      errorCode: outcome?.errorCode,
      reason: outcome?.reason,
      usage: outcome?.usage,
      layers: (outcome?.layers ?? intent.layers).join(" "),
      prevHash: outcome?.prevHash ?? intent.prevHash,
      hash: found.outcomeHash ?? found.hash,
    };
    yield csvLine(columns.map((column) => textOf(record[column])));
  }
}

const textOf = (value: unknown): string =>
  value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
