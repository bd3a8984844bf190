import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { canonical, hashOf } from "./chain.ts";
import { anchorStatement, createKey } from "./signing.ts";
import { done, intent, TrailFixture } from "./tests/audit-trail.ts";

/** Five executions: ten records, two each. */
let trail: TrailFixture;
beforeEach(async () => {
  trail = new TrailFixture();
  await trail.written("e1", "e2", "e3", "e4", "e5");
});
afterEach(() => trail.close());

const problems = async () => {
  const { verified, problems: found } = await trail.opened().verify();
  expect(verified).toBe(found.length === 0);
  return found;
};

/** Rewrites a record's body, and its hash to fit. */
function forge(seq: number, change: (body: string) => string, sign = (_hash: string, _at: string): string | null => null): void {
  const db = new DatabaseSync(trail.path);
  const { body, signature } = db.prepare("SELECT body, signature FROM events WHERE seq = ?").get(seq) as Record<string, string>;
  const forged = change(body as string);
  const hash = hashOf(forged);
  const signed = sign(hash, JSON.parse(forged).at) ?? (signature as string);
  db.prepare("UPDATE events SET body = ?, hash = ?, signature = ? WHERE seq = ?").run(forged, hash, signed, seq);
  db.close();
}

test("an untouched trail verifies", async () => expect(await problems()).toEqual([]));

test.each([
  ["body", `UPDATE events SET body = replace(body, '"persona":"diego"', '"persona":"rachel"') WHERE seq = 3`, "e2", "altered"],
  ["hash", "UPDATE events SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 3", "e2", "altered"],
  ["signature", "UPDATE events SET signature = upper(signature) WHERE seq = 3", "e2", "bad-signature"],
  ["seq", "UPDATE events SET seq = 30 WHERE seq = 3", "e2", "missing"],
])("a changed %s is found, and the record named with its time", async (_column, sql, executionId, kind) => {
  trail.sql(sql);
  expect((await problems())[0]).toEqual({
    executionId,
    kind,
    message: expect.stringMatching(/^Record \d+ \(execution e2, 2026-11-22T12:00:00\.000Z\) /),
  });
});

test("a changed record with its hash made to fit is found, because it is not signed", async () => {
  forge(10, (body) => body.replace('"ok"', '"failed"'));
  expect((await problems())[0]).toMatchObject({ executionId: "e5", kind: "bad-signature" });
});

test("a record forged with another key, hash and signature made to fit, is found", async () => {
  const other = createKey(join(trail.folder, "other.key"));
  forge(
    10,
    (body) => body.replace('"ok"', '"failed"'),
    (hash, at) => other.sign(anchorStatement({ seq: 10, at, hash })),
  );
  expect((await problems())[0]).toMatchObject({ executionId: "e5", kind: "bad-signature" });
});

test("a record written anew with the right key is found by the one that follows it", async () => {
  const key = createKey(`${trail.path}.key`);
  forge(
    4,
    (body) => canonical({ ...JSON.parse(body), status: "failed" }),
    (hash, at) => key.sign(anchorStatement({ seq: 4, at, hash })),
  );
  expect((await problems())[0]).toMatchObject({ executionId: "e3", kind: "altered", message: expect.stringMatching(/Record 5/) });
});

test("the last record written anew with the right key is found by the anchor", async () => {
  const key = createKey(`${trail.path}.key`);
  forge(
    10,
    (body) => canonical({ ...JSON.parse(body), status: "failed" }),
    (hash, at) => key.sign(anchorStatement({ seq: 10, at, hash })),
  );
  expect(await problems()).toMatchObject([{ kind: "altered", message: expect.stringMatching(/anchor/) }]);
  // Also after the server has gone on writing, when the anchor names a later one.
  await trail.written("e6");
  expect((await problems())[0]).toMatchObject({
    executionId: "e6",
    kind: "altered",
    message: expect.stringMatching(/^Record 11 .* does not follow from record 10/),
  });
});

test("deleting the last record is found, also after the server has gone on writing", async () => {
  trail.sql("DELETE FROM events WHERE seq = 10");
  const sink = trail.opened();
  // The execution is open now, and its process lives: nothing is written when the trail is opened.
  expect((await sink.verify()).problems).toMatchObject([{ executionId: "e5", kind: "truncated" }]);
  await trail.run(sink, "e6");
  expect((await sink.verify()).problems).toMatchObject([
    { executionId: "e6", kind: "missing", message: expect.stringMatching(/1 record is missing/) },
  ]);
});

test("cutting off many records is found", async () => {
  trail.sql("DELETE FROM events WHERE seq > 4");
  expect(await problems()).toMatchObject([{ executionId: "e2", kind: "truncated" }]);
});

test("deleting everything is found", async () => {
  trail.sql("DELETE FROM events");
  expect(await problems()).toMatchObject([{ executionId: null, kind: "truncated" }]);
});

