import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Control } from "../protocol/control.ts";
import {
  ANSWER_MAX,
  type FromJail,
  type FromWorker,
  type JobTask,
  type TaskReport,
  type ToJail,
  type ToWorker,
} from "../protocol/messages.ts";
import type { Decoder } from "./decoder.ts";
import { JobTable } from "./jobs.ts";

/** Interpreters that are played by the test, for every turn that a job can take (hence one long file): a job is whatever the test says. */
class PlayedInterpreters {
  readonly wanted: number[] = [];
  readonly jobs: { task: JobTask; says: ToWorker[]; end(rewindMs: number): void; crash(): void }[] = [];

  run(task: JobTask, { signal }: { readonly signal: AbortSignal }): Promise<TaskReport> {
    const { promise, resolve, reject } = Promise.withResolvers<TaskReport>();
    const says: ToWorker[] = [];
    task.port.on("message", (message: ToWorker) => says.push(message));
    signal.addEventListener("abort", () => reject(new Error("the thread was ended")));
    this.jobs.push({
      task,
      says,
      end: (rewindMs) => resolve({ rewindMs, layers: [] }),
      crash: () => reject(new Error("a fatal error")),
    });
    return promise;
  }

  readonly yields: boolean[] = [];

  want(interpreters: number): void {
    this.wanted.push(interpreters);
  }

  yield(yields: boolean): void {
    this.yields.push(yields);
  }
}

let pool: PlayedInterpreters;
let table: JobTable;
let heap: { holds: () => boolean; nextPartHolds: () => boolean };
let decoder: Pick<Decoder, "decode">;
let sent: FromJail[];
let bodies: string[];

/** Messages between threads come in turns of their own, which a stopped clock does not stop. */
async function until(holds: () => boolean): Promise<void> {
  for (let turns = 0; !holds() && turns < 2000; turns++) await new Promise((resolve) => setImmediate(resolve));
  expect(holds()).toBe(true);
}
async function quiet(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
}
const told = <T extends FromJail["op"]>(op: T) => sent.filter((one) => one.op === op) as Extract<FromJail, { op: T }>[];

function make(): void {
  pool = new PlayedInterpreters();
  sent = [];
  bodies = [];
  decoder = { decode: async () => ({ format: "table", bytes: new Uint8Array([1]) }) };
  heap = { holds: () => true, nextPartHolds: () => true };
  table = new JobTable(pool, heap, decoder, (message, body) => {
    sent.push(message);
    if (body !== undefined) bodies.push(Buffer.from(body).toString("latin1"));
  });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  make();
});
afterEach(() => {
  for (const { crash } of pool.jobs) crash();
  vi.useRealTimers();
});

const request = { code: "1" } as Extract<ToJail, { op: "run" }>["request"];
const runOf = (job: string, rest: object = {}) =>
  ({ op: "run", job, trace: "t", request, datasets: [], wallMs: 1000, memoryMb: 64, ...rest }) as const;

/** A job that has begun, and its worker. */
function begin(job = "j", rest: object = {}, body = Buffer.alloc(0)) {
  table.receive(runOf(job, rest), body);
  const worker = pool.jobs.at(-1) as PlayedInterpreters["jobs"][number];
  return { ...worker, say: (message: FromWorker) => worker.task.port.postMessage(message) };
}
const answer = (rest: object = {}) =>
  ({ kind: "answer", answer: "{}", peakMb: 1, ranMs: 2, refused: false, tripwires: [], ...rest }) as FromWorker;
const ended = async () => {
  await until(() => told("ended").length > 0);
  return told("ended")[0];
};

test("a job goes from ready over inspection and go to its answer, and then its worker is free", async () => {
  const worker = begin();
  expect(worker.task).toMatchObject({ kind: "job", trace: "t", request, memoryMb: 64 });
  worker.say({ kind: "ready" });
  table.receive({ op: "inspect", job: "j", program: 3, input: "x" }, Buffer.alloc(0));
  await until(() => worker.says.length === 1);
  worker.say({ kind: "inspected", answer: "seen" });
  table.receive({ op: "go", job: "j" }, Buffer.alloc(0));
  await until(() => worker.says.length === 2);
  expect(worker.says).toEqual([{ kind: "inspect", program: 3, input: "x" }, { kind: "go" }]);
  worker.say(answer({ answer: "\u00e9", refused: true, tripwires: ["socket"] }));
  worker.end(5);
  await ended();
  expect(sent).toEqual([
    { op: "ready", job: "j" },
    { op: "inspected", job: "j", answer: "seen" },
    { op: "answer", job: "j", peakMb: 1, ranMs: 2, refused: true, interrupted: false, line: null, tripwires: ["socket"] },
    { op: "ended", job: "j", reason: "stopped", detail: null, line: null, rewindMs: 5, replaced: false },
  ]);
  expect(bodies).toEqual(["\u00e9"]);
});

