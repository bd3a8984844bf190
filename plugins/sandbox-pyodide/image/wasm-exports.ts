import { readLeb, writeLeb } from "./leb.ts";

const EXPORTS = 7;

/** A module that exports of what it did only what `isKept` says. */
export function keepExports(wasm: Uint8Array, isKept: (name: string) => boolean): Uint8Array {
  const out: Uint8Array[] = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length; ) {
    const [size, body] = readLeb(wasm, at + 1);
    const end = body + size;
    if (wasm[at] === EXPORTS) {
      const section = kept(wasm, body, isKept);
      out.push(Uint8Array.from([EXPORTS, ...writeLeb(section.length)]), section);
    } else out.push(wasm.subarray(at, end));
    at = end;
  }
  return Uint8Array.from(Buffer.concat(out));
}

/** Each export is a name, a kind in one byte, and an index. */
function kept(wasm: Uint8Array, body: number, isKept: (name: string) => boolean): Uint8Array {
  const [count, first] = readLeb(wasm, body);
  const entries: Uint8Array[] = [];
  let from = first;
  for (let index = 0; index < count; index++) {
    const [length, name] = readLeb(wasm, from);
    const [, end] = readLeb(wasm, name + length + 1);
    if (isKept(Buffer.from(wasm.subarray(name, name + length)).toString("utf8"))) entries.push(wasm.subarray(from, end));
    from = end;
  }
  return Buffer.concat([Uint8Array.from(writeLeb(entries.length)), ...entries]);
}
