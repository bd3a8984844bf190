import { FairQueue, type Turn } from "../../../core/capacity/fair-queue.ts";
import { StrategicError } from "../../../core/errors.ts";
import type { TellPhase } from "../../../core/ports/phase.ts";
import type { RenderCall, Rendering } from "../../../core/ports/renderer.ts";
import type { Brand } from "../brand/brand.ts";
import { type DrawingJob, type DrawingLimits, DrawingThread, type ShrinkingJob } from "./drawing-thread.ts";

interface Waiting {
  /** Draws or shrinks, and tells who waits. */
  readonly take: (thread: DrawingThread) => Promise<void>;
  readonly onPhase: TellPhase | undefined;
  readonly refuse: (error: unknown) => void;
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

  draw(job: DrawingJob, call: RenderCall): Promise<Rendering> {
    return this.#queued((thread, signal) => thread.draw(job, signal), call);
  }

  /** Null where it can't be in so few bytes. */
  shrink(job: ShrinkingJob, call: RenderCall): Promise<Uint8Array | null> {
    return this.#queued((thread, signal) => thread.shrink(job, signal), call);
  }

  async #queued<T>(
    work: (thread: DrawingThread, signal: AbortSignal) => Promise<T>,
    { client, signal, onPhase }: RenderCall,
  ): Promise<T> {
    if (signal.aborted) throw cancelled();
    const done = Promise.withResolvers<T>();
    const take = (thread: DrawingThread) => work(thread, signal).then(done.resolve, done.reject);
    const waiting: Waiting = { take, onPhase, refuse: done.reject };
    if (!this.#queue.push(client, waiting, this.#limits.seconds * 1000))
      throw new StrategicError("SANDBOX_BUSY", `${this.#queue.size} charts wait already. Try again later.`);
    onPhase?.({ kind: "queued", ahead: () => this.#queue.ahead(client, waiting) });
    const leave = () => {
      if (this.#queue.remove(client, waiting)) done.reject(cancelled());
    };
    signal.addEventListener("abort", leave, { once: true });
    void this.#serve();
    return done.promise.finally(() => signal.removeEventListener("abort", leave));
  }

  async close(): Promise<void> {
    for (const { refuse } of this.#queue.drain()) refuse(new StrategicError("APP_CLOSED", "The server is shutting down."));
    await this.#thread.close();
  }

  async #serve(): Promise<void> {
    if (this.#drawing) return;
    this.#drawing = true;
    for (let turn = this.#queue.shift(); turn !== undefined; turn = this.#queue.shift()) await this.#take(turn);
    this.#drawing = false;
  }

  async #take(turn: Turn<Waiting>): Promise<void> {
    const { take, onPhase } = turn.item;
    onPhase?.({ kind: "drawing" });
    const began = performance.now();
    await take(this.#thread);
    this.#queue.served(turn, performance.now() - began);
  }
}

const cancelled = () => new StrategicError("ABORTED", "Cancelled before it was drawn.");
