import { getEventListeners } from "node:events";
import { availableParallelism } from "node:os";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { limits } from "../../../core/limits.ts";
import type { ScopeVerdict } from "../../../core/ports/scope-validator.ts";
import { recorded } from "../../../core/tests/telemetry.ts";
import {
  allowed,
  close,
  figures,
  first,
  type Message,
  make,
  neverAnswered,
  newWorld,
  ops,
  ordinary,
  over,
  type Process,
  processes,
  refused,
  report,
  run,
  say,
  script,
  settle,
  stands,
  start,
  stats,
  wellAnswered,
  world,
} from "../tests/played-jails.ts";

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
    expect(await one).toMatchObject({ ...aborted, reason: "cancelled" });
  });
});

test("whoever has one signal for many runs finds nothing of those that are over on it", async () => {
  const { signal } = new AbortController();
  await run("1", {}, { signal });
  await expect(run("1", {}, { signal, look: () => Promise.reject(new Error("broken")) })).rejects.toThrow("broken");
  await settle();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

describe("more jobs than may wait", () => {
  const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 1000));
  const hint = async () => (await run()).retryAfterMs;

  test("are turned away, each told to come back when another place is free; from the next free place on, sooner", async () => {
    make({ queue: 1 });
    await start();
    neverAnswered();
    const running = run();
    void run();
    expect(await run()).toMatchObject({
      status: "busy",
      reason: "the queue holds 1 jobs and is full",
      retryAfterMs: 100,
    });
    expect([await hint(), await hint()]).toEqual([200, 300]);
    const { job } = first().sent[0] as Message;
    say(first(), { op: "ended", job, ...over });
    await running;
    await settle();
    void run();
    // Three were turned away and one place was free; what ran took no time.
    expect(await hint()).toBe(240);
  });

  test("come back the sooner the more interpreters stand, but not at once, and within a minute", async () => {
    make({ queue: 0, workers: 4 });
    await start();
    expect([await hint(), await hint(), await hint()]).toEqual([50, 50, 75]);
    for (let more = 0; more < 2400; more++) await run();
    expect(await hint()).toBe(60_000);
    make({ queue: 0, workers: 4 });
    expect(await hint()).toBe(100);
  });

  test("are told by how long runs take, and not by how long their process needs to start", async () => {
    make({ queue: 1 });
    world.onStart = (process) => void setTimeout(() => stands(process), 5000);
    const look = async () => {
      await soon();
      return allowed;
    };
    const long = run("1", {}, { look });
    await vi.advanceTimersByTimeAsync(6000);
    expect((await long).status).toBe("ok");
    neverAnswered();
    void run();
    void run();
    expect(await hint()).toBe(280);
  });
});

test.each([
  [1000, ["runs", "short", "long"]],
  [3000, ["runs", "long", "short"]],
])(
  "a job that may take 8 s and comes %i ms later than one of the same client that may take 10 goes by their deadlines",
  async (later, order) => {
    const begun: string[] = [];
    world.play = (process, message) => {
      if (message.op === "run") begun.push(message.request.code);
      ordinary(process, message);
    };
    let release = () => {};
    const look = () =>
      new Promise<ScopeVerdict>((resolve) => {
        release = () => resolve(allowed);
      });
    const lasts = (wallSeconds: number) => ({ limits: { wallSeconds, memoryMb: 512 } });
    const runs = [run("runs", {}, { look })];
    await settle();
    runs.push(run("long", lasts(10)));
    await vi.advanceTimersByTimeAsync(later);
    runs.push(run("short", lasts(8)));
    release();
    await Promise.all(runs);
    expect(begun).toEqual(order);
  },
);

test("as many run at once as there are interpreters, each with its own answer, and the others wait", async () => {
  make({ workers: 2 });
  await start();
  neverAnswered();
  const [one, other, third] = [run("1"), run("2"), run("3")];
  await settle();
  expect(stats()).toMatchObject({ busy: 2, pool: { workers: 2, ready: 2, queued: 1 } });
  const sent = first().sent.filter(({ op }) => op === "run");
  for (const { job, request } of sent.toReversed()) {
    say(first(), { op: "answer", job, ...figures }, report(request.canary, { stdout: request.code }));
    say(first(), { op: "ended", job, ...over });
  }
  expect([(await one).stdout, (await other).stdout]).toEqual(["1", "2"]);
  await settle();
  expect(stats()).toMatchObject({ busy: 1, pool: { queued: 0 } });
  first().kill();
  expect((await third).status).toBe("crashed");
});

test("without a word about it there is an interpreter for each core, at most four, and room for a thousand jobs to wait", async () => {
  make({ workers: undefined });
  expect(stats()).toMatchObject({
    ready: false,
    reason: "interpreters are starting",
    pool: { workers: Math.min(4, availableParallelism()), ready: 0, tripwires: 0 },
  });
  make();
  world.onStart = () => {};
  void run();
  for (let waiting = 0; waiting < limits.runsWaiting; waiting++) void run();
  expect(await run()).toMatchObject({ status: "busy", reason: "the queue holds 1024 jobs and is full" });
});

test("a run whose process does not start is told why; one that waited for it as the server shut down was cancelled", async () => {
  world.onStart = (process) => say(process, { op: "fault", message: "no memory" });
  expect(await run()).toMatchObject({ status: "crashed", reason: "The sandbox did not start: no memory" });
  world.onStart = () => {};
  const waiting = run();
  await settle();
  const closed = close();
  processes.at(-1)?.kill();
  expect((await waiting).status).toBe("aborted");
  await closed;
});

