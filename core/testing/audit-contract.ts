import assert from "node:assert/strict";
import type { AuditIntent, AuditSink } from "../ports/audit-sink.ts";
import type { TestFunction } from "./contract.ts";

export function auditIntent(executionId: string, rest: Partial<AuditIntent> = {}): AuditIntent {
  return {
    executionId,
    kind: "analysis",
    startedAt: "2026-01-01T00:00:00.000Z",
    persona: "diego",
    capability: "roi_calculations",
    template: null,
    codeSha256: "0".repeat(64),
    code: null,
    datasets: [],
    principal: null,
    limits: { wallSeconds: 30, memoryMb: 512 },
    versions: { node: "26" },
    layers: ["scope"],
    ...rest,
  };
}

/** What every audit sink must do. `make` opens an empty one; the contract closes it. */
export function auditSinkContract(test: TestFunction, make: () => AuditSink): void {
  const using = async (body: (sink: AuditSink) => Promise<void>): Promise<void> => {
    const sink = make();
    try {
      await body(sink);
    } finally {
      await sink.close();
    }
  };
  const end = (sink: AuditSink, id: string, status = "ok") =>
    sink.end(id, { endedAt: "2026-01-01T00:00:01.000Z", status, reason: null, usage: { wallMs: 1 } });

  test("a finished execution is one record with its outcome", () =>
    using(async (sink) => {
      await end(sink, await sink.begin(auditIntent("a")));
      const { records } = await sink.query({});
      assert.equal(records.length, 1);
      assert.equal(records[0]?.executionId, "a");
      assert.equal(records[0]?.status, "ok");
      assert.match(records[0]?.hash ?? "", /^[0-9a-f]{64}$/);
    }));

  test("records come newest first, in pages", () =>
    using(async (sink) => {
      for (const id of ["a", "b", "c"]) await end(sink, await sink.begin(auditIntent(id)));
      const first = await sink.query({ limit: 2 });
      assert.deepEqual(
        first.records.map(({ executionId }) => executionId),
        ["c", "b"],
      );
      const second = await sink.query({ limit: 2, cursor: first.nextCursor as string });
      assert.deepEqual(
        second.records.map(({ executionId }) => executionId),
        ["a"],
      );
      assert.equal(second.nextCursor, null);
    }));

  test("records are found by execution, persona and status", () =>
    using(async (sink) => {
      await end(sink, await sink.begin(auditIntent("a", { persona: "alvaro" })), "limit");
      await end(sink, await sink.begin(auditIntent("b")));
      for (const filter of [{ executionId: "a" }, { persona: "alvaro" }, { status: "limit" }]) {
        assert.deepEqual(
          (await sink.query(filter)).records.map(({ executionId }) => executionId),
          ["a"],
        );
      }
    }));

  test("a client's records are found, and no other's", () =>
    using(async (sink) => {
      for (const [id, client] of [
        ["a", "one"],
        ["b", "two"],
        ["c", "one"],
      ] as const)
        await end(sink, await sink.begin(auditIntent(id, { client })));
      await end(sink, await sink.begin(auditIntent("d")));
      const found = async (client: string) => (await sink.query({ client })).records.map(({ executionId }) => executionId);
      assert.deepEqual([await found("one"), await found("two"), await found("three")], [["c", "a"], ["b"], []]);
    }));

  test("two clients at once: each finds its own records, by every filter and over every page, and one chain holds both", () =>
    using(async (sink) => {
      const clients = ["one", "two"] as const;
      await Promise.all(
        Array.from({ length: 12 }, async (_, at) => {
          const client = clients[at % 2] as string;
          const id = await sink.begin(auditIntent(`${client}-${at}`, { client, persona: at < 6 ? "diego" : "alvaro" }));
          if (at < 10) await end(sink, id, at % 3 === 0 ? "limit" : "ok");
        }),
      );
      for (const client of clients) {
        const found: string[] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const page = await sink.query({ client, limit: 4, ...(cursor !== undefined && { cursor }) });
          found.push(...page.records.map(({ executionId }) => executionId));
          cursor = page.nextCursor;
        }
        assert.equal(found.length, 6);
        const other = client === "one" ? "two-1" : "one-0";
        assert.deepEqual((await sink.query({ client, executionId: other })).records, []);
        for (const filter of [
          {},
          { persona: "diego" },
          { status: "limit" },
          { status: "running" },
          { since: "2026-01-01T00:00:00.000Z" },
        ]) {
          const { records } = await sink.query({ client, ...filter });
          assert.ok(records.length > 0);
          for (const { executionId } of records) assert.ok(executionId.startsWith(client));
        }
      }
      assert.equal((await sink.query({})).records.length, 12);
      assert.deepEqual(await sink.verify(), { verified: true, problems: [] });
    }));

  test("an untouched trail verifies", () =>
    using(async (sink) => {
      for (const id of ["a", "b"]) await end(sink, await sink.begin(auditIntent(id)));
      assert.deepEqual(await sink.verify(), { verified: true, problems: [] });
    }));
}
