import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { usedExports } from "../interpreter/instantiate.ts";
import { pyodideFolder } from "../packages/folders.ts";
import { importsOf, leanRuntime } from "./lean-runtime.ts";

/** Exports `f`, `g`, `h`, `__base` and `lib`, each a function. */
const wasm = ((names: readonly string[]) => {
  const entries = names.flatMap((name) => [name.length, ...Buffer.from(name), 0, 0]);
  const head = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0];
  return Uint8Array.of(...head, 7, entries.length + 1, names.length, ...entries, 10, 4, 1, 2, 0, 11);
})(["f", "g", "h", "__base", "lib"]);
const script =
  'var a=1;var _f,_g,_h,___base,wasmTable;function assignWasmExports(wasmExports){_f=Module["_f"]=wasmExports["f"];' +
  '_g=Module["_g"]=wasmExports["g"];_h=Module["_h"]=wasmExports["h"].value;___base=Module["___base"]=wasmExports["__base"];' +
  'wasmTable=Module["wasmTable"]}function start(){return _f()}';
const exportsOf = (bytes: Uint8Array) =>
  WebAssembly.Module.exports(new WebAssembly.Module(Buffer.from(bytes))).map(({ name }) => name);

test("an export stays that a text names, a library imports, or the toolchain knows; all else of it leaves", () => {
  const lean = leanRuntime({ script, wasm }, "Module._h();", ["lib"]);
  expect(exportsOf(lean.wasm)).toEqual(["f", "h", "__base", "lib"]);
  expect(lean.script).toBe(
    'var a=1;var _f,_h,___base,wasmTable;function assignWasmExports(wasmExports){_f=Module["_f"]=wasmExports["f"];' +
      '_h=Module["_h"]=wasmExports["h"].value;___base=Module["___base"]=wasmExports["__base"];' +
      'wasmTable=Module["wasmTable"]}function start(){return _f()}',
  );
});

test("a runtime that is built another way is refused", () => {
  expect(() => leanRuntime({ script: "var a=1;", wasm }, "", [])).toThrow("does not assign its exports as it used to");
  expect(() => leanRuntime({ script: script + script, wasm }, "", [])).toThrow("does not assign its exports as it used to");
});

test("of Pyodide's own runtime most leaves, and nothing that we call", () => {
  const stock = (name: string) => readFileSync(join(pyodideFolder(), name));
  const whole = { script: stock("pyodide.asm.mjs").toString("utf8"), wasm: stock("pyodide.asm.wasm") };
  const lean = leanRuntime(whole, stock("pyodide.mjs").toString("utf8"), usedExports);
  const [before, after] = [exportsOf(whole.wasm), exportsOf(lean.wasm)];
  expect(after.length).toBeLessThan(before.length / 4);
  expect(lean.script.length).toBeLessThan(whole.script.length * 0.8);
  expect(after).toEqual(expect.arrayContaining([...usedExports]));
  expect(before).toEqual(expect.arrayContaining(after));
  // What is assigned is there, and what is there and was assigned still is.
  const assigned = (text: string) => [...text.matchAll(/=wasmExports\["([^"]+)"\]/g)].map(([, name]) => name as string);
  expect(new Set(after)).toEqual(new Set([...after, ...assigned(lean.script)]));
  expect(new Set(assigned(lean.script))).toEqual(new Set(assigned(whole.script).filter((name) => after.includes(name))));
});

test("a library's imports are its names of functions and of addresses", () => {
  // (module (import "env" "f" (func)) (import "GOT.mem" "x" (global (mut i32))))
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 22, 2, 3, ...Buffer.from("env"), 1, 102, 0, 0];
  const library = new WebAssembly.Module(Uint8Array.of(...bytes, 7, ...Buffer.from("GOT.mem"), 1, 120, 3, 127, 1));
  expect(importsOf(library)).toEqual(["f", "x"]);
});