test("an answer that was posted before the job ended is told before its end, though the end came first", async () => {
  const worker = begin();
  worker.say(answer());
  worker.end(1);
  await ended();
  expect(sent.map(({ op }) => op)).toEqual(["answer", "ended"]);
});

test("a job that was stopped ends as that, and one whose worker ends without an answer has crashed", async () => {
  const one = begin("one");
  table.receive({ op: "stop", job: "one" }, Buffer.alloc(0));
  await until(() => one.says.length === 1);
  expect(one.says).toEqual([{ kind: "stop" }]);
  one.end(1);
  const other = begin("other");
  other.crash();
  await until(() => told("ended").length === 2);
  expect(told("ended")).toMatchObject([
    { job: "one", reason: "stopped", replaced: false, rewindMs: 1 },
    { job: "other", reason: "crashed", replaced: true, rewindMs: null },
  ]);
});

test("time is counted from go on, and ends a run by an interrupt first: what heeds it keeps its thread", async () => {
  const worker = begin();
  const control = new Control(worker.task.control);
  vi.advanceTimersByTime(5000);
  expect(control.take()).toBe(0);
  table.receive({ op: "go", job: "j" }, Buffer.alloc(0));
  vi.advanceTimersByTime(999);
  expect(control.take()).toBe(0);
  control.begun(7);
  vi.advanceTimersByTime(1);
  expect(control.take()).toBe(2);
  // What caught it went on to another line.
  control.begun(8);
  worker.say(answer());
  await until(() => told("answer").length === 1);
  expect(told("answer")[0]).toMatchObject({ interrupted: true, line: 7 });
  // The answer came in time: the thread lives on, however long its rewind takes.
  vi.advanceTimersByTime(60_000);
  worker.end(1);
  expect(await ended()).toMatchObject({ reason: "wall", replaced: false });
});

test("what ignores the interrupt loses its thread a moment later", async () => {
  begin();
  table.receive({ op: "go", job: "j" }, Buffer.alloc(0));
  vi.advanceTimersByTime(1000 + 249);
  await quiet();
  expect(told("ended")).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(await ended()).toMatchObject({ reason: "wall", replaced: true });
});

test("an abort interrupts at once, is no matter of time, and comes too late after an answer or another end", async () => {
  const aborted = begin("aborted");
  table.receive({ op: "go", job: "aborted" }, Buffer.alloc(0));
  table.receive({ op: "abort", job: "aborted" }, Buffer.alloc(0));
  expect(new Control(aborted.task.control).take()).toBe(2);
  // A second word changes neither the reason nor the grace.
  vi.advanceTimersByTime(200);
  table.receive({ op: "abort", job: "aborted" }, Buffer.alloc(0));
  table.endAll("memory");
  await quiet();
  expect(told("ended")).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(await ended()).toMatchObject({ job: "aborted", reason: "aborted", replaced: true });

  const answered = begin("answered");
  answered.say(answer());
  await until(() => told("answer").length === 1);
  table.receive({ op: "abort", job: "answered" }, Buffer.alloc(0));
  expect(new Control(answered.task.control).take()).toBe(0);
  table.endAll("memory");
  answered.end(1);
  await until(() => told("ended").length === 2);
  expect(told("ended")[1]).toMatchObject({ job: "answered", reason: "stopped", replaced: false });
});

test("a job that is over, or never was, is not spoken to", async () => {
  begin().end(1);
  await ended();
  const before = sent.length;
  for (const op of ["go", "stop", "abort"] as const) table.receive({ op, job: "j" }, Buffer.alloc(0));
  table.receive({ op: "go", job: "never" }, Buffer.alloc(0));
  vi.advanceTimersByTime(10_000);
  await quiet();
  expect(sent.slice(before).filter(({ op }) => op === "ended" || op === "answer")).toEqual([]);
});

