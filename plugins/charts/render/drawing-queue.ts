import { FairQueue, type Turn } from "../../../core/capacity/fair-queue.ts";
import { StrategicError } from "../../../core/errors.ts";
import type { TellPhase } from "../../../core/ports/phase.ts";
import type { RenderCall, Rendering } from "../../../core/ports/renderer.ts";
import type { Brand } from "../brand/brand.ts";
import { type DrawingJob, type DrawingLimits, DrawingThread } from "./drawing-thread.ts";

interface Waiting {
  readonly job: DrawingJob;
  readonly signal: AbortSignal;
  readonly onPhase: TellPhase | undefined;
  readonly drawn: PromiseWithResolvers<Rendering>;
}

/** Clients take turns at the drawing thread, by the time their charts took. */
export class DrawingQueue {
  readonly #thread: DrawingThread;
  readonly #limits: DrawingLimits;
  readonly #queue: FairQueue<Waiting>;
  #drawing = false;

  constructor(limits: DrawingLimits, waiting: number, brand: Brand) {
    this.#limits = limits;
    this.#thread = new DrawingThread(limits, brand);
    this.#queue = new FairQueue(waiting);
  }

  async draw(job: DrawingJob, { client, signal, onPhase }: RenderCall): Promise<Rendering> {
    if (signal.aborted) throw cancelled();
    const waiting: Waiting = { job, signal, onPhase, drawn: Promise.withResolvers() };
    if (!this.#queue.push(client, waiting, this.#limits.seconds * 1000))
      throw new StrategicError("SANDBOX_BUSY", `${this.#queue.size} charts wait already. Try again later.`);
    onPhase?.({ kind: "queued", ahead: () => this.#queue.ahead(client, waiting) });
    const leave = () => {
      if (this.#queue.remove(client, waiting)) waiting.drawn.reject(cancelled());
    };
    signal.addEventListener("abort", leave, { once: true });
    void this.#serve();
    return waiting.drawn.promise.finally(() => signal.removeEventListener("abort", leave));
  }

  async close(): Promise<void> {
    for (const { drawn } of this.#queue.drain()) drawn.reject(new StrategicError("APP_CLOSED", "The server is shutting down."));
    await this.#thread.close();
  }

  async #serve(): Promise<void> {
    if (this.#drawing) return;
    this.#drawing = true;
    for (let turn = this.#queue.shift(); turn !== undefined; turn = this.#queue.shift()) await this.#take(turn);
    this.#drawing = false;
  }

  async #take(turn: Turn<Waiting>): Promise<void> {
    const { job, signal, onPhase, drawn } = turn.item;
    onPhase?.({ kind: "drawing" });
    const began = performance.now();
    await this.#thread.draw(job, signal).then(drawn.resolve, drawn.reject);
    this.#queue.served(turn, performance.now() - began);
  }
}

const cancelled = () => new StrategicError("ABORTED", "Cancelled before it was drawn.");
