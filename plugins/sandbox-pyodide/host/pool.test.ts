import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { SandboxJob } from "../../../core/ports/sandbox.ts";
import type { ScopeValidator } from "../../../core/ports/scope-validator.ts";
import { answerOf, fakeScope, sandboxJob } from "../../../core/testing/index.ts";
import { quietReport } from "../../../test/guest-report.ts";
import type { JailHandlers, JailWanted } from "./jail-process.ts";
import { PyodideSandbox } from "./pool.ts";

type Message = { op: string; job: string; request: { canary: number }; [key: string]: unknown };

/** Processes are played by the test: one that is started stands, and answers as `play` says. */
const world = vi.hoisted(() => ({
  processes: [] as unknown[],
  onStart: (_process: unknown) => {},
  play: (_process: unknown, _message: unknown) => {},
  image: { intact: true, damaged: false, discarded: 0, prepared: 0, programs: [] as readonly string[] },
}));

vi.mock("./jail-process.ts", () => ({
  JailProcess: class {
    readonly sent: unknown[] = [];
    readonly bodies: unknown[] = [];
    diagnostics = "";
    gone = false;
    closed = false;
    readonly wanted: JailWanted;
    readonly handlers: JailHandlers;
    constructor(wanted: JailWanted, handlers: JailHandlers) {
      this.wanted = wanted;
      this.handlers = handlers;
    }
    static async start(wanted: JailWanted, handlers: JailHandlers) {
      const made = new this(wanted, handlers);
      world.processes.push(made);
      // What a process says is heard when whoever started it has it in hand.
      void (async () => {
        for (let turns = 0; turns < 5; turns++) await null;
        world.onStart(made);
      })();
      return made;
    }
    send(message: unknown, body: unknown) {
      this.sent.push(message);
      this.bodies.push(body);
      queueMicrotask(() => !this.gone && world.play(this, message));
    }
    kill() {
      if (this.gone) return;
      this.gone = true;
      queueMicrotask(() => this.handlers.onExit("signal SIGKILL"));
    }
    async close() {
      this.closed = true;
      this.kill();
    }
  },
}));
vi.mock("./prepared-image.ts", () => ({
  PreparedImage: class {
    state = "ready";
    packages = { numpy: "2" };
    programs: readonly string[] = [];
    ready = async () => {
      world.image.prepared++;
      return { dir: "/image", kept: true, programs: world.image.programs };
    };
    intact = async () => world.image.intact;
    removedDamaged = async () => {
      const { damaged } = world.image;
      world.image.damaged = false;
      return damaged;
    };
    discard = async () => {
      world.image.discarded++;
    };
  },
}));

interface Process {
  readonly wanted: JailWanted;
  readonly handlers: JailHandlers;
  readonly sent: Message[];
  readonly bodies: Uint8Array[][];
  diagnostics: string;
  readonly gone: boolean;
  readonly closed: boolean;
  kill(): void;
}
const processes = world.processes as Process[];
const say = (to: Process, head: object, body = "") =>
  to.handlers.onAnswer({ ...head, body: Buffer.from(body, "latin1") } as never);

const known = (x: number) => [
  x * Math.PI,
  -x,
  x / 7,
  Math.sqrt(x),
  x ** 3,
  ((x % 1000) * ((x % 1000) - 1)) / 2,
  String(x).split("").reverse().join(""),
  new Date(Date.UTC(2000, 0, 1 + x)).toISOString().slice(0, 10),
];
const report = (canary: number, rest: object = {}) =>
  JSON.stringify({
    ...quietReport,
    result: 42,
    stdout: "said\n",
    wallMs: 0,
    canary: known(canary),
    ...rest,
  });
const figures = { peakMb: 70, ranMs: 1, refused: false, interrupted: false, tripwires: [] as string[] };
const over = { reason: "stopped", detail: null, rewindMs: 3, replaced: false };

/** What a run answers, and how it ends; `null` never. */
let answers: (message: Message) => string | null;
let ends: object | null;
let told: object;
function ordinary(process: Process, message: Message): void {
  const { job } = message;
  if (message.op === "run") say(process, { op: "ready", job });
  if (message.op === "inspect")
    say(process, { op: "inspected", job, answer: JSON.stringify({ output: `saw ${message.input}` }) });
  if (message.op === "stop") say(process, { op: "ended", job, ...over });
  if (message.op !== "go") return;
  const text = answers(process.sent.find((one) => one.op === "run" && one.job === job) as Message);
  if (text !== null) say(process, { op: "answer", job, ...figures, ...told }, text);
  if (ends !== null) say(process, { op: "ended", job, ...ends });
}
const layers = [{ name: "realm", active: true, detail: null }];
function stands(process: Process): void {
  say(process, { op: "probed", layers });
  say(process, { op: "pool", workers: process.wanted.workers, ready: process.wanted.workers });
}

