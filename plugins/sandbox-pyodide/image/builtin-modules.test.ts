import { expect, test } from "vitest";
import type { EmscriptenModule } from "../interpreter/pyodide-types.ts";
import { removeBuiltinModules, removedModules } from "./builtin-modules.ts";

/** Linear memory with the table of built-in modules, `copies` times, and C's pointer to the first of them. */
function memory(names: readonly string[], copies: number) {
  const HEAPU8 = new Uint8Array(65_536);
  const HEAPU32 = new Uint32Array(HEAPU8.buffer);
  const module = { HEAPU8, HEAPU32 } as unknown as EmscriptenModule;
  let at = 256;
  const entries = names.flatMap((name, index) => {
    const place = at;
    HEAPU8.set(Buffer.from(`${name}\0`), place);
    at += 32;
    return [place, 1000 + index];
  });
  const tables = Array.from({ length: copies }, (_, copy) => 2048 + copy * 512);
  for (const table of tables) HEAPU32.set([...entries, 0, 0], table);
  HEAPU32[4] = (tables[0] as number) * 4;
  const read = (table: number) => {
    const found: string[] = [];
    for (let word = table; HEAPU32[word] !== 0; word += 2) {
      const start = HEAPU32[word] as number;
      found.push(Buffer.from(HEAPU8.subarray(start, HEAPU8.indexOf(0, start))).toString());
    }
    return found;
  };
  return { module, tables, read };
}

const names = ["_abc", ...removedModules, "math", "zlib"];

test("the modules that no analysis needs are taken out of every copy, the others stay in their order", () => {
  const { module, tables, read } = memory(names, 2);
  expect([...removeBuiltinModules(module, 16)].toSorted()).toEqual([...removedModules].toSorted());
  for (const table of tables) expect(read(table)).toEqual(["_abc", "math", "zlib"]);
});

test("one table alone is not the import machinery's: refused", () => {
  expect(() => removeBuiltinModules(memory(names, 1).module, 16)).toThrow(/was not found/);
});

test("another build, without one of them, is refused by its name", () => {
  const fewer = names.filter((name) => name !== "_ctypes");
  expect(() => removeBuiltinModules(memory(fewer, 2).module, 16)).toThrow(/_ctypes/);
});
