import { execFileSync, spawn, spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { done, intent, TrailFixture, writer } from "./tests/audit-trail.ts";

let trail: TrailFixture;
beforeEach(() => {
  trail = new TrailFixture();
});
afterEach(() => trail.close());

test("a crash between intent and outcome is found at the next open", async () => {
  const { signal } = spawnSync(
    process.execPath,
    writer(trail.path, `await sink.begin(intent("lost")); process.kill(process.pid, "SIGKILL"); await new Promise(() => {});`),
  );
  expect(signal).toBe("SIGKILL");
  expect(await trail.opened().query({})).toMatchObject({
    records: [
      {
        executionId: "lost",
        status: "interrupted",
        endedAt: "2026-11-22T12:00:00.000Z",
        reason: expect.stringMatching(/server ended/),
      },
    ],
  });
});

test("a run of a process that lives is left alone by another that opens the trail", async () => {
  const one = trail.opened();
  const id = await one.begin(intent("e1"));
  const other = trail.opened();
  expect((await other.query({})).records[0]).toMatchObject({ status: "running" });
  await one.end(id, done);
  expect((await other.query({})).records[0]).toMatchObject({ status: "ok" });
});

test("two connections that take turns share one chain", async () => {
  const one = trail.opened();
  const other = trail.opened();
  const first = await one.begin(intent("e1"));
  const second = await other.begin(intent("e2"));
  await one.end(first, done);
  await other.end(second, done);
  expect(await one.verify()).toEqual({ verified: true, problems: [] });
  expect((await other.query({})).records.length).toBe(2);
});

test("three processes writing at once lose nothing and break no link, and a check meanwhile alarms nobody", async () => {
  const body = (name: string) =>
    `for (let i = 0; i < 25; i++) await sink.end(await sink.begin(intent("${name}" + i)), done); await sink.close();`;
  const ends = ["a", "b", "c"].map(
    (name) =>
      new Promise((resolve) => spawn(process.execPath, writer(trail.path, body(name)), { stdio: "inherit" }).on("exit", resolve)),
  );
  let running = true;
  const all = Promise.all(ends).finally(() => {
    running = false;
  });
  const sink = trail.opened();
  const alarms: string[] = [];
  while (running) {
    const { problems } = await sink.verify();
    alarms.push(...problems.filter(({ kind }) => kind !== "unanchored").map(({ message }) => message));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(alarms).toEqual([]);
  expect(await all).toEqual([0, 0, 0]);
  expect(await sink.verify()).toEqual({ verified: true, problems: [] });
  expect((await sink.query({ limit: 200, status: "ok" })).records.length).toBe(75);
});

test("importing the plugin opens nothing", () => {
  const script = `import(${JSON.stringify(new URL("./index.ts", import.meta.url).href)}).then((m) => { m.auditSqlite({ path: ${JSON.stringify(trail.path)} }); });`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", script]);
  expect(() => statSync(trail.path)).toThrow();
});
