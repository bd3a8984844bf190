import { expect, test } from "vitest";
import { keepExports } from "./wasm-exports.ts";

// (module (memory (export "m") 1) (func $g (export "größe") (result i32) i32.const 7) (func (export "f") (result i32) call $g))
const stock = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 3, 2, 0, 0, 5, 3, 1, 0, 1],
  ...[7, 19, 3, 1, 109, 2, 0, 7, ...Buffer.from("größe"), 0, 0, 1, 102, 0, 1],
  ...[10, 11, 2, 4, 0, 65, 7, 11, 4, 0, 16, 0, 11],
);
const exportsOf = (wasm: Uint8Array) => new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(wasm))).exports;

test("what is kept works as before, also by what is exported no more", () => {
  const exports = exportsOf(keepExports(stock, (name) => name === "f"));
  expect(Object.keys(exports)).toEqual(["f"]);
  expect((exports.f as () => number)()).toBe(7);
});

test("names are text of any script", () => {
  const exports = exportsOf(keepExports(stock, (name) => name === "größe"));
  expect((exports.größe as () => number)()).toBe(7);
});

test("a module of which all is kept is the same, and one without exports is left alone", () => {
  expect([...keepExports(stock, () => true)]).toEqual([...stock]);
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  expect([...keepExports(empty, () => false)]).toEqual([...empty]);
  expect(Object.keys(exportsOf(keepExports(stock, () => false)))).toEqual([]);
});
