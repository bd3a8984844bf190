import { openSync } from "node:fs";
import { join } from "node:path";
import { files, type ImageMeta, readInto } from "./image-format.ts";

/** The linear memory that runs start from, by position in the image's file. */
export interface HeapSource {
  /** To be looked at before the next call. */
  view(position: number, length: number): Uint8Array;
  /** Fills `target` from `position` on. */
  copy(position: number, target: Uint8Array): void;
}

/** What every worker has of it: memory that all share, and whether the jail has read it by now. */
export interface SharedBytes {
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly state: Int32Array<SharedArrayBuffer>;
}

export const UNREAD = 0;
export const READ = 1;

/** Shared memory as soon as it is there, which costs half of what the file does; the file until then, so that a start needs no copy. */
export class ImageHeap implements HeapSource {
  readonly #shared: SharedBytes;
  readonly #file: number;
  #scratch = new Uint8Array(0);

  constructor(dir: string, shared: SharedBytes) {
    this.#file = openSync(join(dir, files.heap), "r");
    this.#shared = shared;
  }

  view(position: number, length: number): Uint8Array {
    if (this.#isShared) return this.#shared.bytes.subarray(position, position + length);
    if (this.#scratch.length < length) this.#scratch = new Uint8Array(length);
    const bytes = this.#scratch.subarray(0, length);
    readInto(this.#file, bytes, position);
    return bytes;
  }

  copy(position: number, target: Uint8Array): void {
    if (this.#isShared) target.set(this.#shared.bytes.subarray(position, position + target.length));
    else readInto(this.#file, target, position);
  }

  get #isShared(): boolean {
    return Atomics.load(this.#shared.state, 0) === READ;
  }
}

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

/** Writes the image's linear memory where it belongs, and zeros before and between its stretches. Says where the last one ends. */
export function copyHeap(source: HeapSource, places: readonly Stretch[], memory: Uint8Array): number {
  let end = 0;
  for (const { offset, length, position } of places) {
    memory.fill(0, end, offset);
    source.copy(position, memory.subarray(offset, offset + length));
    end = offset + length;
  }
  return end;
}
