import { beforeEach, expect, test } from "vitest";
import { LinkerCheckpoint } from "./linker.ts";

/** The dynamic linker, as far as a checkpoint looks at it. */
let module: {
  wasmTable: WebAssembly.Table;
  freeTableIndexes: number[];
  HEAPU32: Uint32Array;
  linkerOnOp?: (kind: "load" | "sym", name: string, flags: null, scope: null, handle: number) => void;
};
let checkpoint: LinkerCheckpoint;
const HANDLE = 16;
beforeEach(() => {
  module = {
    wasmTable: new WebAssembly.Table({ element: "anyfunc", initial: 4 }),
    freeTableIndexes: [3],
    HEAPU32: new Uint32Array(16).fill(7),
  };
  const contact = (what: string): never => {
    throw new Error(`${what} is cut`);
  };
  checkpoint = new LinkerCheckpoint(module as never, (path) => path === "/image.so", contact);
});
const does = (kind: "load" | "sym", name: string) => module.linkerOnOp?.(kind, name, null, null, HANDLE);

test("a library of the image, as it lies there, may be loaded, from its file and not from bytes that a guest laid beside it", () => {
  expect(checkpoint.changed).toBe(false);
  does("load", "/image.so");
  expect(checkpoint.changed).toBe(true);
  // Byte 28 of Emscripten's handle.
  expect([...module.HEAPU32].map((word, at) => (word === 0 ? at : null)).filter((at) => at !== null)).toEqual([
    (HANDLE + 28) / 4,
  ]);
});

test("any other library is cut, as is any function of one that does not make a module", () => {
  expect(() => does("load", "/tmp/own.so")).toThrow("_dlopen_js is cut");
  expect(module.HEAPU32.every((word) => word === 7)).toBe(true);
  for (const name of ["system", "my_PyInit_x", "PyInit_x.y", "PyInit_"])
    expect(() => does("sym", name)).toThrow("_dlsym_js is cut");
  expect(() => does("sym", "PyInit_sas")).not.toThrow();
  expect(checkpoint.changed).toBe(true);
});

test.each([
  ["the function table grew", () => module.wasmTable.grow(1)],
  ["a slot of it was taken", () => module.freeTableIndexes.pop()],
])("that %s is noticed without the linker", (_, change) => {
  change();
  expect(checkpoint.changed).toBe(true);
});
