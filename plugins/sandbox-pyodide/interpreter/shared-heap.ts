import { Buffer } from "node:buffer";
import { openSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { READ, type SharedBytes } from "./heap-source.ts";
import { files, type ImageMeta, readInto } from "./image-format.ts";

/** Compared with the file at once. */
const PART = 1_048_576;
/** Read at once, a few milliseconds: between them the jail hears its jobs. */
const SLICE = 4 * PART;

/**
 * The linear memory that runs start from: read once and shared by all interpreters of a jail, which copy it in half the time
 * that reading the file would take. No run can reach it, and should one, the file says so: nothing in the jail can write that.
 */
export class SharedHeap implements SharedBytes {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly state = new Int32Array(new SharedArrayBuffer(4));
  readonly #file: number;
  readonly #part = Buffer.alloc(PART);
  #reading: Promise<void> | undefined;
  #next = 0;

  constructor(dir: string, meta: Pick<ImageMeta, "runs">) {
    this.#file = openSync(join(dir, files.heap), "r");
    this.bytes = new Uint8Array(new SharedArrayBuffer(meta.runs.reduce((sum, [, length]) => sum + length, 0)));
  }

  /** Once, however often it is asked for. */
  read(): Promise<void> {
    this.#reading ??= this.#read();
    return this.#reading;
  }

  /** Whether the next part is what the file holds: so all of it is looked at again and again. What is not read yet nobody uses. */
  nextPartHolds(): boolean {
    if (!this.#isRead) return true;
    const holds = this.#holds(this.#next);
    this.#next = this.#next + PART < this.bytes.length ? this.#next + PART : 0;
    return holds;
  }

  /** Whether all of it is what the file holds. */
  holds(): boolean {
    if (!this.#isRead) return true;
    for (let at = 0; at < this.bytes.length; at += PART) if (!this.#holds(at)) return false;
    return true;
  }

  async #read(): Promise<void> {
    for (let at = 0; at < this.bytes.length; at += SLICE) {
      readInto(this.#file, this.bytes.subarray(at, at + SLICE), at);
      await nextTurn();
    }
    Atomics.store(this.state, 0, READ);
  }

  get #isRead(): boolean {
    return Atomics.load(this.state, 0) === READ;
  }

  #holds(at: number): boolean {
    const length = Math.min(PART, this.bytes.length - at);
    readInto(this.#file, this.#part.subarray(0, length), at);
    return this.#part.compare(this.bytes, at, at + length, 0, length) === 0;
  }
}