test("a job that is over leaves no clock running and no port open", async () => {
  const worker = begin();
  let closed = false;
  worker.task.port.on("close", () => (closed = true));
  table.receive({ op: "go", job: "j" }, Buffer.alloc(0));
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  vi.advanceTimersByTime(100);
  worker.end(1);
  await ended();
  await until(() => closed);
  vi.advanceTimersByTime(900);
  expect(new Control(worker.task.control).take()).toBe(0);
});

test("when memory runs out every run of the moment ends, and its thread with it", async () => {
  begin("one");
  begin("two");
  table.endAll("memory");
  await until(() => told("ended").length === 2);
  for (const end of told("ended")) expect(end).toMatchObject({ reason: "memory", replaced: true });
});

test.each([
  ["an inspection of more than a megabyte", { kind: "inspected", answer: "x".repeat(1_048_577) }],
  ["an inspection that is no text", { kind: "inspected", answer: { length: 1 } }],
  ["an answer that is no text", answer({ answer: null })],
  ["an answer beyond what a run may say", answer({ answer: "x".repeat(ANSWER_MAX + 1) })],
] as [string, FromWorker][])("%s ends its thread and is not handed on", async (_, message) => {
  begin().say(message);
  expect(await ended()).toMatchObject({ reason: "too-large", replaced: true, detail: null });
  expect([...told("inspected"), ...told("answer")]).toEqual([]);
});

test("an inspection and an answer of the largest size are handed on", async () => {
  const worker = begin();
  worker.say({ kind: "inspected", answer: "x".repeat(1_048_576) });
  worker.say(answer({ answer: "x".repeat(ANSWER_MAX) }));
  await until(() => told("answer").length === 1);
  expect(told("inspected")).toHaveLength(1);
  worker.end(1);
  await ended();
});

test("a run that called what was cut ends with its thread, and the name is told as far as a name goes", async () => {
  begin().say({ kind: "tripped", name: "n".repeat(300) });
  expect(await ended()).toMatchObject({ reason: "tripped", detail: "n".repeat(200), replaced: true });
});

test("figures that are none are zero, and no more tripwires are handed on than are read", async () => {
  const worker = begin();
  worker.say(
    answer({ peakMb: Number.NaN, ranMs: -1, refused: "yes", tripwires: Array.from({ length: 12 }, () => "w".repeat(201)) }),
  );
  await until(() => told("answer").length === 1);
  expect(told("answer")[0]).toMatchObject({ peakMb: 0, ranMs: 0, refused: false });
  expect(told("answer")[0]?.tripwires).toEqual(Array.from({ length: 10 }, () => "w".repeat(200)));
  const other = begin("other");
  other.say(answer({ peakMb: Number.POSITIVE_INFINITY, ranMs: "1" }));
  await until(() => told("answer").length === 2);
  expect(told("answer")[1]).toMatchObject({ peakMb: 0, ranMs: 0 });
});

const head = (name: string, format: string, sizes: readonly number[], rest: object = {}) => ({
  ...{ name, format, packing: null, sheet: null, reader: null, key: null },
  files: sizes.map((bytes, at) => ({ name: `${name}${at}`, bytes })),
  ...rest,
});
const given = ({ datasets }: JobTask) =>
  datasets.map(({ name, parts }) => [
    name,
    ...parts.map(({ name: file, format, bytes }) => [file, format, Buffer.from(bytes).toString()]),
  ]);

test("each file of a dataset reaches the worker whole, in a buffer of its own", () => {
  const heads = [head("a", "csv", [3]), head("b", "json", [0]), head("c", "csv", [1, 1])];
  const { task } = begin("j", { datasets: heads }, Buffer.from("abcde"));
  expect(given(task)).toEqual([
    ["a", ["a0", "csv", "abc"]],
    ["b", ["b0", "json", ""]],
    ["c", ["c0", "csv", "d"], ["c1", "csv", "e"]],
  ]);
  for (const { parts } of task.datasets) for (const { bytes } of parts) expect(bytes.buffer.byteLength).toBe(bytes.length);
});

