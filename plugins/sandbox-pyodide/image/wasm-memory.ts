import { readLeb, writeLeb } from "./leb.ts";
import { changeSection, sectionOf } from "./wasm-sections.ts";

/**
 * Lowers the maximum that a WebAssembly module declares for its memory. Node's `resourceLimits` ignore WebAssembly memory;
 * the declared maximum is enforced by the engine, so that an allocation past it is a clean `MemoryError` in the guest.
 */
const MEMORY_SECTION = 5;

export function limitMemory(wasm: Uint8Array, maxPages: number): Uint8Array {
  if (sectionOf(wasm, MEMORY_SECTION) === null) throw new Error("the module declares no memory");
  return changeSection(wasm, MEMORY_SECTION, (body) => {
    const [count, flagsAt] = readLeb(body, 0);
    const flags = body[flagsAt] as number;
    const [min, afterMin] = readLeb(body, flagsAt + 1);
    if (count !== 1 || flags !== 1) throw new Error(`unexpected memory section: ${count} memories, flags ${flags}`);
    if (min > maxPages) throw new Error(`the module needs ${min} pages, more than the ${maxPages} allowed`);
    const [, afterMax] = readLeb(body, afterMin);
    if (afterMax !== body.length) throw new Error("unexpected memory section: bytes after the maximum");
    return Uint8Array.from([1, 1, ...writeLeb(min), ...writeLeb(maxPages)]);
  });
}
