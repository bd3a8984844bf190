import { rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { canonical } from "./chain.ts";
import { openTrail, verifyExport } from "./index.ts";
import { done, intent, TrailFixture } from "./tests/audit-trail.ts";
import { isAlive, thisProcess } from "./writer-process.ts";

let trail: TrailFixture;
beforeEach(() => {
  trail = new TrailFixture();
});
afterEach(() => trail.close());

const cells = (line: string) =>
  [...line.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/g)].map(([, text = ""]) => text.replaceAll('""', '"'));

test("CSV says of each execution what its record says, column by column, and of one that runs what is known", async () => {
  const sink = trail.opened();
  await sink.begin(intent("other"));
  await sink.end(await sink.begin(intent("e1")), { ...done, errorCode: "E", reason: "why", layers: ["scope", "realm"] });
  const [head = "", running = "", ended = ""] = [...openTrail(trail.path).export("csv")];
  expect(cells(head)).not.toContain("");
  const as = (line: string) => Object.fromEntries(cells(head).map((name, at) => [name, cells(line)[at]]));
  const records = new Map(
    (await sink.query({})).records.map((record) => [record.executionId, record as unknown as Record<string, unknown>]),
  );
  for (const [id, line] of [
    ["other", running],
    ["e1", ended],
  ] as const) {
    const record = records.get(id) as Record<string, unknown>;
    const { errorCode, layers, ...rest } = as(line);
    expect(errorCode).toBe(id === "e1" ? "E" : "");
    expect(layers).toBe((record.layers as string[]).join(" "));
    for (const [name, cell] of Object.entries(rest)) {
      const value = record[name] ?? null;
      expect([name, cell]).toEqual([name, value === null ? "" : typeof value === "string" ? value : JSON.stringify(value)]);
    }
  }
});

test("one text per value, whatever the order its keys were written in, and keys in their order", () => {
  const value = fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(
    fc.property(value, (object) => {
      const text = canonical(object);
      expect(canonical(Object.fromEntries(Object.entries(object).toReversed()))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(object)));
    }),
  );
  expect(canonical({ b: 1, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":1}');
});

test("a process is alive while it is the one that wrote, here; elsewhere, for an hour", () => {
  const [mine, now] = [thisProcess(), Date.parse("2026-11-22T12:00:00Z")];
  const alive = (writer: object, at = "2026-11-22T12:00:00Z") => isAlive({ ...mine, ...writer }, at, now);
  expect(mine).toMatchObject({ host: hostname(), pid: process.pid });
  if (process.platform === "linux") expect(mine.started).toMatch(/^[0-9a-f-]{36}:\d+$/);
  expect([alive({}), alive({ started: "another" }), alive({ pid: 4_194_305 })]).toEqual([true, false, false]);
  // A process of somebody else's, that may not be signalled, is looked up all the same.
  expect(alive({ pid: 1 })).toBe(false);
  expect([alive({ host: "x" }, "2026-11-22T11:00:01Z"), alive({ host: "x" }, "2026-11-22T11:00:00Z")]).toEqual([true, false]);
});

test.each(["x-audit:2", "audit:2x", "audit:", `audit:${"1".repeat(16)}`])(
  "the cursor %j is none of this trail's",
  async (text) => {
    const cursor = Buffer.from(text).toString("base64url");
    await expect(trail.opened().query({ cursor })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  },
);

test("an execution that was taken for interrupted and came to its end reaches to its end: retention keeps it whole", async () => {
  const sink = trail.opened();
  const outcome = { ...done, status: "interrupted" };
  const id = await sink.begin(intent("slow"));
  await sink.end(id, outcome);
  trail.now = new Date("2026-11-23T12:00:00Z");
  await sink.end(id, done);
  expect((await sink.query({})).records).toMatchObject([{ status: "ok" }]);
  const opened = openTrail(trail.path, () => trail.now);
  expect(opened.prune("2026-11-23T00:00:00Z")).toEqual({ executions: 0, upTo: null });
  expect(cells([...opened.export("csv")][1] ?? "")[4]).toBe("ok");
});

test("more records than are checked at once are checked, and the one that is wrong is named", async () => {
  const sink = trail.opened();
  await Promise.all(Array.from({ length: 140 }, (_, at) => trail.run(sink, `e${at}`)));
  expect((await sink.verify()).verified).toBe(true);
  trail.sql("UPDATE events SET signature = upper(signature) WHERE seq = 270");
  expect((await sink.verify()).problems).toMatchObject([
    { kind: "bad-signature", message: expect.stringMatching(/^Record 270 /) },
  ]);
});

test("what was written while the anchor was forged says so for good", async () => {
  await trail.written("e1");
  const forged = { seq: 2, at: "x", hash: "ab".repeat(32), signature: "cd".repeat(64) };
  writeFileSync(`${trail.path}.anchor`, JSON.stringify(forged));
  const sink = trail.opened();
  await trail.run(sink, "e2");
  expect((await sink.verify()).problems).toMatchObject([
    { executionId: "e2", kind: "bad-signature", message: expect.stringMatching(/anchor file was not signed/) },
  ]);
});

test("a body that says nothing readable is named as that, at its place", async () => {
  await trail.written("e1");
  const file = join(trail.folder, "trail.jsonl");
  const key = join(trail.folder, "key.pem");
  writeFileSync(key, openTrail(trail.path).publicKey);
  const lines = [...openTrail(trail.path).export("jsonl")];
  const check = async (change: (row: Record<string, unknown>) => object, at = 1) => {
    const changed = lines.with(at, `${JSON.stringify(change(JSON.parse(lines[at] as string)))}\n`);
    writeFileSync(file, changed.join(""));
    return (await verifyExport(file, { key })).problems[0];
  };
  const unreadable = (row: Record<string, unknown>) => ({ ...row, body: "7" });
  expect((await check(unreadable, 2))?.message).toMatch(/^Record 2 \(unreadable, time unknown\)/);
  // The first one also tells what the export stands on.
  expect(await check(unreadable, 1)).toMatchObject({
    kind: "altered",
    message: expect.stringMatching(/^Record 1 does not stand on/),
  });
  // An empty line in the middle is a line that was changed.
  writeFileSync(file, lines.toSpliced(2, 0, "\n").join(""));
  expect((await verifyExport(file, { key })).problems[0]).toMatchObject({
    kind: "altered",
    message: expect.stringMatching(/^Line 3 /),
  });
  rmSync(file);
  expect(() => verifyExport(file, { key })).toThrow(/Can't read/);
});
