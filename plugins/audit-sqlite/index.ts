import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { StrategicError } from "../../core/errors.ts";
import type { PluginWith } from "../../core/plugin.ts";
import type { AuditSink, AuditVerification } from "../../core/ports/audit-sink.ts";
import { EventLog, type Unplaced } from "./event-log.ts";
import { GroupCommit } from "./group-commit.ts";
import { guarded, guardedAsync } from "./guarded.ts";
import { retain } from "./prune.ts";
import { instant, queryRecords } from "./query.ts";
import { verifyDatabase } from "./verify.ts";
import { isAlive, thisProcess } from "./writer-process.ts";

export { type AuditTrailFile, openTrail, verifyExport } from "./trail.ts";
export type { Findings } from "./verify.ts";

export interface AuditSqliteOptions {
  /** The database file; `<path>.key` and `<path>.anchor` stand beside it. All 0600. */
  readonly path: string;
  /** Records older than so many days are dropped, at start and hourly; the chain stays whole. Omitted: none ever. */
  readonly retentionDays?: number | undefined;
  readonly now?: () => Date;
}

const HOUR_MS = 3_600_000;
/** A client that connects is told the tools first: making a trail and its key waits for the disk, 40 ms. */
const SOON_MS = 200;

/** A durable, tamper-evident audit trail in one SQLite file, shared by the processes that name it. */
export function auditSqlite(options: AuditSqliteOptions): PluginWith<{ auditSink: () => AuditSink }> {
  return { name: "strategic-python/plugins/audit-sqlite", adapters: { auditSink: () => sink(options) } };
}

function sink({ path, retentionDays, now = () => new Date() }: AuditSqliteOptions): AuditSink {
  let log: EventLog | undefined;
  let group: GroupCommit | undefined;
  let closed = false;
  let lastRetention = Number.NEGATIVE_INFINITY;
  const opened = (): EventLog => {
    if (closed) throw new StrategicError("AUDIT_FAILED", "The audit trail was closed; start the app again.");
    log ??= open(path, now);
    group ??= new GroupCommit(log);
    retainHourly(log);
    return log;
  };
  const append = async (make: (log: EventLog) => Unplaced | null): Promise<boolean> => {
    const open = opened();
    return (group as GroupCommit).append(() => make(open));
  };
  const retainHourly = (open: EventLog): void => {
    // A clock that was set back must not put it off until it has caught up.
    if (retentionDays === undefined || Math.abs(now().getTime() - lastRetention) < HOUR_MS) return;
    lastRetention = now().getTime();
    // A part that does not verify is kept, and `verify` names it; running goes on.
    attempt(() => retain(open, now(), retentionDays));
  };
  // So that what a crash left open is found, whoever asks or not; a failure is told to whoever wants to run.
  const soon = setTimeout(() => attempt(opened), SOON_MS).unref();
  return {
    begin: (intent) =>
      guardedAsync(path, async () => {
        const event = { ...intent, startedAt: instant(intent.startedAt), event: "intent", writer: thisProcess() } as const;
        await append(() => event);
        return intent.executionId;
      }),
    end: (id, { endedAt, status, errorCode = null, reason, usage, layers }) =>
      guardedAsync(path, async () => {
        const ran = layers === undefined ? {} : { layers };
        const event = { event: "outcome", executionId: id, endedAt, status, errorCode, reason, usage, ...ran } as const;
        if (await append((log) => (log.isPending(id) ? event : null))) return;
        throw new StrategicError("AUDIT_FAILED", `Execution ${id} was not begun, or has ended already.`);
      }),
    query: async (filter) => guarded(path, () => queryRecords(opened(), filter)),
    verify: async () => guardedAsync(path, async () => verify(path, opened())),
    close: async () => {
      closed = true;
      clearTimeout(soon);
      group?.close();
      [log, group] = [undefined, undefined];
    },
  };
}

function open(path: string, now: () => Date): EventLog {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const log = new EventLog(path, now);
  try {
    markInterrupted(log, now());
    return log;
  } catch (error) {
    log.close();
    throw error;
  }
}

/** What a process began and can't end any more, because it is gone. Runs of other living processes are left alone. */
function markInterrupted(log: EventLog, now: Date): void {
  for (const { executionId, startedAt, writer } of log.pending()) {
    if (isAlive(writer, startedAt, now.getTime())) continue;
    const reason = "The server ended before the execution did.";
    const endedAt = now.toISOString();
    log.append(() =>
      log.isOpen(executionId)
        ? { event: "outcome", executionId, endedAt, status: "interrupted", errorCode: null, reason, usage: null }
        : null,
    );
  }
}

async function verify(path: string, log: EventLog): Promise<AuditVerification> {
  const { publicKey: key } = log.key;
  const { verified, problems } = await verifyDatabase(path, () => log.anchor.read(key), { key, anchors: [] });
  return { verified, problems };
}

function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // Comes again, with its reason, at the first `begin`, `query` or `verify`.
  }
}
