import { Worker } from "node:worker_threads";
import type { RenderWarning } from "../../../core/dashboard-spec.ts";
import { StrategicError } from "../../../core/errors.ts";
import type { PngJob } from "./draw-dashboard.ts";

interface Drawn {
  readonly png: Uint8Array;
  readonly warnings: readonly RenderWarning[];
}
interface Waiting {
  readonly resolve: (drawn: Drawn) => void;
  readonly reject: (error: Error) => void;
}

/** One thread, started by the first PNG: drawing takes a core for a while, and the protocol must go on answering. */
export class DrawingThread {
  #worker: Worker | null = null;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();

  draw(job: PngJob): Promise<Drawn> {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      const worker = this.#start();
      worker.ref();
      worker.postMessage({ id, job });
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url));
    worker.on("message", ({ id, error, ...drawn }: { id: number; error?: string } & Drawn) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(drawn);
      else waiting?.reject(new StrategicError("RENDER_FAILED", error));
      // An idle thread keeps no process alive.
      if (this.#waiting.size === 0) worker.unref();
    });
    const fail = (cause: unknown) => {
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of this.#waiting.values())
        reject(new StrategicError("RENDER_FAILED", "The drawing thread ended.", { cause }));
      this.#waiting.clear();
    };
    worker.on("error", fail);
    worker.on("exit", fail);
    this.#worker = worker;
    return worker;
  }
}