test("what Python can't read is decoded before an interpreter is asked; a job that was cancelled meanwhile asks for none", async () => {
  const asked: unknown[] = [];
  const waiting = Promise.withResolvers<void>();
  decoder.decode = async (packed, { wallMs }) => {
    asked.push({ ...packed, bytes: Buffer.from(packed.bytes).toString() }, wallMs);
    await waiting.promise;
    return { format: "table", bytes: new TextEncoder().encode("T") };
  };
  const heads = [head("w", "xlsx", [2], { sheet: "Q2" }), head("a", "csv", [1])];
  table.receive(runOf("j", { datasets: heads }), Buffer.from("xyz"));
  table.receive(runOf("gone", { datasets: heads }), Buffer.from("xyz"));
  table.receive({ op: "abort", job: "gone" }, Buffer.alloc(0));
  await quiet();
  expect([asked[0], asked[1], pool.jobs.length]).toEqual([{ format: "xlsx", packing: null, sheet: "Q2", bytes: "xy" }, 1000, 0]);
  waiting.resolve();
  await until(() => pool.jobs.length === 1);
  expect(given(pool.jobs[0]?.task as JobTask)).toEqual([
    ["w", ["w0", "table", "T"]],
    ["a", ["a0", "csv", "z"]],
  ]);
  await until(() => told("ended").length === 1);
  expect(told("ended")[0]).toMatchObject({ job: "gone", reason: "aborted", replaced: false });
});

test("a table that a worker hands back is kept under its key, told with its size, given to later jobs, and dropped by the host's word", async () => {
  const first = begin("one", { datasets: [head("a", "csv", [3], { key: "k" })] }, Buffer.from("abc"));
  expect(first.task.datasets[0]?.key).toBe("k");
  first.say({ kind: "tables", tables: [{ key: "k", bytes: new TextEncoder().encode("TABLE") }] });
  await until(() => told("kept").length === 1);
  expect(told("kept")).toEqual([{ op: "kept", key: "k", bytes: 5 }]);
  const known = { datasets: [head("b", "csv", [], { key: "k" })] };
  for (const job of ["two", "three"]) {
    const { task } = begin(job, known, Buffer.alloc(0));
    expect([given(task), task.datasets[0]?.key]).toEqual([[["b", ["b", "table", "TABLE"]]], null]);
  }
  table.receive({ op: "forget", keys: ["k", "other"] }, Buffer.alloc(0));
  expect(given(begin("four", known, Buffer.alloc(0)).task)).toEqual([["b"]]);
});

test.each([
  ["again, when its guest may have run", "own", [{ key: "own", bytes: "true" }], [{ key: "own", bytes: "forged" }]],
  ["after it told that there are none", "own", [], [{ key: "own", bytes: "forged" }]],
  ["of a file that is not its job's", "own", [{ key: "another's", bytes: "forged" }], []],
])("a worker that tells of tables %s is ended, and nothing of it is kept", async (_, key, ...said) => {
  const job = begin("j", { datasets: [head("a", "csv", [1], { key })] }, Buffer.from("a"));
  for (const tables of said)
    job.say({ kind: "tables", tables: tables.map((one) => ({ key: one.key, bytes: new TextEncoder().encode(one.bytes) })) });
  await until(() => told("ended").length === 1);
  expect(told("ended")[0]).toMatchObject({ job: "j", reason: "too-large", replaced: true });
  for (const known of ["own", "another's"]) {
    const { task } = begin(known, { datasets: [head("b", "csv", [], { key: known })] }, Buffer.alloc(0));
    expect(given(task).join()).not.toContain("forged");
  }
});

test("what runs start from is looked at part by part after a rewind, as a whole after a thread was lost, and a change is told", async () => {
  const looks: string[] = [];
  heap.holds = () => looks.push("whole") > 1;
  heap.nextPartHolds = () => looks.push("part") > 0;
  begin("one").end(1);
  await until(() => told("ended").length === 1);
  expect([looks, told("changed")]).toEqual([["part"], []]);
  looks.length = 0;
  begin("two").crash();
  await until(() => told("ended").length === 2);
  expect([looks, told("changed").length]).toEqual([["whole"], 1]);
});

test("a job whose thread had to be ended tells the last line that was seen to begin", async () => {
  const worker = begin();
  table.receive({ op: "go", job: "j" }, Buffer.alloc(0));
  for (const line of [1, 2, 4]) new Control(worker.task.control).begun(line);
  vi.advanceTimersByTime(1250);
  expect(await ended()).toMatchObject({ reason: "wall", line: 4, replaced: true });
});

test("how many interpreters are wanted, and whether they yield to others, is handed on", () => {
  table.receive({ op: "want", interpreters: 3 }, Buffer.alloc(0));
  for (const yields of [true, false]) table.receive({ op: "yield", yields }, Buffer.alloc(0));
  expect([pool.wanted, pool.yields]).toEqual([[3], [true, false]]);
});
