import { Buffer } from "node:buffer";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { needsDecoding } from "../decoding/needs.ts";
import type { SharedHeap } from "../interpreter/shared-heap.ts";
import { Control } from "../protocol/control.ts";
import {
  ANSWER_MAX,
  type DatasetHead,
  type EndReason,
  type FromJail,
  type FromWorker,
  type LoadedDataset,
  type ToJail,
  type ToWorker,
  type WorkerTask,
} from "../protocol/messages.ts";
import type { Decoder } from "./decoder.ts";
import type { Interpreters } from "./interpreters.ts";

/** Between the interrupt, which Python code sees, and the end of the thread, which everything sees. */
const GRACE_MS = 250;
/** What a worker may say: more is not what our program there writes, and would be too much for whoever reads it. */
const INSPECTION_MAX = 1_048_576;
const TEXT_MAX = 200;

type RunMessage = Extract<ToJail, { op: "run" }>;

interface Job {
  readonly id: string;
  readonly wallMs: number;
  readonly control: Control;
  readonly toWorker: (message: ToWorker) => void;
  readonly thread: AbortController;
  reason: EndReason | null;
  /** That was running when it was interrupted. What catches the interrupt goes on to others. */
  line: number | null;
  detail: string | null;
  /** Under which its tables may be kept; none any more once the worker has told of them. */
  keys: readonly string[];
  answered: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** What runs start from, which no run may have changed. */
type Verified = Pick<SharedHeap, "holds" | "nextPartHolds">;

/** The jobs inside the jail: hands each to a worker, times it, and ends it when its time is over. */
export class JobTable {
  readonly #interpreters: Pick<Interpreters, "run" | "want" | "yield">;
  readonly #heap: Verified;
  readonly #decoder: Pick<Decoder, "decode">;
  /** Tables of earlier jobs, as bytes from which Python has them at once. This process serves one client. */
  readonly #tables = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #send: (message: FromJail, body?: Uint8Array) => void;
  readonly #jobs = new Map<string, Job>();

  constructor(
    interpreters: Pick<Interpreters, "run" | "want" | "yield">,
    heap: Verified,
    decoder: Pick<Decoder, "decode">,
    send: (message: FromJail, body?: Uint8Array) => void,
  ) {
    this.#interpreters = interpreters;
    this.#heap = heap;
    this.#decoder = decoder;
    this.#send = send;
  }

  receive(message: ToJail, body: Buffer): void {
    if (message.op === "run") this.#run(message, body);
    else if (message.op === "want") this.#interpreters.want(message.interpreters);
    else if (message.op === "yield") this.#interpreters.yield(message.yields);
    else if (message.op === "forget") for (const key of message.keys) this.#tables.delete(key);
    else this.#tell(message);
  }

