import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { AuditIntent, AuditSink } from "../../../core/ports/audit-sink.ts";
import { auditIntent } from "../../../core/testing/index.ts";
import { type AuditSqliteOptions, auditSqlite } from "../index.ts";

/** An audit trail in a folder of its own, for tests of what is done to it. */
export class TrailFixture {
  readonly folder = mkdtempSync(join(tmpdir(), "audit-"));
  readonly path = join(this.folder, "state", "audit.db");
  readonly #sinks: AuditSink[] = [];
  now = new Date("2026-11-22T12:00:00Z");

  opened(path = this.path, options: Partial<AuditSqliteOptions> = {}): AuditSink {
    const sink = auditSqlite({ path, now: () => this.now, ...options }).adapters.auditSink();
    this.#sinks.push(sink);
    return sink;
  }

  async run(sink: AuditSink, ...ids: string[]): Promise<void> {
    for (const id of ids) await sink.end(await sink.begin(intent(id)), done);
  }

  /** A trail of such executions, closed. */
  async written(...ids: string[]): Promise<void> {
    const sink = this.opened();
    await this.run(sink, ...ids);
    await sink.close();
  }

  /** What somebody with the file and SQLite could do, while the server is stopped. */
  sql(...statements: string[]): void {
    const db = new DatabaseSync(this.path);
    for (const statement of statements) db.exec(statement);
    db.close();
  }

  async close(): Promise<void> {
    for (const sink of this.#sinks) await sink.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const intent = (executionId: string, more: Partial<AuditIntent> = {}): AuditIntent =>
  auditIntent(executionId, {
    startedAt: "2026-11-22T10:00:00.000Z",
    codeSha256: "ab".repeat(32),
    datasets: [{ name: "sales", sha256: "cd".repeat(32) }],
    principal: "local",
    ...more,
  });

export const done = { endedAt: "2026-11-22T10:00:01.000Z", status: "ok", reason: null, usage: { wallMs: 12 } };

/** Node's arguments for a process of its own that does `body` with the real sink at `path`. */
export const writer = (path: string, body: string): string[] => [
  "--no-warnings",
  "--input-type=module-typescript",
  "--eval",
  `import { auditSqlite } from ${JSON.stringify(new URL("../index.ts", import.meta.url).href)};
   const sink = auditSqlite({ path: ${JSON.stringify(path)} }).adapters.auditSink();
   const intent = (executionId) => ({ ...${JSON.stringify(intent("x"))}, executionId });
   const done = ${JSON.stringify(done)};
   ${body}`,
];
