import { Buffer } from "node:buffer";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import type { Piscina } from "piscina";
import type { SharedHeap } from "../interpreter/shared-heap.ts";
import {
  ANSWER_MAX,
  type DatasetHead,
  type EndReason,
  type FromJail,
  type FromWorker,
  type ToJail,
  type ToWorker,
  type WorkerTask,
} from "../protocol/messages.ts";
import type { TaskReport } from "../worker/session.ts";

const SIGINT = 2;
/** Between the interrupt, which Python code sees, and the end of the thread, which everything sees. */
const GRACE_MS = 250;
/** What a worker may say: more is not what our program there writes, and would be too much for whoever reads it. */
const INSPECTION_MAX = 1_048_576;
const TEXT_MAX = 200;
const REHEARSALS = 20;
const OTHERS_AFTER_MS = 100;
/** Between two attempts to bring up a worker that is missing. */
const FILL_AGAIN_MS = 20;

type RunMessage = Extract<ToJail, { op: "run" }>;

interface Job {
  readonly id: string;
  readonly wallMs: number;
  readonly control: Uint8Array;
  readonly toWorker: (message: ToWorker) => void;
  readonly thread: AbortController;
  reason: EndReason | null;
  detail: string | null;
  answered: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** What runs start from, which no run may have changed. */
type Verified = Pick<SharedHeap, "holds" | "nextPartHolds">;

/** The jobs inside the jail: hands each to a worker, times it, and ends it when its time is over. */
export class JobTable {
  readonly #pool: Piscina;
  readonly #workers: number;
  readonly #heap: Verified;
  readonly #send: (message: FromJail, body?: Uint8Array) => void;
  readonly #jobs = new Map<string, Job>();
  readonly #standing = new Set<object>();
  /** Piscina counts its first worker before that has booted. */
  #greeted = false;
  /** All workers are to stand; before, one is enough. */
  #wanted = false;
  #filling: Promise<void> | null = null;

  constructor(pool: Piscina, workers: number, heap: Verified, send: (message: FromJail, body?: Uint8Array) => void) {
    this.#pool = pool;
    this.#workers = workers;
    this.#heap = heap;
    this.#send = send;
    pool.on("workerCreate", (worker: object) => {
      this.#standing.add(itself(worker));
      this.#report();
    });
    pool.on("workerDestroy", (worker: object) => {
      // One that never stood is told of, too.
      this.#standing.delete(itself(worker));
      this.#report();
      if (this.#greeted) this.#fill();
    });
    pool.on("error", (error: unknown) => send({ op: "fault", message: error instanceof Error ? error.message : String(error) }));
  }

  /** Resolves when the first interpreter has shown that it runs; the others follow in the background, or with the first job. */
  async warmUp(eager: boolean): Promise<void> {
    this.#wanted = eager;
    await this.#greet();
    this.#greeted = true;
    this.#report();
    this.#fill();
  }

  #bringAll(): void {
    this.#wanted = true;
    this.#fill();
  }

  /** Typical work, until a job comes: V8 makes good code of what ran a few times. */
  async rehearse(): Promise<void> {
    for (let i = 0; i < REHEARSALS && !this.#wanted && this.#jobs.size === 0; i++) await this.#greet(true);
  }

  /**
   * Piscina starts a thread when a task finds no idle one: as many greetings as workers bring all of them up. One that has just
   * died may still be counted, and a fast one may answer two greetings: so again, until all are there.
   */
  #fill(): void {
    if (this.#ready >= (this.#wanted ? this.#workers : 1)) return;
    this.#filling ??= this.#greetAll().finally(() => {
      this.#filling = null;
      if (this.#ready < this.#workers) setTimeout(() => this.#fill(), FILL_AGAIN_MS).unref();
    });
  }