  #tell(message: Exclude<ToJail, { op: "run" | "want" | "yield" | "forget" }>): void {
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
    const control = new Control();
    const job: Job = {
      id: message.job,
      wallMs: message.wallMs,
      control,
      toWorker: (out) => port1.postMessage(out),
      thread: new AbortController(),
      reason: null,
      line: null,
      detail: null,
      keys: message.datasets.flatMap(({ key, files }) => (key === null || files.length === 0 ? [] : [key])),
      answered: false,
      timer: undefined,
    };
    this.#jobs.set(job.id, job);
    port1.on("message", (answer: FromWorker) => this.#fromWorker(job, answer));
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
      const line = job.line ?? control.line;
      const ended = reason ?? (answered ? "stopped" : "crashed");
      this.#send({ op: "ended", job: id, reason: ended, detail, line, rewindMs, replaced });
    };
    const run = (datasets: readonly LoadedDataset[]) => {
      // It was cancelled before it came to an interpreter.
      if (job.reason !== null) return finish(0);
      const { trace, request, memoryMb } = message;
      const task: WorkerTask = { kind: "job", trace, request, datasets, memoryMb, control: control.shared, port: port2 };
      const transfer = [port2, ...datasets.flatMap(({ parts }) => parts.map(({ bytes }) => bytes.buffer))];
      this.#interpreters.run(task, { signal: job.thread.signal, transfer }).then(
        ({ rewindMs }) => finish(rewindMs),
        () => finish(null),
      );
    };
    const datasets = this.#datasets(message.datasets, body);
    if (message.datasets.some(needsDecoding)) void this.#decoded(message, datasets, job.thread.signal).then(run);
    else run(datasets);
  }

  /** Each file in a buffer of its own: a transferred slice would take its neighbours along. */
  #datasets(heads: readonly DatasetHead[], body: Buffer): LoadedDataset[] {
    let offset = 0;
    return heads.map(({ name, format, reader, key, files }) => {
      const kept = files.length === 0 && key !== null ? this.#tables.get(key) : undefined;
      if (kept !== undefined) return { name, reader: null, key: null, parts: [{ name, format: "table", bytes: kept.slice() }] };
      const parts = files.map((file) => {
        const bytes = new Uint8Array(body.subarray(offset, offset + file.bytes));
        offset += file.bytes;
        return { name: file.name, format, bytes };
      });
      return { name, reader, key, parts };
    });
  }

  /** Whatever Python can't read by itself, turned into what it can. */
  #decoded(message: RunMessage, datasets: readonly LoadedDataset[], signal: AbortSignal): Promise<LoadedDataset[]> {
    return Promise.all(
      message.datasets.map(async (head, at) => {
        const dataset = datasets[at] as LoadedDataset;
        const { packing, sheet, format } = head;
        if (head.files.length === 0 || !needsDecoding(head)) return dataset;
        const parts = await Promise.all(
          dataset.parts.map(async ({ name, bytes }) => ({
            name,
            ...(await this.#decoder.decode({ format, packing, sheet, bytes }, { signal, wallMs: message.wallMs })),
          })),
        );
        return { ...dataset, parts };
      }),
    );
  }

  /** From a thread that ran a guest: what is not of the agreed size and kind ends that thread, and no other. */
  #fromWorker(job: Job, message: FromWorker): void {
    if (message.kind === "ready") this.#send({ op: "ready", job: job.id });
    else if (message.kind === "tables") this.#keep(job, message);
    else if (message.kind === "inspected") {
      if (text(message.answer, INSPECTION_MAX)) this.#send({ op: "inspected", job: job.id, answer: message.answer });
      else this.#cut(job, "too-large", null);
    } else if (message.kind === "tripped") this.#cut(job, "tripped", String(message.name).slice(0, TEXT_MAX));
    else if (text(message.answer, ANSWER_MAX)) this.#answered(job, message);
    else this.#cut(job, "too-large", null);
  }

  /** Only once, and under the job's own keys: what a guest that took its thread over says later would be every later run's table. */
  #keep(job: Job, { tables }: Extract<FromWorker, { kind: "tables" }>): void {
    const { keys } = job;
    job.keys = [];
    if (!tables.every(({ key }) => keys.includes(key))) {
      this.#cut(job, "too-large", null);
      return;
    }
    for (const { key, bytes } of tables) {
      this.#tables.set(key, bytes);
      this.#send({ op: "kept", key, bytes: bytes.length });
    }
  }

  #answered(job: Job, { answer, peakMb, ranMs, refused, tripwires }: Extract<FromWorker, { kind: "answer" }>): void {
    clearTimeout(job.timer);
    job.answered = true;
    const figures = { peakMb: figure(peakMb), ranMs: figure(ranMs), refused: refused === true, line: job.line };
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
    job.line = job.control.line;
    job.control.interrupt();
    clearTimeout(job.timer);
    job.timer = setTimeout(() => job.thread.abort(), GRACE_MS);
  }
}

const text = (value: unknown, max: number): boolean => typeof value === "string" && value.length <= max;

const figure = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0);