test("interpreters that were replaced are counted by what ended them, tripwires by run, and ends of the process that nobody wanted", async () => {
  const told = async () => {
    vi.useRealTimers();
    const { metrics } = await recorded();
    newWorld();
    const value = (name: string) => (metrics[`strategic_python.${name}`]?.[0]?.value ?? 0) as number;
    return [metrics["strategic_python.worker.replacements"], value("tripwires"), value("jail.restarts")] as const;
  };
  const [, tripwires, restarts] = await told();
  script.ends = { ...over, reason: "wall", replaced: true };
  await run();
  script.ends = over;
  script.told = { tripwires: ["a", "b"] };
  await run();
  await settle();
  first().kill();
  await settle();
  await close();
  const replaced = [{ attributes: { "strategic_python.reason": "wall" }, value: 1 }];
  expect(await told()).toEqual([replaced, tripwires + 1, restarts + 1]);
});

test("a sandbox that is closed lets nobody wait, ends its processes and takes no more", async () => {
  neverAnswered();
  const running = run();
  const waiting = run();
  await settle();
  await close();
  expect(await waiting).toMatchObject({ status: "aborted", reason: "the server is shutting down" });
  expect((await running).result).toBeNull();
  expect([first().closed, world.image.discarded]).toEqual([true, 2]);
  expect(stats()).toMatchObject({ ready: false, pool: { ready: 0, queued: 0 } });
  await expect(run()).rejects.toMatchObject({ code: "APP_CLOSED" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(processes).toHaveLength(1);
});

describe("environments", () => {
  const judged = (...imports: string[]) => ({
    look: async () => ({ allowed: true, summary: { lines: 1, imports } }) as const,
  });
  const ran = (one: Process) => one.sent.flatMap(({ op }) => (op === "run" || op === "go" ? [op] : []));

  test("have processes of their own, which start with the first job that needs them", async () => {
    await start();
    expect(stats().environments).toEqual([
      { name: "standard", available: true, ready: 1 },
      { name: "science", available: true, ready: 0 },
    ]);
    expect((await run("1", { environment: "science" }, judged("scipy"))).status).toBe("ok");
    expect(processes.map(ran)).toEqual([[], ["run", "go"]]);
    expect(stats()).toMatchObject({ pool: { ready: 1 }, environments: [{}, { name: "science", ready: 1 }] });
  });

  test("are found by the checker where the look before the queue was wrong: the code waits again, runs once, and is answered once", async () => {
    const outcome = await run("1", {}, judged("pandas", "scipy"));
    expect(outcome).toMatchObject({ status: "ok", result: 42, scope: { summary: { imports: ["pandas", "scipy"] } } });
    expect(processes.map(ran)).toEqual([["run"], ["run", "go"]]);
    // Code in a richer one than it needs stays there.
    await run("1", { environment: "science" }, judged("pandas"));
    expect(processes.map(ran)[1]).toEqual(["run", "go", "run", "go"]);
  });

  test("a job that is moved may still be cancelled, and one that is refused is not moved", async () => {
    const stop = new AbortController();
    world.onStart = (process) => processes.indexOf(process) === 0 && stands(process);
    const moved = run("1", {}, { ...judged("scipy"), signal: stop.signal });
    await vi.advanceTimersByTimeAsync(10);
    expect(processes).toHaveLength(2);
    stop.abort();
    world.onStart = stands;
    stands(processes[1] as Process);
    expect((await moved).status).toBe("aborted");
    expect((await run("1", {}, { look: async () => refused })).status).toBe("rejected");
    expect(processes.map(ran)).toEqual([["run", "run"], []]);
  });

  test("whose processes nobody needs end, all of them, while the standard one stays", async () => {
    await run("1");
    await run("1", { environment: "science" });
    await vi.advanceTimersByTimeAsync(5 * 60_000 + 31_000);
    expect(processes.map(({ closed }) => closed)).toEqual([false, true]);
    expect((await run("1", { environment: "science" })).status).toBe("ok");
    expect(processes).toHaveLength(3);
  });

  test("a layer found open in one ends the processes of all", async () => {
    await run("1");
    await run("1", { environment: "science" });
    say(processes[1] as Process, { op: "probed", layers: [{ name: "realm", active: false, detail: "open" }] });
    await settle();
    expect(processes.map(({ gone }) => gone)).toEqual([true, true]);
    for (const environment of ["standard", "science"]) expect((await run("1", { environment })).status).toBe("unsafe");
  });

  test("that wait do not hold up jobs of the same client that need another", async () => {
    make({ workers: 2 });
    world.onStart = (process) => say(process, { op: "pool", workers: 2, ready: 1 });
    await run("1", { environment: "science" });
    neverAnswered();
    for (const code of ["1", "2"]) {
      void run(code, { environment: "science" });
      await settle();
    }
    wellAnswered();
    expect((await run("3")).status).toBe("ok");
  });

  test("while somebody waits for one of them, the processes of the others know it, and practise nothing", async () => {
    const told = (one: Process) => one.sent.flatMap((message) => (message.op === "yield" ? [message.yields] : []));
    await start();
    expect(processes.map(told)).toEqual([[]]);
    neverAnswered();
    const stop = new AbortController();
    const waiting = run("1", { environment: "science" }, { signal: stop.signal });
    await settle();
    expect(processes.map(told)).toEqual([[true], []]);
    wellAnswered();
    stop.abort();
    for (const process of processes)
      for (const { op, job } of [...process.sent]) if (op === "run") say(process, { op: "ended", job, ...over });
    await waiting;
    await settle();
    expect(processes.map(told)).toEqual([[true, false], []]);
    await run("1");
    await settle();
    expect(processes.map(told)).toEqual([
      [true, false],
      [true, false],
    ]);
  });

  test("that a sandbox does not have are named in what it says", async () => {
    await expect(run("1", { environment: "quantum" })).rejects.toThrow('no environment "quantum"; it has: standard, science');
  });
});
