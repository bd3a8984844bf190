import { Buffer } from "node:buffer";
import { copyHeap, type HeapSource, type Stretch, stretches } from "../interpreter/heap-source.ts";
import type { ImageMeta } from "../interpreter/image-format.ts";

/** Fine enough that a page holds little that did not change. */
const PAGE = 4096;
/** Compared first: most of them did not change. */
const BLOCK = 16 * PAGE;

interface Page {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * Linear memory as it was at the checkpoint: the image's, which all interpreters share, and what booting changed on top, a few
 * hundred pages, which is held here. All of it is written, whatever the run did: what a run changed is nothing it could hide.
 */
export class MemoryCheckpoint {
  readonly #image: HeapSource;
  readonly #places: readonly Stretch[];
  readonly #pages: readonly Page[];

  constructor(image: HeapSource, meta: Pick<ImageMeta, "runs">, heap: Uint8Array<ArrayBuffer>) {
    this.#image = image;
    this.#places = stretches(meta);
    this.#pages = this.#changed(heap);
  }

  /** Pages held here: how much of the checkpoint is not the image's. */
  get pages(): number {
    return this.#pages.length;
  }

  restore(heap: Uint8Array<ArrayBuffer>): void {
    heap.fill(0, copyHeap(this.#image, this.#places, heap));
    for (const { at, bytes } of this.#pages) heap.set(bytes, at);
  }

  #changed(heap: Uint8Array<ArrayBuffer>): Page[] {
    const pages: Page[] = [];
    const now = Buffer.from(heap.buffer, heap.byteOffset, heap.byteLength);
    const zero = new Uint8Array(BLOCK);
    const compare = (at: number, image: Uint8Array) => {
      if (now.compare(image, 0, image.length, at, at + image.length) === 0) return;
      for (const [first, last] of parts(0, image.length, PAGE))
        if (now.compare(image, first, last, at + first, at + last) !== 0)
          pages.push({ at: at + first, bytes: heap.slice(at + first, at + last) });
    };
    const empty = (from: number, to: number) => {
      for (const [at, last] of parts(from, to, BLOCK)) compare(at, zero.subarray(0, last - at));
    };
    let end = 0;
    for (const { offset, length, position } of this.#places) {
      empty(end, offset);
      for (const [from, to] of parts(0, length, BLOCK)) compare(offset + from, this.#image.view(position + from, to - from));
      end = offset + length;
    }
    empty(end, heap.length);
    return pages;
  }
}

function* parts(from: number, to: number, size: number): Generator<[from: number, to: number]> {
  for (let at = from; at < to; at += size) yield [at, Math.min(at + size, to)];
}
