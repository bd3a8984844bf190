import { afterEach, beforeEach, expect, test } from "vitest";
import { done, intent, TrailFixture } from "./tests/audit-trail.ts";

let trail: TrailFixture;
beforeEach(() => {
  trail = new TrailFixture();
});
afterEach(() => trail.close());

test("two thousand executions at once are two thousand records in a whole chain, and others get their turn between", async () => {
  const sink = trail.opened();
  await trail.run(sink, "first");
  let turns = 0;
  let next = setImmediate(function turn() {
    turns++;
    next = setImmediate(turn);
  });
  const ids = Array.from({ length: 2000 }, (_, at) => `e${at}`);
  await Promise.all(ids.map((id) => trail.run(sink, id)));
  clearImmediate(next);
  // All in one turn, and everybody waits for 4,000 events; each in a turn of its own, and they are 4,000 commits and 4,000 anchors.
  expect(turns).toBeGreaterThan(40);
  expect(turns).toBeLessThan(400);
  const found = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const page = await sink.query({ limit: 200, ...(cursor && { cursor }) });
    for (const { executionId, status } of page.records) if (status === "ok") found.add(executionId);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(found.size).toBe(2001);
  expect(await sink.verify()).toEqual({ verified: true, problems: [] });
});

test("what one of a group does wrong is its own", async () => {
  const sink = trail.opened();
  const results = await Promise.allSettled([
    sink.begin(intent("a")),
    sink.begin(intent("a")),
    sink.end("never begun", done),
    sink.begin(intent("b")),
    sink.end("b", done),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled", "fulfilled"]);
  for (const one of results) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "AUDIT_FAILED" });
  const { records } = await sink.query({});
  expect(records.map(({ executionId, status }) => [executionId, status])).toEqual([
    ["b", "ok"],
    ["a", "running"],
  ]);
  expect(await sink.verify()).toEqual({ verified: true, problems: [] });
});

test("when the disk fails none of a group is told to be written, and none is", async () => {
  const sink = trail.opened();
  await trail.run(sink, "first");
  trail.sql("CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.seq > 4 BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END");
  const results = await Promise.allSettled(["a", "b", "c", "d"].map((id) => sink.begin(intent(id))));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected", "rejected"]);
  trail.sql("DROP TRIGGER full");
  expect((await sink.query({})).records.map(({ executionId }) => executionId)).toEqual(["first"]);
  await trail.run(sink, "after");
  expect(await sink.verify()).toEqual({ verified: true, problems: [] });
});

test("what waits when the trail is closed is written first", async () => {
  const sink = trail.opened();
  const begun = Array.from({ length: 100 }, (_, at) => sink.begin(intent(`e${at}`)));
  await sink.close();
  expect((await Promise.all(begun)).length).toBe(100);
  expect((await trail.opened().query({ limit: 200 })).records).toHaveLength(100);
});
