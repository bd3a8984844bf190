import { StrategicError } from "../../core/errors.ts";
import { rows } from "./database.ts";
import type { EventLog } from "./event-log.ts";
import type { Cut, EventRow } from "./events.ts";
import { ChainWalk } from "./walk.ts";

export interface Pruned {
  /** Executions dropped now. */
  readonly executions: number;
  /** The last record dropped; null when there was nothing to drop. */
  readonly upTo: number | null;
}

/**
 * What a server drops on its own: what is older than so many days before its newest record, or before now where that is earlier,
 * and never more than half of the executions at once. A clock that runs a year ahead for a moment costs nothing, and one that
 * stays ahead is seen before the trail is gone.
 */
export function retain(log: EventLog, now: Date, days: number): void {
  const newest = log.newestAt();
  if (newest === null) return;
  const from = Math.min(now.getTime(), Date.parse(newest));
  prune(log, new Date(from - days * DAY_MS).toISOString(), PART);
}

const DAY_MS = 24 * 3_600_000;
const PART = 1 / 2;

/**
 * Drops the records of before `before`, whole executions only, and appends a signed checkpoint that the chain goes on from.
 * What does not verify is kept: retention must not clear away the traces of tampering.
 */
export function prune(log: EventLog, before: string, part = 1): Pruned {
  let pruned: Pruned = { executions: 0, upTo: null };
  log.append(() => {
    const cutSeq = cutBefore(log, before, part);
    if (cutSeq === null) return null;
    const cutHash = verifiedHash(log, cutSeq);
    const { executions } = log.db
      .prepare("SELECT count(*) AS executions FROM events WHERE event = 'intent' AND seq <= ?")
      .get(cutSeq) as { executions: number };
    const droppedExecutions = executions + (lastCut(log)?.droppedExecutions ?? 0);
    log.db.prepare("DELETE FROM events WHERE seq <= ?").run(cutSeq);
    pruned = { executions, upTo: cutSeq };
    return { event: "checkpoint", cutSeq, cutHash, before, droppedExecutions };
  });
  // The write-ahead log still holds the pages as they were.
  if (pruned.upTo !== null) log.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  return pruned;
}

/** The last record to drop: all up to it are older, and none of them belongs to an execution that reaches beyond it. */
function cutBefore(log: EventLog, before: string, part: number): number | null {
  const one = (sql: string, values: Record<string, string | number> = {}) =>
    (log.db.prepare(sql).get(values) as { seq: number | null } | undefined)?.seq ?? null;
  const younger = one("SELECT min(seq) AS seq FROM events WHERE at >= :before", { before });
  const executions = (log.db.prepare("SELECT count(*) AS n FROM events WHERE event = 'intent'").get() as { n: number }).n;
  const most = Math.ceil(executions * part);
  const spared = one("SELECT seq FROM events WHERE event = 'intent' ORDER BY seq LIMIT 1 OFFSET :most", { most });
  let cut = Math.min(younger === null ? log.head().seq : younger - 1, (spared ?? Number.POSITIVE_INFINITY) - 1);
  for (let reaching = one(reachingSql, { cut }); reaching !== null; reaching = one(reachingSql, { cut })) cut = reaching - 1;
  // A checkpoint that says nothing but itself is not worth another.
  const worth = log.db.prepare("SELECT 1 FROM events WHERE seq <= ? AND event <> 'checkpoint' LIMIT 1").get(cut);
  return worth === undefined ? null : cut;
}

/** The first execution that begins up to the cut and ends beyond it, or has not ended. */
const reachingSql = `
  SELECT min(i.seq) AS seq FROM events i WHERE i.event = 'intent' AND i.seq <= :cut AND :cut < coalesce(
    (SELECT max(o.seq) FROM events o WHERE o.event = 'outcome' AND o.execution_id = i.execution_id), :cut + 1)`;

function verifiedHash(log: EventLog, cutSeq: number): string {
  const walk = new ChainWalk(log.key.publicKey);
  walk.alongNow(upTo(rows(log.db), cutSeq));
  walk.cut = lastCut(log);
  walk.judgeStart();
  const [bad] = walk.problems;
  if (bad === undefined && walk.last.seq === cutSeq) return walk.last.hash;
  const why = bad?.message ?? `Record ${cutSeq} is not there.`;
  throw new StrategicError("AUDIT_FAILED", `Nothing was dropped, because the records do not verify. ${why}`);
}

function* upTo(all: Iterable<EventRow>, seq: number): Generator<EventRow> {
  for (const row of all) {
    if (row.seq > seq) return;
    yield row;
  }
}

function lastCut(log: EventLog): Cut | null {
  const row = log.db.prepare("SELECT body FROM events WHERE event = 'checkpoint' ORDER BY seq DESC LIMIT 1").get();
  return row === undefined ? null : (JSON.parse((row as { body: string }).body) as Cut);
}
