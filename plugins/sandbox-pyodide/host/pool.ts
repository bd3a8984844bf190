import { availableParallelism } from "node:os";
import { FairQueue, type Turn } from "../../../core/capacity/fair-queue.ts";
import { isStrategicError, StrategicError } from "../../../core/errors.ts";
import { limits } from "../../../core/limits.ts";
import type { TellPhase } from "../../../core/ports/phase.ts";
import type {
  GuestModule,
  Sandbox,
  SandboxEnding,
  SandboxEnvironment,
  SandboxJob,
  SandboxOutcome,
  SandboxStats,
} from "../../../core/ports/sandbox.ts";
import type { ScopeValidator } from "../../../core/ports/scope-validator.ts";
import { count } from "../../../core/telemetry/metrics.ts";
import { cut } from "../../../core/text/cut.ts";
import { type Environment, environments, rootsOf } from "../packages/environments.ts";
import { pyodideVersion } from "../packages/folders.ts";
import type { Progress } from "./jail.ts";
import { Jails } from "./jails.ts";
import { unanswered } from "./outcome.ts";
import { type JobAnswer, Run } from "./run.ts";
import { Safety } from "./safety.ts";

export interface PoolOptions {
  /** Interpreters ready at once. Default: one per core, at most four. */
  readonly workers?: number | undefined;
  /** Clients that have a sandbox process of their own at once. Default: four. */
  readonly clients?: number | undefined;
  /** Jobs waiting, over all clients; more are refused with `SANDBOX_BUSY`. */
  readonly queue?: number | undefined;
  readonly cache?: string | undefined;
  readonly progress?: Progress | undefined;
  /** Told the milliseconds of each rewind, measured in the worker. */
  readonly onRewind?: ((ms: number) => void) | undefined;
}

const CLIENTS = 4;
const MISSING = "Whoever runs this server brings it with one command: strategic-python setup";
/** Between a hint that asks for a storm and one that nobody waits for. */
const RETRY_MS = { least: 50, most: 60_000 };

