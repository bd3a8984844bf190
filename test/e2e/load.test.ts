import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, createApp } from "../../core/index.ts";
import type { Sandbox } from "../../core/ports/sandbox.ts";
import { answerOf, type FlatOutcome, fakeRenderer, fakeScope, sandboxJob } from "../../core/testing/index.ts";
import { TrailFixture } from "../../plugins/audit-sqlite/tests/audit-trail.ts";
import { personas } from "../../plugins/personas/index.ts";
import { sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";
import { unjudged } from "../../plugins/sandbox-pyodide/tests/unjudged.ts";
import { scopePython } from "../../plugins/scope-python/index.ts";
import { strategic } from "../../plugins/strategic/index.ts";

/** Load on the real sandbox, two workers, a queue of 600. */
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = unjudged(
    { workers: 2, queue: 600 },
    {
      async check(code, policy, inspect) {
        started.push(code.split("#")[1] ?? "");
        return fakeScope().check(code, policy, inspect);
      },
    },
  );
  await sandbox.start();
});
afterAll(() => sandbox.close());

let started: string[] = [];
function run(
  client: string,
  code: string,
  { signal = new AbortController().signal, wallSeconds = 10 } = {},
): Promise<FlatOutcome> {
  // The judge tells who has begun by the comment.
  const job = sandboxJob(`${code}\n#${client}`, { client, limits: { wallSeconds, memoryMb: 512 } });
  return answerOf(sandbox, job, signal);
}

const queued = () => sandbox.stats().pool.queued;
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** A process for each, a second of the machine's time: sixteen here, 64 in `npm run test:full`. */
const CLIENTS = process.env.TEST_FULL ? 64 : 16;

test(`${CLIENTS} at once, each from a client of its own, are all accepted and all right`, async () => {
  const code = (index: number) => `import pandas as pd\nint(pd.DataFrame({"v": range(${index} + 1)})["v"].sum())`;
  const outcomes = await Promise.all(Array.from({ length: CLIENTS }, (_, index) => run(`client-${index}`, code(index))));
  expect(outcomes.map(({ status, result }) => [status, result])).toEqual(
    outcomes.map((_, index) => ["ok", (index * (index + 1)) / 2]),
  );
  expect(Math.max(...outcomes.map(({ usage }) => usage.queueMs))).toBeGreaterThan(0);
  // A process for each of them, one after another on two cores.
});

test("a client's one job among another's 500 waits for a few of them only", async () => {
  const stop = new AbortController();
  // Each has its process, whole: bringing up interpreters takes longer than turns do.
  await Promise.all([run("crowd", "0"), run("quiet", "0")]);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  started = [];
  const crowd = Array.from({ length: 500 }, (_, index) => run("crowd", String(index), { signal: stop.signal }));
  await until(() => started.length >= 10);
  const before = started.length;
  expect(await run("quiet", "1 + 1")).toMatchObject({ status: "ok", result: 2 });
  // Those that run, and those that both interpreters begin before its process has the turn.
  expect(started.slice(before).indexOf("quiet")).toBeLessThanOrEqual(6);
  stop.abort();
  const outcomes = await Promise.all(crowd);
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(["ok", "aborted"]));
  expect(outcomes.filter(({ status, result }, index) => status === "ok" && result !== index)).toEqual([]);
});

test("a job cancelled while it waits is never started, and its place is free at once", async () => {
  started = [];
  const over = new AbortController();
  const blocks = () => run("a", "import time\ntime.sleep(100)", { signal: over.signal, wallSeconds: 120 });
  const blockers = [blocks(), blocks()];
  await until(() => started.length === 2);
  const stop = new AbortController();
  const waiting = run("cancelled", "1", { signal: stop.signal });
  expect(queued()).toBe(1);
  stop.abort();
  expect(queued()).toBe(0);
  expect(await waiting).toMatchObject({ status: "aborted", reason: "cancelled while waiting" });
  over.abort();
  await Promise.all(blockers);
  await run("after", "1");
  expect(started).toEqual(["a", "a", "after"]);
});

