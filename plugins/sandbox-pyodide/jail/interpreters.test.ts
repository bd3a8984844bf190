import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FromJail, JobTask, TaskReport, WorkerTask } from "../protocol/messages.ts";
import { Interpreters } from "./interpreters.ts";

const layers = [{ name: "realm", active: true, detail: null }];
const report: TaskReport = { rewindMs: 0, layers };

/** A pool whose workers are played by the test: what it is asked for is done at once, unless the test says otherwise. */
class PlayedPool extends EventEmitter {
  readonly tasks: WorkerTask["kind"][] = [];
  does: (task: WorkerTask, options?: { readonly signal: AbortSignal }) => Promise<TaskReport> = async () => report;

  run(task: WorkerTask, options?: { readonly signal: AbortSignal }): Promise<TaskReport> {
    this.tasks.push(task.kind);
    return this.does(task, options);
  }

  /** As Piscina tells of a worker: another view of it each time. */
  tell(event: "workerCreate" | "workerDestroy", worker: object): void {
    this.emit(event, { [Symbol("worker")]: worker });
  }

  count = (kind: WorkerTask["kind"]) => this.tasks.filter((one) => one === kind).length;
}

let pool: PlayedPool;
let sent: FromJail[];
let interpreters: Interpreters;
let settled: number;
const told = <T extends FromJail["op"]>(op: T) => sent.filter((one) => one.op === op) as Extract<FromJail, { op: T }>[];
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const work = () => interpreters.run({ kind: "job" } as JobTask, { signal: new AbortController().signal, transfer: [] });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  pool = new PlayedPool();
  sent = [];
  settled = 0;
  interpreters = new Interpreters(
    pool as never,
    3,
    (message) => sent.push(message),
    () => settled++,
  );
});
afterEach(() => void vi.useRealTimers());

test("count from the first greeting on: what the greeted one found is told, and one is enough", async () => {
  pool.tell("workerCreate", {});
  expect(told("pool").at(-1)).toEqual({ op: "pool", workers: 3, ready: 0 });
  await interpreters.warmUp();
  expect(told("probed")).toEqual([{ op: "probed", layers }]);
  expect(told("pool").at(-1)).toEqual({ op: "pool", workers: 3, ready: 1 });
  await pass();
  expect(pool.tasks).toEqual(["greeting"]);
});

test("that are wanted are asked for until they stand, and never more than the process may have", async () => {
  pool.tell("workerCreate", {});
  await interpreters.warmUp();
  interpreters.want(99);
  await pass();
  expect(pool.count("greeting")).toBe(4);
  await pass(20);
  expect(pool.count("greeting")).toBe(7);
  pool.tell("workerCreate", {});
  pool.tell("workerCreate", {});
  await pass(1000);
  expect(pool.count("greeting")).toBe(7);
  expect(told("pool").at(-1)?.ready).toBe(3);
});

test("that are not wanted any more leave, all but one, and are not brought up again", async () => {
  const workers = [{}, {}, {}];
  for (const worker of workers) pool.tell("workerCreate", worker);
  await interpreters.warmUp();
  interpreters.want(3);
  expect(pool.count("leave")).toBe(0);
  pool.does = () => Promise.reject(new Error("worker exited with code: 0"));
  interpreters.want(0);
  expect(pool.count("leave")).toBe(2);
  for (const worker of workers.slice(1)) pool.tell("workerDestroy", worker);
  await pass(1000);
  expect([pool.count("greeting"), told("pool").at(-1)?.ready, told("fault")]).toEqual([1, 1, []]);
});

test("that are gone count no more, and others are brought up; before the first one stood none is", async () => {
  const [one, other] = [{}, {}];
  pool.tell("workerCreate", one);
  pool.tell("workerDestroy", one);
  await pass();
  expect([told("pool").length, pool.tasks]).toEqual([2, []]);
  pool.tell("workerCreate", other);
  await interpreters.warmUp();
  pool.tell("workerDestroy", other);
  expect(told("pool").at(-1)?.ready).toBe(0);
  expect(pool.count("greeting")).toBe(2);
});

