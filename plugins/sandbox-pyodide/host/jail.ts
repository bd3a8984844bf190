import { StrategicError } from "../../../core/errors.ts";
import { count } from "../../../core/telemetry/metrics.ts";
import { inTrace } from "../../../core/telemetry/telemetry.ts";
import type { Layer, ToJail } from "../protocol/messages.ts";
import { type JailAnswer, JailProcess, type JailWanted } from "./jail-process.ts";
import { KeptTables } from "./kept-tables.ts";
import type { JobAnswer, Run } from "./run.ts";

/** A line for whoever runs this. `diagnostics` is what the jail wrote as it ended: it may quote anything, and stays on this machine. */
export type Progress = (line: string, diagnostics?: string) => void;

export interface JailEvents {
  readonly progress: Progress | undefined;
  readonly onAnswer: (jail: Jail, answer: JobAnswer) => void;
  readonly onProbed: (layers: readonly Layer[]) => void;
  /** What its runs start from was changed. */
  readonly onChanged: (jail: Jail) => void;
  /** The number of ready workers changed. */
  readonly onPool: () => void;
  /** The process ended and nobody had asked for it. */
  readonly onGone: (jail: Jail) => void;
}

/** Bringing interpreters up would slow a short job that has just begun. */
const OTHERS_AFTER_MS = 100;

/**
 * One jailed process from its start to its end. It serves one client in its life, or none yet: what a guest left in the process,
 * if ever one could, no other client meets.
 */
export class Jail {
  client: string | null = null;
  readonly startedAt = Date.now();
  /** What it runs now. */
  readonly runs = new Set<Run>();
  /** When it last had something to run. */
  usedAt = Date.now();
  /** Ready in the image that it starts from. */
  programs: readonly string[] = [];
  /** Of files that its runs read. */
  readonly tables = new KeptTables();
  /** Resolves when an interpreter stands, and probes found nothing. */
  standing: Promise<void> = Promise.resolve();
  readonly #events: JailEvents;
  #attempt = Promise.withResolvers<void>();
  #process: JailProcess | null = null;
  #most = 1;
  #wanted = 1;
  #yields = false;
  /** Since it last had rested. */
  #taken = 0;
  #ready = 0;
  #stood = false;
  /** Its end was wanted. */
  #closed = false;

  constructor(events: JailEvents) {
    this.#events = events;
  }

  get ready(): number {
    return this.#ready;
  }

  /** A job handed to a worker that still boots would wait for it while another becomes free. */
  get hasRoom(): boolean {
    return this.runs.size < Math.max(1, this.#ready);
  }

  /** May be tried again when it failed. */
  async start(wanted: JailWanted): Promise<void> {
    const { progress } = this.#events;
    this.#most = wanted.workers;
    this.#attempt = Promise.withResolvers();
    const { promise } = this.#attempt;
    promise.catch(() => {});
    this.#process = await JailProcess.start(wanted, {
      onAnswer: (answer) => this.#receive(answer),
      onWorkerEnded: ({ error, frames, trace }) =>
        inTrace(trace, () => progress?.(`an interpreter ended: ${error} at ${frames.join(" < ")}`)),
      onExit: (reason) => this.#exited(reason),
    });
    if (this.#closed) this.#process.kill();
    if (this.#yields) this.send({ op: "yield", yields: true });
    await promise;
  }

  /** From the second job on all of its interpreters are wanted: who calls again will go on calling. */
  take(run: Run): void {
    this.runs.add(run);
    if (++this.#taken > 1) setTimeout(() => this.wantAll(), OTHERS_AFTER_MS).unref();
  }

  leave(run: Run): void {
    this.runs.delete(run);
    this.usedAt = Date.now();
  }

  wantAll(): void {
    this.#want(this.#most);
  }

  /** One stays: the next job finds it. */
  rest(): void {
    this.#taken = 0;
    this.#want(1);
    this.#forget(this.tables.clear());
  }

  /** While somebody waits for an answer of another process this one practises nothing. */
  yield(yields: boolean): void {
    if (this.#yields === yields) return;
    this.#yields = yields;
    this.send({ op: "yield", yields });
  }

  #forget(keys: readonly string[]): void {
    if (keys.length > 0) this.send({ op: "forget", keys });
  }

  #want(interpreters: number): void {
    if (this.#wanted === interpreters) return;
    this.#wanted = interpreters;
    this.send({ op: "want", interpreters });
  }

  send(message: ToJail, body: readonly Uint8Array[] = []): void {
    this.#process?.send(message, body);
  }

  /** Ends the process as if it had crashed: its jobs are lost, and its client gets another. */
  kill(): void {
    this.#process?.kill();
  }

  /** After a start that failed. */
  async clear(): Promise<void> {
    await this.#process?.close();
    this.#process = null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#process?.close();
  }

  #receive(answer: JailAnswer): void {
    if (answer.op === "probed") this.#events.onProbed(answer.layers);
    else if (answer.op === "pool") {
      this.#ready = answer.ready;
      if (answer.ready > 0) {
        this.#stood = true;
        this.#attempt.resolve();
      }
      this.#events.onPool();
    } else if (answer.op === "kept") this.#forget(this.tables.add(answer.key, answer.bytes));
    else if (answer.op === "changed") this.#events.onChanged(this);
    else if (answer.op === "fault") {
      this.#attempt.reject(new StrategicError("SANDBOX_CRASHED", `The sandbox did not start: ${answer.message}`));
    } else this.#events.onAnswer(this, answer);
  }

  #exited(reason: string): void {
    this.#ready = 0;
    this.#attempt.reject(new StrategicError("SANDBOX_CRASHED", `The sandbox process ended while it started (${reason}).`));
    for (const run of this.runs) run.lost();
    if (this.#closed) return;
    const diagnostics = this.#process?.diagnostics.trim() ?? "";
    // For the operator's log; no client is shown it.
    if (diagnostics !== "") this.#events.progress?.("the sandbox process ended", diagnostics);
    count("strategic_python.jail.restarts");
    if (this.#stood) this.#events.onGone(this);
  }
}
