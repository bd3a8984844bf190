import { Buffer } from "node:buffer";
import { openSync } from "node:fs";
import { join } from "node:path";
import { files, type ImageMeta, readInto } from "../image/format.ts";

/** Fine enough that a page holds little that did not change. */
const PAGE = 4096;
/** Compared first: most of them did not change. */
const BLOCK = 16 * PAGE;
/** Read at once. */
const CHUNK = 256 * PAGE;

interface Page {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * Linear memory as it was at the checkpoint. Most of it is read back from the image's own file: nothing in the jail may write
 * that, so whatever a guest reached, it can't change what later runs start from. What booting changed on top, a few hundred
 * pages, is held here.
 */
export class MemoryCheckpoint {
  readonly #file: number;
  readonly #meta: ImageMeta;
  readonly #pages: readonly Page[];

  constructor(dir: string, meta: ImageMeta, heap: Uint8Array<ArrayBuffer>) {
    this.#file = openSync(join(dir, files.heap), "r");
    this.#meta = meta;
    this.#pages = this.#changed(heap);
  }

  /** Pages held here: how much of the checkpoint is not the image's. */
  get pages(): number {
    return this.#pages.length;
  }

  restore(heap: Uint8Array<ArrayBuffer>): void {
    let end = 0;
    for (const [offset, length, position] of this.#stretches()) {
      heap.fill(0, end, offset);
      readInto(this.#file, heap.subarray(offset, offset + length), position);
      end = offset + length;
    }
    heap.fill(0, end);
    for (const { at, bytes } of this.#pages) heap.set(bytes, at);
  }

  *#stretches(): Generator<[offset: number, length: number, position: number]> {
    let position = 0;
    for (const [offset, length] of this.#meta.runs) {
      yield [offset, length, position];
      position += length;
    }
  }

  #changed(heap: Uint8Array<ArrayBuffer>): Page[] {
    const pages: Page[] = [];
    const image = Buffer.alloc(CHUNK);
    const now = Buffer.from(heap.buffer, heap.byteOffset, heap.byteLength);
    const differs = (at: number, from: number, to: number) => now.compare(image, from, to, at + from, at + to) !== 0;
    const compare = (at: number, length: number) => {
      for (const [from, to] of parts(0, length, BLOCK))
        if (differs(at, from, to))
          for (const [first, last] of parts(from, to, PAGE))
            if (differs(at, first, last)) pages.push({ at: at + first, bytes: heap.slice(at + first, at + last) });
    };
    const empty = (from: number, to: number) => {
      image.fill(0);
      for (const [at, last] of parts(from, to, CHUNK)) compare(at, last - at);
    };
    let end = 0;
    for (const [offset, length, position] of this.#stretches()) {
      empty(end, offset);
      for (const [from, to] of parts(0, length, CHUNK)) {
        readInto(this.#file, image.subarray(0, to - from), position + from);
        compare(offset + from, to - from);
      }
      end = offset + length;
    }
    empty(end, heap.length);
    return pages;
  }
}

function* parts(from: number, to: number, size: number): Generator<[from: number, to: number]> {
  for (let at = from; at < to; at += size) yield [at, Math.min(at + size, to)];
}
