import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  close,
  figures,
  first,
  type Message,
  make,
  neverAnswered,
  newWorld,
  ops,
  processes,
  report,
  run,
  say,
  settle,
  stats,
  world,
} from "../../../test/played-jails.ts";

beforeEach(newWorld);
afterEach(() => void vi.useRealTimers());

describe("whoever cancels", () => {
  const aborted = { status: "aborted", result: null };
  test("before the run begins, while it waits, and while it runs is told so, and the jail too", async () => {
    expect(await run("1", {}, { signal: AbortSignal.abort() })).toMatchObject(aborted);
    expect(processes).toHaveLength(0);
    neverAnswered();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const one = run("1", {}, { signal: running.signal });
    const other = run("2", {}, { signal: waiting.signal });
    await settle();
    expect(stats()).toMatchObject({ busy: 1, pool: { queued: 1 } });
    waiting.abort();
    expect(await other).toMatchObject({ ...aborted, reason: "cancelled while waiting" });
    running.abort();
    await settle();
    expect(ops()).toEqual(["run", "go", "abort"]);
    const { job } = first().sent[0] as Message;
    say(first(), { op: "answer", job, ...figures }, report(2));
    expect(await one).toMatchObject(aborted);
  });
});

test("more jobs than may wait are turned away, each told to come back later than the one before", async () => {
  make({ queue: 1 });
  neverAnswered();
  void run();
  void run();
  const [one, other] = [await run(), await run()];
  expect([one.status, one.reason]).toEqual(["busy", "the queue holds 1 jobs and is full"]);
  expect(one.retryAfterMs).toBeGreaterThanOrEqual(50);
  expect(other.retryAfterMs).toBeGreaterThanOrEqual(one.retryAfterMs as number);
});

test("a sandbox that is closed lets nobody wait, ends its processes and takes no more", async () => {
  neverAnswered();
  const running = run();
  const waiting = run();
  await settle();
  await close();
  expect(await waiting).toMatchObject({ status: "aborted", reason: "the server is shutting down" });
  expect((await running).result).toBeNull();
  expect([first().closed, world.image.discarded]).toEqual([true, 1]);
  await expect(run()).rejects.toThrow("closed");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(processes).toHaveLength(1);
});
