import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { heapRuns } from "../image/heap-runs.ts";
import { files } from "./image-format.ts";
import { copyHeap, SharedHeap, stretches } from "./shared-heap.ts";

const dir = mkdtempSync(join(tmpdir(), "shared-heap-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const BYTES = 3 * 1_048_576 + 5000;
const meta = { runs: [[0, BYTES] as const] };

function heap(): SharedHeap {
  writeFileSync(join(dir, files.heap), Buffer.from(Array.from({ length: BYTES }, (_, at) => (at * 31) & 255)));
  const shared = new SharedHeap(dir, meta);
  shared.read();
  return shared;
}

/** As many looks as parts. */
const round = (shared: SharedHeap) => [1, 2, 3, 4].map(() => shared.nextPartHolds());

test("unchanged, every look finds it whole, round after round", () => {
  const shared = heap();
  expect([...round(shared), ...round(shared), shared.holds()]).not.toContain(false);
});

test("a thread that needs it waits until all of it is read", async () => {
  const shared = new SharedHeap(dir, meta);
  const program = `
    import { parentPort, workerData } from "node:worker_threads";
    import { waitUntilRead } from ${JSON.stringify(new URL("./shared-heap.ts", import.meta.url).href)};
    parentPort.postMessage("waits");
    waitUntilRead(workerData.state);
    parentPort.postMessage(workerData.bytes.at(-1));`;
  const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
    workerData: { state: shared.state, bytes: shared.bytes },
  });
  expect(await once(thread, "message")).toEqual(["waits"]);
  shared.read();
  expect(await once(thread, "message")).toEqual([((BYTES - 1) * 31) & 255]);
});

test("one changed byte, wherever, is found by the whole look and by the parts in one round", () => {
  const shared = heap();
  fc.assert(
    fc.property(fc.nat(BYTES - 1), fc.nat(6), (at, looks) => {
      for (let i = 0; i < looks; i++) shared.nextPartHolds();
      const before = shared.bytes[at] as number;
      shared.bytes[at] = before ^ 1;
      const found = [shared.holds(), round(shared).filter((holds) => !holds).length];
      shared.bytes[at] = before;
      expect(found).toEqual([false, 1]);
    }),
    {
      examples: [
        [0, 0],
        [BYTES - 1, 0],
        [1_048_576, 3],
      ],
      numRuns: 30,
    },
  );
});

test("a file that was changed or cut short under it is found", () => {
  const shared = heap();
  const file = openSync(join(dir, files.heap), "r+");
  writeSync(file, Buffer.from([77]), 0, 1, 1_048_580);
  closeSync(file);
  expect(shared.holds()).toBe(false);
  const other = heap();
  writeFileSync(join(dir, files.heap), Buffer.alloc(100));
  expect(() => other.holds()).toThrow(/shorter/);
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
        const end = copyHeap(stored, stretches({ runs }), memory);
        // Behind the last stretch is what only a run writes; libraries write before it.
        for (const { memoryBase, memorySize } of libraries) expect(end).toBeGreaterThanOrEqual(memoryBase + memorySize);
        memory.fill(0, end);
        expect(Buffer.compare(memory, saved)).toBe(0);
      },
    ),
    { numRuns: 100 },
  );
});
