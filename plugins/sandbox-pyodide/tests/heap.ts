import type { HeapSource } from "../interpreter/heap-source.ts";

/** An image's memory that a test made. */
export const sourceOf = (bytes: Uint8Array): HeapSource => ({
  view: (position, length) => bytes.subarray(position, position + length),
  copy: (position, target) => target.set(bytes.subarray(position, position + target.length)),
});