let sandbox: PyodideSandbox;
const lines: [string, string | undefined][] = [];
const rewinds: number[] = [];
/** What the judge says of the next programs. */
let judged: ScopeValidator["check"];
const allowed = fakeScope().check;
function make(options: object = {}): void {
  judged = allowed;
  sandbox = new PyodideSandbox(
    { check: (...given) => judged(...given) },
    {
      workers: 1,
      progress: (line, diagnostics) => lines.push([line, diagnostics]),
      onRewind: (ms) => rewinds.push(ms),
      ...options,
    },
  );
}
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  processes.length = lines.length = rewinds.length = 0;
  world.onStart = stands as never;
  world.play = ordinary as never;
  world.image = { intact: true, damaged: false, discarded: 0, prepared: 0, programs: [] };
  answers = ({ request }) => report(request.canary);
  ends = over;
  told = {};
  make();
});
afterEach(() => vi.useRealTimers());

const run = (code = "1", rest: Partial<SandboxJob> = {}, { signal }: { signal?: AbortSignal } = {}) =>
  answerOf(sandbox, sandboxJob(code, rest), signal);
const first = () => processes[0] as Process;
const ops = (process = first()) => process.sent.map(({ op }) => op);
const settle = () => vi.advanceTimersByTimeAsync(0);

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
    expect(first().sent[0]?.datasets).toEqual([
      { name: "t", format: "csv", bytes: 2 },
      { name: "t", format: "csv", bytes: 1 },
    ]);
    expect(Buffer.concat(first().bodies[0] as Uint8Array[]).toString()).toBe("abc");
    await expect(run("1", { datasets: [table(() => Promise.reject(new Error("no such file")))] })).rejects.toThrow(
      "no such file",
    );
    expect((await run()).status).toBe("ok");
  });

  test("that the judge refuses never begins, and one whose judge breaks fails; the worker is free again", async () => {
    const refused = { allowed: false, violations: [] } as const;
    judged = async () => refused;
    expect(await run()).toMatchObject({ status: "rejected", reason: "outside the scope", scope: refused });
    judged = async () => ({ ...refused, unsafe: "why" });
    expect(await run()).toMatchObject({ status: "unsafe", reason: "why" });
    judged = () => Promise.reject(new Error("broken"));
    await expect(run()).rejects.toThrow("broken");
    expect(ops()).toEqual(["run", "stop", "run", "stop", "run", "stop"]);
    judged = allowed;
    expect((await run()).status).toBe("ok");
  });

  test("is looked at by programs, named by their place where the image holds them", async () => {
    world.image.programs = ["held"];
    judged = async (code, policy, inspect) => {
      expect([code, policy]).toEqual(["6 * 7", { imports: ["math"] }]);
      expect([await inspect("held", "a"), await inspect("other", "b")]).toEqual(["saw a", "saw b"]);
      return allowed(code, policy, inspect);
    };
    expect((await run("6 * 7", { policy: { imports: ["math"] } })).status).toBe("ok");
    expect(first().sent.slice(1, 3)).toMatchObject([
      { program: 0, input: "a" },
      { program: "other", input: "b" },
    ]);
  });

  test("of which the interpreter can't say what it looks like is not let through", async () => {
    world.play = ((process: Process, message: Message) =>
      message.op === "inspect"
        ? say(process, { op: "inspected", job: message.job, answer: "{}" })
        : ordinary(process, message)) as never;
    judged = async (code, policy, inspect) => {
      await inspect("p", "x");
      return allowed(code, policy, inspect);
    };
    await expect(run()).rejects.toThrow("could not look");
    expect(ops()).toEqual(["run", "inspect", "stop"]);
  });

  test.each([
    ["wall", { status: "limit", limit: "wall", reason: "the code ran longer than 10 s" }],
    ["aborted", { status: "aborted" }],
    ["too-large", { status: "limit", limit: "result" }],
    ["memory", { status: "limit", limit: "memory", reason: "the code needed more than 512 MB" }],
    ["crashed", { status: "crashed", reason: "the interpreter ended while it ran this code" }],
    ["stopped", { status: "crashed" }],
  ])("that ends without an answer, for reason %s, is told as that", async (reason, outcome) => {
    answers = () => null;
    ends = { ...over, reason, rewindMs: null, replaced: true };
    expect(await run()).toMatchObject({ ...outcome, result: null });
    expect(rewinds).toEqual([]);
  });

  test("that called what was cut is crashed, with the name, and counted", async () => {
    answers = () => null;
    ends = { ...over, reason: "tripped", detail: "socket", rewindMs: null, replaced: true };
    expect(await run()).toMatchObject({ status: "crashed", reason: expect.stringContaining("socket"), tripwires: ["socket"] });
    ends = { ...over, reason: "tripped", rewindMs: null, replaced: true };
    expect((await run()).tripwires).toEqual(["unknown"]);
    [answers, ends, told] = [({ request }) => report(request.canary), over, { tripwires: ["fork"] }];
    expect(await run()).toMatchObject({ status: "ok", tripwires: ["fork"] });
    expect(sandbox.stats().pool.tripwires).toBe(3);
  });

  test("that is neither answered nor ended past its time is given up with its process, not before", async () => {
    [answers, ends] = [() => null, null];
    const outcome = run();
    await vi.advanceTimersByTimeAsync(14_999);
    expect(first().gone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ status: "crashed", reason: "the sandbox process ended" });
  });
});

