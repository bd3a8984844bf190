import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Inspect } from "../../../core/ports/scope-validator.ts";
import { operation } from "../../../core/telemetry/telemetry.ts";
import { recorded } from "../../../core/tests/telemetry.ts";
import {
  allowed,
  figures,
  first,
  known,
  lines,
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
  rewinds,
  run,
  say,
  script,
  settle,
  stats,
  wellAnswered,
  world,
} from "../tests/played-jails.ts";

beforeEach(newWorld);
afterEach(() => void vi.useRealTimers());

describe("a run", () => {
  test("is asked of the jail with all it needs, and its answer is the outcome, measured here", async () => {
    const outcome = await run("6 * 7", { preamble: "p", contextJson: "[1]", seed: 5 });
    expect(outcome).toMatchObject({
      status: "ok",
      result: 42,
      stdout: "said\n",
      reason: null,
      limit: null,
      seed: 5,
      tripwires: [],
    });
    expect(outcome.usage.peakMemoryMb).toBe(70);
    expect(ops()).toEqual(["run", "go"]);
    expect(first().sent[0]).toMatchObject({
      request: { code: "6 * 7", persona: "diego", role: "Engineering Leadership", preamble: "p", contextJson: "[1]", seed: 5 },
      datasets: [],
      wallMs: 10_000,
      memoryMb: 512,
    });
    await settle();
    expect(rewinds).toEqual([3]);
  });

  test("brings its tables along, read when its turn has come; where one can't be read the run fails and the next one goes on", async () => {
    const table = (bytes: unknown) => ({ name: "t", format: "csv", bytes }) as never;
    await run("1", { datasets: [table(Buffer.from("ab")), table(async () => Buffer.from("c"))] });
    const head = { name: "t", format: "csv", packing: null, sheet: null, reader: null, key: null };
    expect(first().sent[0]?.datasets).toEqual([
      { ...head, files: [{ name: "t", bytes: 2 }] },
      { ...head, files: [{ name: "t", bytes: 1 }] },
    ]);
    expect(Buffer.concat(first().bodies[0] as Uint8Array[]).toString()).toBe("abc");
    await expect(run("1", { datasets: [table(() => Promise.reject(new Error("no such file")))] })).rejects.toThrow(
      "no such file",
    );
    expect((await run()).status).toBe("ok");
  });

  test("that the judge refuses never begins, and one whose judge breaks fails; the worker is free again", async () => {
    expect(await run("1", {}, { look: async () => refused })).toMatchObject({
      status: "rejected",
      reason: "outside the scope",
      scope: refused,
    });
    expect(await run("1", {}, { look: async () => ({ ...refused, unsafe: "why" }) })).toMatchObject({
      status: "unsafe",
      reason: "why",
    });
    await expect(run("1", {}, { look: () => Promise.reject(new Error("broken")) })).rejects.toThrow("broken");
    expect(ops()).toEqual(["run", "stop", "run", "stop", "run", "stop"]);
    expect((await run()).status).toBe("ok");
  });

  test("is looked at by programs, named by their place where the image holds them", async () => {
    make({ programs: ["held"] });
    const look = async (inspect: Inspect) => {
      expect([await inspect("held", "a"), await inspect("other", "b")]).toEqual(["saw a", "saw b"]);
      return allowed;
    };
    expect((await run("1", {}, { look })).status).toBe("ok");
    expect(first().sent.slice(1, 3)).toMatchObject([
      { program: 0, input: "a" },
      { program: "other", input: "b" },
    ]);
  });

  test("of which the interpreter can't say what it looks like is not let through", async () => {
    world.play = (process, message) =>
      message.op === "inspect" ? say(process, { op: "inspected", job: message.job, answer: "{}" }) : ordinary(process, message);
    const look = async (inspect: Inspect) => ((await inspect("p", "x")) === "" ? refused : allowed);
    await expect(run("1", {}, { look })).rejects.toThrow("could not look");
    expect(ops()).toEqual(["run", "inspect", "stop"]);
  });

  test.each([
    ["wall", { status: "limit", limit: "wall", reason: "the code ran longer than 10 s" }],
    ["aborted", { status: "aborted", reason: "cancelled" }],
    ["too-large", { status: "limit", limit: "result", reason: "the answer is larger than 4 MiB" }],
    ["memory", { status: "limit", limit: "memory", reason: "the code needed more than 512 MB" }],
    ["crashed", { status: "crashed", reason: "the interpreter ended while it ran this code" }],
    ["stopped", { status: "crashed", reason: "the interpreter ended while it ran this code" }],
  ])("that ends without an answer, for reason %s, is told as that", async (reason, outcome) => {
    script.answers = () => null;
    script.ends = { ...over, reason, rewindMs: null, replaced: true };
    expect(await run()).toMatchObject({ ...outcome, result: null });
    expect(rewinds).toEqual([]);
  });

  test("that called what was cut is crashed, with the name, and counted", async () => {
    script.answers = () => null;
    script.ends = { ...over, reason: "tripped", detail: "socket", rewindMs: null, replaced: true };
    expect(await run()).toMatchObject({ status: "crashed", reason: expect.stringContaining("socket"), tripwires: ["socket"] });
    script.ends = { ...over, reason: "tripped", rewindMs: null, replaced: true };
    expect(await run()).toMatchObject({ reason: expect.stringContaining("called a function in the"), tripwires: ["unknown"] });
    wellAnswered();
    script.told = { tripwires: ["fork"] };
    expect(await run()).toMatchObject({ status: "ok", tripwires: ["fork"] });
    expect(stats().pool.tripwires).toBe(3);
  });

  test("that is neither answered nor ended past its time is given up with its process, not before", async () => {
    neverAnswered();
    const outcome = run();
    await vi.advanceTimersByTimeAsync(14_999);
    expect(first().gone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ status: "crashed", reason: "the sandbox process ended" });
  });
});

