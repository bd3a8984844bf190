import { readLeb, writeLeb } from "./leb.ts";

/**
 * Lowers the maximum that a WebAssembly module declares for its memory. Node's `resourceLimits` ignore WebAssembly memory;
 * the declared maximum is enforced by the engine, so that an allocation past it is a clean `MemoryError` in the guest.
 */
const MEMORY_SECTION = 5;

export function limitMemory(wasm: Uint8Array, maxPages: number): Uint8Array {
  let at = 8;
  while (at < wasm.length) {
    const id = wasm[at] as number;
    const [size, body] = readLeb(wasm, at + 1);
    if (id === MEMORY_SECTION) {
      const [count, flagsAt] = readLeb(wasm, body);
      const flags = wasm[flagsAt] as number;
      const [min, afterMin] = readLeb(wasm, flagsAt + 1);
      if (count !== 1 || flags !== 1) throw new Error(`unexpected memory section: ${count} memories, flags ${flags}`);
      if (min > maxPages) throw new Error(`the module needs ${min} pages, more than the ${maxPages} allowed`);
      const [, afterMax] = readLeb(wasm, afterMin);
      if (afterMax !== body + size) throw new Error("unexpected memory section: bytes after the maximum");
      const section = Uint8Array.from([1, 1, ...writeLeb(min), ...writeLeb(maxPages)]);
      return Uint8Array.from(
        Buffer.concat([wasm.subarray(0, at + 1), Uint8Array.from(writeLeb(section.length)), section, wasm.subarray(body + size)]),
      );
    }
    at = body + size;
  }
  throw new Error("the module declares no memory");
}
