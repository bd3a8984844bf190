import { StrategicError } from "../../core/errors.ts";
import type { SandboxStats } from "../../core/ports/sandbox.ts";
import { readMeta } from "./image/format.ts";
import { ensureImage, findImage, type KeptImage, removeImage } from "./image/store.ts";
import type { ToJail } from "./jail/messages.ts";
import { type JailAnswer, JailProcess } from "./jail/process.ts";
import { pyodideVersion } from "./packages/folders.ts";
import { installed } from "./packages/store.ts";
import type { JobAnswer } from "./run.ts";

interface SupervisorOptions {
  readonly workers: number;
  readonly cache: string | undefined;
  readonly progress: ((line: string) => void) | undefined;
  readonly onAnswer: (answer: JobAnswer) => void;
  /** The number of ready workers changed. */
  readonly onPool: () => void;
  /** The jail is gone; every job in it is lost. */
  readonly onGone: () => void;
}

type Layer = Extract<JailAnswer, { op: "probed" }>["layers"][number];

const BACKOFF_MS = [0, 100, 500, 2000, 10_000, 30_000];
const CALM_MS = 10_000;

/** Keeps one jailed process alive: image, start, probes, restart with back-off, and what health says of it. */
export class Supervisor {
  /** Compiled into the image. */
  programs: readonly string[] = [];
  readonly #options: SupervisorOptions;
  #jail: JailProcess | null = null;
  #usable: Promise<void> | null = null;
  #layers: readonly Layer[] = [];
  #ready = 0;
  #imageState: SandboxStats["image"] = "none";
  #image: KeptImage | null = null;
  #packages: Readonly<Record<string, string>> = {};
  /** Read once: every run asks for the versions, for its audit record. */
  readonly #pyodide = pyodideVersion();
  #reason: string | null = null;
  #crashes: number[] = [];
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
    this.#usable ??= this.#launch(true).catch((error: unknown) => {
      this.#usable = null;
      this.#reason = error instanceof Error ? error.message : String(error);
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
      layers: [{ name: "guest-runtime", active: this.#ready > 0 }, ...this.#layers.map(({ name, active }) => ({ name, active }))],
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
    await this.#backOff();
    const image = await this.#prepareImage();
    const standing = Promise.withResolvers<void>();
    const jail = await JailProcess.start(
      { image: image.dir, workers: this.#options.workers },
      {
        onAnswer: (answer) => this.#receive(answer, standing),
        onExit: (reason) => {
          standing.reject(new StrategicError("SANDBOX_CRASHED", `The sandbox process ended while it started (${reason}).`));
          // For the operator's log; no client is shown it.
          if (!this.#closed && jail.diagnostics !== "") this.#options.progress?.(`sandbox process: ${jail.diagnostics.trim()}`);
          if (this.#jail === jail) this.#gone();
        },
      },
    );
    this.#jail = jail;
    try {
      await standing.promise;
      this.#reason = null;
    } catch (error) {
      this.#jail = null;
      await jail.close();
      if (mayRebuild && /image/.test((error as Error).message)) {
        this.#options.progress?.("the interpreter image does not fit this build: making it again");
        removeImage(image.dir);
        return this.#launch(false);
      }
      throw error;
    }
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
      this.#layers = answer.layers;
      const open = answer.layers.filter(({ active }) => !active);
      if (open.length > 0) standing.reject(unsafe(open));
    } else if (answer.op === "pool") {
      this.#ready = answer.ready;
      if (answer.ready > 0) standing.resolve();
      this.#options.onPool();
    } else if (answer.op === "fault") {
      standing.reject(new StrategicError("SANDBOX_CRASHED", `The sandbox did not start: ${answer.message}`));
    } else this.#options.onAnswer(answer);
  }

  /** Unexpected end: lose its jobs, and start another one before anybody asks. */
  #gone(): void {
    this.#jail = null;
    this.#usable = null;
    this.#ready = 0;
    this.#layers = [];
    this.#options.onGone();
    if (this.#closed) return;
    this.#crashes.push(Date.now());
    this.usable().catch(() => {});
  }

  async #backOff(): Promise<void> {
    this.#crashes = this.#crashes.filter((at) => Date.now() - at < CALM_MS);
    const wait = BACKOFF_MS[Math.min(this.#crashes.length, BACKOFF_MS.length - 1)] as number;
    if (wait > 0) {
      this.#reason = `the sandbox process ended ${this.#crashes.length} times in ${CALM_MS / 1000} s; next start in ${wait} ms`;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    if (this.#closed) throw new StrategicError("APP_CLOSED", "The sandbox was closed.");
  }
}

function unsafe(open: readonly Layer[]): StrategicError {
  const findings = open.map(({ name, detail }) => `${name}: ${detail}`).join("; ");
  return new StrategicError("SANDBOX_UNSAFE", `A layer of the sandbox does not hold (${findings}). Nothing runs.`);
}
