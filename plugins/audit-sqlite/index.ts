import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { isStrategicError, StrategicError } from "../../core/errors.ts";
import type { Plugin } from "../../core/plugin.ts";
import type { AuditIntent, AuditOutcome, AuditSink, AuditVerification } from "../../core/ports/audit-sink.ts";
import { EventLog } from "./event-log.ts";
import { instant, queryRecords } from "./query.ts";
import { verifyChain } from "./verify.ts";
import { isAlive, thisProcess } from "./writer-process.ts";

export interface AuditSqliteOptions {
  /** The database file; `<path>.key` and `<path>.anchor` stand beside it. All 0600. */
  readonly path: string;
  readonly now?: () => Date;
}

/** A durable, tamper-evident audit trail in one SQLite file, shared by the processes that name it. */
export function auditSqlite(options: AuditSqliteOptions): Plugin {
  return { name: "strategic-python/plugins/audit-sqlite", adapters: { auditSink: () => sink(options) } };
}

function sink({ path, now = () => new Date() }: AuditSqliteOptions): AuditSink {
  let log: EventLog | undefined;
  let closed = false;
  const opened = (): EventLog => {
    if (closed) throw new StrategicError("AUDIT_FAILED", "The audit trail was closed; start the app again.");
    log ??= open(path, now);
    return log;
  };
  // Tried at once, so that what a crash left open is found at start; a failure is told to whoever wants to run.
  attempt(opened);
  return {
    begin: async (intent) => guarded(path, () => begin(opened(), intent)),
    end: async (id, outcome) => guarded(path, () => end(opened(), id, outcome)),
    query: async (filter) => guarded(path, () => queryRecords(opened(), filter)),
    verify: async () => verify(path, opened),
    close: async () => {
      closed = true;
      log?.close();
      log = undefined;
    },
  };
}

function open(path: string, now: () => Date): EventLog {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const log = new EventLog(path);
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
    log.append(
      { event: "outcome", executionId, endedAt: now.toISOString(), status: "interrupted", reason, usage: null },
      { durable: true, when: () => log.isOpen(executionId) },
    );
  }
}

function begin(log: EventLog, intent: AuditIntent): string {
  log.append({ ...intent, startedAt: instant(intent.startedAt), event: "intent", writer: thisProcess() }, { durable: true });
  return intent.executionId;
}

function end(log: EventLog, id: string, outcome: AuditOutcome): void {
  const { endedAt, status, reason, usage } = outcome;
  const event = { event: "outcome", executionId: id, endedAt, status, reason, usage } as const;
  if (log.append(event, { durable: false, when: () => log.isPending(id) })) return;
  throw new StrategicError("AUDIT_FAILED", `Execution ${id} was not begun, or has ended already.`);
}

/** Another process may stand between its commit and its anchor: looked at again before it is called unanchored. */
async function verify(path: string, opened: () => EventLog): Promise<AuditVerification> {
  for (let tries = 1; ; tries += 1) {
    const result = guarded(path, () => verifyChain(opened()));
    if (tries === 4 || !result.problems.some((problem) => problem.kind === "unanchored")) return result;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // Comes again, with its reason, at the first `begin`, `query` or `verify`.
  }
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (isStrategicError(cause)) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StrategicError(
      "AUDIT_FAILED",
      `The audit trail ${path} can't be used (${why}). Nothing runs without a record: give the server's user write permission and disk space there, or name another file.`,
      { details: { path }, cause },
    );
  }
}