test("that do not come up are told as faults, and so is an error of the pool", async () => {
  pool.tell("workerCreate", {});
  await interpreters.warmUp();
  pool.does = () => Promise.reject(new Error("no memory"));
  interpreters.want(2);
  await pass();
  pool.emit("error", new Error("no thread"));
  pool.emit("error", "broken");
  expect(told("fault").map(({ message }) => message)).toEqual(["no memory", "no memory", "no thread", "broken"]);
});

test("of which the first does not come up: nobody is told that one stands", async () => {
  pool.does = () => Promise.reject(new Error("no image"));
  pool.tell("workerCreate", {});
  await expect(interpreters.warmUp()).rejects.toThrow("no image");
  expect(told("pool").every(({ ready }) => ready === 0)).toBe(true);
});

test("practise when nobody asks for a while, some twenty runs in all", async () => {
  pool.tell("workerCreate", {});
  await interpreters.warmUp();
  await pass(299);
  expect(pool.count("rehearsal")).toBe(0);
  for (let jobs = 0; jobs < 5; jobs++) await work();
  await pass(299);
  expect(pool.count("rehearsal")).toBe(0);
  await pass(1);
  expect(pool.count("rehearsal")).toBe(15);
  await work();
  await pass(60_000);
  expect(pool.count("rehearsal")).toBe(15);
});

test("stop practising for a job, which waits for no more than one rehearsal and for no further interpreter", async () => {
  pool.tell("workerCreate", {});
  await interpreters.warmUp();
  const rehearsal = Promise.withResolvers<TaskReport>();
  pool.does = () => rehearsal.promise;
  await pass(300);
  const job = work();
  await pass();
  expect(pool.tasks).toEqual(["greeting", "rehearsal"]);
  pool.does = async () => report;
  rehearsal.resolve(report);
  expect(await job).toBe(report);
  expect(pool.tasks).toEqual(["greeting", "rehearsal", "job"]);
  await pass(300);
  expect(pool.count("rehearsal")).toBe(19);
});

test("practise nothing while somebody waits for an answer elsewhere, and go on afterwards", async () => {
  pool.tell("workerCreate", {});
  interpreters.yield(true);
  await interpreters.warmUp();
  await pass(60_000);
  expect(pool.count("rehearsal")).toBe(0);
  pool.does = async ({ kind }) => {
    if (kind === "rehearsal" && pool.count("rehearsal") === 3) interpreters.yield(true);
    return report;
  };
  interpreters.yield(false);
  await pass(299);
  expect(pool.count("rehearsal")).toBe(0);
  await pass(60_000);
  expect(pool.count("rehearsal")).toBe(3);
  interpreters.yield(false);
  await pass(300);
  expect(pool.count("rehearsal")).toBe(20);
});

test("let wait what can until nobody asks for a while", async () => {
  pool.tell("workerCreate", {});
  await interpreters.warmUp();
  for (let jobs = 0; jobs < 3; jobs++) await work();
  await pass(299);
  expect(settled).toBe(0);
  await pass(1);
  expect(settled).toBe(1);
});

test("let nothing wait for more than two seconds, however much is asked", async () => {
  pool.tell("workerCreate", {});
  await interpreters.warmUp();
  for (let ms = 0; ms < 1900; ms += 100) {
    await work();
    await pass(100);
  }
  expect(settled).toBe(0);
  await work();
  await pass(100);
  expect(settled).toBe(1);
});

test("that fail at practice are no fault, and the job is served", async () => {
  pool.tell("workerCreate", {});
  await interpreters.warmUp();
  pool.does = ({ kind }) => (kind === "rehearsal" ? Promise.reject(new Error("worker exited")) : Promise.resolve(report));
  await pass(300);
  expect(await work()).toBe(report);
  expect(told("fault")).toEqual([]);
});

test("a job that ends with its interpreter is told as ended, and one that was cancelled meanwhile never begins", async () => {
  pool.tell("workerCreate", {});
  await interpreters.warmUp();
  pool.does = (_, options) => Promise.reject(new Error(options?.signal.aborted ? "aborted" : "exited"));
  await expect(work()).rejects.toThrow("exited");
  const cancelled = interpreters.run({ kind: "job" } as JobTask, { signal: AbortSignal.abort(), transfer: [] });
  await expect(cancelled).rejects.toThrow("aborted");
});

test("a pool that tells of its workers in another way than the pinned one is not believed", () => {
  expect(() => pool.emit("workerCreate", {})).toThrow(/piscina/);
});
