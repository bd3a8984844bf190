const BLOCK = 4096;
/** Below this, a fresh instance has already written: every block is stored, zero or not. */
const DIRTY_BELOW = 32 * 1_048_576;
const JOIN_GAPS_BELOW = 65_536;

/** The stretches of linear memory that differ from a fresh instance's: what an image must hold. */
export function heapRuns(
  heap: Uint8Array,
  libraries: readonly { readonly memoryBase?: number; readonly memorySize?: number }[],
): [offset: number, length: number][] {
  const blocks = Math.ceil(heap.length / BLOCK);
  const stored = new Uint8Array(blocks);
  const mark = (from: number, to: number) => stored.fill(1, Math.floor(from / BLOCK), Math.ceil(to / BLOCK));
  mark(0, DIRTY_BELOW);
  for (const { memoryBase, memorySize } of libraries)
    if (memoryBase !== undefined && memorySize) mark(memoryBase, memoryBase + memorySize);
  const zero = Buffer.alloc(BLOCK);
  const bytes = Buffer.from(heap.buffer, heap.byteOffset, heap.byteLength);
  for (let i = 0; i < blocks; i++) if (stored[i] === 0 && zero.compare(bytes, i * BLOCK, (i + 1) * BLOCK) !== 0) stored[i] = 1;
  const runs: [number, number][] = [];
  for (let i = 0; i < blocks; i++) {
    if (stored[i] === 0) continue;
    const offset = i * BLOCK;
    const last = runs.at(-1);
    if (last !== undefined && offset - (last[0] + last[1]) < JOIN_GAPS_BELOW) last[1] = offset + BLOCK - last[0];
    else runs.push([offset, BLOCK]);
  }
  return runs;
}
