import { generateKeyPairSync } from "node:crypto";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApp } from "../../core/index.ts";
import { fakePlugin } from "../../core/tests/fake-app.ts";
import { auditSqlite, openTrail, verifyExport } from "./index.ts";
import { done, intent, TrailFixture } from "./tests/audit-trail.ts";

/** What an operator gives and gets: keys, anchors, moments, and the folder that is made. */
let trail: TrailFixture;
beforeEach(async () => {
  trail = new TrailFixture();
  await trail.written("e1", "e2", "e3");
});
afterEach(() => trail.close());

const opened = () => openTrail(trail.path, () => trail.now);
const file = (name: string, text: string) => {
  const path = join(trail.folder, name);
  writeFileSync(path, text);
  return path;
};
const rsa = () => generateKeyPairSync("rsa", { modulusLength: 1024 });

test("a key of another kind is none for a trail: nothing runs with it, and nothing is checked with it", async () => {
  const { privateKey, publicKey } = rsa();
  const other = file("rsa.pem", publicKey.export({ type: "spki", format: "pem" }) as string);
  const refused = { code: "INVALID_INPUT", message: expect.stringMatching(/rsa\.pem holds no Ed25519 public key \(.*rsa/) };
  await expect(opened().verify({ key: other })).rejects.toMatchObject(refused);
  expect(() => verifyExport(file("trail.jsonl", ""), { key: other })).toThrow(expect.objectContaining(refused));
  writeFileSync(`${trail.path}.key`, privateKey.export({ type: "pkcs8", format: "pem" }) as string);
  await expect(trail.opened().begin(intent("e4"))).rejects.toMatchObject({
    code: "AUDIT_FAILED",
    message: expect.stringMatching(/holds no Ed25519 private key \(.*rsa/),
  });
});

test("a public key that was kept elsewhere is the one that is trusted, not the one beside the trail", async () => {
  const kept = file("public.pem", opened().publicKey);
  expect(await opened().verify({ key: kept })).toMatchObject({ verified: true });
  const other = new TrailFixture();
  await other.written("x");
  const theirs = file("theirs.pem", openTrail(other.path).publicKey);
  await other.close();
  expect((await opened().verify({ key: theirs })).problems[0]).toMatchObject({ executionId: "e1", kind: "bad-signature" });
});

test("anchors are read line by line, empty lines aside, and counted where they lie in the trail", async () => {
  const lines = [...opened().anchors(2)];
  expect(await opened().verify({ anchors: file("anchors", `\n${lines.join("\n")}\n \n`) })).toMatchObject({
    verified: true,
    anchors: 3,
  });
  await expect(opened().verify({ anchors: file("anchors", `${lines[0]}\nno anchor\n`) })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("Line 2 of"),
  });
});

test("an anchor of a record that the export does not hold is no fault of it, and not counted", async () => {
  const anchors = file("anchors", [...opened().anchors(1)].join(""));
  const key = file("public.pem", opened().publicKey);
  trail.now = new Date("2026-11-23T12:00:00Z");
  await trail.written("later");
  const since = file("since.jsonl", [...opened().export("jsonl", "2026-11-23")].join(""));
  // The last of the six is what the first record here stands on.
  expect(await verifyExport(since, { key, anchors })).toMatchObject({ verified: true, records: 2, anchors: 1 });
});

test("an export of a trail whose records were all dropped, and one since a moment to come, hold a head and verify", async () => {
  const key = file("public.pem", opened().publicKey);
  const to = file("none.jsonl", [...opened().export("jsonl", "2027-01-01")].join(""));
  expect(await verifyExport(to, { key })).toMatchObject({ verified: true, records: 0, first: 7, last: 6, anchors: 0 });
});

test("an export of a trail whose first records were deleted says that they are missing, though its head is signed", async () => {
  trail.sql("DELETE FROM events WHERE seq <= 2");
  const key = file("public.pem", opened().publicKey);
  const exported = file("trail.jsonl", [...opened().export("jsonl")].join(""));
  expect((await verifyExport(exported, { key })).problems).toMatchObject([
    { executionId: "e2", kind: "missing", message: expect.stringMatching(/^Record 3 .* the records before it are missing/) },
  ]);
});

test("a moment that is none is told, for exports and for retention", () => {
  const refused = expect.objectContaining({ code: "INVALID_INPUT", message: expect.stringContaining('"soon" is not a time') });
  expect(() => [...opened().export("csv", "soon")]).toThrow(refused);
  expect(() => opened().prune("soon")).toThrow(refused);
});

test("the folder that is made for a trail is its user's alone, and a trail that is gone is told by its path", () => {
  expect(statSync(dirname(trail.path)).mode & 0o7777).toBe(0o700);
  rmSync(trail.path);
  expect(() => opened()).toThrow(
    expect.objectContaining({ message: expect.stringContaining(trail.path), details: { path: trail.path } }),
  );
});

test("two trails for one app are a conflict that names the plugin", async () => {
  const { auditSink: _, ...adapters } = fakePlugin().adapters ?? {};
  const one = auditSqlite({ path: trail.path });
  await expect(createApp([{ ...fakePlugin(), adapters }, one, auditSqlite({ path: trail.path })])).rejects.toMatchObject({
    code: "PLUGIN_CONFLICT",
    details: { plugins: ["strategic-python/plugins/audit-sqlite", "strategic-python/plugins/audit-sqlite"] },
  });
});

test("retention looks once an hour, whichever way the clock went", async () => {
  const sink = trail.opened(trail.path, { retentionDays: 1 });
  const at = async (time: string, id: string) => {
    trail.now = new Date(time);
    await sink.end(await sink.begin(intent(id)), done);
    return (await sink.query({})).records.map(({ executionId }) => executionId);
  };
  expect(await at("2026-11-25T12:00:00Z", "e4")).toEqual(["e4", "e3", "e2", "e1"]);
  expect(await at("2026-11-25T12:59:59Z", "e5")).toEqual(["e5", "e4", "e3", "e2", "e1"]);
  expect(await at("2026-11-25T13:00:00Z", "e6")).not.toContain("e1");
});
