import { afterEach, beforeEach, expect, test } from "vitest";
import { TrailFixture } from "../../test/audit-trail.ts";

let trail: TrailFixture;
beforeEach(() => {
  trail = new TrailFixture();
});
afterEach(() => trail.close());

test("two thousand executions at once are two thousand records in a whole chain, and nobody else waits long", async () => {
  const sink = trail.opened();
  await trail.run(sink, "first");
  let [slowest, last] = [0, performance.now()];
  const beat = setInterval(() => {
    slowest = Math.max(slowest, performance.now() - last);
    last = performance.now();
  }, 1);
  const ids = Array.from({ length: 2000 }, (_, at) => `e${at}`);
  await Promise.all(ids.map((id) => trail.run(sink, id)));
  clearInterval(beat);
  // One by one they are 4,000 commits and 4,000 anchors: the last one's caller waits for all of them, and so does everybody.
  expect(slowest).toBeLessThan(200);
  const found = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const page = await sink.query({ limit: 200, ...(cursor && { cursor }) });
    for (const { executionId, status } of page.records) if (status === "ok") found.add(executionId);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(found.size).toBe(2001);
  expect(await sink.verify()).toEqual({ verified: true, problems: [] });
}, 60_000);