  async #greetAll(): Promise<void> {
    const greetings = Array.from({ length: this.#workers }, () => this.#greet());
    for (const { status, ...rest } of await Promise.allSettled(greetings)) {
      if (status === "fulfilled") continue;
      const { reason } = rest as PromiseRejectedResult;
      this.#send({ op: "fault", message: reason instanceof Error ? reason.message : String(reason) });
    }
  }

  /** A job that does nothing: done when a worker is ready. */
  async #greet(rehearsal = false): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    port1.on("message", (message: FromWorker) => {
      if (message.kind !== "ready") return;
      this.#send({ op: "probed", layers: message.layers });
      port1.postMessage({ kind: "stop" } satisfies ToWorker);
    });
    const task: WorkerTask = {
      rehearsal,
      trace: null,
      request: null as never,
      datasets: [],
      memoryMb: 0,
      control: new SharedArrayBuffer(1),
      port: port2,
    };
    await this.#pool.run(task, { transferList: transferable([port2]) });
    port1.close();
  }

  receive(message: ToJail, body: Buffer): void {
    if (message.op === "run") {
      this.#run(message, body);
      // A little later: bringing workers up would slow a short first job, and a long one must not keep the next waiting.
      if (!this.#wanted) setTimeout(() => this.#bringAll(), OTHERS_AFTER_MS).unref();
      return;
    }
    const job = this.#jobs.get(message.job);
    if (job === undefined) return;
    if (message.op === "inspect") job.toWorker({ kind: "inspect", program: message.program, input: message.input });
    else if (message.op === "abort") this.#end(job, "aborted");
    else if (message.op === "stop") {
      job.reason = "stopped";
      job.toWorker({ kind: "stop" });
    } else {
      job.timer = setTimeout(() => this.#end(job, "wall"), job.wallMs);
      job.toWorker({ kind: "go" });
    }
  }

  endAll(reason: EndReason): void {
    for (const job of this.#jobs.values()) this.#cut(job, reason, null);
  }

  #run(message: RunMessage, body: Buffer): void {
    const { port1, port2 } = new MessageChannel();
    const control = new SharedArrayBuffer(1);
    const job: Job = {
      id: message.job,
      wallMs: message.wallMs,
      control: new Uint8Array(control),
      toWorker: (out) => port1.postMessage(out),
      thread: new AbortController(),
      reason: null,
      detail: null,
      answered: false,
      timer: undefined,
    };
    this.#jobs.set(job.id, job);
    port1.on("message", (answer: FromWorker) => this.#fromWorker(job, answer));
    const datasets = slice(message.datasets, body);
    const { trace, request, memoryMb } = message;
    const task: WorkerTask = { rehearsal: false, trace, request, datasets, memoryMb, control, port: port2 };
    const finish = (rewindMs: number | null) => {
      // Piscina's answer comes by another port than ours and may overtake what was posted before it.
      for (let next = receiveMessageOnPort(port1); next !== undefined; next = receiveMessageOnPort(port1))
        this.#fromWorker(job, next.message as FromWorker);
      clearTimeout(job.timer);
      port1.close();
      this.#jobs.delete(job.id);
      const { id, reason, detail, answered } = job;
      const replaced = rewindMs === null;
      // Part by part in good times, as a whole after a run that was cut off.
      if (!(replaced ? this.#heap.holds() : this.#heap.nextPartHolds())) this.#send({ op: "changed" });
      this.#send({ op: "ended", job: id, reason: reason ?? (answered ? "stopped" : "crashed"), detail, rewindMs, replaced });
    };
    this.#pool
      .run(task, { signal: job.thread.signal, transferList: transferable([port2, ...datasets.map(({ bytes }) => bytes.buffer)]) })
      .then(
        (report: TaskReport) => finish(report.rewindMs),
        () => finish(null),
      );
  }

  /** From a thread that ran a guest: what is not of the agreed size and kind ends that thread, and no other. */
  #fromWorker(job: Job, message: FromWorker): void {
    if (message.kind === "ready") this.#send({ op: "ready", job: job.id });
    else if (message.kind === "inspected") {
      if (text(message.answer, INSPECTION_MAX)) this.#send({ op: "inspected", job: job.id, answer: message.answer });
      else this.#cut(job, "too-large", null);
    } else if (message.kind === "tripped") this.#cut(job, "tripped", String(message.name).slice(0, TEXT_MAX));
    else if (text(message.answer, ANSWER_MAX)) this.#answered(job, message);
    else this.#cut(job, "too-large", null);
  }

  #answered(job: Job, { answer, peakMb, ranMs, refused, tripwires }: Extract<FromWorker, { kind: "answer" }>): void {
    clearTimeout(job.timer);
    job.answered = true;
    const figures = { peakMb: figure(peakMb), ranMs: figure(ranMs), refused: refused === true };
    const interrupted = job.reason === "wall";
    const told = tripwires.slice(0, 10).map((what) => what.slice(0, TEXT_MAX));
    this.#send({ op: "answer", job: job.id, ...figures, interrupted, tripwires: told }, Buffer.from(answer, "latin1"));
  }

  #cut(job: Job, reason: EndReason, detail: string | null): void {
    if (job.answered || job.reason !== null) return;
    job.reason = reason;
    job.detail = detail;
    clearTimeout(job.timer);
    job.thread.abort();
  }

  /** Interrupt first: the interpreter lives. What ignores the interrupt loses its thread. */
  #end(job: Job, reason: "wall" | "aborted"): void {
    if (job.answered || job.reason !== null) return;
    job.reason = reason;
    job.control[0] = SIGINT;
    clearTimeout(job.timer);
    job.timer = setTimeout(() => job.thread.abort(), GRACE_MS);
  }

  get #ready(): number {
    return this.#greeted ? this.#standing.size : 0;
  }

  #report(): void {
    this.#send({ op: "pool", workers: this.#workers, ready: this.#ready });
  }
}

/** Each dataset in a buffer of its own: a transferred slice would take its neighbours along. */
function slice(heads: readonly DatasetHead[], body: Buffer): { name: string; format: string; bytes: Uint8Array<ArrayBuffer> }[] {
  let offset = 0;
  return heads.map(({ name, format, bytes }) => {
    const copy = new Uint8Array(body.subarray(offset, offset + bytes));
    offset += bytes;
    return { name, format, bytes: copy };
  });
}

/** Piscina names the browser's type for a transfer list; Node's ports are not of it. */
const transferable = (list: unknown[]): never => list as never;

const text = (value: unknown, max: number): boolean => typeof value === "string" && value.length <= max;

const figure = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0);

/** Piscina makes another view of the same worker for each event, and holds the worker itself under a symbol of its own. */
function itself(view: object): object {
  const [key] = Object.getOwnPropertySymbols(view);
  if (key === undefined) throw new Error("piscina tells of a worker in another way than the version that is pinned");
  return (view as Record<symbol, object>)[key] as object;
}
