import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AnchorFile } from "./anchor.ts";
import { canonical, hashOf } from "./chain.ts";
import { openTrail } from "./index.ts";
import { anchorStatement, readKey } from "./signing.ts";
import { done, intent, TrailFixture } from "./tests/audit-trail.ts";

/** Where one thing ends and the next begins: five executions, one a minute; written once, and each test has its copy. */
const written = new TrailFixture();
let trail: TrailFixture;
beforeAll(async () => {
  const sink = written.opened();
  for (const minute of [1, 2, 3, 4, 5]) {
    written.now = new Date(`2026-11-22T12:0${minute}:00.000Z`);
    await sink.end(await sink.begin(intent(`e${minute}`, { startedAt: written.now.toISOString() })), done);
  }
  await sink.close();
});
beforeEach(() => {
  trail = new TrailFixture();
  trail.now = written.now;
  cpSync(join(written.folder, "state"), join(trail.folder, "state"), { recursive: true });
});
afterAll(() => written.close());
afterEach(() => trail.close());

const opened = () => openTrail(trail.path, () => trail.now);
const key = () => readKey(`${trail.path}.key`);
const minute = (at: number) => `2026-11-22T12:0${at}:00.000Z`;

test("any record written anew with the right key is found: by the one after it, and the last by the anchor", async () => {
  const original = readFileSync(trail.path);
  for (let seq = 1; seq <= 10; seq++) {
    writeFileSync(trail.path, original);
    const db = new DatabaseSync(trail.path);
    const { body } = db.prepare("SELECT body FROM events WHERE seq = ?").get(seq) as { body: string };
    const event = { ...JSON.parse(body), persona: "rachel" };
    const hash = hashOf(canonical(event));
    const signature = key().sign(anchorStatement({ seq, at: event.at, hash }));
    db.prepare("UPDATE events SET body = ?, hash = ?, signature = ? WHERE seq = ?").run(canonical(event), hash, signature, seq);
    db.close();
    const { problems } = await opened().verify();
    expect(problems).toMatchObject([
      { kind: "altered", message: expect.stringMatching(new RegExp(`^Record ${Math.min(seq + 1, 10)} `)) },
    ]);
  }
});

describe("an anchor that was kept elsewhere", () => {
  const checked = async (anchor: object) => {
    const file = join(trail.folder, "anchors.jsonl");
    writeFileSync(file, `${JSON.stringify(anchor)}\n`);
    return opened().verify({ anchors: file });
  };
  const signed = (seq: number) => {
    const statement = { seq, at: minute(5), hash: "ab".repeat(32) };
    return { ...statement, signature: key().sign(anchorStatement(statement)) };
  };

  test("of the very next record shows that the last was cut off", async () => {
    expect((await checked(signed(11))).problems).toMatchObject([
      { kind: "truncated", message: expect.stringMatching(/names record 11 .* ends with 10/) },
    ]);
  });

  test("of the last record shows that it was replaced", async () => {
    expect(await checked(signed(10))).toMatchObject({
      anchors: 1,
      problems: [{ kind: "altered", message: expect.stringMatching(/^Record 10 /) }],
    });
  });

  test("signed by somebody else says so", async () => {
    expect((await checked({ ...signed(10), at: minute(4) })).problems).toMatchObject([{ kind: "bad-signature" }]);
  });
});

test("the anchor only moves forward, whoever comes late", () => {
  const file = new AnchorFile(trail.path);
  const { publicKey } = key();
  const anchors = [...opened().anchors(1)].map((line) => JSON.parse(line));
  for (const late of anchors.slice(0, 9)) {
    file.advance(publicKey, late);
    expect(new AnchorFile(trail.path).read(publicKey).link?.seq).toBe(10);
  }
  // One that names the same place is no step forward either.
  const before = readFileSync(`${trail.path}.anchor`);
  file.advance(publicKey, { ...anchors[9], at: "other" });
  expect(readFileSync(`${trail.path}.anchor`)).toEqual(before);
});

test("what its own anchor does not name yet, the last record alone included, is told to be unanchored", async () => {
  const anchors = [...opened().anchors(1)];
  writeFileSync(`${trail.path}.anchor`, anchors[8] as string);
  expect((await opened().verify()).problems).toMatchObject([{ kind: "unanchored", message: expect.stringMatching(/after 9 /) }]);
});