describe("whoever cancels", () => {
  const aborted = { status: "aborted", result: null };
  test("before the run begins, while it waits, and while it runs is told so, and the jail too", async () => {
    expect(await run("1", {}, { signal: AbortSignal.abort() })).toMatchObject(aborted);
    expect(processes).toHaveLength(0);
    [answers, ends] = [() => null, null];
    const [running, waiting] = [new AbortController(), new AbortController()];
    const one = run("1", {}, { signal: running.signal });
    const other = run("2", {}, { signal: waiting.signal });
    await settle();
    expect(sandbox.stats()).toMatchObject({ busy: 1, pool: { queued: 1 } });
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

describe("an interpreter that answers known questions", () => {
  test.each([
    ["wrongly", ({ request }: Message) => report(request.canary, { canary: known(request.canary + 1) })],
    ["not at all, though the run went well,", () => report(2, { canary: null })],
  ])("%s is no source of numbers: the answer is withheld, the process replaced, and health says why", async (_, wrongly) => {
    answers = wrongly;
    expect(await run()).toMatchObject({ status: "unsafe", result: null, stdout: "" });
    await settle();
    expect(first().gone).toBe(true);
    expect(sandbox.stats().reason).toContain("answered known questions wrongly");
    answers = ({ request }) => report(request.canary);
    expect((await run()).status).toBe("ok");
    expect(processes.length).toBeGreaterThan(1);
  });

  test("and whose start was changed is replaced too", async () => {
    await run();
    say(first(), { op: "changed" });
    await settle();
    expect([first().gone, sandbox.stats().reason]).toEqual([true, expect.stringContaining("was found changed")]);
  });
});

describe("a process", () => {
  test("that ends takes its run along, and its client has another before it asks", async () => {
    [answers, ends] = [() => null, null];
    const outcome = run();
    await settle();
    first().diagnostics = "what it wrote";
    first().kill();
    expect(await outcome).toMatchObject({ status: "crashed", reason: "the sandbox process ended" });
    await settle();
    expect(processes).toHaveLength(2);
    expect(lines).toContainEqual(["the sandbox process ended", "what it wrote"]);
    [answers, ends] = [({ request }) => report(request.canary), over];
    expect((await run()).status).toBe("ok");
    expect(processes).toHaveLength(2);
  });

  test("that ends again and again lets its client wait, and says how long", async () => {
    await run();
    for (let ended = 0; ended < 5; ended++) {
      await vi.advanceTimersByTimeAsync(3000);
      (processes.at(-1) as Process).kill();
      await settle();
    }
    const outcome = await run();
    expect(outcome).toMatchObject({ status: "busy", reason: expect.stringContaining("ended 5 times in a row") });
    expect(outcome.retryAfterMs).toBe(10_000);
    expect(sandbox.stats()).toMatchObject({ ready: false, reason: expect.stringContaining("started again in 10 s") });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await run()).status).toBe("ok");
  });

  test("that does not start says why, and a damaged image is made again, once", async () => {
    world.onStart = ((process: Process) => say(process, { op: "fault", message: "no memory" })) as never;
    await expect(sandbox.start()).rejects.toThrow("did not start: no memory");
    expect([processes.length, first().closed, sandbox.stats().reason]).toEqual([1, true, expect.stringContaining("no memory")]);
    world.image.damaged = true;
    await expect(sandbox.start()).rejects.toThrow("no memory");
    expect(processes).toHaveLength(3);
    world.onStart = stands as never;
    const again = sandbox.start();
    await vi.advanceTimersByTimeAsync(99);
    expect(processes).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    await again;
    expect(sandbox.stats()).toMatchObject({ ready: true, reason: null, pool: { workers: 1, ready: 1, queued: 0 } });
  });

  test("whose layer does not hold runs nothing, nor does any other from then on", async () => {
    const found = [{ name: "realm", active: false, detail: "fetch is reachable" }];
    world.onStart = ((process: Process) => {
      say(process, { op: "probed", layers: found });
      say(process, { op: "pool", workers: 1, ready: 1 });
    }) as never;
    await expect(sandbox.start()).rejects.toThrow("does not hold (realm: fetch is reachable)");
    world.onStart = stands as never;
    expect(await run()).toMatchObject({ status: "unsafe", result: null });
    expect(sandbox.stats()).toMatchObject({ ready: false, reason: expect.stringContaining("realm") });
    expect(sandbox.stats().layers).toContainEqual({ name: "realm", active: false });
    expect([processes.length, first().gone]).toEqual([1, true]);
  });

  test("of which a layer is not there at all, which is no finding, runs", async () => {
    world.onStart = ((process: Process) => {
      say(process, { op: "probed", layers: [...layers, { name: "operating-system", active: false, detail: null }] });
      stands(process);
    }) as never;
    expect((await run()).status).toBe("ok");
    expect(sandbox.stats().layers).toEqual(
      ["guest-runtime", "realm", "process-jail", "operating-system"].map((name) => ({ name, active: name === "realm" })),
    );
  });

  test("is looked at once more after the start: an image that somebody changed runs nothing", async () => {
    await run();
    world.image.intact = false;
    await vi.advanceTimersByTimeAsync(3000);
    expect(first().gone).toBe(true);
    expect(await run()).toMatchObject({ status: "unsafe", reason: expect.stringContaining("somebody changed it") });
  });
});

describe("clients", () => {
  test("never share a process, and from the second on a spare one is kept warm", async () => {
    await sandbox.start();
    await run("1", { client: "one" });
    await run("2", { client: "one" });
    expect([processes.length, first().wanted]).toEqual([1, { image: "/image", workers: 1, eager: true, rehearse: false }]);
    await run("3", { client: "two" });
    expect(processes).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(99);
    expect(processes).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(processes[2]?.wanted).toMatchObject({ eager: false, rehearse: true });
    await run("4", { client: "three" });
    expect(processes.map((one) => one.sent.filter(({ op }) => op === "run").length)).toEqual([2, 1, 1]);
  });

  test("beyond those that have room, the one that rested longest gives up its process", async () => {
    make({ clients: 2 });
    for (const client of ["one", "two", "one", "three"]) await run("1", { client });
    await settle();
    const busy = processes.filter((one) => one.sent.length > 0);
    expect(busy.map(({ closed }) => closed)).toEqual([false, true, false]);
  });

  test("who stay away give up their process, but for the last", async () => {
    await run("1", { client: "one" });
    await run("1", { client: "two" });
    await vi.advanceTimersByTimeAsync(7 * 60_000);
    expect(processes.filter(({ sent, closed }) => sent.length > 0 && closed)).toHaveLength(1);
  });
});

test("more jobs than may wait are turned away, each told to come back later than the one before", async () => {
  make({ queue: 1 });
  [answers, ends] = [() => null, null];
  void run();
  void run();
  const [one, other] = [await run(), await run()];
  expect([one.status, one.reason]).toEqual(["busy", "the queue holds 1 jobs and is full"]);
  expect(one.retryAfterMs).toBeGreaterThanOrEqual(50);
  expect(other.retryAfterMs).toBeGreaterThanOrEqual(one.retryAfterMs as number);
});

test("a sandbox that is closed lets nobody wait, ends its processes and takes no more", async () => {
  [answers, ends] = [() => null, null];
  const running = run();
  const waiting = run();
  await settle();
  await sandbox.close();
  expect(await waiting).toMatchObject({ status: "aborted", reason: "the server is shutting down" });
  expect((await running).result).toBeNull();
  expect([first().closed, world.image.discarded]).toEqual([true, 1]);
  await expect(run()).rejects.toThrow("closed");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(processes).toHaveLength(1);
});
