import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AuditSink } from "../../core/ports/audit-sink.ts";
import { auditSinkContract } from "../../core/testing/index.ts";
import { done, intent, TrailFixture } from "./tests/audit-trail.ts";

let trail: TrailFixture;
beforeEach(() => {
  trail = new TrailFixture();
});
afterEach(() => trail.close());

describe("the contract of audit sinks", () => auditSinkContract(test, () => trail.opened()));

describe("records", () => {
  test("hold the intent, then the outcome, with the hashes of their latest event", async () => {
    const sink = trail.opened();
    const id = await sink.begin(intent("e1", { code: "print(1)" }));
    const [begun] = (await sink.query({})).records;
    expect(begun).toMatchObject({ executionId: "e1", status: "running", endedAt: null, prevHash: "0".repeat(64) });
    await sink.end(id, done);
    const { code: _, ...kept } = intent("e1");
    expect((await sink.query({})).records).toEqual([
      { ...kept, ...done, prevHash: begun?.hash, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(await sink.verify()).toEqual({ verified: true, problems: [] });
  });

  test("are found by execution, persona, status and time", async () => {
    const sink = trail.opened();
    await trail.run(sink, "e1");
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
    const sink = trail.opened();
    await trail.run(sink, ...Array.from({ length: 205 }, (_, place) => `e${place}`));
    const first = await sink.query({ limit: 2 });
    expect(first.records.map((record) => record.executionId)).toEqual(["e204", "e203"]);
    await trail.run(sink, "later");
    const second = await sink.query({ limit: 2, cursor: first.nextCursor as string });
    expect(second.records.map((record) => record.executionId)).toEqual(["e202", "e201"]);
    expect((await sink.query({ limit: 1_000 })).records.length).toBe(200);
    expect((await sink.query({ executionId: "e3", limit: 5 })).nextCursor).toBeNull();
    await expect(sink.query({ cursor: "made-up" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  test("can't be begun twice under one id, nor ended twice, nor ended without a beginning", async () => {
    const sink = trail.opened();
    await trail.run(sink, "e1");
    await expect(sink.begin(intent("e1"))).rejects.toMatchObject({ code: "AUDIT_FAILED" });
    await expect(sink.end("e1", done)).rejects.toMatchObject({ code: "AUDIT_FAILED" });
    await expect(sink.end("e9", done)).rejects.toMatchObject({ code: "AUDIT_FAILED" });
    expect((await sink.verify()).verified).toBe(true);
  });
});
