import { limits } from "../../../core/limits.ts";
import type { TellPhase } from "../../../core/ports/phase.ts";
import type { GuestModule, LimitKind, SandboxJob, SandboxOutcome, SandboxStatus } from "../../../core/ports/sandbox.ts";
import type { ScopeValidator, ScopeVerdict } from "../../../core/ports/scope-validator.ts";
import { measure } from "../../../core/telemetry/metrics.ts";
import { currentTrace, inCurrentTrace, timedStep, traceparent } from "../../../core/telemetry/telemetry.ts";
import { type Environment, homeOf } from "../packages/environments.ts";
import { inspection } from "../protocol/answers.ts";
import type { DatasetHead } from "../protocol/messages.ts";
import { challenge, wrong } from "./canary.ts";
import { headOf, keptHead, keyOf } from "./dataset-heads.ts";
import type { Jail } from "./jail.ts";
import type { JailAnswer } from "./jail-process.ts";
import { type Answered, fromAnswer, type Known, limitReason, round, unanswered, wallLimit } from "./outcome.ts";

export type JobAnswer = Extract<JailAnswer, { job: string }>;

/** Past the jail's own deadline and grace: then the jail itself is taken for lost. */
const WATCHDOG_MS = 5_000;

const NOTHING = new Uint8Array(0);

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onPhase: TellPhase;
  readonly judge: ScopeValidator;
  /** That hold now. */
  readonly layers: () => readonly string[];
  /** That the image does not have. */
  readonly modules: readonly GuestModule[];
}

/** One job on its way through the jail, from `run` to its one outcome. */
export class Run {
  readonly job: SandboxJob;
  readonly outcome: Promise<SandboxOutcome>;
  readonly signal: AbortSignal;
  readonly onPhase: TellPhase;
  /** Rejects the outcome: for what no guest does. */
  readonly fail: (error: unknown) => void;
  /** Resolves when the worker is free again: after the rewind, which the outcome does not wait for. */
  readonly released: Promise<void>;
  readonly #options: RunOptions;
  readonly #created = performance.now();
  /** The request's: answers of the jail come in turns of their own. */
  readonly #trace = currentTrace();
  readonly #settle: (outcome: SandboxOutcome) => void;
  readonly #release: () => void;
  readonly #canary: number;
  readonly #check: () => Promise<ScopeVerdict>;
  #jail: Jail | null = null;
  /** What is wrong with the interpreter that ran this, not with the code. */
  finding: string | null = null;
  #home: Environment | null = null;
  #inspected: ((answer: string | null) => void) | null = null;
  #queued = true;
  #queueMs = 0;
  #scopeMs = 0;
  #scope: ScopeVerdict | null = null;
  #layers: readonly string[] = [];
  #wentAt = 0;
  #executed = false;
  #lost = false;
  #settled = false;
  #watchdog: NodeJS.Timeout | undefined;

  constructor(job: SandboxJob, options: RunOptions) {
    this.job = job;
    this.signal = options.signal;
    this.onPhase = options.onPhase;
    this.#canary = challenge(job);
    this.#options = options;
    const { code, policy } = job;
    this.#check = inCurrentTrace(() => options.judge.check(code, policy, (program, input) => this.#inspect(program, input)));
    const outcome = Promise.withResolvers<SandboxOutcome>();
    const released = Promise.withResolvers<void>();
    this.outcome = outcome.promise;
    this.released = released.promise;
    this.#settle = outcome.resolve;
    this.fail = outcome.reject;
    this.#release = released.resolve;
  }

  /** Where its imports are, when it was sent elsewhere: it did not run, and has no outcome yet. Asked for once it is released. */
  get home(): Environment | null {
    return this.#settled ? null : this.#home;
  }

