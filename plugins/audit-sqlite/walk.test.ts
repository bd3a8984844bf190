import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { canonical, hashOf } from "./chain.ts";
import { openTrail } from "./index.ts";
import { anchorStatement, readKey } from "./signing.ts";
import { intent, TrailFixture } from "./tests/audit-trail.ts";

/** What is told of a trail besides whether it verifies: fifteen executions, written once, and each test has its copy. */
const written = new TrailFixture();
let trail: TrailFixture;
beforeAll(() => written.written(...Array.from({ length: 15 }, (_, at) => `e${at + 1}`)));
beforeEach(() => {
  trail = new TrailFixture();
  cpSync(join(written.folder, "state"), join(trail.folder, "state"), { recursive: true });
});
afterAll(() => written.close());
afterEach(() => trail.close());

/** A record written anew by who holds the key: hash and signature fit. */
function forge(seq: number, change: (event: Record<string, unknown>) => unknown): void {
  const db = new DatabaseSync(trail.path);
  const { body } = db.prepare("SELECT body FROM events WHERE seq = ?").get(seq) as { body: string };
  const event = change(JSON.parse(body)) as { at?: string } | null;
  const hash = hashOf(canonical(event));
  const signature = readKey(`${trail.path}.key`).sign(anchorStatement({ seq, at: String(event?.at), hash }));
  db.prepare("UPDATE events SET body = ?, hash = ?, signature = ? WHERE seq = ?").run(canonical(event), hash, signature, seq);
  db.close();
}

const verified = () => openTrail(trail.path, () => trail.now).verify();

test("of a trail that is wrong all along, the first twenty records are named and no more", async () => {
  trail.sql("UPDATE events SET signature = upper(signature)");
  const { problems } = await verified();
  expect(problems.map(({ message }) => /^Record (\d+)/.exec(message)?.[1])).toEqual(
    Array.from({ length: 20 }, (_, at) => String(at + 1)),
  );
});

test("a wrong record does not hide the next, each is named with its execution", async () => {
  trail.sql("UPDATE events SET signature = upper(signature) WHERE seq IN (3, 10)");
  expect((await verified()).problems).toMatchObject([
    { executionId: "e2", message: expect.stringMatching(/^Record 3 /) },
    { executionId: "e5", message: expect.stringMatching(/^Record 10 /) },
  ]);
});

test.each([
  ["seq = 3", "1 record is missing"],
  ["seq IN (3, 4)", "2 records are missing"],
  ["seq BETWEEN 3 AND 12", "10 records are missing"],
])("where records are missing (%s), it is said how many", async (which, many) => {
  trail.sql(`DELETE FROM events WHERE ${which}`);
  expect((await verified()).problems).toMatchObject([{ kind: "missing", message: expect.stringContaining(`record 2: ${many}`) }]);
});

test("a trail whose every record was deleted has none, no first and no last", async () => {
  trail.sql("DELETE FROM events");
  expect(await verified()).toMatchObject({ verified: false, records: 0, first: null, last: null, retention: null });
});

test("a clock that was set back is told with how often, and where first; a correction of a second is no step", async () => {
  const sink = trail.opened();
  const at = (time: string) => {
    trail.now = new Date(`2026-11-22T${time}Z`);
    return sink.begin(intent(time));
  };
  await at("13:00:10.000");
  await at("13:00:09.000");
  expect(await verified()).toMatchObject({ verified: true, clockSteps: null });
  await at("13:00:07.999");
  await at("13:05:00.000");
  await at("13:04:00.000");
  expect(await verified()).toMatchObject({
    verified: true,
    clockSteps: { count: 2, first: { seq: 33, at: "2026-11-22T13:00:07.999Z", before: "2026-11-22T13:00:09.000Z" } },
  });
});

test("what happened to the anchor while nobody wrote is told by every check, until it is written again", async () => {
  rmSync(`${trail.path}.anchor`);
  for (let time = 0; time < 2; time++)
    expect((await verified()).problems).toMatchObject([{ executionId: "e15", kind: "truncated" }]);
  writeFileSync(`${trail.path}.anchor`, "{}");
  expect((await verified()).problems).toMatchObject([{ executionId: "e15", kind: "bad-signature" }]);
});

test("checking a trail changes none of its files", async () => {
  const read = () => ["", ".key", ".anchor"].map((end) => readFileSync(`${trail.path}${end}`).toString("hex"));
  const before = read();
  await verified();
  expect(read()).toEqual(before);
});

test("a trail whose first record alone was deleted lacks it; one whose first stands on something else was changed", async () => {
  forge(1, (event) => ({ ...event, prevHash: "ab".repeat(32) }));
  expect((await verified()).problems[0]).toMatchObject({
    executionId: "e1",
    kind: "altered",
    message: expect.stringMatching(/^Record 1 .* does not follow from what retention dropped/),
  });
  trail.sql("DELETE FROM events WHERE seq = 1");
  expect((await verified()).problems[0]).toMatchObject({
    executionId: "e1",
    kind: "missing",
    message: expect.stringMatching(/^Record 2 .* the records before it are missing/),
  });
});

test("after retention, a first record that stands on something else than what was dropped was changed", async () => {
  trail.now = new Date("2026-11-23T12:00:00Z");
  await trail.written("later");
  openTrail(trail.path, () => trail.now).prune("2026-11-23");
  expect(await verified()).toMatchObject({ verified: true, first: 31, retention: { cutSeq: 30 } });
  forge(31, (event) => ({ ...event, prevHash: "ab".repeat(32) }));
  expect((await verified()).problems[0]).toMatchObject({
    executionId: "later",
    kind: "altered",
    message: expect.stringMatching(/^Record 31 .* does not follow from what retention dropped/),
  });
});

test("what retention wrote is named as that when it is wrong", async () => {
  trail.now = new Date("2026-11-23T12:00:00Z");
  openTrail(trail.path, () => trail.now).prune("2026-11-23");
  trail.sql("UPDATE events SET signature = upper(signature) WHERE event = 'checkpoint'");
  const { problems } = await verified();
  expect(problems.at(-1)).toMatchObject({
    executionId: null,
    message: expect.stringMatching(/^Record 31 \(checkpoint, 2026-11-23T/),
  });
});

test.each([7, "text", [1], null])(
  "a record that holds %j and no event was altered, though hash and signature fit",
  async (body) => {
    forge(4, () => body ?? null);
    expect((await verified()).problems[0]).toMatchObject({
      kind: "altered",
      message: expect.stringMatching(/^Record 4 \(unreadable/),
    });
  },
);
