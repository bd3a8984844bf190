import fc from "fast-check";
import { expect, test } from "vitest";
import { sourceOf } from "../tests/heap.ts";
import { MemoryCheckpoint } from "./memory.ts";

const PAGES = 40;
const PAGE = 4096;

/** An image of two stretches with gaps before, between and behind them, and a heap that booting has changed here and there. */
function booted(seed: number, changes: readonly number[]) {
  const runs: [number, number][] = [
    [2 * PAGE, 10 * PAGE],
    [20 * PAGE, 7 * PAGE + 100],
  ];
  const stored = Buffer.alloc(17 * PAGE + 100);
  for (let i = 0; i < stored.length; i++) stored[i] = (i * 31 + seed) & 255;
  const heap = new Uint8Array(PAGES * PAGE);
  let position = 0;
  for (const [offset, length] of runs) {
    heap.set(stored.subarray(position, position + length), offset);
    position += length;
  }
  for (const at of changes) heap[at] = (heap[at] as number) ^ 255;
  return { heap, checkpoint: new MemoryCheckpoint(sourceOf(stored), { runs }, heap) };
}

const place = fc.integer({ min: 0, max: PAGES * PAGE - 1 });

test("whatever was written comes back as it was at the checkpoint, grown memory as zeros", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 255 }),
      fc.array(place, { maxLength: 20 }),
      fc.array(place, { maxLength: 200 }),
      (seed, changes, written) => {
        const { heap, checkpoint } = booted(seed, changes);
        const grown = new Uint8Array(heap.length + 3 * PAGE).fill(7);
        grown.set(heap);
        for (const at of written) grown[at] = (grown[at] as number) + 1;
        checkpoint.restore(grown);
        expect(Buffer.from(grown.subarray(0, heap.length)).equals(heap)).toBe(true);
        expect(grown.subarray(heap.length).every((byte) => byte === 0)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test("it holds the pages that booting changed, and no others", () => {
  const { checkpoint } = booted(1, [0, 5, PAGE, 3 * PAGE, 3 * PAGE + 1, 30 * PAGE]);
  expect(checkpoint.pages).toBe(4);
});