  /** Tables that were left where they are are read now: the job's turn has come. */
  async begin(jail: Jail): Promise<void> {
    this.#jail = jail;
    const { id, code, persona, role, preamble, contextJson, seed, limits: granted } = this.job;
    let datasets: { readonly head: DatasetHead; readonly body: Uint8Array }[];
    try {
      datasets = await this.#datasets(jail);
    } catch (error) {
      this.fail(error);
      this.#release();
      return;
    }
    // The process may have ended while they were read: then this job is over, and must not wait in the next one.
    if (this.#lost) return;
    if (this.signal.aborted) {
      this.settle(unanswered(this.job, { status: "aborted", reason: "cancelled before it began" }));
      this.#release();
      return;
    }
    const abort = () => this.#jail?.send({ op: "abort", job: id });
    this.signal.addEventListener("abort", abort);
    void this.released.then(() => this.signal.removeEventListener("abort", abort));
    this.#jail?.send(
      {
        op: "run",
        job: id,
        trace: traceparent(this.#trace),
        request: {
          code,
          persona,
          role,
          preamble,
          modules: this.#options.modules.map(({ name, source }) => ({ name, source })),
          contextJson,
          seed,
          canary: this.#canary,
          outputBytes: limits.outputBytes,
          resultBytes: limits.resultBytes,
        },
        datasets: datasets.map(({ head }) => head),
        wallMs: granted.wallSeconds * 1000,
        memoryMb: granted.memoryMb,
      },
      datasets.map(({ body }) => body),
    );
  }

  /** What the jail has kept of an earlier run is not read again: its hash says that the file is the same. */
  async #datasets(jail: Jail): Promise<{ head: DatasetHead; body: Uint8Array }[]> {
    const sent: { head: DatasetHead; body: Uint8Array }[] = [];
    for (const dataset of this.job.datasets) {
      const key = keyOf(dataset);
      if (key !== null && jail.tables.has(key)) {
        sent.push({ head: keptHead(dataset, key), body: NOTHING });
        continue;
      }
      const { bytes } = dataset;
      const body = typeof bytes === "function" ? await bytes() : bytes;
      sent.push({ head: headOf(dataset, body.length), body });
    }
    return sent;
  }

  receive(answer: JobAnswer): void {
    if (answer.op === "ready") void this.#judged();
    else if (answer.op === "inspected") this.#inspected?.(answer.answer);
    else if (answer.op === "answer") this.#answer(answer);
    else this.#ended(answer);
  }

  /** The jail is gone, and this job with it. */
  lost(): void {
    this.#lost = true;
    this.#inspected?.(null);
    this.#end(this.signal.aborted ? "aborted" : "crashed", "the sandbox process ended");
    this.#release();
  }

  settle(outcome: SandboxOutcome): void {
    this.#settled = true;
    clearTimeout(this.#watchdog);
    this.#leftQueue(outcome.status);
    this.#ran(Number.POSITIVE_INFINITY, outcome.status);
    this.#settle(outcome);
  }

  async #judged(): Promise<void> {
    const began = performance.now();
    this.#queueMs = began - this.#created;
    this.#leftQueue(null);
    this.onPhase({ kind: "checking" });
    try {
      this.#scope = await this.#check();
      this.#scopeMs = performance.now() - began;
      this.#layers = this.#options.layers();
      const home = this.#scope.allowed ? homeOf(this.#scope.summary.imports) : null;
      if (home !== null && home !== this.job.environment) this.#home = home;
      else if (this.#scope.allowed) {
        this.#wentAt = performance.now();
        this.onPhase({ kind: "running" });
        this.#watchdog = setTimeout(() => this.#jail?.kill(), this.job.limits.wallSeconds * 1000 + WATCHDOG_MS);
        this.#jail?.send({ op: "go", job: this.job.id });
        return;
      } else if (this.#scope.unsafe === undefined) this.#end("rejected", "outside the scope");
      else this.#end("unsafe", this.#scope.unsafe);
    } catch (error) {
      this.fail(error);
    }
    this.#jail?.send({ op: "stop", job: this.job.id });
  }

  async #inspect(program: string, input: string): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string | null>();
    this.#inspected = resolve;
    // What the image holds need not be sent, read and compiled again.
    const jail = this.#jail as Jail;
    const place = jail.programs.indexOf(program);
    jail.send({ op: "inspect", job: this.job.id, program: place === -1 ? program : place, input });
    const answer = await promise;
    if (answer === null) throw new Error("the sandbox process ended while it looked at the code");
    const parsed = inspection.safeParse(JSON.parse(answer));
    if (!parsed.success) throw new Error("the interpreter could not look at the code");
    return parsed.data.output;
  }