describe("a run that something happens to", () => {
  const table = (bytes: () => Promise<Uint8Array>) => ({ datasets: [{ name: "t", format: "csv", bytes }] });

  test("as its tables are read: cancelled it never begins, and the next one does", async () => {
    const controller = new AbortController();
    const bytes = async () => {
      controller.abort();
      return Buffer.from("a");
    };
    const outcome = await run("1", table(bytes), { signal: controller.signal });
    expect(outcome).toMatchObject({ status: "aborted", reason: "cancelled before it began" });
    expect(ops()).toEqual([]);
    expect((await run()).status).toBe("ok");
  });

  test("as its tables are read: when its process ends it is over, and asks nothing any more", async () => {
    const read = Promise.withResolvers<Uint8Array>();
    const outcome = run(
      "1",
      table(() => read.promise),
    );
    await settle();
    first().kill();
    expect(await outcome).toMatchObject({ status: "crashed", usage: { queueMs: 0, wallMs: 0 } });
    read.resolve(Buffer.from("a"));
    await settle();
    expect(processes.map((one) => ops(one))).toEqual([[], []]);
  });

  test.each([
    ["the process", (process: Process) => process.kill()],
    ["the interpreter", (process: Process, job: string) => say(process, { op: "ended", job, ...over, reason: "crashed" })],
  ])("while it is looked at: when %s ends, whoever looks is told so and nothing is let through", async (_, end) => {
    world.play = (process, message) => (message.op === "inspect" ? end(process, message.job) : ordinary(process, message));
    let told: unknown;
    const look = async (inspect: Inspect) => {
      told = await inspect("p", "x").catch((error: Error) => error.message);
      return { ...refused, unsafe: "nobody looked" };
    };
    expect(await run("1", {}, { look })).toMatchObject({ status: "crashed" });
    await settle();
    expect(told).toBe("the sandbox process ended while it looked at the code");
    expect(ops()).not.toContain("go");
  });

  test("cancelled, and then its process ends: it was cancelled", async () => {
    neverAnswered();
    const controller = new AbortController();
    const outcome = run("1", {}, { signal: controller.signal });
    await settle();
    controller.abort();
    expect(ops()).toEqual(["run", "go", "abort"]);
    first().kill();
    expect((await outcome).status).toBe("aborted");
  });
});

