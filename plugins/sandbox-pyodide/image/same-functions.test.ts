import { constants } from "node:fs";
import { expect, test } from "vitest";
import { type ImageMeta, RUNTIME } from "../interpreter/image-format.ts";
import { booted } from "../tests/booted.ts";
import { withBindingStub } from "../worker/harden.ts";
import { checkFunctions, differing, functionNames } from "./same-functions.ts";

/** Two places are the runtime's, two a library's, and of the two that were appended one's address was asked for. */
const linking = {
  tableStart: 2,
  loads: [
    {
      name: "/a.so",
      handle: 1,
      flags: { global: false, nodelete: true },
      scoped: true,
      again: false,
      nested: false,
      tableBase: 2,
      tableSize: 2,
    },
  ],
  appended: [[5, RUNTIME, "malloc"]],
} as const;
const recorded = [null, "1", "7", null, "40", "41"];

test.each([
  ["all is as it was", recorded, null],
  ["what nobody can call is not there", [null, "1", "7", null, null, "41"], null],
  ["the runtime has another function", [null, "2", "7", null, null, "41"], 1],
  ["the runtime lacks one", [null, null, "7", null, null, "41"], 1],
  ["a library has another", [null, "1", "8", null, null, "41"], 2],
  ["a library lacks one", [null, "1", null, null, null, "41"], 2],
  ["a place that was empty is filled", [null, "1", "7", "7", null, "41"], 3],
  ["another was appended", [null, "1", "7", null, "41", "41"], 4],
  ["what was asked for lacks", [null, "1", "7", null, null, null], 5],
  ["the table is shorter", [null, "1", "7", null, null], 5],
  ["the table is longer", [...recorded, null], 6],
])("where %s, that is told", (_, restored, place) => {
  expect(differing(linking, recorded, restored)).toBe(place);
});

test("a function is known by its number in its module, and an empty place by nothing", () => {
  // (module (func) (func (export "f")))
  const bytes = Uint8Array.of(
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    1,
    4,
    1,
    96,
    0,
    0,
    3,
    3,
    2,
    0,
    0,
    7,
    5,
    1,
    1,
    102,
    0,
    1,
    10,
    7,
    2,
    2,
    0,
    11,
    2,
    0,
    11,
  );
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  const wasmTable = new WebAssembly.Table({ element: "anyfunc", initial: 2 });
  wasmTable.set(1, f as never);
  expect(functionNames({ wasmTable })).toEqual([null, "1"]);
});

test("an image starts with the functions that were recorded; one whose record names another function at a place is found", async () => {
  const { module, image } = await booted();
  const { dir, meta } = image;
  const recorded = functionNames(module);
  const check = (one: ImageMeta) => withBindingStub(constants as never, () => checkFunctions(dir, one, recorded));
  await expect(check(meta)).resolves.toBeUndefined();
  const [first, second] = meta.linking.appended.filter(([, of]) => of === RUNTIME);
  if (first === undefined || second === undefined) throw new Error("the image has no functions to exchange");
  const appended = meta.linking.appended.map(([index, of, name]) => [index, of, name === first[2] ? second[2] : name] as const);
  const exchanged = { ...meta, linking: { ...meta.linking, appended } };
  await expect(check(exchanged)).rejects.toThrow(`differs from what was recorded, at ${first[0]}`);
});
