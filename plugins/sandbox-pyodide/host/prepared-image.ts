import type { SandboxStats } from "../../../core/ports/sandbox.ts";
import type { Brought } from "../image/brought.ts";
import { removeImage } from "../image/prune.ts";
import { ensureImage, findImage, imageIntact, isSetUp, type KeptImage } from "../image/store.ts";
import { readMeta } from "../interpreter/image-format.ts";
import type { Environment } from "../packages/environments.ts";
import { installed } from "../packages/store.ts";

type Prepared = KeptImage & {
  /** What is ready in it; its place in this list is its name there. */
  readonly programs: readonly string[];
};

const LOOK_AGAIN_MS = 2000;

/** The interpreter image that jails start from: found, made when there is none, made again when it was damaged. */
export class PreparedImage {
  /** To be made ready in the image. */
  brought: Brought = {};
  readonly #environment: Environment;
  readonly #cache: string | undefined;
  readonly #progress: ((line: string) => void) | undefined;
  #state: SandboxStats["image"] = "none";
  #preparing: Promise<Prepared> | null = null;
  #packages: Readonly<Record<string, string>> = {};
  #there = false;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(cache: string | undefined, progress: ((line: string) => void) | undefined, environment: Environment = "standard") {
    this.#environment = environment;
    this.#cache = cache;
    this.#progress = progress;
  }

  get state(): SandboxStats["image"] {
    return this.#state;
  }

  get packages(): Readonly<Record<string, string>> {
    return this.#packages;
  }

  /** Whether runs could use it: made, or with all it is made from. Looked at again now and then: somebody may bring it. */
  isThere(now = Date.now()): boolean {
    if (!this.#there && now - this.#lookedAt > LOOK_AGAIN_MS) {
      this.#lookedAt = now;
      this.#there = isSetUp(this.#environment, this.brought, this.#cache);
    }
    return this.#there;
  }

  ready(): Promise<Prepared> {
    this.#preparing ??= this.#prepare().catch((error: unknown) => {
      this.#preparing = null;
      this.#state = "none";
      throw error;
    });
    return this.#preparing;
  }

  /** By hash. Gone is no finding: another version's setup cleared it away, and what runs holds its files open. */
  async intact(): Promise<boolean> {
    const image = await this.#preparing;
    return image === null || (await imageIntact(image.dir).catch(() => true));
  }

  /** After a start that failed: true when the image was the reason, and was taken away. */
  async removedDamaged(): Promise<boolean> {
    const image = await this.#preparing;
    if (image === null || (await imageIntact(image.dir))) return false;
    this.#progress?.("the interpreter image is damaged: making it again");
    this.#preparing = null;
    this.#state = "none";
    removeImage(image.dir);
    return true;
  }

  /** An image that could not be kept goes with this process. */
  async discard(): Promise<void> {
    const image = await this.#preparing?.catch(() => null);
    if (image?.kept === false) removeImage(image.dir);
  }

  async #prepare(): Promise<Prepared> {
    this.#state = "building";
    const environment = this.#environment;
    const cache = this.#cache;
    const { brought } = this;
    // An image with packages was made from files checked by hash: they need no second look at every start.
    const found = findImage(environment, true, brought, cache);
    const image =
      found === null
        ? await ensureImage(environment, await installed(environment, cache), { cache, progress: this.#progress, ...brought })
        : { dir: found, kept: true };
    this.#packages = readMeta(image.dir).packages;
    this.#state = "ready";
    return { ...image, programs: brought.programs ?? [] };
  }
}
