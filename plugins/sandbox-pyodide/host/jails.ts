import { StrategicError } from "../../../core/errors.ts";
import type { Environment } from "../packages/environments.ts";
import { BackOff } from "./back-off.ts";
import { Jail, type Progress } from "./jail.ts";
import { PreparedImage } from "./prepared-image.ts";
import type { JobAnswer, Run } from "./run.ts";
import type { Safety } from "./safety.ts";

export interface JailsOptions {
  readonly environment: Environment;
  readonly safety: Safety;
  /** One stands before anybody asks, and one for the next client; else each comes with its first job, and none stays for ever. */
  readonly ahead: boolean;
  /** Interpreters in each jail. */
  readonly workers: number;
  /** Clients that have a jail of their own at the same time; the one that rested longest gives up its place. */
  readonly clients: number;
  readonly cache: string | undefined;
  readonly progress: Progress | undefined;
  /** What runs now, here and in other environments. */
  readonly running: ReadonlySet<Run>;
  readonly onAnswer: (jail: Jail, answer: JobAnswer) => void;
  readonly onPool: () => void;
}

/** A job waits this long for a sandbox that comes back; for longer its caller is told when to try again. */
const MAX_WAIT_MS = 1000;
const SPARE_AFTER_MS = 100;
/** A client who stays away for longer gives up its interpreters but one. */
const REST_MS = 2 * 60_000;
/** And for longer than this its jail, unless it is the only one that stands ahead. */
const IDLE_MS = 5 * 60_000;
const HOUSEKEEPING_MS = 30_000;
/** After the start the interpreters of the pool still come up; then the image is looked at as a whole. */
const LOOK_AGAIN_MS = 3000;
/** Whose jail it is before a client has it. */
const NOBODY = "";
const CHANGED = "The memory that runs start from was found changed: the process that held it was replaced.";

/**
 * The jails of one environment, one for each client. Where they stand ahead, the first one does before anybody asks; when a second
 * client comes, a spare is kept warm from then on, so that a change of client costs no start.
 */
export class Jails {
  readonly image: PreparedImage;
  readonly #options: JailsOptions;
  /** By client, the longest rested first. */
  readonly #jails = new Map<string, Jail>();
  readonly #backOff = new BackOff();
  #spare: Jail | null = null;
  #severalClients = false;
  #startProblem: string | null = null;
  #finding: string | null = null;
  #closed = false;
  #lookAgain: NodeJS.Timeout | undefined;
  #housekeeping: NodeJS.Timeout | undefined;

  constructor(options: JailsOptions) {
    this.#options = options;
    this.image = new PreparedImage(options.cache, options.progress, options.environment);
  }

