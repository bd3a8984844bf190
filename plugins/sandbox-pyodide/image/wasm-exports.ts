import { readLeb, writeLeb } from "./leb.ts";
import { changeSection } from "./wasm-sections.ts";

const EXPORTS = 7;

/** A module that exports of what it did only what `isKept` says. */
export const keepExports = (wasm: Uint8Array, isKept: (name: string) => boolean): Uint8Array =>
  changeSection(wasm, EXPORTS, (body) => kept(body, isKept));

/** Each export is a name, a kind in one byte, and an index. */
function kept(body: Uint8Array, isKept: (name: string) => boolean): Uint8Array {
  const [count, first] = readLeb(body, 0);
  const entries: Uint8Array[] = [];
  let from = first;
  for (let index = 0; index < count; index++) {
    const [length, name] = readLeb(body, from);
    const [, end] = readLeb(body, name + length + 1);
    if (isKept(Buffer.from(body.subarray(name, name + length)).toString("utf8"))) entries.push(body.subarray(from, end));
    from = end;
  }
  return Buffer.concat([Uint8Array.from(writeLeb(entries.length)), ...entries]);
}