test("deleting a record in the middle is found where it is missing", async () => {
  trail.sql("DELETE FROM events WHERE seq = 3");
  expect((await problems())[0]).toMatchObject({ executionId: "e2", kind: "missing" });
});

test("deleting the first records is not taken for retention", async () => {
  trail.sql("DELETE FROM events WHERE seq <= 2");
  expect((await problems())[0]).toMatchObject({
    executionId: "e2",
    kind: "missing",
    message: expect.stringMatching(/^Record 3 .* no record says that retention dropped any/),
  });
});

test("records that changed places are found", async () => {
  trail.sql(
    "UPDATE events SET seq = 99 WHERE seq = 2; UPDATE events SET seq = 2 WHERE seq = 4; UPDATE events SET seq = 4 WHERE seq = 99",
  );
  expect((await problems())[0]).toMatchObject({ executionId: "e2", kind: "reordered" });
});

test("a trigger or another table in the database is found", async () => {
  trail.sql("CREATE TRIGGER quiet AFTER INSERT ON events WHEN new.seq > 50 BEGIN DELETE FROM events WHERE seq = 4; END");
  expect((await problems())[0]).toMatchObject({ kind: "altered", message: expect.stringMatching(/tables/) });
});

test("bytes that read the same but are not the same are found", async () => {
  const sink = trail.opened();
  await sink.end(await sink.begin(intent("e\u{fffd}")), done);
  await sink.close();
  trail.sql("UPDATE events SET body = CAST(replace(CAST(body AS BLOB), x'efbfbd', x'ff') AS TEXT) WHERE seq = 11");
  expect((await problems())[0]).toMatchObject({ kind: "altered", message: expect.stringMatching(/^Record 11/) });
});

test("records that were cut off together with the anchor leave a trace that stays", async () => {
  trail.sql("DELETE FROM events WHERE seq > 4");
  rmSync(`${trail.path}.anchor`);
  const sink = trail.opened();
  expect((await sink.verify()).problems).toMatchObject([
    { kind: "truncated", message: expect.stringMatching(/anchor file is gone/) },
  ]);
  await trail.run(sink, "e6");
  expect((await sink.verify()).problems).toMatchObject([{ executionId: "e6", kind: "truncated" }]);
});

test("an anchor moved back by hand is not signed", async () => {
  const anchor = JSON.parse(readFileSync(`${trail.path}.anchor`, "utf8"));
  writeFileSync(`${trail.path}.anchor`, JSON.stringify({ ...anchor, seq: 4 }));
  expect((await problems())[0]).toMatchObject({ kind: "bad-signature", message: expect.stringMatching(/anchor/) });
});

test("the anchor of another trail is found, also when both trails share a key", async () => {
  const other = new TrailFixture();
  try {
    await other.written("x1", "x2", "x3", "x4", "x5");
    cpSync(`${other.path}.anchor`, `${trail.path}.anchor`);
    expect((await problems())[0]).toMatchObject({ kind: "bad-signature" });

    const twin = join(other.folder, "twin.db");
    cpSync(`${trail.path}.key`, `${twin}.key`);
    const sink = other.opened(twin);
    await other.run(sink, "x1", "x2", "x3", "x4", "x5");
    await sink.close();
    cpSync(`${twin}.anchor`, `${trail.path}.anchor`);
    expect((await problems())[0]).toMatchObject({ kind: "altered", message: expect.stringMatching(/anchor/) });
  } finally {
    await other.close();
  }
});

test("another key in the key's place is found at the first record", async () => {
  rmSync(`${trail.path}.key`);
  createKey(`${trail.path}.key`);
  expect((await problems())[0]).toMatchObject({ executionId: "e1", kind: "bad-signature" });
});

test.each([
  ["gone", () => rmSync(`${trail.path}.key`), /key .* is gone: bring it back/],
  ["no key", () => writeFileSync(`${trail.path}.key`, "00".repeat(32)), /holds no Ed25519 private key/],
])("a key file that is %s stops every run, and says what to do", async (_what, harm, message) => {
  harm();
  await expect(trail.opened().begin(intent("e6"))).rejects.toMatchObject({
    code: "AUDIT_FAILED",
    message: expect.stringMatching(message),
  });
});

test("a tail newer than the anchor is unanchored, until the next execution", async () => {
  const anchor = readFileSync(`${trail.path}.anchor`);
  const sink = trail.opened();
  await trail.run(sink, "e6");
  writeFileSync(`${trail.path}.anchor`, anchor);
  expect(await sink.verify()).toMatchObject({ verified: false, problems: [{ executionId: "e6", kind: "unanchored" }] });
  await trail.run(sink, "e7");
  expect((await sink.verify()).verified).toBe(true);
});
