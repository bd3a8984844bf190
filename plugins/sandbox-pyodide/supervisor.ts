import { StrategicError } from "../../core/errors.ts";
import { count } from "../../core/metrics.ts";
import type { SandboxStats } from "../../core/ports/sandbox.ts";
import { inTrace } from "../../core/telemetry.ts";
import { readMeta } from "./image/format.ts";
import { ensureImage, findImage, imageIntact, type KeptImage, removeImage } from "./image/store.ts";
import type { ToJail } from "./jail/messages.ts";
import { type JailAnswer, JailProcess } from "./jail/process.ts";
import { pyodideVersion } from "./packages/folders.ts";
import { installed } from "./packages/store.ts";
import type { JobAnswer } from "./run.ts";

/** A line for whoever runs this. `diagnostics` is what the jail wrote as it ended: it may quote anything, and stays on this machine. */
export type Progress = (line: string, diagnostics?: string) => void;

interface SupervisorOptions {
  readonly workers: number;
  readonly cache: string | undefined;
  readonly progress: Progress | undefined;
  readonly onAnswer: (answer: JobAnswer) => void;
  /** The number of ready workers changed. */
  readonly onPool: () => void;
  /** The jail is gone; every job in it is lost. */
  readonly onGone: () => void;
}

type Layer = Extract<JailAnswer, { op: "probed" }>["layers"][number];

/** From the guest outwards. */
const LAYERS = ["guest-runtime", "realm", "process-jail", "operating-system"] as const;
/** Waits before the first, second … start after an end that nobody asked for. */
const BACKOFF_MS = [0, 0, 100, 500, 2000, 10_000, 30_000];
/** A process that lived this long has left its predecessors' troubles behind. */
const CALM_MS = 10_000;
/** After the start the interpreters of the pool still come up; then the image is looked at as a whole. */
const LOOK_AGAIN_MS = 3000;
/** A job waits this long for a sandbox that comes back; for longer its caller is told when to try again. */
const PATIENCE_MS = 1000;

