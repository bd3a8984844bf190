import type { Piscina } from "piscina";
import type { FromJail, TaskReport, WorkerTask } from "../protocol/messages.ts";

type Send = (message: FromJail) => void;

/** So many runs, typical ones included, until V8 has made good code of what every run needs. */
const PRACTICE = 20;
/** Nobody has asked for this long: typical work is done meanwhile. */
const REST_MS = 300;
/** After the first interpreter stands. */
const SETTLED_MS = 2000;
/** Between two attempts to bring up an interpreter that is missing. */
const FILL_AGAIN_MS = 20;

/** The interpreters of a jail, each in a thread of its own: as many as are wanted stand, and while nobody asks they practise. */
export class Interpreters {
  readonly #pool: Piscina;
  readonly #most: number;
  readonly #send: Send;
  /** What can wait until nobody asks, but not for long. */
  readonly #settle: () => void;
  readonly #standing = new Set<object>();
  /** Piscina counts its first worker before that has booted. */
  #greeted = false;
  #wanted = 1;
  #filling: Promise<void> | null = null;
  #running = 0;
  #yields = false;
  #practised = 0;
  #practising: Promise<unknown> | null = null;
  #rest: NodeJS.Timeout | undefined;

  constructor(pool: Piscina, most: number, send: Send, settle: () => void) {
    this.#pool = pool;
    this.#most = most;
    this.#send = send;
    this.#settle = settle;
    pool.on("workerCreate", (worker: object) => {
      this.#standing.add(itself(worker));
      this.#report();
    });
    pool.on("workerDestroy", (worker: object) => {
      // One that never stood is told of, too.
      this.#standing.delete(itself(worker));
      this.#report();
      this.#fill();
    });
    pool.on("error", (error: unknown) => this.#fault(error));
  }

  /** Resolves when the first interpreter has shown that it runs. */
  async warmUp(): Promise<void> {
    await this.#greet();
    this.#greeted = true;
    this.#report();
    this.#fill();
    this.#practiseSoon();
    setTimeout(this.#settle, SETTLED_MS).unref();
  }

  /** So many are to stand from now on. Those beyond leave; one that has a job leaves when it is done. */
  want(interpreters: number): void {
    this.#wanted = Math.max(1, Math.min(this.#most, interpreters));
    this.#fill();
    for (let beyond = this.#ready - this.#wanted; beyond > 0; beyond--) this.#pool.run({ kind: "leave" }).catch(() => {});
  }

  /** While somebody waits for an answer of another process nothing is practised: it would take the processors from that. */
  yield(yields: boolean): void {
    this.#yields = yields;
    this.#practiseSoon();
  }

  /** Rejects when the interpreter ended, whatever ended it. */
  async run(
    task: WorkerTask,
    options: { readonly signal: AbortSignal; readonly transfer: readonly object[] },
  ): Promise<TaskReport> {
    clearTimeout(this.#rest);
    this.#running++;
    this.#practised++;
    try {
      // Else Piscina would bring up another interpreter for a wait of milliseconds.
      if (this.#practising !== null) await this.#practising;
      return await this.#pool.run(task, { signal: options.signal, transferList: transferable(options.transfer) });
    } finally {
      this.#running--;
      this.#practiseSoon();
    }
  }

  #practiseSoon(): void {
    clearTimeout(this.#rest);
    if (this.#mayPractise) this.#rest = setTimeout(() => void this.#practise(), REST_MS).unref();
  }

  /** One at a time: who comes meanwhile waits for one. */
  async #practise(): Promise<void> {
    this.#settle();
    while (this.#mayPractise) {
      this.#practised++;
      this.#practising = this.#pool.run({ kind: "rehearsal" }).catch(() => {});
      await this.#practising;
    }
    this.#practising = null;
  }

  get #mayPractise(): boolean {
    return this.#greeted && !this.#yields && this.#running === 0 && this.#practised < PRACTICE;
  }

  /**
   * Piscina starts a thread when a task finds no idle one: as many greetings as interpreters bring all of them up. One that has
   * just died may still be counted, and a fast one may answer two greetings: so again, until all are there.
   */
  #fill(): void {
    if (!this.#greeted || this.#ready >= this.#wanted) return;
    this.#filling ??= this.#greetAll().finally(() => {
      this.#filling = null;
      if (this.#ready < this.#wanted) setTimeout(() => this.#fill(), FILL_AGAIN_MS).unref();
    });
  }

  async #greetAll(): Promise<void> {
    const greetings = Array.from({ length: this.#wanted }, () => this.#greet());
    for (const greeting of await Promise.allSettled(greetings)) if (greeting.status === "rejected") this.#fault(greeting.reason);
  }

  /** A task that does nothing: done when an interpreter is ready. */
  async #greet(): Promise<void> {
    const { layers }: TaskReport = await this.#pool.run({ kind: "greeting" });
    this.#send({ op: "probed", layers });
  }

  #fault(error: unknown): void {
    this.#send({ op: "fault", message: error instanceof Error ? error.message : String(error) });
  }

  get #ready(): number {
    return this.#greeted ? this.#standing.size : 0;
  }

  #report(): void {
    this.#send({ op: "pool", workers: this.#most, ready: this.#ready });
  }
}

/** Piscina names the browser's type for a transfer list; Node's ports are not of it. */
const transferable = (list: readonly object[]): never => list as never;

/** Piscina makes another view of the same worker for each event, and holds the worker itself under a symbol of its own. */
function itself(view: object): object {
  const [key] = Object.getOwnPropertySymbols(view);
  if (key === undefined) throw new Error("piscina tells of a worker in another way than the version that is pinned");
  return (view as Record<symbol, object>)[key] as object;
}