describe("an export since a moment holds what began at that moment", () => {
  const since = (format: "csv" | "jsonl", at: string) => [...opened().export(format, at)].slice(1);

  test("as CSV", () => {
    expect(since("csv", minute(3)).map((line) => line.slice(1, 3))).toEqual(["e3", "e4", "e5"]);
    expect(since("csv", "2026-11-22T12:03:00.001Z").map((line) => line.slice(1, 3))).toEqual(["e4", "e5"]);
    expect(since("csv", minute(6))).toEqual([]);
  });

  test("as JSONL, and a later one stands on the last record", async () => {
    const seqs = (at: string) => since("jsonl", at).map((line) => JSON.parse(line).seq);
    expect(seqs(minute(3))).toEqual([5, 6, 7, 8, 9, 10]);
    expect(seqs("2026-11-22T12:04:00.001Z")).toEqual([9, 10]);
    expect(seqs(minute(6))).toEqual([]);
    const head = JSON.parse([...opened().export("jsonl", minute(6))][0] as string);
    expect([head.after, head.last]).toEqual([expect.objectContaining({ seq: 10 }), head.after]);
    expect(head).toMatchObject({ since: minute(6), exportedAt: minute(5) });
  });
});

test("a query since a moment finds what began at that moment", async () => {
  const ids = async (since: string) => (await trail.opened().query({ since })).records.map(({ executionId }) => executionId);
  expect(await ids(minute(4))).toEqual(["e5", "e4"]);
  expect(await ids("2026-11-22T12:04:00.001Z")).toEqual(["e5"]);
});

describe("retention", () => {
  test("drops what was written before the moment, and keeps what was written at it", () => {
    expect(opened().prune(minute(3))).toEqual({ executions: 2, upTo: 4 });
  });

  test("goes on from the latest time that it dropped something, while what says so of earlier times is still there", async () => {
    for (const [at, dropped] of [2, 3, 4].entries()) {
      expect(opened().prune(minute(dropped))).toEqual({ executions: 1, upTo: 2 * (at + 1) });
      expect(await opened().verify()).toMatchObject({ verified: true, retention: { droppedExecutions: at + 1 } });
    }
  });

  test("drops nothing from a trail whose first records were cut off: their traces stay", async () => {
    trail.sql("DELETE FROM events WHERE seq <= 2");
    expect(() => opened().prune(minute(4))).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/Record 3 .* the records before it are missing/) }),
    );
    expect(await opened().verify()).toMatchObject({ records: 8, problems: [{ kind: "missing" }] });
  });

  test("checks all it drops, to the last record, and nothing of what it keeps", () => {
    trail.sql("UPDATE events SET signature = upper(signature) WHERE seq = 5");
    expect(opened().prune(minute(3))).toEqual({ executions: 2, upTo: 4 });
    expect(() => opened().prune(minute(5))).toThrow(/Record 5 .*is not signed/);
  });
});

test("anchors are given for every so many records, and for the newest", () => {
  const seqs = (every?: number) => [...opened().anchors(every)].map((line) => JSON.parse(line).seq);
  expect(seqs(4)).toEqual([4, 8, 10]);
  expect(seqs(5)).toEqual([5, 10]);
  expect(seqs()).toEqual([10]);
});

test("pages are as long as asked for, one at least, and the last has no next", async () => {
  const sink = trail.opened();
  const page = async (limit?: number) => {
    const { records, nextCursor } = await sink.query(limit === undefined ? {} : { limit });
    return [records.length, nextCursor !== null];
  };
  expect(await Promise.all([page(0), page(-1), page(1), page(2.9), page(4), page(5), page(6), page()])).toEqual([
    [1, true],
    [1, true],
    [1, true],
    [2, true],
    [4, true],
    [5, false],
    [5, false],
    [5, false],
  ]);
});

test("a page has fifty records when nothing is said of its length", async () => {
  const sink = trail.opened();
  await Promise.all(Array.from({ length: 50 }, (_, at) => sink.begin(intent(`more${at}`))));
  expect((await sink.query({})).records).toHaveLength(50);
});

test("a client finds what it did since this process opened the trail, and nothing of before", async () => {
  const before = trail.opened();
  await before.end(await before.begin(intent("before", { client: "jane" })), done);
  const sink = trail.opened();
  await sink.end(await sink.begin(intent("after", { client: "jane" })), done);
  await sink.end(await sink.begin(intent("other", { client: "jack" })), done);
  expect((await sink.query({ client: "jane" })).records.map(({ executionId }) => executionId)).toEqual(["after"]);
  expect((await before.query({ client: "jane" })).records.map(({ executionId }) => executionId)).toEqual(["after", "before"]);
});
