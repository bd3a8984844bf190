import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { READ, UNREAD } from "./heap-source.ts";
import { files } from "./image-format.ts";
import { SharedHeap } from "./shared-heap.ts";

const dir = mkdtempSync(join(tmpdir(), "shared-heap-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const BYTES = 3 * 1_048_576 + 5000;
const meta = { runs: [[0, BYTES] as const] };

function unread(): SharedHeap {
  writeFileSync(join(dir, files.heap), Buffer.from(Array.from({ length: BYTES }, (_, at) => (at * 31) & 255)));
  return new SharedHeap(dir, meta);
}

async function heap(): Promise<SharedHeap> {
  const shared = unread();
  await shared.read();
  return shared;
}

/** As many looks as parts. */
const round = (shared: SharedHeap) => [1, 2, 3, 4].map(() => shared.nextPartHolds());

test("unchanged, every look finds it whole, round after round", async () => {
  const shared = await heap();
  expect([...round(shared), ...round(shared), shared.holds()]).not.toContain(false);
});

test("it is read once, however many ask, and is whole where it says so", async () => {
  const shared = unread();
  const states = [Atomics.load(shared.state, 0)];
  await Promise.all([shared.read(), shared.read()]);
  states.push(Atomics.load(shared.state, 0));
  expect([states, shared.bytes.at(-1)]).toEqual([[UNREAD, READ], ((BYTES - 1) * 31) & 255]);
  expect(shared.read()).toBe(shared.read());
});

test("before it is read nobody uses it, and there is nothing to find; a file cut short is told to whoever reads", async () => {
  const shared = unread();
  expect([...round(shared), shared.holds()]).not.toContain(false);
  writeFileSync(join(dir, files.heap), Buffer.alloc(100));
  await expect(shared.read()).rejects.toThrow(/shorter/);
  expect(Atomics.load(shared.state, 0)).toBe(UNREAD);
});

test("one changed byte, wherever, is found by the whole look and by the parts in one round", async () => {
  const shared = await heap();
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

test("a file that was changed or cut short under it is found", async () => {
  const shared = await heap();
  const file = openSync(join(dir, files.heap), "r+");
  writeSync(file, Buffer.from([77]), 0, 1, 1_048_580);
  closeSync(file);
  expect(shared.holds()).toBe(false);
  const other = await heap();
  writeFileSync(join(dir, files.heap), Buffer.alloc(100));
  expect(() => other.holds()).toThrow(/shorter/);
});
