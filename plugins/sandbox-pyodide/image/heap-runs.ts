const BLOCK = 4096;
/** Below this, a fresh instance has already written. */
const WRITTEN_BELOW = 32 * 1_048_576;
const JOIN_GAPS_BELOW = 65_536;

/**
 * The stretches of linear memory that an image holds. What lies before and between them is zero; behind the last one a fresh
 * instance has written nothing.
 */
export function heapRuns(
  heap: Uint8Array,
  libraries: readonly { readonly memoryBase?: number; readonly memorySize?: number }[],
): [offset: number, length: number][] {
  const blocks = Math.ceil(heap.length / BLOCK);
  const ends = libraries.map(({ memoryBase = 0, memorySize = 0 }) => memoryBase + memorySize);
  const last = Math.ceil(Math.min(heap.length, Math.max(WRITTEN_BELOW, ...ends)) / BLOCK) - 1;
  const zero = Buffer.alloc(BLOCK);
  const bytes = Buffer.from(heap.buffer, heap.byteOffset, heap.byteLength);
  const runs: [number, number][] = [];
  for (let i = 0; i < blocks; i++) {
    const offset = i * BLOCK;
    const end = Math.min(offset + BLOCK, heap.length);
    if (i !== last && zero.compare(bytes, offset, end, 0, end - offset) === 0) continue;
    const run = runs.at(-1);
    if (run !== undefined && offset - (run[0] + run[1]) < JOIN_GAPS_BELOW) run[1] = end - run[0];
    else runs.push([offset, end - offset]);
  }
  return runs;
}
