import { Buffer } from "node:buffer";
import { openSync } from "node:fs";
import { join } from "node:path";
import { files, type ImageMeta, readInto } from "./image-format.ts";

const UNREAD = 0;
const READ = 1;
/** Compared with the file at once. */
const PART = 1_048_576;

/** Where a stretch of linear memory lies in the image's file. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
  readonly position: number;
}

export function stretches({ runs }: Pick<ImageMeta, "runs">): readonly Stretch[] {
  let position = 0;
  return runs.map(([offset, length]) => {
    const stretch = { offset, length, position };
    position += length;
    return stretch;
  });
}

/**
 * The linear memory that runs start from: read once and shared by all interpreters of a jail, which copy it in half the time
 * that reading the file would take. No run can reach it, and should one, the file says so: nothing in the jail can write that.
 */
export class SharedHeap {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  /** For `waitUntilRead`, in other threads. */
  readonly state = new Int32Array(new SharedArrayBuffer(4));
  readonly #file: number;
  readonly #part = Buffer.alloc(PART);
  #next = 0;

  constructor(dir: string, meta: Pick<ImageMeta, "runs">) {
    this.#file = openSync(join(dir, files.heap), "r");
    this.bytes = new Uint8Array(new SharedArrayBuffer(meta.runs.reduce((sum, [, length]) => sum + length, 0)));
  }

  read(): void {
    readInto(this.#file, this.bytes, 0);
    Atomics.store(this.state, 0, READ);
    Atomics.notify(this.state, 0);
  }

  /** Whether the next part is what the file holds: so all of it is looked at again and again. */
  nextPartHolds(): boolean {
    const holds = this.#holds(this.#next);
    this.#next = this.#next + PART < this.bytes.length ? this.#next + PART : 0;
    return holds;
  }

  /** Whether all of it is what the file holds. */
  holds(): boolean {
    for (let at = 0; at < this.bytes.length; at += PART) if (!this.#holds(at)) return false;
    return true;
  }

  #holds(at: number): boolean {
    const length = Math.min(PART, this.bytes.length - at);
    readInto(this.#file, this.#part.subarray(0, length), at);
    return this.#part.compare(this.bytes, at, at + length, 0, length) === 0;
  }
}

export function waitUntilRead(state: Int32Array<SharedArrayBuffer>): void {
  Atomics.wait(state, 0, UNREAD);
}

/** Writes the image's linear memory where it belongs, and zeros before and between its stretches. Says where the last one ends. */
export function copyHeap(shared: Uint8Array, places: readonly Stretch[], memory: Uint8Array): number {
  let end = 0;
  for (const { offset, length, position } of places) {
    memory.fill(0, end, offset);
    memory.set(shared.subarray(position, position + length), offset);
    end = offset + length;
  }
  return end;
}
