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

function readLeb(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  let shift = 0;
  let next = at;
  for (;;) {
    const byte = bytes[next++] as number;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, next];
    shift += 7;
  }
}

function writeLeb(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    out.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return out;
}
