import type { SandboxStats } from "../../../core/ports/sandbox.ts";
import type { Brought } from "../image/brought.ts";
import { markUsed, removeImage } from "../image/prune.ts";
import { conditionOf, ensureImage, findImage, isSetUp, type KeptImage } from "../image/store.ts";
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

  /** Asked before every start: each is a use, which keeps it from being cleared away. */
  async ready(): Promise<Prepared> {
    this.#preparing ??= this.#prepare().catch((error: unknown) => {
      this.#forget();
      throw error;
    });
    const image = await this.#preparing;
    markUsed(image.dir);
    return image;
  }

  /** Gone is no finding: what runs holds its files open, and the next start makes it again. */
  async isChanged(): Promise<boolean> {
    const image = await this.#preparing;
    return image !== null && (await conditionOf(image.dir)) === "changed";
  }

  /** After a start from it failed: true when it was the reason, damaged or gone, so that the next start makes it again. */
  async removedDamaged(image: Prepared): Promise<boolean> {
    // Another start found it before.
    if ((await this.#preparing) !== image) return true;
    const condition = await conditionOf(image.dir);
    if (condition === "whole") return false;
    this.#progress?.(`the interpreter image is ${condition === "gone" ? "gone" : "damaged"}: making it again`);
    this.#forget();
    removeImage(image.dir);
    return true;
  }

  /** An image that could not be kept goes with this process. */
  async discard(): Promise<void> {
    const image = await this.#preparing?.catch(() => null);
    if (image?.kept === false) removeImage(image.dir);
  }

  #forget(): void {
    this.#preparing = null;
    this.#state = "none";
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
