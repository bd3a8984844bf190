import { expect, test } from "vitest";
import { MemoryLimit } from "./memory-limit.ts";

const MIB = 2 ** 20;

/** A heap that grows as asked, up to `most`; a refusal of the engine answers undefined, as Emscripten's does. */
function heap(sizeMb: number, most = Number.POSITIVE_INFINITY) {
  const asked: number[] = [];
  let size = sizeMb * MIB;
  const module = {
    get HEAPU8() {
      return { length: size };
    },
    HEAPU32: new Uint32Array(4),
    growMemory(bytes: number) {
      asked.push(bytes / MIB);
      if (bytes > most * MIB) return undefined;
      size = bytes;
      return 1;
    },
    _emscripten_get_sbrk_ptr: () => 8,
  };
  const limit = new MemoryLimit();
  const imports = { env: { emscripten_resize_heap: Object.assign(() => 0, { sig: "ip" }) } };
  limit.install(imports);
  limit.attach(module as never);
  const grow = imports.env.emscripten_resize_heap as unknown as ((bytes: number) => number) & { sig: string };
  return { limit, module, asked, grow: (mb: number) => grow(mb * MIB), sig: grow.sig };
}

test("memory grows by a fifth at least, so that it does not grow often, and never beyond the run's limit", () => {
  const { limit, grow, asked } = heap(100);
  limit.begin(200);
  expect([grow(101), grow(150), grow(199)]).toEqual([1, 1, 1]);
  expect(asked).toEqual([120, 150, 199]);
  expect(limit.refused).toBe(false);
  expect(grow(200)).toBe(1);
  expect(asked.at(-1)).toBe(200);
});

test("what would pass the limit is refused without asking, and the run is known for it until the next begins", () => {
  const { limit, grow, asked } = heap(100);
  limit.begin(200);
  expect(grow(200 + 1 / MIB)).toBe(0);
  expect([asked, limit.refused]).toEqual([[], true]);
  limit.begin(300);
  expect([limit.refused, grow(201)]).toEqual([false, 1]);
});

test("where the engine has no generous room, what was asked for is enough; where not even that, the run is refused", () => {
  const { limit, grow, asked } = heap(100, 110);
  limit.begin(500);
  expect([grow(105), limit.refused]).toEqual([1, false]);
  expect(asked).toEqual([120, 105]);
  expect([grow(111), limit.refused]).toEqual([0, true]);
});

test("before the first run nothing limits it but the engine, and a size above two gigabytes is not taken for a negative one", () => {
  const { grow } = heap(100);
  expect(grow(3000)).toBe(1);
  const { limit, grow: again } = heap(100);
  limit.begin(512);
  expect([again(-1), limit.refused]).toEqual([0, true]);
});

test("the peak is where the allocator's break stands", () => {
  const { limit, module } = heap(1);
  module.HEAPU32[2] = 3 * MIB;
  expect(limit.peakMb()).toBe(3);
  expect(() => new MemoryLimit().peakMb()).toThrow("no interpreter");
});

test("the linker finds the function's signature as before", () => {
  expect(heap(1).sig).toBe("ip");
});
