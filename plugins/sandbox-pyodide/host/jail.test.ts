import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  close,
  first,
  lines,
  make,
  neverAnswered,
  newWorld,
  ops,
  processes,
  run,
  say,
  settle,
  stands,
  start,
  stats,
  world,
} from "../tests/played-jails.ts";

beforeEach(newWorld);
afterEach(() => void vi.useRealTimers());

describe("a process that starts", () => {
  test("stands when its first interpreter does, not before", async () => {
    make({ workers: 2 });
    world.onStart = (process) => say(process, { op: "pool", workers: 2, ready: 0 });
    let stood = false;
    const started = start().then(() => {
      stood = true;
    });
    await settle();
    expect([stood, stats().ready]).toEqual([false, false]);
    say(first(), { op: "pool", workers: 2, ready: 1 });
    await started;
    expect(stats()).toMatchObject({ ready: true, pool: { ready: 1 } });
  });

  test("takes a job for each interpreter that stands; one that still boots is given none", async () => {
    make({ workers: 2 });
    world.onStart = (process) => say(process, { op: "pool", workers: 2, ready: 1 });
    await start();
    neverAnswered();
    void run();
    await settle();
    void run();
    await settle();
    // It is wanted now: a job waits for it.
    expect([ops(), stats().pool.queued]).toEqual([["run", "go", "want"], 1]);
    expect(first().sent.at(-1)).toMatchObject({ interpreters: 2 });
    say(first(), { op: "pool", workers: 2, ready: 2 });
    await settle();
    expect([ops().filter((op) => op === "run").length, stats().pool.queued]).toEqual([2, 0]);
  });

  test("that has one interpreter is given the others from its second job on, a little later, and gives them up when it rests", async () => {
    make({ workers: 3 });
    const wanted = () => first().sent.flatMap((one) => (one.op === "want" ? [one.interpreters] : []));
    await run();
    await vi.advanceTimersByTimeAsync(1000);
    expect(wanted()).toEqual([]);
    await run();
    await vi.advanceTimersByTimeAsync(99);
    expect(wanted()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(wanted()).toEqual([3]);
    await run();
    await vi.advanceTimersByTimeAsync(110_000);
    expect(wanted()).toEqual([3]);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(wanted()).toEqual([3, 1]);
    await run();
    await vi.advanceTimersByTimeAsync(1000);
    expect(wanted()).toEqual([3, 1]);
  });

  test("and ends before it stands says so, is no crash of what stood, and is not started again by itself", async () => {
    world.onStart = (process) => process.kill();
    await expect(start()).rejects.toThrow("The sandbox process ended while it started (signal SIGKILL).");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(processes).toHaveLength(1);
    expect(stats()).toMatchObject({ ready: false, reason: expect.stringContaining("ended while it started") });
  });

  test("as the sandbox is closed is ended too", async () => {
    const started = start().catch((error: Error) => error.message);
    await close();
    await started;
    expect(processes.filter(({ gone }) => !gone)).toEqual([]);
  });
});

describe("whoever runs the server", () => {
  test("reads which interpreter ended, where, and for which call", async () => {
    await start();
    first().handlers.onWorkerEnded({ event: "worker-ended", error: "RangeError", frames: ["a", "b"], trace: null });
    expect(lines).toEqual([["an interpreter ended: RangeError at a < b", undefined]]);
  });

  test("reads what a process wrote before it ended, if it wrote anything, unless its end was wanted", async () => {
    await start();
    first().diagnostics = " \n";
    first().kill();
    await settle();
    expect(lines).toEqual([]);
    (processes[1] as (typeof processes)[0] & object).diagnostics = " words\n";
    processes[1]?.kill();
    await settle();
    expect(lines).toEqual([["the sandbox process ended", "words"]]);
    await vi.advanceTimersByTimeAsync(1000);
    (processes[2] as (typeof processes)[0] & object).diagnostics = "more";
    await close();
    expect([processes.length, lines.length]).toEqual([3, 1]);
  });
});

test("a process that ended has no interpreters", async () => {
  await start();
  world.onStart = () => {};
  first().kill();
  await settle();
  expect(stats()).toMatchObject({ ready: false, pool: { ready: 0 } });
  world.onStart = stands;
});