  #answer({ body, peakMb, ranMs, refused, interrupted, line, tripwires }: Extract<JobAnswer, { op: "answer" }>): void {
    const answer = { text: body.toString("latin1"), peakMb, refused, interrupted, line, tripwires };
    const outcome = this.signal.aborted
      ? unanswered(this.job, { status: "aborted", reason: "cancelled" }, this.#known())
      : this.#believed(fromAnswer(this.job, answer, this.#known()));
    this.#ran(ranMs, outcome.status);
    this.settle(outcome);
  }

  /** An interpreter that computed what is known wrongly, before the code ran, is no source of numbers. */
  #believed({ outcome, canary }: Answered): SandboxOutcome {
    const mistakes = canary !== null ? wrong(this.#canary, canary) : outcome.status === "ok" ? ["no known value"] : [];
    if (mistakes.length === 0) return outcome;
    this.finding = `An interpreter answered known questions wrongly before a run (${mistakes.join(", ")}): the run's answer was withheld and the process replaced.`;
    return unanswered(this.job, { status: "unsafe", reason: this.finding }, this.#known());
  }

  /** The worker is free, or gone. Settles the job if no answer did: a promise settles once. */
  #ended({ reason, detail, line, rewindMs }: Extract<JobAnswer, { op: "ended" }>): void {
    this.#inspected?.(null);
    this.#rewound(rewindMs);
    if (reason === "wall") this.settle(wallLimit(this.job, this.#known(), line));
    else if (reason === "aborted") this.#end("aborted", "cancelled");
    else if (reason === "too-large") this.#overLimit("result");
    else if (reason === "memory") this.#overLimit("memory");
    else if (reason === "tripped") {
      const what = `the code called ${detail ?? "a function"} in the runtime, which no analysis needs; its interpreter was ended`;
      const tripped = unanswered(this.job, { status: "crashed", reason: what }, this.#known());
      this.settle({ ...tripped, tripwires: [detail ?? "unknown"] });
    } else if (this.#home === null) this.#end("crashed", "the interpreter ended while it ran this code");
    this.#release();
  }

  #end(status: "rejected" | "aborted" | "crashed" | "unsafe", reason: string): void {
    this.settle(unanswered(this.job, { status, reason }, this.#known()));
  }

  #overLimit(limit: LimitKind): void {
    const reason = limitReason(this.job, limit);
    this.settle(unanswered(this.job, { status: "limit", limit, reason, error: null }, this.#known()));
  }

  #leftQueue(status: SandboxStatus | null): void {
    if (!this.#queued) return;
    this.#queued = false;
    const to = performance.now();
    timedStep("queue", this.#trace, { from: this.#created, to }, { problem: status });
    measure("strategic_python.queue.duration", to - this.#created);
  }

  /** By the worker's clock where it answered. It may be forged: never longer than what passed here. */
  #ran(ms: number, status: SandboxStatus): void {
    if (this.#wentAt === 0 || this.#executed) return;
    this.#executed = true;
    const to = Math.min(performance.now(), this.#wentAt + ms);
    const attributes = { "strategic_python.status": status };
    timedStep("execute", this.#trace, { from: this.#wentAt, to }, { attributes, problem: status === "ok" ? null : status });
  }

  /** Measured in the worker, and told when it is over. The answer did not wait for it. */
  #rewound(ms: number | null): void {
    if (ms === null || !(ms > 0)) return;
    const to = performance.now();
    timedStep("rewind", this.#trace, { from: Math.max(this.#created, to - ms), to });
  }

  #known(): Known {
    const executeMs = this.#wentAt === 0 ? 0 : round(performance.now() - this.#wentAt);
    const queueMs = round(this.#queueMs);
    return {
      usage: { queueMs, wallMs: executeMs, peakMemoryMb: 0 },
      timings: { queueMs, scopeMs: round(this.#scopeMs), executeMs },
      scope: this.#scope,
      layers: this.#layers,
    };
  }
}