  /** Interpreters that stand, over all jails. */
  get ready(): number {
    let ready = this.#spare?.ready ?? 0;
    for (const jail of this.#jails.values()) ready += jail.ready;
    return ready;
  }

  /** Whether a job of this client could begin now, or begin to wait for its jail. */
  hasRoom(client: string): boolean {
    return this.#jails.get(client)?.hasRoom ?? true;
  }

  /** Its jobs wait for one another. */
  wantAll(client: string): void {
    this.#jails.get(client)?.wantAll();
  }

  /** To be called when a run begins or ends, of whatever environment. */
  tellOfOthers(): void {
    for (const jail of this.#all()) jail.yield(this.#othersRun(jail));
  }

  /** Whether somebody waits for an answer of another process. A spare one may be about to give this one. */
  #othersRun({ client }: Jail): boolean {
    const { environment, running } = this.#options;
    return [...running].some(({ job }) => job.environment !== environment || (client !== null && job.client !== client));
  }

  /** Before anybody asks: the first client's. */
  async start(): Promise<void> {
    if (this.#options.safety.unsafe !== null) throw this.#options.safety.unsafe;
    if (this.#jails.size > 0) return;
    this.#spare ??= this.#launch(null);
    await this.#spare.standing;
  }

  /** The client's jail, standing, with nothing found by its probes. */
  async usable(client: string): Promise<Jail> {
    if (this.#options.safety.unsafe !== null) throw this.#options.safety.unsafe;
    // A client that has no jail yet would take the spare one, which may rest for reasons of its own.
    const owner = this.#jails.has(client) || this.#backOff.waitMs(client) > 0 ? client : NOBODY;
    const waitMs = this.#backOff.waitMs(owner);
    if (waitMs > MAX_WAIT_MS) throw resting(this.#backOff.ends(owner), waitMs);
    const jail = this.#jails.get(client) ?? this.#assign(client);
    this.#jails.delete(client);
    this.#jails.set(client, jail);
    await jail.standing;
    return jail;
  }

  /** An interpreter computes wrongly, or would: its process ends, and health says so from then on. */
  distrust(jail: Jail, finding: string): void {
    this.#finding = finding;
    this.#options.progress?.(finding);
    jail.kill();
  }

  /** What whoever looks after this should know; null when all is well. */
  get reason(): string | null {
    if (this.ready > 0) return this.#finding;
    const { ends, waitMs } = this.#backOff.longest();
    return waitMs > MAX_WAIT_MS ? resting(ends, waitMs).message : this.#startProblem;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#housekeeping);
    // A start that is under way must not leave a process behind.
    await Promise.all(this.#all().map((jail) => jail.standing.catch(() => {}).then(() => jail.close())));
    await this.image.discard();
  }

  #assign(client: string): Jail {
    this.#severalClients ||= this.#jails.size > 0;
    this.#housekeeping ??= setInterval(() => this.#retireIdle(), HOUSEKEEPING_MS).unref();
    this.#makeRoom();
    const jail = this.#spare ?? this.#launch(client);
    jail.client = client;
    this.#spare = null;
    if (this.#severalClients && this.#options.ahead) this.#keepSpare();
    return jail;
  }

  /** A little later: bringing it up would slow the job for which the last one was taken. */
  #keepSpare(): void {
    setTimeout(() => {
      if (!this.#closed && this.#options.safety.unsafe === null) this.#spare ??= this.#launch(null);
    }, SPARE_AFTER_MS).unref();
  }

  #makeRoom(): void {
    for (const jail of this.#jails.values()) {
      if (this.#jails.size < this.#options.clients) return;
      if (jail.runs.size === 0) this.#retire(jail);
    }
  }

  #retireIdle(): void {
    for (const jail of this.#jails.values()) {
      const idleMs = jail.runs.size > 0 ? 0 : Date.now() - jail.usedAt;
      if (idleMs > IDLE_MS && !(this.#options.ahead && this.#jails.size === 1)) this.#retire(jail);
      else if (idleMs > REST_MS) jail.rest();
    }
  }

  #retire(jail: Jail): void {
    this.#forget(jail);
    void jail.standing.catch(() => {}).then(() => jail.close());
  }

  #launch(client: string | null): Jail {
    const jail: Jail = new Jail({
      progress: this.#options.progress,
      onAnswer: this.#options.onAnswer,
      onProbed: (layers) => this.#options.safety.judge(layers),
      onChanged: (changed) => this.distrust(changed, CHANGED),
      onPool: this.#options.onPool,
      onGone: () => this.#gone(jail),
    });
    jail.client = client;
    jail.yield(this.#othersRun(jail));
    jail.standing = this.#bringUp(jail);
    // Whoever waits for it hears of it; nobody may be waiting.
    jail.standing.catch(() => {});
    return jail;
  }

  async #bringUp(jail: Jail): Promise<void> {
    try {
      const waitMs = this.#backOff.waitMs(jail.client ?? NOBODY);
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      await this.#started(jail);
      // Told in one breath that a layer is open and that an interpreter stands: the first counts.
      if (this.#options.safety.unsafe !== null) throw this.#options.safety.unsafe;
      this.#startProblem = null;
      this.#lookAgain ??= setTimeout(() => void this.#lookAtImage(), LOOK_AGAIN_MS).unref();
    } catch (error) {
      this.#startProblem = error instanceof Error ? error.message : String(error);
      this.#forget(jail);
      if (this.#options.safety.unsafe === null && !this.#closed)
        this.#backOff.ended(jail.client ?? NOBODY, Date.now() - jail.startedAt);
      throw this.#options.safety.unsafe ?? error;
    }
  }

  /** An image that was damaged or is gone is made again, once. */
  async #started(jail: Jail): Promise<void> {
    for (let mayRebuild = true; ; mayRebuild = false) {
      if (this.#closed) throw new StrategicError("APP_CLOSED", "The sandbox was closed.");
      const image = await this.image.ready();
      jail.programs = image.programs;
      try {
        return await jail.start({ image: image.dir, workers: this.#options.workers });
      } catch (error) {
        await jail.clear();
        if (!mayRebuild || this.#options.safety.unsafe !== null || !(await this.image.removedDamaged(image))) throw error;
      }
    }
  }

  /** By hash, when the start is over: reading 75 MB must not delay the first answer. */
  async #lookAtImage(): Promise<void> {
    if (!(await this.image.isChanged()) || this.#closed) return;
    this.#options.safety.stop(
      "The interpreter image is not the one that was made: somebody changed it. Nothing runs. Remove the cache folder and run: strategic-python setup",
    );
  }

  /** After an open layer was found. */
  endAll(): void {
    for (const jail of this.#all()) jail.kill();
  }

  /** Its jobs are lost. Start another one for its client before that asks. */
  #gone(jail: Jail): void {
    this.#forget(jail);
    if (this.#closed || this.#options.safety.unsafe !== null) return;
    const { client } = jail;
    this.#backOff.ended(client ?? NOBODY, Date.now() - jail.startedAt);
    if (client === null) this.#spare = this.#launch(null);
    else if (!this.#jails.has(client)) this.#jails.set(client, this.#launch(client));
  }

  #forget(jail: Jail): void {
    if (this.#spare === jail) this.#spare = null;
    if (jail.client !== null && this.#jails.get(jail.client) === jail) this.#jails.delete(jail.client);
  }

  #all(): Jail[] {
    return [...this.#jails.values(), ...(this.#spare === null ? [] : [this.#spare])];
  }
}

function resting(ends: number, waitMs: number): StrategicError {
  return new StrategicError(
    "SANDBOX_BUSY",
    `The sandbox process ended ${ends} times in a row; it is started again in ${Math.ceil(waitMs / 1000)} s.`,
    { details: { retryAfterMs: Math.ceil(waitMs) } },
  );
}
