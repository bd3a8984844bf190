import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { heapRuns } from "../image/heap-runs.ts";
import { sourceOf } from "../tests/heap.ts";
import { copyHeap, ImageHeap, READ, stretches } from "./heap-source.ts";
import { files } from "./image-format.ts";

const dir = mkdtempSync(join(tmpdir(), "heap-source-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("it is the file's until shared memory is there, and from then on that", () => {
  writeFileSync(join(dir, files.heap), "from the file");
  const bytes = new Uint8Array(new SharedArrayBuffer(13));
  bytes.set(Buffer.from("shared memory"));
  const state = new Int32Array(new SharedArrayBuffer(4));
  const heap = new ImageHeap(dir, { bytes, state });
  const found = () => {
    const target = new Uint8Array(6);
    heap.copy(0, target);
    return [target, heap.view(7, 6)].map((part) => Buffer.from(part).toString());
  };
  expect(found()).toEqual(["from t", "e file"]);
  Atomics.store(state, 0, READ);
  expect(found()).toEqual(["shared", "memory"]);
});

test("a file that is shorter than its index says is told, never half used", () => {
  writeFileSync(join(dir, files.heap), "short");
  const shared = { bytes: new Uint8Array(new SharedArrayBuffer(9)), state: new Int32Array(new SharedArrayBuffer(4)) };
  expect(() => new ImageHeap(dir, shared).copy(0, new Uint8Array(9))).toThrow(/shorter/);
  expect(() => new ImageHeap(dir, shared).view(0, 9)).toThrow(/shorter/);
});

test("what the stretches hold and the zeros around them are the memory that was saved, over whatever lay there", () => {
  const PAGE = 4096;
  fc.assert(
    fc.property(
      fc.array(fc.nat(199 * PAGE), { maxLength: 60 }),
      fc.array(fc.record({ memoryBase: fc.nat(150 * PAGE), memorySize: fc.nat(20 * PAGE) }), { maxLength: 3 }),
      fc.nat(PAGE - 1),
      (written, libraries, odd) => {
        const saved = new Uint8Array(200 * PAGE + odd);
        for (const at of written) saved[at] = 1 + (at % 255);
        const runs = heapRuns(saved, libraries);
        const stored = Buffer.concat(runs.map(([offset, length]) => saved.subarray(offset, offset + length)));
        const memory = new Uint8Array(saved.length).fill(9);
        const end = copyHeap(sourceOf(stored), stretches({ runs }), memory);
        // Behind the last stretch is what only a run writes; libraries write before it.
        for (const { memoryBase, memorySize } of libraries) expect(end).toBeGreaterThanOrEqual(memoryBase + memorySize);
        memory.fill(0, end);
        expect(Buffer.compare(memory, saved)).toBe(0);
      },
    ),
    { numRuns: 100 },
  );
});
