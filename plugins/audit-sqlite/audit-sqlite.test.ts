import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AuditIntent, AuditSink } from "../../core/ports/audit-sink.ts";
import { auditSinkContract } from "../../core/testing/index.ts";
import { hashOf } from "./chain.ts";
import { auditSqlite } from "./index.ts";

let folder: string;
let path: string;
let sinks: AuditSink[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "audit-"));
  path = join(folder, "state", "audit.db");
  sinks = [];
});
afterEach(async () => {
  for (const sink of sinks) await sink.close();
  rmSync(folder, { recursive: true, force: true });
});

function opened(at = path): AuditSink {
  const sink = auditSqlite({ path: at, now: () => new Date("2026-11-22T12:00:00Z") }).adapters!.auditSink!();
  sinks.push(sink);
  return sink;
}

function intent(executionId: string, more: Partial<AuditIntent> = {}): AuditIntent {
  return {
    executionId,
    kind: "analysis",
    startedAt: "2026-11-22T10:00:00.000Z",
    persona: "diego",
    capability: "roi_calculations",
    template: null,
    codeSha256: "ab".repeat(32),
    code: null,
    datasets: [{ name: "sales", sha256: "cd".repeat(32) }],
    principal: "local",
    limits: { wallSeconds: 30 },
    versions: { python: "3.14" },
    layers: ["scope"],
    ...more,
  };
}

const done = { endedAt: "2026-11-22T10:00:01.000Z", status: "ok", reason: null, usage: { wallMs: 12 } };

async function run(sink: AuditSink, ...ids: string[]) {
  for (const id of ids) await sink.end(await sink.begin(intent(id)), done);
}

/** What somebody with the file and SQLite could do, while the server is stopped. */
async function tampered(sql: string) {
  const sink = opened();
  await run(sink, "e1", "e2", "e3");
  await sink.close();
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
  return opened();
}

describe("the contract of audit sinks", () => auditSinkContract(test, opened));

