import { readLeb, writeLeb } from "./leb.ts";

/** Behind its magic number and version a module is a row of sections: each an id, a size, and what it holds. */
const FIRST = 8;

function* sections(wasm: Uint8Array): Generator<{ id: number; at: number; body: number; end: number }> {
  for (let at = FIRST; at < wasm.length; ) {
    const [size, body] = readLeb(wasm, at + 1);
    yield { id: wasm[at] as number, at, body, end: body + size };
    at = body + size;
  }
}

/** What the section of a module holds; null where it has none. */
export function sectionOf(wasm: Uint8Array, id: number): Uint8Array | null {
  for (const section of sections(wasm)) if (section.id === id) return wasm.subarray(section.body, section.end);
  return null;
}

/** A module of which one section holds what `change` makes of it. Every other byte stays, and all of them where there is none. */
export function changeSection(wasm: Uint8Array, id: number, change: (body: Uint8Array) => Uint8Array): Uint8Array {
  const out: Uint8Array[] = [wasm.subarray(0, FIRST)];
  for (const section of sections(wasm)) {
    if (section.id === id) {
      const body = change(wasm.subarray(section.body, section.end));
      out.push(Uint8Array.from([id, ...writeLeb(body.length)]), body);
    } else out.push(wasm.subarray(section.at, section.end));
  }
  return Uint8Array.from(Buffer.concat(out));
}
