import { Worker } from "node:worker_threads";
import type { RenderWarning } from "../../../core/dashboard-spec.ts";
import { StrategicError } from "../../../core/errors.ts";
import type { PngJob } from "./draw-dashboard.ts";

export interface Drawn {
  readonly png: Uint8Array;
  readonly warnings: readonly RenderWarning[];
}

export interface DrawingLimits {
  readonly seconds: number;
  readonly memoryMb: number;
}

/** What the thread says of each job: that it has taken it up, then how it went. */
export type FromDrawing =
  | { readonly kind: "began" }
  | { readonly kind: "failed"; readonly message: string }
  | ({ readonly kind: "drawn" } & Drawn);

/** To load the canvas and its fonts: not the picture's own time. */
const START_SECONDS = 30;

/**
 * Draws one picture at a time, off the thread that answers the protocol; started by the first. A picture that takes too long or
 * too much memory, or that nobody waits for any more, ends the thread, and the next picture starts another.
 */
export class DrawingThread {
  readonly #limits: DrawingLimits;
  #worker: Worker | null = null;

  constructor(limits: DrawingLimits) {
    this.#limits = limits;
  }

  draw(job: PngJob, signal: AbortSignal): Promise<Drawn> {
    const { seconds, memoryMb } = this.#limits;
    const { promise, resolve, reject } = Promise.withResolvers<Drawn>();
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancelled);
      worker.off("message", heard).off("error", broke).off("exit", ended);
      // An idle thread keeps no process alive.
      worker.unref();
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
        timer = setTimeout(end, seconds * 1000, "RENDER_FAILED", `The picture took longer than ${seconds} s. Draw less in one.`);
        return;
      }
      done();
      if (message.kind === "drawn") resolve({ png: message.png, warnings: message.warnings });
      else reject(new StrategicError("RENDER_FAILED", message.message));
    };
    const broke = (cause: NodeJS.ErrnoException) => {
      const memory = cause.code === "ERR_WORKER_OUT_OF_MEMORY";
      end("RENDER_FAILED", memory ? `The picture needed more than ${memoryMb} MB.` : "The drawing thread failed.", cause);
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
    const worker = this.#worker;
    this.#worker = null;
    return worker?.terminate() ?? Promise.resolve();
  }

  #start(): Worker {
    const file = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js";
    const resourceLimits = { maxOldGenerationSizeMb: this.#limits.memoryMb };
    const worker = new Worker(new URL(file, import.meta.url), { resourceLimits });
    const gone = () => {
      if (this.#worker === worker) this.#worker = null;
    };
    // An error without a listener would end the server.
    worker.on("error", gone).on("exit", gone);
    return worker;
  }
}
