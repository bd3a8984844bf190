import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTrail, verifyExport } from "./index.ts";
import { done, intent, TrailFixture } from "./tests/audit-trail.ts";

/** Three executions of October, two of November. */
let trail: TrailFixture;
beforeEach(async () => {
  trail = new TrailFixture();
  trail.now = new Date("2026-10-05T12:00:00Z");
  await trail.written("old1", "old2", "old3");
  trail.now = new Date("2026-11-22T12:00:00Z");
  await trail.written("new1", "new2");
});
afterEach(() => trail.close());

const opened = () => openTrail(trail.path, () => trail.now);
const ids = async () => (await trail.opened().query({})).records.map(({ executionId }) => executionId);

test("what is older is dropped, the rest verifies, and it is said", async () => {
  expect(opened().prune("2026-11-01")).toEqual({ executions: 3, upTo: 6 });
  expect(await ids()).toEqual(["new2", "new1"]);
  expect(await trail.opened().verify()).toEqual({ verified: true, problems: [] });
  expect(await opened().verify()).toMatchObject({
    verified: true,
    records: 5,
    first: 7,
    retention: { cutSeq: 6, before: "2026-11-01T00:00:00.000Z", droppedExecutions: 3 },
  });
  expect(opened().prune("2026-11-01")).toEqual({ executions: 0, upTo: null });
});

test("dropping again counts on, and the server goes on writing", async () => {
  opened().prune("2026-11-01");
  trail.now = new Date("2027-01-01T12:00:00Z");
  await trail.written("later");
  expect(opened().prune("2027-01-01")).toMatchObject({ executions: 2 });
  expect(await ids()).toEqual(["later"]);
  expect(await opened().verify()).toMatchObject({ verified: true, retention: { droppedExecutions: 5 } });
});

test("everything may be dropped", async () => {
  expect(opened().prune("2027-01-01")).toMatchObject({ executions: 5 });
  expect(await opened().verify()).toMatchObject({ verified: true, records: 1, retention: { droppedExecutions: 5 } });
});

test("an execution that is not over, or ended later, is kept, and what follows it too", async () => {
  const slow = new TrailFixture();
  try {
    slow.now = new Date("2026-10-05T12:00:00Z");
    const sink = slow.opened();
    await slow.run(sink, "old");
    const long = await sink.begin(intent("long"));
    await slow.run(sink, "beside");
    slow.now = new Date("2026-11-22T12:00:00Z");
    expect(openTrail(slow.path, () => slow.now).prune("2026-11-01")).toEqual({ executions: 1, upTo: 2 });
    await sink.end(long, done);
    expect(openTrail(slow.path, () => slow.now).prune("2026-11-01")).toEqual({ executions: 0, upTo: null });
    expect((await sink.verify()).verified).toBe(true);
  } finally {
    await slow.close();
  }
});

test.each([
  ["more of the first records deleted", "DELETE FROM events WHERE seq <= 8", "missing", /^Record 9 .*dropped those up to 6 only/],
  ["the checkpoint deleted", "DELETE FROM events WHERE seq = 11", "missing", /no record says/],
  [
    "the checkpoint changed",
    "UPDATE events SET body = replace(body, '\"cutSeq\":6', '\"cutSeq\":8') WHERE seq = 11; DELETE FROM events WHERE seq <= 8",
    "missing",
    /./,
  ],
  [
    "a record put back where old ones were",
    "INSERT INTO events (seq, body, hash, signature) SELECT 6, body, hash, signature FROM events WHERE seq = 8",
    "altered",
    /^Record 6 .* does not follow from what retention dropped/,
  ],
])("%s is found", async (_what, sql, kind, message) => {
  opened().prune("2026-11-01");
  trail.sql(sql);
  const { verified, problems } = await opened().verify();
  expect(verified).toBe(false);
  expect(problems[0]).toMatchObject({ kind, message: expect.stringMatching(message) });
});

test("records that do not verify are not dropped: retention clears away no traces", async () => {
  trail.sql(`UPDATE events SET body = replace(body, '"diego"', '"rachel"') WHERE seq = 3`);
  expect(() => opened().prune("2026-11-01")).toThrow(
    expect.objectContaining({
      code: "AUDIT_FAILED",
      message: expect.stringMatching(/Nothing was dropped.*Record 3 \(execution old2/),
    }),
  );
  await trail.opened(trail.path, { retentionDays: 7 }).close();
  expect((await ids()).length).toBe(5);
  expect((await opened().verify()).problems[0]).toMatchObject({ executionId: "old2", kind: "altered" });
});

test("as a setting, it drops at start and every hour", async () => {
  const sink = trail.opened(trail.path, { retentionDays: 30 });
  await expect.poll(ids).toEqual(["new2", "new1"]);
  trail.now = new Date("2026-12-31T12:00:00Z");
  await trail.run(sink, "next");
  // The newest record was of November when this pass looked: it may have been the clock.
  expect(await ids()).toEqual(["next", "new2", "new1"]);
  trail.now = new Date("2026-12-31T13:00:01Z");
  await trail.run(sink, "after");
  expect(await ids()).toEqual(["after", "next"]);
  expect((await sink.verify()).verified).toBe(true);
});

test("what was dropped is in none of the files any more", async () => {
  const holds = () => [trail.path, `${trail.path}-wal`].some((path) => readFileSync(path).includes("old1"));
  const sink = trail.opened();
  await sink.query({});
  expect(holds()).toBe(true);
  opened().prune("2026-11-01");
  expect(holds()).toBe(false);
});

test("an export and its anchors stay checkable elsewhere", async () => {
  opened().prune("2026-11-01");
  const file = join(trail.folder, "trail.jsonl");
  const key = join(trail.folder, "public.pem");
  writeFileSync(file, [...opened().export("jsonl")].join(""));
  writeFileSync(key, opened().publicKey);
  expect(await verifyExport(file, { key })).toMatchObject({ verified: true, records: 5, retention: { cutSeq: 6 } });
});

test("a clock that is a year ahead for a moment drops nothing, and is told", async () => {
  const sink = trail.opened(trail.path, { retentionDays: 60 });
  trail.now = new Date("2027-11-22T12:00:00Z");
  await trail.run(sink, "glitch");
  trail.now = new Date("2026-11-22T14:00:00Z");
  await trail.run(sink, "right");
  expect(await ids()).toEqual(["right", "glitch", "new2", "new1", "old3", "old2", "old1"]);
  expect(await opened().verify()).toMatchObject({
    verified: true,
    clockSteps: { count: 1, first: { at: "2026-11-22T14:00:00.000Z", before: "2027-11-22T12:00:00.000Z" } },
  });
});

test("a clock that stays a year ahead costs half of the trail in an hour, not all of it", async () => {
  await trail.written(...Array.from({ length: 15 }, (_, at) => `more${at}`));
  trail.now = new Date("2027-11-22T12:00:00Z");
  const sink = trail.opened(trail.path, { retentionDays: 60 });
  await trail.run(sink, "ahead");
  trail.now = new Date("2027-11-22T13:30:00Z");
  await trail.run(sink, "ahead2");
  const left = await ids();
  expect(left).toHaveLength(22 - 11);
  expect(left).toContain("more14");
  expect((await sink.verify()).verified).toBe(true);
});

test("without a step of the clock none is told", async () => {
  expect(await opened().verify()).toMatchObject({ clockSteps: null });
});
