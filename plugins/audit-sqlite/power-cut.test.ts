import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTrail } from "./index.ts";
import { TrailFixture, writer } from "./tests/audit-trail.ts";

/**
 * A process writes; at random moments it is stopped, the files are copied as they are, and it goes on. Stopped, because files
 * that are copied one after the other while they change are a state that no power cut leaves. What the process was told is
 * written must be in every copy, and no copy may be called changed.
 */
const snapshots = 30;
const parts = ["", "-wal", "-shm", ".anchor", ".key"];

interface Snapshot {
  readonly path: string;
  readonly begun: readonly string[];
  readonly ended: readonly string[];
  /** What of the write-ahead log had been synced when the last call returned. */
  readonly walSynced: number;
}

const trail = new TrailFixture();
const taken: Snapshot[] = [];
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  const body = `
    const { statSync, writeSync } = await import("node:fs");
    const say = (what, id) => writeSync(1, what + " " + id + " " + statSync(${JSON.stringify(`${trail.path}-wal`)}).size + "\\n");
    for (let i = 0; ; i++) {
      await sink.begin(intent("e" + i)); say("begun", "e" + i);
      if (i % 3 !== 0) { await sink.end("e" + i, done); say("ended", "e" + i); }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    }`;
  const child = spawn(process.execPath, writer(trail.path, body), { stdio: ["ignore", "pipe", "inherit"] });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  while (said === "") await pause(20);
  for (let index = 0; index < snapshots; index++) {
    // On a busy machine the writer gets on slowly; each copy is to be of another state.
    const before = said;
    await pause(Math.random() * 25);
    while (said === before) await pause(1);
    await stopped(child);
    await pause(5);
    taken.push(snapshot(index, said));
    child.kill("SIGCONT");
  }
  child.kill("SIGKILL");
  await gone;
});
afterAll(() => trail.close());

/** Between two of its instructions, or in the middle of a call to the system. */
async function stopped(child: ChildProcess): Promise<void> {
  child.kill("SIGSTOP");
  if (process.platform !== "linux") return pause(10);
  while (!/\) [Tt] /.test(readFileSync(`/proc/${child.pid}/stat`, "utf8"))) await pause(1);
}

function snapshot(index: number, said: string): Snapshot {
  const folder = join(trail.folder, `cut-${index}`);
  mkdirSync(folder);
  const path = join(folder, "audit.db");
  for (const part of parts) if (existsSync(trail.path + part)) copyFileSync(trail.path + part, path + part);
  // The last line may be half of one.
  const lines = said
    .slice(0, said.lastIndexOf("\n"))
    .split("\n")
    .map((line) => line.split(" "));
  const ids = (what: string) => lines.filter(([first]) => first === what).map(([, id = ""]) => id);
  return { path, begun: ids("begun"), ended: ids("ended"), walSynced: Number(lines.at(-1)?.[2]) };
}

function copyOf({ path, ...rest }: Snapshot, name: string): Snapshot {
  const folder = join(trail.folder, `${name}-${taken.findIndex((one) => one.path === path)}`);
  mkdirSync(folder);
  const to = join(folder, "audit.db");
  for (const part of parts) if (existsSync(path + part)) copyFileSync(path + part, to + part);
  return { path: to, ...rest };
}

/** Verified, or at most unanchored; everything that was promised is there; and the next server goes on in good order. */
async function holds({ path, begun, ended }: Snapshot): Promise<void> {
  const { problems } = await openTrail(path).verify();
  expect(problems.filter(({ kind }) => kind !== "unanchored")).toEqual([]);
  const sink = trail.opened(path);
  const status = new Map<string, string>();
  for (let cursor: string | undefined; ; ) {
    const page = await sink.query({ limit: 200, ...(cursor !== undefined && { cursor }) });
    for (const record of page.records) status.set(record.executionId, record.status);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(begun.filter((id) => !status.has(id))).toEqual([]);
  expect(ended.filter((id) => status.get(id) !== "ok")).toEqual([]);
  await trail.run(sink, "after");
  expect(await sink.verify()).toEqual({ verified: true, problems: [] });
  await sink.close();
}

describe("a power cut at any moment", () => {
  test("leaves a trail that holds every acknowledged intent and outcome, and alarms nobody", async () => {
    expect((taken.at(-1)?.begun.length ?? 0) + (taken.at(-1)?.ended.length ?? 0)).toBeGreaterThan(snapshots);
    for (const cut of taken) await holds(copyOf(cut, "plain"));
  });

  test("also when what had not been synced yet is lost, or half written", async () => {
    for (const [index, cut] of taken.entries()) {
      const torn = copyOf(cut, "torn");
      const wal = `${torn.path}-wal`;
      // The index of the log is shared memory: it never survives.
      rmSync(`${torn.path}-shm`, { force: true });
      const { size } = statSync(wal);
      // An anchor that is further than what was acknowledged was written after its record had been synced.
      const anchored = JSON.parse(readFileSync(`${torn.path}.anchor`, "utf8")).seq > cut.begun.length + cut.ended.length;
      const synced = anchored ? size : cut.walSynced;
      truncateSync(wal, synced + Math.floor(Math.random() * (size - synced + 1)));
      if (index % 2 === 0) appendFileSync(wal, readFileSync(wal).subarray(32, 32 + Math.floor(Math.random() * 4000)));
      await holds(torn);
    }
  });

  test("also when the anchor on the disk is an older one", async () => {
    for (const [index, cut] of taken.entries()) {
      const stale = copyOf(cut, "stale");
      const older = taken[Math.floor(Math.random() * (index + 1))] as Snapshot;
      copyFileSync(`${older.path}.anchor`, `${stale.path}.anchor`);
      await holds(stale);
    }
  });

  test("is told from acknowledged records that are lost: those are missed", async () => {
    const lossy = copyOf(taken.at(-1) as Snapshot, "lossy");
    rmSync(`${lossy.path}-shm`, { force: true });
    truncateSync(`${lossy.path}-wal`, Math.floor(statSync(`${lossy.path}-wal`).size / 2));
    expect(await openTrail(lossy.path).verify()).toMatchObject({ verified: false, problems: [{ kind: "truncated" }] });
  });
});
