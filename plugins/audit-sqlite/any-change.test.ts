import { cpSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { intent, TrailFixture } from "../../test/audit-trail.ts";
import { AnchorFile } from "./anchor.ts";
import { readKey } from "./signing.ts";
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

/** One changed byte, one row more, one row less, one row elsewhere. */
const change = fc.oneof(
  fc.record({
    what: fc.constant("byte" as const),
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
);

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
        else {
          cpSync(trail.path, copy());
          const db = new DatabaseSync(copy());
          const { bytes } = db.prepare(`SELECT CAST(${one.column} AS BLOB) AS bytes FROM events WHERE seq = ?`).get(seq) as {
            bytes: Uint8Array;
          };
          db.close();
          bytes[one.place % bytes.length] = one.to;
          made = changed(`UPDATE events SET ${one.column} = CAST(? AS TEXT) WHERE seq = ?`, bytes, seq);
        }
      } catch {
        // SQLite itself refused it: a place that is taken, a body that is no JSON.
        return;
      }
      if (made.rowsChanged === 0) return;
      real += 1;
      expect(await verified()).toBe(false);
    }),
    { numRuns: 300 },
  );
  expect(real).toBeGreaterThan(150);
}, 60_000);