test("a client of short jobs gets as much time as one of long ones, though it came later", async () => {
  const finished: string[] = [];
  const note = (name: string) => () => finished.push(name);
  const long = Array.from({ length: 6 }, () => run("long", "import time\ntime.sleep(1)").then(note("long")));
  const short = Array.from({ length: 40 }, () => run("short", "1").then(note("short")));
  await Promise.all([...long, ...short]);
  // Two long ones run at once, which is two seconds; as much of the short ones comes before the third. By turns it would be one.
  const third = finished.indexOf("long", finished.indexOf("long", finished.indexOf("long") + 1) + 1);
  expect(finished.slice(0, third).filter((name) => name === "short").length).toBeGreaterThan(2);
});

test("within a client, a job that asks for a second goes before those that ask for ten", async () => {
  started = [];
  const order: string[] = [];
  const blockers = [run("a", "import time\ntime.sleep(0.3)"), run("a", "import time\ntime.sleep(0.3)")];
  await until(() => started.length === 2);
  const patient = Array.from({ length: 6 }, () => run("a", "1").then(() => order.push("ten")));
  const quick = run("a", "2", { wallSeconds: 1 }).then(() => order.push("one"));
  await Promise.all([...blockers, ...patient, quick]);
  expect(order.indexOf("one")).toBeLessThan(2);
});

describe("a full queue", () => {
  let small: Sandbox;
  beforeAll(async () => {
    small = unjudged({ workers: 1, queue: 4 });
    await small.start();
  });
  afterAll(() => small.close());
  const ask = (code: string) => answerOf(small, sandboxJob(code));

  test("refuses, with a time that follows from how long jobs take, later for each one refused", async () => {
    const many = await Promise.all(Array.from({ length: 12 }, () => ask("import time\ntime.sleep(0.2)")));
    expect(many.filter(({ status }) => status === "ok")).toHaveLength(5);
    const again = Array.from({ length: 5 }, () => ask("import time\ntime.sleep(0.2)"));
    const refused = await Promise.all(Array.from({ length: 3 }, () => ask("1")));
    await Promise.all(again);
    expect(refused.map(({ status }) => status)).toEqual(["busy", "busy", "busy"]);
    const [first = 0, second = 0, third = 0] = refused.map(({ retryAfterMs }) => retryAfterMs as number);
    expect(first).toBeGreaterThan(100);
    expect(third).toBeLessThan(30_000);
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(third);
  });

  test("has room again when the time is over", async () => {
    const four = Array.from({ length: 5 }, () => ask("import time\ntime.sleep(0.1)"));
    const { retryAfterMs } = await ask("1");
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs as number));
    expect((await ask("1")).status).toBe("ok");
    await Promise.all(four);
  });
});

describe("in the audit trail", () => {
  const trail = new TrailFixture();
  let app: App;
  beforeAll(async () => {
    app = await createApp([
      personas(),
      strategic(),
      scopePython(),
      sandboxPyodide({ workers: 1, queue: 1 }),
      { name: "rest", adapters: { renderer: fakeRenderer, auditSink: () => trail.opened() } },
    ]);
    await app.start();
  });
  afterAll(async () => {
    await app.close();
    await trail.close();
  });

  test("stand a job cancelled while it waited, and one that a full queue refused", async () => {
    const input = (code: string) => ({ persona: "alvaro", capability: "roi_calculations", code });
    const stop = new AbortController();
    const running = app.analyze(input("import time\ntime.sleep(1)"));
    await until(() => app.health().pool.queued === 0);
    const waiting = app.analyze(input("1"), { signal: stop.signal });
    await until(() => app.health().pool.queued === 1);
    const refused = await app.analyze(input("2"));
    expect(refused).toMatchObject({ status: "busy", error: { code: "SANDBOX_BUSY", retryAfterMs: expect.any(Number) } });
    stop.abort();
    expect(await waiting).toMatchObject({ status: "aborted" });
    expect(app.health().pool.queued).toBe(0);
    expect(await running).toMatchObject({ status: "ok" });
    const { records } = await app.audit.query({});
    expect(records.map(({ status }) => status)).toEqual(["busy", "aborted", "ok"]);
    expect((await app.audit.verify()).verified).toBe(true);
  });
});
