import { expect, test } from "vitest";
import { patchBytes, patchText } from "./byte-patches.ts";
import { numpyBytes, numpyCore, pythonTexts } from "./numpy-int64.ts";
import { NOTE, watchedLoops } from "./numpy-overflow.ts";
import { changeFunctions } from "./wasm-functions.ts";

const hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // of "abc"
const abc = Buffer.from("abc");
const patch = (old: string, to: string) => [{ offset: 1, where: "w", why: "y", old, new: to }];

test("bytes are changed where the table says", () => {
  expect(Buffer.from(patchBytes("f", abc, hash, patch("62", "7a"))).toString()).toBe("azc");
});

test("another build is refused", () => {
  expect(() => patchBytes("f", Buffer.from("abd"), hash, patch("62", "7a"))).toThrow(/f is not the build that its patches fit/);
});

test("a byte that is not the expected one is refused, and so is a table that moves bytes", () => {
  expect(() => patchBytes("f", abc, hash, patch("63", "7a"))).toThrow(
    /offset 0x1 \(w\): the bytes there are not the expected ones/,
  );
  expect(() => patchBytes("f", abc, hash, patch("62", "7a 7a"))).toThrow(/differ in length/);
});

test("a text must be there exactly once", () => {
  const table = [{ file: "f.py", why: "y", find: "a", replace: "b" }];
  expect(patchText("f.py", "xay", table)).toBe("xby");
  expect(() => patchText("f.py", "xaya", table)).toThrow(/matches 2 times in f.py/);
  expect(() => patchText("f.py", "x", table)).toThrow(/matches 0 times/);
});

test("51 bytes differ, each site says why, and no site is named twice", () => {
  const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");
  const differing = numpyBytes.reduce((sum, site) => {
    const to = bytes(site.new);
    return sum + [...bytes(site.old)].filter((byte, index) => byte !== to[index]).length;
  }, 0);
  expect(differing).toBe(51);
  expect(new Set(numpyBytes.map(({ offset }) => offset)).size).toBe(numpyBytes.length);
  for (const { why } of [...numpyBytes, ...pythonTexts]) expect(why.length).toBeGreaterThan(10);
  expect(numpyCore.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(watchedLoops.map(({ index }) => index)).size).toBe(5);
  expect(NOTE % 4).toBe(0);
});

/** (module (import "e" "f" (func)) (func (export "g") (result i32) i32.const 1)) */
const module = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 8, 2, 0x60, 0, 0, 0x60, 0, 1, 0x7f],
  ...[2, 7, 1, 1, 101, 1, 102, 0, 0],
  ...[3, 2, 1, 1],
  ...[7, 5, 1, 1, 103, 0, 1],
  ...[10, 6, 1, 4, 0, 0x41, 1, 0x0b],
]);
const call = (wasm: Uint8Array) =>
  (new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(wasm)), { e: { f() {} } }).exports.g as () => number)();

test("a function's body is replaced, counting what is imported", () => {
  expect(call(module)).toBe(1);
  const longer = changeFunctions(
    module,
    new Map([
      [
        1,
        ({ code }) => ({
          locals: [[1, 0x7f]],
          code: Buffer.from([0x41, 5, 0x21, 0, 0x20, 0, ...code.subarray(0, 2), 0x6a, 0x0b]),
        }),
      ],
    ]),
  );
  expect(call(longer)).toBe(6);
});

test("a function that is not there is refused", () => {
  expect(() => changeFunctions(module, new Map([[7, (stock) => stock]]))).toThrow(/0 of the 1 functions/);
  expect(() => changeFunctions(module, new Map([[0, (stock) => stock]]))).toThrow(/0 of the 1 functions/);
});
