import { Worker } from "node:worker_threads";
import { StrategicError } from "../../../core/errors.ts";
import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Rendering, RenderOptions } from "../../../core/ports/renderer.ts";
import type { Brand } from "../brand/brand.ts";

/** A picture that is there, in fewer bytes. */
export interface ShrinkingJob {
  readonly png: Uint8Array;
  readonly mostBytes: number;
}

export interface DrawingJob extends Required<RenderOptions> {
  readonly spec: DashboardSpec;
}

export interface DrawingLimits {
  readonly seconds: number;
  readonly memoryMb: number;
}

/** What the thread says of each job: that it has taken it up, then how it went. */
export type FromDrawing =
  | { readonly kind: "began" }
  | { readonly kind: "failed"; readonly message: string }
  | ({ readonly kind: "drawn" } & Rendering)
  | { readonly kind: "shrunk"; readonly png: Uint8Array | null };

type Done = Extract<FromDrawing, { kind: "drawn" | "shrunk" }>;

/** To load the canvas and its fonts: not the chart's own time. */
const START_SECONDS = 30;
/** Then it ends, and what it held is free again: some 200 MB. */
const IDLE_MS = 2 * 60_000;

/**
 * Draws one chart at a time, picture and page, off the thread that answers the protocol; started by the first. A chart that takes
 * too long or too much memory, or that nobody waits for any more, ends the thread, and the next chart starts another.
 */
export class DrawingThread {
  readonly #limits: DrawingLimits;
  readonly #brand: Brand;
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(limits: DrawingLimits, brand: Brand) {
    this.#limits = limits;
    this.#brand = brand;
  }

  async draw(job: DrawingJob, signal: AbortSignal): Promise<Rendering> {
    const done = await this.#do(job, signal);
    if (done.kind !== "drawn") throw new StrategicError("RENDER_FAILED", "The drawing thread answered something else.");
    const { png, html, text, warnings } = done;
    return { png, html, text, warnings };
  }

  /** Null where it can't be. */
  async shrink(job: ShrinkingJob, signal: AbortSignal): Promise<Uint8Array | null> {
    const done = await this.#do(job, signal);
    return done.kind === "shrunk" ? done.png : null;
  }

  #do(job: DrawingJob | ShrinkingJob, signal: AbortSignal): Promise<Done> {
    const { seconds, memoryMb } = this.#limits;
    const { promise, resolve, reject } = Promise.withResolvers<Done>();
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancelled);
      worker.off("message", heard).off("error", broke).off("exit", ended);
      // An idle thread keeps no process alive.
      worker.unref();
      this.#idle = setTimeout(() => this.close(), IDLE_MS).unref();
    };
    const end = (code: "RENDER_FAILED" | "ABORTED", message: string, cause?: unknown) => {
      done();
      // Not waited for: a thread inside native code ends when it comes back from there.
      this.close();
      reject(new StrategicError(code, message, { cause }));
    };
    const heard = (message: FromDrawing) => {
      if (message.kind === "began") {
        clearTimeout(timer);
        timer = setTimeout(end, seconds * 1000, "RENDER_FAILED", `The chart took longer than ${seconds} s. Draw less in one.`);
        return;
      }
      done();
      if (message.kind === "failed") reject(new StrategicError("RENDER_FAILED", message.message));
      else resolve(message);
    };
    const broke = (cause: NodeJS.ErrnoException) => {
      const memory = cause.code === "ERR_WORKER_OUT_OF_MEMORY";
      end("RENDER_FAILED", memory ? `The chart needed more than ${memoryMb} MB.` : "The drawing thread failed.", cause);
    };
    const ended = () => end("RENDER_FAILED", "The drawing thread ended.");
    const cancelled = () => end("ABORTED", "Cancelled while it was drawn.");
    let timer = setTimeout(end, START_SECONDS * 1000, "RENDER_FAILED", `The drawing thread did not start in ${START_SECONDS} s.`);
    worker.on("message", heard).on("error", broke).on("exit", ended);
    signal.addEventListener("abort", cancelled, { once: true });
    worker.ref();
    worker.postMessage(job);
    return promise;
  }

  close(): Promise<unknown> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    return worker?.terminate() ?? Promise.resolve();
  }

  #start(): Worker {
    const file = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js";
    const resourceLimits = { maxOldGenerationSizeMb: this.#limits.memoryMb };
    const worker = new Worker(new URL(file, import.meta.url), { resourceLimits, workerData: { brand: this.#brand } });
    const gone = () => {
      if (this.#worker === worker) this.#worker = null;
    };
    // An error without a listener would end the server.
    worker.on("error", gone).on("exit", gone);
    return worker;
  }
}
