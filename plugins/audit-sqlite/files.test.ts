import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openForWriting } from "./database.ts";
import { openTrail } from "./index.ts";
import { intent, TrailFixture } from "./tests/audit-trail.ts";

let trail: TrailFixture;
beforeEach(() => {
  trail = new TrailFixture();
});
afterEach(() => trail.close());

test("the writer's connection keeps a write-ahead log and syncs every commit", () => {
  const db = openForWriting(join(trail.folder, "any.db"));
  expect(db.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
  expect(db.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
  expect(db.prepare("PRAGMA secure_delete").get()).toEqual({ secure_delete: 1 });
  db.close();
});

describe("the files", () => {
  test("are the user's alone", async () => {
    await trail.run(trail.opened(), "e1");
    const state = join(trail.folder, "state");
    for (const name of readdirSync(state)) expect([name, statSync(join(state, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(readdirSync(state)).toEqual(expect.arrayContaining(["audit.db", "audit.db.anchor", "audit.db.key"]));
  });

  test("that were opened up are closed again", async () => {
    await trail.run(trail.opened(), "e1");
    chmodSync(trail.path, 0o644);
    await trail.run(trail.opened(), "e2");
    expect(statSync(trail.path).mode & 0o777).toBe(0o600);
  });

  test("that can't be written mean AUDIT_FAILED with what to do, at every call, never a crash at start", async () => {
    writeFileSync(join(trail.folder, "file"), "");
    const sink = trail.opened(join(trail.folder, "file", "audit.db"));
    const failed = { code: "AUDIT_FAILED", message: expect.stringMatching(/give the server's user write permission/) };
    await expect(sink.begin(intent("e1"))).rejects.toMatchObject(failed);
    await expect(sink.query({})).rejects.toMatchObject(failed);
    await expect(sink.verify()).rejects.toMatchObject(failed);
  });

  test("that are not a database are refused, and used once they are put right", async () => {
    const path = join(trail.folder, "audit.db");
    writeFileSync(path, "this is not a database, it is a text of some length".repeat(20));
    const broken = trail.opened(path);
    await expect(broken.begin(intent("e1"))).rejects.toMatchObject({ code: "AUDIT_FAILED" });
    rmSync(path);
    await trail.run(broken, "e1");
    expect((await broken.verify()).verified).toBe(true);
  });

  test("of another format are left as they are, and it is said what to do", async () => {
    mkdirSync(join(trail.folder, "state"));
    const db = new DatabaseSync(trail.path);
    db.exec("CREATE TABLE events (seq INTEGER PRIMARY KEY)");
    db.close();
    await expect(trail.opened().begin(intent("e1"))).rejects.toMatchObject({ message: expect.stringMatching(/move it away/) });
    expect(readdirSync(join(trail.folder, "state"))).not.toContain("audit.db.key");
    expect(() => openTrail(trail.path)).toThrow(expect.objectContaining({ message: expect.stringMatching(/move it away/) }));
  });

  test("are refused after close", async () => {
    const sink = trail.opened();
    await sink.close();
    await expect(sink.begin(intent("e1"))).rejects.toMatchObject({ code: "AUDIT_FAILED" });
  });
});
