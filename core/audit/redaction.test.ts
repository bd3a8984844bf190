import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { AuditFilter, AuditIntent, AuditOutcome, AuditSink } from "../ports/audit-sink.ts";
import { Registry } from "../registry.ts";
import { auditIntent, fakeAudit } from "../testing/index.ts";
import { alvaro, analysis, fakeApp, fakePlugin } from "../tests/fake-app.ts";
import { capped } from "./capped.ts";
import { redacting } from "./redaction.ts";

const hashed = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** Keeps what a sink behind another is told. */
function spied(wrap: (sink: AuditSink) => AuditSink) {
  const told = {
    intents: [] as AuditIntent[],
    outcomes: [] as [string, AuditOutcome][],
    filters: [] as AuditFilter[],
    closed: 0,
  };
  const inner: AuditSink = {
    ...fakeAudit(),
    begin: async (intent) => {
      told.intents.push(intent);
      return "id";
    },
    end: async (id, outcome) => void told.outcomes.push([id, outcome]),
    query: async (filter) => {
      told.filters.push(filter);
      return { records: [], nextCursor: "next" };
    },
    verify: async () => ({ verified: false, problems: [] }),
    close: async () => void told.closed++,
  };
  return { told, sink: wrap(inner) };
}
const outcome: AuditOutcome = {
  endedAt: "t",
  status: "rejected",
  errorCode: "UNKNOWN_PERSONA",
  reason: 'no "secret"',
  usage: null,
};

test("only hashes, registered ids, codes and figures reach a redacted trail", async () => {
  const { told, sink } = spied((inner) => redacting(inner, new Registry([fakePlugin()])));
  const theirs = { persona: "secret", capability: "secret", template: "secret", code: "secret", principal: "jane", client: "c" };
  const datasets = [{ name: "secret", sha256: "h" }];
  expect(await sink.begin(auditIntent("1", { ...theirs, datasets }))).toBe("id");
  expect(told.intents[0]).toEqual({
    ...auditIntent("1"),
    persona: hashed("secret"),
    capability: hashed("secret"),
    template: hashed("secret"),
    code: null,
    principal: hashed("jane"),
    client: hashed("c"),
    datasets: [{ name: hashed("secret"), sha256: "h" }],
  });
  const known = { persona: "alvaro", capability: "roi_calculations", template: "figures" };
  await sink.begin(auditIntent("2", known));
  expect(told.intents[1]).toEqual({ ...auditIntent("2", known) });
  await sink.begin(auditIntent("3", { persona: null, capability: null }));
  expect(told.intents[2]).toEqual(auditIntent("3", { persona: null, capability: null }));
  await sink.end("1", outcome);
  await sink.end("2", { ...outcome, errorCode: null });
  expect(told.outcomes).toEqual([
    ["1", { ...outcome, reason: "UNKNOWN_PERSONA" }],
    ["2", { ...outcome, errorCode: null, reason: null }],
  ]);
});

test("a redacted trail is asked for what stands in it", async () => {
  const { told, sink } = spied((inner) => redacting(inner, new Registry([fakePlugin()])));
  await sink.query({ persona: "secret", client: "c", status: "ok" });
  await sink.query({ persona: "diego" });
  expect(await sink.query({})).toEqual({ records: [], nextCursor: "next" });
  expect(told.filters).toEqual([{ persona: hashed("secret"), client: hashed("c"), status: "ok" }, { persona: "diego" }, {}]);
  expect(await sink.verify()).toEqual({ verified: false, problems: [] });
  await sink.close();
  expect(told.closed).toBe(1);
});

test("a trail's names are cut, in records and in questions, and reasons too", async () => {
  const { told, sink } = spied(capped);
  const long = "n".repeat(201);
  const cut = `${"n".repeat(199)}…`;
  const names = { persona: long, capability: long, template: long, principal: long, client: long };
  await sink.begin(auditIntent("1", { ...names, datasets: [{ name: long, sha256: "h" }] }));
  expect(told.intents[0]).toMatchObject({
    persona: cut,
    capability: cut,
    template: cut,
    principal: cut,
    client: cut,
    datasets: [{ name: cut, sha256: "h" }],
  });
  await sink.begin(auditIntent("2"));
  expect(told.intents[1]).toEqual(auditIntent("2"));
  await sink.query({ persona: long, limit: 3 });
  await sink.query({ limit: 3 });
  expect(told.filters).toEqual([{ persona: cut, limit: 3 }, { limit: 3 }]);
  await sink.end("1", { ...outcome, reason: "r".repeat(4001) });
  await sink.end("1", { ...outcome, reason: null });
  expect(told.outcomes.map(([, { reason }]) => reason)).toEqual([`${"r".repeat(3999)}…`, null]);
  expect((await sink.verify()).verified).toBe(false);
  await sink.close();
  expect(told.closed).toBe(1);
});

test("an app redacts its trail when the operator asks for it, and not otherwise", async () => {
  for (const auditRedact of [true, false, undefined]) {
    const audit = fakeAudit();
    await using app = await fakeApp({ audit }, auditRedact === undefined ? {} : { auditRedact });
    await app.analyze({ ...analysis, persona: "nobody" });
    await app.analyze(analysis);
    expect(audit.records.map(({ persona }) => persona)).toEqual([auditRedact === true ? hashed("nobody") : "nobody", alvaro.id]);
  }
});