describe("records", () => {
  test("hold the intent, then the outcome, with the hashes of their latest event", async () => {
    const sink = opened();
    const id = await sink.begin(intent("e1", { code: "print(1)" }));
    const [begun] = (await sink.query({})).records;
    expect(begun).toMatchObject({ executionId: "e1", status: "running", endedAt: null, prevHash: "0".repeat(64) });
    await sink.end(id, done);
    const { code: _, ...kept } = intent("e1");
    expect((await sink.query({})).records).toEqual([
      { ...kept, ...done, prevHash: begun!.hash, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(await sink.verify()).toEqual({ verified: true, problems: [] });
  });

  test("are found by execution, persona, status and time", async () => {
    const sink = opened();
    await run(sink, "e1");
    await sink.begin(intent("e2", { persona: "alvaro", startedAt: "2026-11-22T12:00:00+01:00" }));
    const ids = async (filter: Parameters<AuditSink["query"]>[0]) =>
      (await sink.query(filter)).records.map((record) => record.executionId);
    expect(await ids({ executionId: "e1" })).toEqual(["e1"]);
    expect(await ids({ persona: "alvaro" })).toEqual(["e2"]);
    expect(await ids({ status: "ok" })).toEqual(["e1"]);
    expect(await ids({ status: "running" })).toEqual(["e2"]);
    expect(await ids({ since: "2026-11-22T10:30:00Z" })).toEqual(["e2"]);
    expect(await ids({ since: "2026-11-22T11:00:01Z" })).toEqual([]);
    await expect(sink.query({ since: "yesterday" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  test("come newest first, in pages that stay right while records are added, never more than 200", async () => {
    const sink = opened();
    await run(sink, ...Array.from({ length: 205 }, (_, place) => `e${place}`));
    const first = await sink.query({ limit: 2 });
    expect(first.records.map((record) => record.executionId)).toEqual(["e204", "e203"]);
    await run(sink, "later");
    const second = await sink.query({ limit: 2, cursor: first.nextCursor! });
    expect(second.records.map((record) => record.executionId)).toEqual(["e202", "e201"]);
    expect((await sink.query({ limit: 1_000 })).records.length).toBe(200);
    expect((await sink.query({ executionId: "e3", limit: 5 })).nextCursor).toBeNull();
    await expect(sink.query({ cursor: "made-up" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  test("can't be begun twice under one id, nor ended twice, nor ended without a beginning", async () => {
    const sink = opened();
    await run(sink, "e1");
    await expect(sink.begin(intent("e1"))).rejects.toMatchObject({ code: "AUDIT_FAILED" });
    await expect(sink.end("e1", done)).rejects.toMatchObject({ code: "AUDIT_FAILED" });
    await expect(sink.end("e9", done)).rejects.toMatchObject({ code: "AUDIT_FAILED" });
    expect((await sink.verify()).verified).toBe(true);
  });
});

describe("tampering is found", () => {
  test("a changed record is named", async () => {
    const sink = await tampered(
      `UPDATE events SET body = replace(body, '"persona":"diego"', '"persona":"rachel"') WHERE seq = 3`,
    );
    expect(await sink.verify()).toMatchObject({ verified: false, problems: [{ executionId: "e2", kind: "altered" }] });
  });

  test("a changed record with its hash made to fit is still named, because it is not signed", async () => {
    const sink = await tampered("SELECT 1");
    await sink.close();
    const db = new DatabaseSync(path);
    const { body } = db.prepare("SELECT body FROM events WHERE seq = 6").get() as { body: string };
    const forged = body.replace('"ok"', '"failed"');
    db.prepare("UPDATE events SET body = ?, hash = ? WHERE seq = 6").run(forged, hashOf(forged));
    db.close();
    expect((await opened().verify()).problems[0]).toMatchObject({ executionId: "e3", kind: "bad-signature" });
  });

  test("deleting the last record is found, also after the server has gone on writing", async () => {
    const sink = await tampered("DELETE FROM events WHERE seq > 4");
    expect((await sink.verify()).problems).toMatchObject([{ executionId: "e2", kind: "truncated" }]);
    await run(sink, "e4");
    expect((await sink.verify()).problems).toMatchObject([
      { executionId: "e4", kind: "missing", message: expect.stringMatching(/2 records are missing/) },
    ]);
  });

  test("deleting a record in the middle is found where it is missing", async () => {
    const sink = await tampered("DELETE FROM events WHERE seq = 3");
    expect((await sink.verify()).problems[0]).toMatchObject({ executionId: "e2", kind: "missing" });
  });

  test("records that changed places are found", async () => {
    const sink = await tampered(
      "UPDATE events SET seq = 99 WHERE seq = 2; UPDATE events SET seq = 2 WHERE seq = 4; UPDATE events SET seq = 4 WHERE seq = 99",
    );
    expect((await sink.verify()).problems[0]).toMatchObject({ executionId: "e2", kind: "reordered" });
  });

  test("deleting everything is found", async () => {
    const sink = await tampered("DELETE FROM events");
    expect((await sink.verify()).problems).toMatchObject([{ executionId: null, kind: "truncated" }]);
  });

  test("records that were cut off together with the anchor leave a trace that stays", async () => {
    const sink = await tampered("DELETE FROM events WHERE seq > 4");
    rmSync(`${path}.anchor`);
    expect((await sink.verify()).problems).toMatchObject([
      { kind: "truncated", message: expect.stringMatching(/anchor file is gone/) },
    ]);
    await run(sink, "e4");
    expect((await sink.verify()).problems).toMatchObject([{ executionId: "e4", kind: "truncated" }]);
  });

  test("an anchor moved back by hand, or another key, is not by this machine", async () => {
    const sink = await tampered("SELECT 1");
    const anchor = JSON.parse(readFileSync(`${path}.anchor`, "utf8"));
    writeFileSync(`${path}.anchor`, JSON.stringify({ ...anchor, seq: 4 }));
    expect((await sink.verify()).problems[0]).toMatchObject({ kind: "bad-signature", message: expect.stringMatching(/anchor/) });
    await sink.close();
    writeFileSync(`${path}.key`, "00".repeat(32));
    expect((await opened().verify()).problems[0]).toMatchObject({ executionId: "e1", kind: "bad-signature" });
  });

  test("a tail newer than the anchor is unanchored, until the next execution", async () => {
    const sink = opened();
    await run(sink, "e1");
    const anchor = readFileSync(`${path}.anchor`);
    await run(sink, "e2");
    writeFileSync(`${path}.anchor`, anchor);
    expect(await sink.verify()).toMatchObject({ verified: false, problems: [{ executionId: "e2", kind: "unanchored" }] });
    await run(sink, "e3");
    expect((await sink.verify()).verified).toBe(true);
  });
});

/** A process of its own that begins runs as it is told, with the real sink. */
const child = (body: string) => [
  "--input-type=module-typescript",
  "--eval",
  `import { auditSqlite } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
   const sink = auditSqlite({ path: ${JSON.stringify(path)} }).adapters.auditSink();
   const intent = (executionId) => ({ ...${JSON.stringify(intent("x"))}, executionId });
   ${body}`,
];

describe("several processes", () => {
  test("a crash between intent and outcome is found at the next open", () => {
    const { signal } = spawnSync(
      process.execPath,
      child(`await sink.begin(intent("lost")); process.kill(process.pid, "SIGKILL"); await new Promise(() => {});`),
    );
    expect(signal).toBe("SIGKILL");
    const sink = opened();
    return expect(sink.query({})).resolves.toMatchObject({
      records: [
        {
          executionId: "lost",
          status: "interrupted",
          endedAt: "2026-11-22T12:00:00.000Z",
          reason: expect.stringMatching(/server ended/),
        },
      ],
    });
  });

  test("a run of a process that lives is left alone by another that opens the trail", async () => {
    const one = opened();
    const id = await one.begin(intent("e1"));
    const other = opened();
    expect((await other.query({})).records[0]).toMatchObject({ status: "running" });
    await one.end(id, done);
    expect((await other.query({})).records[0]).toMatchObject({ status: "ok" });
  });

  test("two connections that take turns share one chain", async () => {
    const one = opened();
    const other = opened();
    const first = await one.begin(intent("e1"));
    const second = await other.begin(intent("e2"));
    await one.end(first, done);
    await other.end(second, done);
    expect(await one.verify()).toEqual({ verified: true, problems: [] });
    expect((await other.query({})).records.length).toBe(2);
  });

  test("three processes writing at once lose nothing and break no link", async () => {
    const body = (name: string) =>
      `for (let i = 0; i < 25; i++) await sink.end(await sink.begin(intent("${name}" + i)), ${JSON.stringify(done)}); await sink.close();`;
    const { spawn } = await import("node:child_process");
    const ends = ["a", "b", "c"].map(
      (name) => new Promise((resolve) => spawn(process.execPath, child(body(name)), { stdio: "inherit" }).on("exit", resolve)),
    );
    expect(await Promise.all(ends)).toEqual([0, 0, 0]);
    const sink = opened();
    expect(await sink.verify()).toEqual({ verified: true, problems: [] });
    expect((await sink.query({ limit: 200, status: "ok" })).records.length).toBe(75);
  }, 20_000);
});

describe("the files", () => {
  test("are the user's alone", async () => {
    await run(opened(), "e1");
    for (const name of readdirSync(join(folder, "state")))
      expect([name, statSync(join(folder, "state", name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(readdirSync(join(folder, "state"))).toEqual(expect.arrayContaining(["audit.db", "audit.db.anchor", "audit.db.key"]));
  });

  test("that were opened up are closed again", async () => {
    await run(opened(), "e1");
    chmodSync(path, 0o644);
    await run(opened(), "e2");
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("that can't be written mean AUDIT_FAILED with what to do, at every call, never a crash at start", async () => {
    writeFileSync(join(folder, "file"), "");
    const sink = opened(join(folder, "file", "audit.db"));
    const failed = { code: "AUDIT_FAILED", message: expect.stringMatching(/give the server's user write permission/) };
    await expect(sink.begin(intent("e1"))).rejects.toMatchObject(failed);
    await expect(sink.query({})).rejects.toMatchObject(failed);
    await expect(sink.verify()).rejects.toMatchObject(failed);
  });

  test("that are not a database are refused, and used once they are put right", async () => {
    const sink = opened(join(folder, "audit.db"));
    await sink.close();
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, "audit.db"), "this is not a database, it is a text of some length".repeat(20));
    const broken = opened(join(folder, "audit.db"));
    await expect(broken.begin(intent("e1"))).rejects.toMatchObject({ code: "AUDIT_FAILED" });
    rmSync(join(folder, "audit.db"));
    await run(broken, "e1");
    expect((await broken.verify()).verified).toBe(true);
  });

  test("are refused after close", async () => {
    const sink = opened();
    await sink.close();
    await expect(sink.begin(intent("e1"))).rejects.toMatchObject({ code: "AUDIT_FAILED" });
  });
});

test("importing the plugin opens nothing", () => {
  const script = `import(${JSON.stringify(new URL("./index.ts", import.meta.url).href)}).then((m) => { m.auditSqlite({ path: ${JSON.stringify(path)} }); });`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", script]);
  expect(() => statSync(path)).toThrow();
});
