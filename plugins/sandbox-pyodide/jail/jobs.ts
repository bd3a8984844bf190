import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import type { Piscina } from "piscina";
import type { TaskReport } from "../worker/session.ts";
import type { DatasetHead, EndReason, FromJail, FromWorker, ToJail, ToWorker, WorkerTask } from "./messages.ts";

const SIGINT = 2;
/** Between the interrupt, which Python code sees, and the end of the thread, which everything sees. */
const GRACE_MS = 250;
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
  answered: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** The jobs inside the jail: hands each to a worker, times it, and ends it when its time is over. */
export class JobTable {
  readonly #pool: Piscina;
  readonly #workers: number;
  readonly #send: (message: FromJail) => void;
  readonly #jobs = new Map<string, Job>();
  #ready = 0;
  #filling: Promise<void> | null = null;

  constructor(pool: Piscina, workers: number, send: (message: FromJail) => void) {
    this.#pool = pool;
    this.#workers = workers;
    this.#send = send;
    pool.on("error", (error: unknown) => send({ op: "fault", message: error instanceof Error ? error.message : String(error) }));
  }

  /** Resolves when the first interpreter has shown that it runs; the others follow in the background. */
  async warmUp(): Promise<void> {
    await this.#greet();
    this.#count(1);
    this.#pool.on("workerCreate", () => this.#count(1));
    this.#pool.on("workerDestroy", () => {
      this.#count(-1);
      this.#fill();
    });
    this.#fill();
  }

  /**
   * Piscina starts a thread when a task finds no idle one: as many greetings as workers bring all of them up. One that has just
   * died may still be counted, and a fast one may answer two greetings: so again, until all are there.
   */
  #fill(): void {
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
  async #greet(): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    port1.on("message", (message: FromWorker) => {
      if (message.kind !== "ready") return;
      this.#send({ op: "probed", layers: message.layers });
      port1.postMessage({ kind: "stop" } satisfies ToWorker);
    });
    const task: WorkerTask = {
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
      answered: false,
      timer: undefined,
    };
    this.#jobs.set(job.id, job);
    port1.on("message", (answer: FromWorker) => this.#fromWorker(job, answer));
    const datasets = slice(message.datasets, body);
    const { trace, request, memoryMb } = message;
    const task: WorkerTask = { trace, request, datasets, memoryMb, control, port: port2 };
    const finish = (rewindMs: number | null) => {
      // Piscina's answer comes by another port than ours and may overtake what was posted before it.
      for (let next = receiveMessageOnPort(port1); next !== undefined; next = receiveMessageOnPort(port1))
        this.#fromWorker(job, next.message as FromWorker);
      clearTimeout(job.timer);
      port1.close();
      this.#jobs.delete(job.id);
      this.#send({ op: "ended", job: job.id, reason: job.reason ?? (job.answered ? "stopped" : "crashed"), rewindMs });
    };
    this.#pool
      .run(task, { signal: job.thread.signal, transferList: transferable([port2, ...datasets.map(({ bytes }) => bytes.buffer)]) })
      .then(
        (report: TaskReport) => finish(report.rewindMs),
        () => finish(null),
      );
  }

  #fromWorker(job: Job, message: FromWorker): void {
    if (message.kind === "ready") this.#send({ op: "ready", job: job.id });
    else if (message.kind === "inspected") this.#send({ op: "inspected", job: job.id, answer: String(message.answer) });
    else {
      clearTimeout(job.timer);
      job.answered = true;
      const { peakMb, ranMs, refused } = message;
      this.#send({
        op: "answer",
        job: job.id,
        answer: String(message.answer),
        peakMb,
        ranMs,
        refused,
        interrupted: job.reason === "wall",
      });
    }
  }

  /** Interrupt first: the interpreter lives. What ignores the interrupt loses its thread. */
  #end(job: Job, reason: "wall" | "aborted"): void {
    if (job.answered || job.reason !== null) return;
    job.reason = reason;
    job.control[0] = SIGINT;
    clearTimeout(job.timer);
    job.timer = setTimeout(() => job.thread.abort(), GRACE_MS);
  }

  #count(change: number): void {
    this.#ready += change;
    this.#report();
  }

  #report(): void {
    this.#send({ op: "pool", workers: this.#workers, ready: Math.max(0, this.#ready) });
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
