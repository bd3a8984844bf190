import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Artifact, ArtifactStore } from "../../core/ports/artifact-store.ts";
import { artifactStoreContract } from "../../core/testing/index.ts";
import { artifactsFiles } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "kept-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
const fresh = () => join(folder, String(made++));
const open = (root: string, more: Partial<Parameters<typeof artifactsFiles>[0]> = {}): ArtifactStore =>
  artifactsFiles({ root, ...more }).adapters.artifactStore();

const artifact = (id: string, more: Partial<Artifact> = {}): Artifact => ({
  owner: "jane",
  kind: "run",
  id,
  title: id,
  createdAt: new Date().toISOString(),
  of: null,
  body: Buffer.from(`body of ${id}`),
  ...more,
});
const key = (id: string, owner = "jane") => ({ owner, kind: "run", id }) as const;

const filesIn = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe("the store of files", () => {
  artifactStoreContract(test, () => open(fresh()));
});

test("what one process keeps, the next one finds, and two at once find each other's", async () => {
  const root = fresh();
  const [one, two] = [open(root), open(root)];
  await Promise.all([one.put(artifact("a")), two.put(artifact("b"))]);
  for (const store of [one, two, open(root)])
    expect((await store.list({ owner: "jane" })).map(({ id }) => id).toSorted()).toEqual(["a", "b"]);
});

test("folders and files are the user's alone, and an owner's name stands nowhere", async () => {
  const root = fresh();
  await open(root).put(artifact("a", { owner: "jane@example.com" }));
  const [file = ""] = filesIn(root);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  for (const path of [root, join(file, ".."), join(file, "..", "..")]) expect(statSync(path).mode & 0o077).toBe(0);
  expect(file + readFileSync(file, "latin1")).not.toContain("jane");
});

test("a folder that others can write into is not used, and the error says what to do", () => {
  const root = fresh();
  mkdirSync(root);
  chmodSync(root, 0o777);
  expect(() => open(root)).toThrow(/others can write into it.*--keep none/);
  const file = fresh();
  writeFileSync(file, "");
  expect(() => open(file)).toThrow(/can't be made|is no folder/);
});

test("half a file, a changed one and one of another artifact are faults of the store, and leave the list as it is", async () => {
  const root = fresh();
  const store = open(root);
  for (const id of ["half", "changed", "headless", "whole"]) await store.put(artifact(id, { body: Buffer.alloc(5000, id) }));
  const at = (id: string) => filesIn(root).find((path) => path.endsWith(id)) ?? "";
  truncateSync(at("half"), 3000);
  const bytes = readFileSync(at("changed"));
  bytes[bytes.length - 1] = 0;
  writeFileSync(at("changed"), bytes);
  writeFileSync(at("headless"), "not a head\n");
  for (const id of ["half", "changed", "headless"])
    await expect(store.get(key(id))).rejects.toMatchObject({ code: "STORE_FAILED" });
  expect((await store.list({ owner: "jane" })).map(({ id }) => id)).toContain("whole");
  expect((await store.get(key("whole")))?.body.length).toBe(5000);
  // A head that ends nowhere is not read to its end.
  writeFileSync(at("headless"), "x".repeat(2_000_000));
  expect((await store.list({ owner: "jane" })).map(({ id }) => id)).not.toContain("headless");
});

test("another's file under an artifact's name is not taken for it", async () => {
  const root = fresh();
  const store = open(root);
  await store.put(artifact("a"));
  const [path = ""] = filesIn(root);
  symlinkSync(path, join(path, "..", "b"));
  await expect(store.get(key("b"))).rejects.toMatchObject({ code: "STORE_FAILED" });
});

test("what is older than it may be goes, and what is not stays to the last hour", async () => {
  const root = fresh();
  const now = Date.parse("2026-06-30T12:00:00Z");
  const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();
  const store = open(root, { days: 30, clock: () => now });
  await store.put(artifact("old", { createdAt: daysAgo(30.05) }));
  await store.put(artifact("new", { createdAt: daysAgo(29.95) }));
  await store.close();
  const again = open(root, { days: 30, clock: () => now });
  await again.put(artifact("latest", { createdAt: daysAgo(0) }));
  await again.close();
  expect((await again.list({ owner: "jane" })).map(({ id }) => id)).toEqual(["latest", "new"]);
});

test("a full store drops the oldest of whoever holds most: a flood costs the flooder his own", async () => {
  const root = fresh();
  const bytes = 64_000;
  const store = open(root, { mostBytes: bytes });
  const at = (n: number) => new Date(Date.now() - 1_000_000 + n * 1000).toISOString();
  await store.put(artifact("quiet", { owner: "jack", createdAt: at(0), body: Buffer.alloc(2000) }));
  for (let n = 1; n <= 40; n++) await store.put(artifact(`f${n}`, { createdAt: at(n), body: Buffer.alloc(8000) }));
  await store.close();
  expect(filesIn(root).reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThanOrEqual(bytes);
  expect((await store.get(key("quiet", "jack")))?.id).toBe("quiet");
  const left = (await store.list({ owner: "jane" })).map(({ id }) => id);
  expect(left).toEqual(Array.from({ length: left.length }, (_, n) => `f${40 - n}`));
  expect(left.length).toBeGreaterThanOrEqual(6);
});

test("a disk that takes no more is a fault with its reason and without a path of this machine, and leaves no half file", async () => {
  const root = fresh();
  const store = open(root);
  await store.put(artifact("a"));
  const place = join(filesIn(root)[0] ?? "", "..");
  rmSync(place, { recursive: true });
  // Where the folder should be is a file: nothing can be written there.
  writeFileSync(place, "");
  const failure = await store.put(artifact("b")).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "STORE_FAILED", message: expect.stringMatching(/can't be written: E[A-Z]+\.$/) });
  expect(filesIn(root)).toEqual([place]);
});

test("a process that is killed while it writes leaves whole files or none", async () => {
  const root = fresh();
  const script = `
    import { artifactsFiles } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    const store = artifactsFiles({ root: ${JSON.stringify(root)} }).adapters.artifactStore();
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 150);
    for (let n = 0; ; n++)
      await store.put({ owner: "jane", kind: "run", id: "r" + n, title: "t", createdAt: new Date().toISOString(), of: null, body: Buffer.alloc(200_000, n) });
  `;
  expect(() => execFileSync(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" })).toThrow();
  const store = open(root);
  const entries = await store.list({ owner: "jane" });
  expect(entries.length).toBeGreaterThan(2);
  for (const { id } of entries) expect((await store.get(key(id)))?.body.length).toBe(200_000);
});
