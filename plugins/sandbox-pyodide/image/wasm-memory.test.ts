import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pyodideFolder } from "../packages/folders.ts";
import { loaderPatches, patchLoader } from "./loader-patches.ts";
import { limitMemory } from "./wasm-memory.ts";

/** (module (memory (export "m") 1 100)) */
const small = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 5, 4, 1, 1, 1, 100, 7, 5, 1, 1, 109, 2, 0]);

test("a module can't grow past the lowered maximum", () => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(limitMemory(small, 3))));
  const memory = exports.m as WebAssembly.Memory;
  expect(memory.grow(2)).toBe(1);
  expect(() => memory.grow(1)).toThrow(RangeError);
});

test("a module that needs more than the maximum is refused", () => {
  expect(() => limitMemory(small, 0)).toThrow(/needs 1 pages/);
});

test("a module without a memory is refused", () => {
  expect(() => limitMemory(small.subarray(0, 8), 3)).toThrow(/no memory/);
});

test("every loader patch fits the pinned build exactly once, and a patched file is refused", () => {
  for (const file of ["pyodide.asm.mjs", "pyodide.mjs"] as const) {
    const patched = patchLoader(file, readFileSync(join(pyodideFolder(), file), "utf8"));
    expect(patched).not.toContain('import("node:child_process")');
    expect(() => patchLoader(file, patched)).toThrow(/matches \d times/);
  }
  expect(loaderPatches.every(({ why }) => why.length > 15)).toBe(true);
});
