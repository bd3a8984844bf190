import { cpSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AnchorFile } from "./anchor.ts";
import { canonical, hashOf } from "./chain.ts";
import { anchorStatement, readKey } from "./signing.ts";
import { intent, TrailFixture } from "./tests/audit-trail.ts";
import { verifyDatabase } from "./verify.ts";

/** Nine executions, one with text that is not ASCII, the first three dropped by retention: a checkpoint is among the rows. */
const trail = new TrailFixture();
let seqs: number[];
beforeAll(async () => {
  await trail.written("e1", "e2", "e3");
  trail.now = new Date("2026-12-22T12:00:00Z");
  const sink = trail.opened(trail.path, { retentionDays: 7 });
  await trail.run(sink, "e4", "e5", "e6", "e7", "e8");
  await sink.begin(intent("é\u{1f4c8}"));
  await sink.close();
  const db = new DatabaseSync(trail.path);
  seqs = (db.prepare("SELECT seq FROM events ORDER BY seq").all() as { seq: number }[]).map(({ seq }) => seq);
  db.close();
});
afterAll(() => trail.close());

const copy = () => `${trail.path}.copy`;

function changed(statement: string, ...values: (string | number | Uint8Array)[]): { rowsChanged: number } {
  cpSync(trail.path, copy());
  const db = new DatabaseSync(copy());
  try {
    const before = JSON.stringify(db.prepare(dump).all());
    db.prepare(statement).run(...values);
    return { rowsChanged: JSON.stringify(db.prepare(dump).all()) === before ? 0 : 1 };
  } finally {
    db.close();
  }
}
const dump = "SELECT seq, hex(body), hex(hash), hex(signature) FROM events ORDER BY seq";

const verified = async () => {
  const { publicKey: key } = readKey(`${trail.path}.key`);
  const found = await verifyDatabase(copy(), () => new AnchorFile(trail.path).read(key), { key, anchors: [] });
  return found.verified;
};

/** One byte changed, put in or taken out; one row more, one row less, one row elsewhere, two in each other's place; one signed anew. */
const change = fc.oneof(
  fc.record({
    what: fc.constantFrom("byte" as const, "byte more" as const, "byte less" as const),
    column: fc.constantFrom("body", "hash", "signature"),
    row: fc.nat(),
    place: fc.nat(),
    to: fc.integer({ min: 0, max: 255 }),
  }),
  fc.record({ what: fc.constant("delete" as const), row: fc.nat() }),
  fc.record({ what: fc.constant("move" as const), row: fc.nat(), to: fc.integer({ min: -3, max: 60 }) }),
  fc.record({ what: fc.constant("copy" as const), row: fc.nat(), to: fc.integer({ min: -3, max: 60 }) }),
  fc.record({
    what: fc.constant("swap" as const),
    column: fc.constantFrom("body", "hash", "signature"),
    row: fc.nat(),
    with: fc.nat(),
  }),
  fc.record({ what: fc.constant("exchange" as const), row: fc.nat(), with: fc.nat() }),
  fc.record({
    what: fc.constant("sign anew" as const),
    row: fc.nat(),
    field: fc.constantFrom("at", "status", "prevHash", "seq"),
  }),
);

/** What who holds the key could do to one record: another body with hash and signature that fit. */
function signedAnew(seq: number, field: string): { rowsChanged: number } {
  const key = readKey(`${trail.path}.key`);
  const db = new DatabaseSync(trail.path, { readOnly: true });
  const { body } = db.prepare("SELECT body FROM events WHERE seq = ?").get(seq) as { body: string };
  db.close();
  const event = JSON.parse(body);
  const other = { ...event, [field]: field === "seq" ? event.seq + 1 : field === "at" ? "2026-12-22T12:00:01.000Z" : "x" };
  const hash = hashOf(canonical(other));
  const signature = key.sign(anchorStatement({ seq, at: other.at, hash }));
  return changed("UPDATE events SET body = ?, hash = ?, signature = ? WHERE seq = ?", canonical(other), hash, signature, seq);
}

/** Two rows' places exchanged: all they hold goes with them. */
function exchanged(one: number, other: number): { rowsChanged: number } {
  return changed("UPDATE events SET seq = CASE seq WHEN ? THEN -1000 ELSE ? END WHERE seq IN (?, ?)", one, one, one, other)
    .rowsChanged === 0
    ? { rowsChanged: 0 }
    : { rowsChanged: place(-1000, other) };
}

function place(from: number, to: number): number {
  const db = new DatabaseSync(copy());
  db.prepare("UPDATE events SET seq = ? WHERE seq = ?").run(to, from);
  db.close();
  return 1;
}

test("no single change to the rows goes unseen", async () => {
  changed("SELECT 1");
  expect(await verified()).toBe(true);
  let real = 0;
  await fc.assert(
    fc.asyncProperty(change, async (one) => {
      const seq = seqs[one.row % seqs.length] as number;
      let made = { rowsChanged: 0 };
      try {
        if (one.what === "delete") made = changed("DELETE FROM events WHERE seq = ?", seq);
        else if (one.what === "move") made = changed("UPDATE events SET seq = ? WHERE seq = ?", one.to, seq);
        else if (one.what === "copy")
          made = changed(
            "INSERT INTO events (seq, body, hash, signature) SELECT ?, body, hash, signature FROM events WHERE seq = ?",
            one.to,
            seq,
          );
        else if (one.what === "swap")
          made = changed(
            `UPDATE events SET ${one.column} = (SELECT ${one.column} FROM events WHERE seq = ?) WHERE seq = ?`,
            seqs[one.with % seqs.length] as number,
            seq,
          );
        else if (one.what === "exchange") {
          const other = seqs[one.with % seqs.length] as number;
          if (other !== seq) made = exchanged(seq, other);
        } else if (one.what === "sign anew") made = signedAnew(seq, one.field);
        else {
          cpSync(trail.path, copy());
          const db = new DatabaseSync(copy());
          const { bytes } = db.prepare(`SELECT CAST(${one.column} AS BLOB) AS bytes FROM events WHERE seq = ?`).get(seq) as {
            bytes: Uint8Array;
          };
          db.close();
          const at = one.place % bytes.length;
          const to = one.what === "byte less" ? [] : [one.to];
          const rest = bytes.subarray(one.what === "byte more" ? at : at + 1);
          const other = Buffer.concat([bytes.subarray(0, at), Buffer.from(to), rest]);
          made = changed(`UPDATE events SET ${one.column} = CAST(? AS TEXT) WHERE seq = ?`, other, seq);
        }
      } catch {
        // SQLite itself refused it: a place that is taken, a body that is no JSON.
        return;
      }
      if (made.rowsChanged === 0) return;
      real += 1;
      expect(await verified()).toBe(false);
    }),
    { numRuns: 250 },
  );
  expect(real).toBeGreaterThan(125);
});