/** Keeps one jailed process alive: image, start, probes, restart with back-off, and what health says of it. */
export class Supervisor {
  /** Compiled into the image. */
  programs: readonly string[] = [];
  readonly #options: SupervisorOptions;
  #jail: JailProcess | null = null;
  #usable: Promise<void> | null = null;
  readonly #layers = new Map<string, Layer>();
  /** Found once, it stands until the server is started again: what is open now may have been open before. */
  #unsafe: StrategicError | null = null;
  #ready = 0;
  #imageState: SandboxStats["image"] = "none";
  #image: KeptImage | null = null;
  #packages: Readonly<Record<string, string>> = {};
  /** Read once: every run asks for the versions, for its audit record. */
  readonly #pyodide = pyodideVersion();
  #reason: string | null = null;
  /** Ends in a row that nobody asked for. */
  #crashes = 0;
  #startedAt = 0;
  #nextStart = 0;
  #closed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  get ready(): number {
    return this.#ready;
  }

  async start(): Promise<void> {
    await this.usable();
  }

  /** Resolves when a jail stands whose probes found nothing; starts one if there is none. */
  usable(): Promise<void> {
    if (this.#unsafe !== null) return Promise.reject(this.#unsafe);
    const wait = this.#nextStart - Date.now();
    if (wait > PATIENCE_MS) return Promise.reject(resting(this.#crashes, wait));
    this.#usable ??= this.#launch(true).catch((error: unknown) => {
      this.#usable = null;
      this.#ready = 0;
      this.#reason = error instanceof Error ? error.message : String(error);
      if (this.#unsafe === null && !this.#closed) this.#rest();
      throw error;
    });
    return this.#usable;
  }

  send(message: ToJail, body: readonly Uint8Array[] = []): void {
    this.#jail?.send(message, body);
  }

  kill(): void {
    this.#jail?.kill();
  }

  state(): Pick<SandboxStats, "layers" | "reason" | "image" | "versions"> & { ready: number } {
    return {
      layers: LAYERS.map((name) => ({ name, active: this.#layers.get(name)?.active === true })),
      reason: this.#reason,
      ready: this.#ready,
      image: this.#imageState,
      versions: { node: process.versions.node, pyodide: this.#pyodide, ...this.#packages },
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    // A start that is under way must not leave a process behind.
    await this.#usable?.catch(() => {});
    await this.#jail?.close();
    if (this.#image?.kept === false) removeImage(this.#image.dir);
  }

  async #launch(mayRebuild: boolean): Promise<void> {
    const wait = this.#nextStart - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    if (this.#closed) throw new StrategicError("APP_CLOSED", "The sandbox was closed.");
    this.#startedAt = Date.now();
    const image = await this.#prepareImage();
    const standing = Promise.withResolvers<void>();
    let stood = false;
    const jail = await JailProcess.start(
      { image: image.dir, workers: this.#options.workers },
      {
        onAnswer: (answer) => this.#receive(answer, standing),
        onWorkerEnded: ({ error, frames, trace }) =>
          inTrace(trace, () => this.#options.progress?.(`an interpreter ended: ${error} at ${frames.join(" < ")}`)),
        onExit: (reason) => {
          standing.reject(new StrategicError("SANDBOX_CRASHED", `The sandbox process ended while it started (${reason}).`));
          // For the operator's log; no client is shown it.
          if (!this.#closed && jail.diagnostics !== "")
            this.#options.progress?.("the sandbox process ended", jail.diagnostics.trim());
          if (!this.#closed && this.#unsafe === null) count("strategic_python.jail.restarts");
          if (stood) this.#gone();
        },
      },
    );
    this.#jail = jail;
    try {
      await standing.promise;
      stood = true;
      this.#reason = null;
      setTimeout(() => void this.#lookAgain(image.dir), LOOK_AGAIN_MS).unref();
    } catch (error) {
      this.#jail = null;
      await jail.close();
      if (mayRebuild && this.#unsafe === null && !(await imageIntact(image.dir))) {
        this.#options.progress?.("the interpreter image is damaged: making it again");
        this.#imageState = "none";
        removeImage(image.dir);
        return this.#launch(false);
      }
      throw error;
    }
  }

  /** By hash, when the start is over: reading 75 MB must not delay the first answer. */
  async #lookAgain(dir: string): Promise<void> {
    // Gone: another version's setup cleared it away; what runs has it in memory.
    const intact = await imageIntact(dir).catch(() => true);
    if (intact || this.#closed || this.#unsafe !== null) return;
    this.#unsafe = new StrategicError(
      "SANDBOX_UNSAFE",
      "The interpreter image is not the one that was made: somebody changed it. Nothing runs. Remove the cache folder and run: strategic-python setup",
    );
    this.#reason = this.#unsafe.message;
    this.kill();
  }

  async #prepareImage(): Promise<KeptImage> {
    const { cache, progress } = this.#options;
    if (this.#image !== null && this.#imageState === "ready") return this.#image;
    this.#imageState = "building";
    try {
      // An image with packages was made from files checked by hash: they need no second look at every start.
      const found = findImage(true, this.programs, cache);
      const packages = found === null ? await installed(cache) : null;
      this.#image =
        found === null ? await ensureImage(packages, { cache, progress, programs: this.programs }) : { dir: found, kept: true };
      this.#packages = readMeta(this.#image.dir).packages;
      this.#imageState = "ready";
      return this.#image;
    } catch (error) {
      this.#imageState = "none";
      throw error;
    }
  }

  #receive(answer: JailAnswer, standing: PromiseWithResolvers<void>): void {
    if (answer.op === "probed") {
      this.#judge(answer.layers);
      if (this.#unsafe !== null) standing.reject(this.#unsafe);
    } else if (answer.op === "pool") {
      this.#ready = answer.ready;
      if (answer.ready > 0) standing.resolve();
      this.#options.onPool();
    } else if (answer.op === "fault") {
      standing.reject(new StrategicError("SANDBOX_CRASHED", `The sandbox did not start: ${answer.message}`));
    } else this.#options.onAnswer(answer);
  }

  /** Several probe the same layer, from the main thread and from each worker: it holds when it holds for all. */
  #judge(probed: readonly Layer[]): void {
    for (const layer of probed) if (this.#layers.get(layer.name)?.active !== false) this.#layers.set(layer.name, layer);
    const open = probed.filter(({ active, detail }) => !active && detail !== null);
    if (open.length === 0) return;
    this.#unsafe = unsafe(open);
    this.#reason = this.#unsafe.message;
    this.kill();
  }

  /** Unexpected end: lose its jobs, and start another one before anybody asks. */
  #gone(): void {
    this.#jail = null;
    this.#usable = null;
    this.#ready = 0;
    this.#options.onGone();
    if (this.#closed || this.#unsafe !== null) return;
    this.#layers.clear();
    this.#rest();
    setTimeout(() => this.#closed || this.usable().catch(() => {}), Math.max(0, this.#nextStart - Date.now())).unref();
  }

  #rest(): void {
    this.#crashes = Date.now() - this.#startedAt > CALM_MS ? 1 : this.#crashes + 1;
    const wait = BACKOFF_MS[Math.min(this.#crashes, BACKOFF_MS.length - 1)] as number;
    this.#nextStart = Date.now() + wait;
    if (wait > PATIENCE_MS) this.#reason = resting(this.#crashes, wait).message;
  }
}

function resting(crashes: number, wait: number): StrategicError {
  return new StrategicError(
    "SANDBOX_BUSY",
    `The sandbox process ended ${crashes} times in a row; it is started again in ${Math.ceil(wait / 1000)} s.`,
    { details: { retryAfterMs: Math.ceil(wait) } },
  );
}

function unsafe(open: readonly Layer[]): StrategicError {
  const findings = open.map(({ name, detail }) => `${name}: ${detail}`).join("; ");
  return new StrategicError("SANDBOX_UNSAFE", `A layer of the sandbox does not hold (${findings}). Nothing runs.`);
}
