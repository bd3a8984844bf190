import { expect, test } from "vitest";
import { prefill, sharedMemoryCopy, takeCopy } from "./memory-copy.ts";

const heapOf = (...values: number[]) =>
  Uint8Array.from({ length: 200_000 }, (_, index) => values[index % values.length] as number);

test("the first worker corrects what booting changed, and a second one with the same heap shares the copy", () => {
  const shared = sharedMemoryCopy(200_000);
  prefill(shared, (bytes) => bytes.set(heapOf(1, 2)));
  const heap = heapOf(1, 2);
  heap[150_000] = 99;
  expect(takeCopy(heap, shared)).toBe(shared.bytes);
  expect(shared.bytes[150_000]).toBe(99);
  expect(takeCopy(heap.slice(), shared)).toBe(shared.bytes);
});

test("a worker whose heap differs keeps a copy of its own", () => {
  const shared = sharedMemoryCopy(200_000);
  prefill(shared, (bytes) => bytes.set(heapOf(1)));
  takeCopy(heapOf(1), shared);
  const other = heapOf(2);
  const copy = takeCopy(other, shared);
  expect(copy).not.toBe(shared.bytes);
  expect(Buffer.from(copy).equals(Buffer.from(other))).toBe(true);
});

test("a heap of another size keeps a copy of its own", () => {
  expect(takeCopy(heapOf(1), sharedMemoryCopy(10))).toHaveLength(200_000);
});
