import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { AuditRecord } from "../../core/ports/audit-sink.ts";
import { auditSqlite } from "../../plugins/audit-sqlite/index.ts";
import { analysis, startServer } from "../e2e/server.ts";
import { alive, jailsOf } from "./processes.ts";

const onLinux = existsSync("/proc/self/stat");
const home = mkdtempSync(join(tmpdir(), "strategic-python-crash-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function recordsOf(path: string): Promise<readonly AuditRecord[]> {
  const sink = auditSqlite({ path }).adapters.auditSink();
  try {
    return (await sink.query({})).records;
  } finally {
    await sink.close();
  }
}

describe.runIf(onLinux)("the server is killed while it runs code", () => {
  // Over the whole life of an execution: accepted, intent written, queued, judged, running, answered.
  test.each([0, 4, 12, 40, 200])("%i ms after a call: the next start tells what was interrupted", async (delay) => {
    const audit = join(home, `audit-${delay}.sqlite`);
    const first = await startServer([], { STRATEGIC_PYTHON_AUDIT: audit });
    await first.call("run_analysis", analysis("'before'"));
    const [jail] = jailsOf(first.pid);
    const endless = first.call("run_analysis", analysis("while True: pass")).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, delay));
    process.kill(first.pid, "SIGKILL");
    await endless;
    await first.close().catch(() => {});
    // Nobody is left to answer to: the jail and its endless loop end with the server.
    await expect.poll(() => alive(jail as number), { timeout: 5000 }).toBe(false);

    const second = await startServer([], { STRATEGIC_PYTHON_AUDIT: audit });
    try {
      const { data } = await second.call("get_audit_trail", { verify: true });
      // What the connection before it ran is the operator's to read.
      expect(data).toMatchObject({ records: [], verified: true, problems: [] });
      const records = await recordsOf(audit);
      expect(records.at(-1)).toMatchObject({ status: "ok" });
      expect(records.length).toBeLessThanOrEqual(2);
      if (records.length === 2) expect(records[0]).toMatchObject({ status: "interrupted" });
      if (delay >= 150) expect(records).toHaveLength(2);
      // Nor is its folder left behind.
      expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`strategic-python-jail-${first.pid}-`))).toEqual([]);
      expect((await second.call("run_analysis", analysis("6 * 7"))).data.result).toBe(42);
    } finally {
      await second.close();
    }
  });
});