/** The sandbox: a fair queue in front of jailed processes with ready interpreters, of several environments. */
export class PyodideSandbox implements Sandbox {
  readonly #judge: ScopeValidator;
  readonly #modules: readonly GuestModule[];
  readonly #workers: number;
  readonly #queue: FairQueue<Run>;
  readonly #jails: Readonly<Record<Environment, Jails>>;
  readonly #safety = new Safety(() => {
    for (const jails of this.#all) jails.endAll();
  });
  readonly #pyodide = pyodideVersion();
  readonly #running = new Set<Run>();
  /** Turned away and not yet made up for by a place that became free. */
  #turnedAway = 0;
  #tripwires = 0;
  #closed = false;

  constructor(judge: ScopeValidator, options: PoolOptions = {}, modules: readonly GuestModule[] = []) {
    this.#judge = judge;
    this.#modules = modules;
    this.#workers = options.workers ?? Math.min(4, Math.max(1, availableParallelism()));
    this.#queue = new FairQueue(options.queue ?? limits.runsWaiting);
    const jails = (environment: Environment) => this.#jailsFor(environment, options);
    this.#jails = { standard: jails("standard"), science: jails("science") };
  }

  #jailsFor(environment: Environment, options: PoolOptions): Jails {
    const jails = new Jails({
      environment,
      safety: this.#safety,
      ahead: environment === "standard",
      workers: this.#workers,
      // Each place that is free must find a jail that may be ended for it.
      clients: Math.max(options.clients ?? CLIENTS, this.#workers),
      cache: options.cache,
      progress: options.progress,
      running: this.#running,
      onAnswer: (jail, answer) => {
        if (answer.op === "ended") this.#ended(answer, options.onRewind);
        for (const run of jail.runs) if (run.job.id === answer.job) run.receive(answer);
      },
      onPool: () => this.#next(),
    });
    jails.image.brought = { programs: this.#judge.programs ?? [], modules: this.#modules };
    return jails;
  }

  /** What no image has. */
  get #sent(): readonly GuestModule[] {
    return this.#modules.filter(({ prepared }) => !prepared);
  }

  get #all(): readonly Jails[] {
    return environments.map((name) => this.#jails[name]);
  }

  start(): Promise<void> {
    return this.#jails.standard.start();
  }

  environments(): readonly SandboxEnvironment[] {
    return environments.map((name) => ({
      name,
      roots: rootsOf(name),
      missing: this.#jails[name].image.isThere() ? null : MISSING,
    }));
  }

  run(
    job: SandboxJob,
    { signal, onPhase }: { readonly signal: AbortSignal; readonly onPhase?: TellPhase },
  ): Promise<SandboxOutcome> {
    if (this.#closed) return Promise.reject(new StrategicError("APP_CLOSED", "The sandbox was closed."));
    if (!environments.some((name) => name === job.environment)) {
      const message = `This sandbox has no environment "${cut(job.environment, limits.nameCharacters)}"; it has: ${environments.join(", ")}.`;
      return Promise.reject(new StrategicError("INVALID_INPUT", message, { details: { path: "environment" } }));
    }
    if (signal.aborted) return Promise.resolve(unanswered(job, { status: "aborted", reason: "cancelled before it began" }));
    return this.#queued(job, signal, onPhase);
  }

  #queued(job: SandboxJob, signal: AbortSignal, onPhase: TellPhase = () => {}): Promise<SandboxOutcome> {
    const layers = () => this.#safety.layers.flatMap(({ name, active }) => (active ? [name] : []));
    const run = new Run(job, { signal, onPhase, judge: this.#judge, layers, modules: this.#sent });
    if (!this.#queue.push(job.client, run, job.limits.wallSeconds * 1000)) {
      const reason = `the queue holds ${this.#queue.size} jobs and is full`;
      return Promise.resolve(unanswered(job, { status: "busy", reason, retryAfterMs: this.#retryAfterMs() }));
    }
    onPhase({ kind: "queued", ahead: () => this.#queue.ahead(job.client, run) });
    const cancel = () => {
      if (this.#queue.remove(job.client, run))
        run.settle(unanswered(job, { status: "aborted", reason: "cancelled while waiting" }));
    };
    signal.addEventListener("abort", cancel);
    const forget = () => signal.removeEventListener("abort", cancel);
    run.outcome.then(forget, forget);
    void run.outcome.then(
      ({ tripwires }) => tripwires.length > 0 && this.#tripped(),
      () => {},
    );
    this.#next();
    return run.outcome;
  }

  stats(): SandboxStats {
    const { standard } = this.#jails;
    const { unsafe, layers } = this.#safety;
    const ready = Math.min(this.#workers, standard.ready);
    return {
      ready: ready > 0 && unsafe === null,
      reason: unsafe?.message ?? standard.reason ?? (ready > 0 ? null : "interpreters are starting"),
      layers,
      pool: { workers: this.#workers, ready, queued: this.#queue.size, tripwires: this.#tripwires },
      busy: this.#running.size,
      image: standard.image.state,
      environments: environments.map((name) => {
        const { image, ready: standing } = this.#jails[name];
        return { name, available: image.isThere(), ready: standing };
      }),
      versions: Object.assign(
        { node: process.versions.node, pyodide: this.#pyodide },
        ...this.#all.map(({ image }) => image.packages),
      ),
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const run of this.#queue.drain())
      run.settle(unanswered(run.job, { status: "aborted", reason: "the server is shutting down" }));
    await Promise.all(this.#all.map((jails) => jails.close()));
  }

  #jailsOf({ job }: Run): Jails {
    return this.#jails[job.environment as Environment];
  }

  /** By measured run times: the n-th who is turned away is told when the n-th place will be free, so they don't all come back at once. */
  #retryAfterMs(): number {
    this.#turnedAway++;
    const perPlace = this.#queue.meanMs / Math.max(1, Math.min(this.#workers, this.#jails.standard.ready));
    return Math.min(RETRY_MS.most, Math.max(RETRY_MS.least, Math.ceil(this.#turnedAway * perPlace)));
  }

  #next(): void {
    while (this.#running.size < this.#workers) {
      const turn = this.#queue.shift((client, run) => this.#jailsOf(run).hasRoom(client));
      if (turn === undefined) {
        for (const { client, item } of this.#queue.waiting) this.#jailsOf(item).wantAll(client);
        return;
      }
      this.#turnedAway = Math.max(0, this.#turnedAway - 1);
      this.#running.add(turn.item);
      this.#tellOfOthers();
      this.#serve(turn).finally(() => {
        this.#running.delete(turn.item);
        this.#next();
        this.#tellOfOthers();
      });
    }
  }

  #tellOfOthers(): void {
    for (const jails of this.#all) jails.tellOfOthers();
  }

  async #serve(turn: Turn<Run>): Promise<void> {
    const run = turn.item;
    let started = performance.now();
    try {
      const jail = await this.#jailsOf(run).usable(turn.client);
      started = performance.now();
      jail.take(run);
      await run.begin(jail);
      await run.released;
      jail.leave(run);
      if (run.finding !== null) this.#jailsOf(run).distrust(jail, run.finding);
      // The look before the queue was wrong: it waits again, where its imports are.
      if (run.home !== null)
        this.#queued({ ...run.job, environment: run.home }, run.signal, run.onPhase).then(
          (outcome) => run.settle(outcome),
          run.fail,
        );
    } catch (error) {
      run.settle(unanswered(run.job, this.#noJail(error)));
    } finally {
      this.#queue.served(turn, performance.now() - started);
    }
  }

  /** How a run ends for which there is no process. */
  #noJail(error: unknown): SandboxEnding {
    const reason = error instanceof Error ? error.message : String(error);
    const code = isStrategicError(error) ? error.code : null;
    if (code === "SANDBOX_UNSAFE") return { status: "unsafe", reason };
    if (isStrategicError(error) && code === "SANDBOX_BUSY")
      return { status: "busy", reason, retryAfterMs: error.details.retryAfterMs as number };
    return { status: this.#closed ? "aborted" : "crashed", reason };
  }

  #tripped(): void {
    this.#tripwires++;
    count("strategic_python.tripwires");
  }

  #ended({ rewindMs, replaced, reason }: Extract<JobAnswer, { op: "ended" }>, onRewind: PoolOptions["onRewind"]): void {
    if (rewindMs !== null) onRewind?.(rewindMs);
    if (replaced) count("strategic_python.worker.replacements", { "strategic_python.reason": reason });
  }
}