describe("the steps of a run, for whoever watches the server,", () => {
  const told = async () => {
    // Who collects them waits by the clock.
    vi.useRealTimers();
    const { spans, metrics } = await recorded();
    queuedSeconds = (metrics["strategic_python.queue.duration"]?.[0]?.value as { sum: number } | undefined)?.sum ?? 0;
    return spans;
  };
  const steps = async () =>
    (await told()).map(({ name, ms, attributes, startedAt }) => ({
      name,
      ms: Math.round(ms),
      ends: Math.round(startedAt + ms - born),
      problem: attributes["error.type"] ?? null,
    }));
  let born: number;
  let queuedSeconds: number;
  beforeEach(async () => {
    await told();
    newWorld();
    born = Date.now();
  });
  const later = (ms: number, work: () => void) => void setTimeout(work, ms);
  /** Ready after 20 ms, let through after 30 more, answered after 50 more and free again after 8 more. */
  const slowly = (ranMs: number, rewindMs: number | null) => {
    world.play = (process, { op, job }) => {
      if (op === "run") later(20, () => say(process, { op: "ready", job }));
      if (op === "stop") say(process, { op: "ended", job, ...over, rewindMs: null });
      if (op !== "go") return;
      later(50, () =>
        say(process, { op: "answer", job, ...figures, ranMs }, report((first().sent[0] as Message).request.canary)),
      );
      later(58, () => say(process, { op: "ended", job, ...over, rewindMs }));
    };
  };
  const whole = async (lets = true) => {
    const look = async () => {
      await new Promise<void>((resolve) => later(30, resolve));
      return lets ? allowed : refused;
    };
    const outcome = run("1", {}, { look });
    await vi.advanceTimersByTimeAsync(200);
    return { outcome: await outcome, steps: await steps() };
  };

  test("are told with their times: by the worker's clock how long it computed, and the usage by ours", async () => {
    slowly(40, 5);
    const before = queuedSeconds;
    const { outcome, steps } = await whole();
    expect(queuedSeconds - before).toBeCloseTo(0.02);
    expect(outcome.usage).toMatchObject({ queueMs: 20, wallMs: 0 });
    expect(steps).toMatchObject([
      { name: "queue", ms: 20, ends: 20, problem: null },
      { name: "execute", ms: 40, ends: 90, problem: null },
      { name: "rewind", ms: 5, ends: 108, problem: null },
    ]);
  });

  test("are no longer than what passed here, whatever the worker says, and a rewind that took nothing is none", async () => {
    slowly(1e9, 1e9);
    expect((await whole()).steps).toMatchObject([{ name: "queue" }, { ms: 50, ends: 100 }, { ms: 108, ends: 108 }]);
    newWorld();
    born = Date.now();
    slowly(40, 0);
    expect((await whole()).steps.map(({ name }) => name)).toEqual(["queue", "execute"]);
  });

  test("that is not let through ends with the queue, and used no time of the interpreter", async () => {
    slowly(40, null);
    const { outcome, steps } = await whole(false);
    expect(outcome).toMatchObject({ status: "rejected", usage: { queueMs: 20, wallMs: 0 } });
    expect(steps).toMatchObject([{ name: "queue", ms: 20, problem: null }]);
  });

  test("that ends without an answer took until its end, with what became of it", async () => {
    slowly(40, null);
    const outcome = run();
    await vi.advanceTimersByTimeAsync(45);
    first().kill();
    expect((await outcome).usage).toMatchObject({ queueMs: 20, wallMs: 25 });
    expect(await steps()).toMatchObject([{ name: "queue" }, { name: "execute", ms: 25, ends: 45, problem: "crashed" }]);
  });

  test("that is cancelled while it waits was in the queue until then", async () => {
    neverAnswered();
    const controller = new AbortController();
    void run();
    const waiting = run("2", {}, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(70);
    controller.abort();
    await waiting;
    expect(await steps()).toMatchObject([
      { name: "queue", problem: null },
      { name: "queue", ms: 70, problem: "aborted" },
    ]);
  });

  test("belong to the call that asked for it, and the jail is told to which", async () => {
    slowly(40, 5);
    await operation("call", async () => {
      const outcome = run();
      await vi.advanceTimersByTimeAsync(200);
      await outcome;
    });
    const spans = await told();
    const call = spans.find(({ name }) => name === "call");
    expect(spans.filter(({ parent }) => parent === call?.id).map(({ name }) => name)).toEqual(["queue", "execute", "rewind"]);
    expect(first().sent[0]?.trace).toContain(call?.id);
  });
});

describe("an interpreter that answers known questions", () => {
  test.each([
    ["wrongly", ({ request }: Message) => report(request.canary, { canary: known(request.canary + 1) })],
    ["not at all, though the run went well,", () => report(2, { canary: null })],
  ])("%s is no source of numbers: the answer is withheld, the process replaced, and health says why", async (_, wrongly) => {
    script.answers = wrongly;
    expect(await run()).toMatchObject({ status: "unsafe", result: null, stdout: "" });
    await settle();
    expect(first().gone).toBe(true);
    expect(stats().reason).toContain("answered known questions wrongly");
    expect(lines).toEqual([[stats().reason, undefined]]);
    wellAnswered();
    expect((await run()).status).toBe("ok");
    expect(processes.length).toBeGreaterThan(1);
  });

  test("and whose start was changed is replaced too", async () => {
    await run();
    say(first(), { op: "changed" });
    await settle();
    expect([first().gone, stats().reason]).toEqual([true, expect.stringContaining("was found changed")]);
  });
});
