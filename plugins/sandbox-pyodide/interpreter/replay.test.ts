import { expect, test } from "vitest";
import type { ImageMeta } from "./image-format.ts";
import { replayLinker } from "./replay.ts";

/** What the linker did when an image was made: a library that needs another one, and a symbol that was looked up. */
const meta = {
  tableStart: 4,
  tableLength: 12,
  free: [9],
  nulls: [11],
  ops: [
    { kind: "load", name: "/inner.so", handle: 2, tableLength: 6, free: [], nested: true, memoryBase: 200, tableBase: 6 },
    {
      kind: "load",
      name: "/outer.so",
      handle: 1,
      tableLength: 5,
      free: [3],
      flags: { global: true, nodelete: false },
      scoped: true,
      memoryBase: 100,
      tableBase: 8,
    },
    {
      kind: "load",
      name: "/plain.so",
      handle: 3,
      tableLength: 8,
      free: [],
      flags: { global: false, nodelete: true },
      memoryBase: 0,
      tableBase: 10,
    },
    { kind: "sym", name: "PyInit_outer", handle: 1, tableLength: 10, free: [1, 2] },
    { kind: "sym", name: "data", handle: 1, tableLength: 10, free: [] },
    { kind: "sym", name: "known", handle: 1, tableLength: 10, free: [] },
    { kind: "sym", name: "absent", handle: 7, tableLength: 10, free: [] },
  ],
} as unknown as ImageMeta;

/** A linker that does as it did then; `change` puts something else in. */
function linker(bases: Record<string, [memory: number, table: number]> = {}) {
  const log: unknown[] = [];
  const symbol = Object.assign(() => {}, { sig: "i" });
  const known = () => {};
  let length = 4;
  const filled = new Set<number>();
  const module = {
    wasmTable: {
      get length() {
        return length;
      },
      grow: (by: number) => (length += by),
      get: (index: number) => (filled.has(index) ? () => {} : null),
    },
    freeTableIndexes: [7],
    LDSO: { loadedLibsByHandle: { 1: { exports: { PyInit_outer: symbol, data: 3, known } } } },
    linkerReplaying: undefined as boolean | undefined,
    linkerModules: undefined as unknown,
    linkerForced: undefined as ((name: string) => { memoryBase: number } | undefined) | null | undefined,
    linkerOnBase: undefined as ((base: object) => void) | null | undefined,
    loadDynamicLibrary(name: string, flags: object, scope: object | null, handle: number) {
      log.push(["load", name, flags, scope, handle, length, [...module.freeTableIndexes], module.linkerReplaying]);
      const [memoryBase, tableBase] = bases[name] ?? [module.linkerForced?.(name)?.memoryBase, recordedTable(name)];
      module.linkerOnBase?.({ libName: name, memoryBase, tableBase });
    },
    getFunctionAddress: (f: unknown) => (f === known ? 5 : 0),
    addFunction: (f: unknown, sig: string) => log.push(["add", f === symbol, sig, length, [...module.freeTableIndexes]]),
  };
  const set = (to: number) => {
    length = to;
  };
  return { module, log, filled, set };
}
const recordedTable = (name: string) => meta.ops.find((op) => op.name === name)?.tableBase;
const libraries = new Map<string, WebAssembly.Module>();

test("the linker does what it did: the same libraries, flags and slots, and each function that was looked up once more", () => {
  const { module, log } = linker();
  replayLinker(module as never, meta, libraries);
  expect(log).toEqual([
    ["load", "/outer.so", { global: true, nodelete: false, rpath: undefined }, {}, 1, 5, [3], true],
    ["load", "/plain.so", { global: false, nodelete: true, rpath: undefined }, null, 3, 8, [], true],
    ["add", true, "i", 10, [1, 2]],
  ]);
  expect([module.wasmTable.length, module.freeTableIndexes]).toEqual([12, [9]]);
  expect([module.linkerReplaying, module.linkerForced, module.linkerOnBase]).toEqual([false, null, null]);
  expect(module.linkerModules).toBe(libraries);
});

test("a library is put where it lay, and only one that lay somewhere", () => {
  const { module } = linker();
  const forced: unknown[] = [];
  module.loadDynamicLibrary = (name: string) => {
    if (name === "/outer.so")
      forced.push(module.linkerForced?.(name)?.memoryBase, module.linkerForced?.("/inner.so")?.memoryBase);
    if (name === "/outer.so") forced.push(module.linkerForced?.("PyInit_outer"));
  };
  replayLinker(module as never, meta, libraries);
  expect(forced).toEqual([100, 200, undefined]);
});

test.each([
  ["code lies elsewhere", { "/outer.so": [100, 9] }],
  ["data lie elsewhere", { "/plain.so": [1, 10] }],
] as const)("an interpreter in which a library's %s does not start", (_, bases) => {
  expect(() => replayLinker(linker(bases as never).module as never, meta, libraries)).toThrow("image mismatch: bases of /");
});

test("a library that nobody recorded does not load", () => {
  const { module } = linker();
  module.loadDynamicLibrary = () => module.linkerOnBase?.({ libName: "/other.so", memoryBase: 1, tableBase: 1 });
  expect(() => replayLinker(module as never, meta, libraries)).toThrow("bases of /other.so");
});

test("a function table of another length does not fit, before, meanwhile and afterwards", () => {
  for (const [when, says] of [
    [3, "table length 3, expected 4"],
    [5, "table length 5, expected 4"],
  ] as const) {
    const { module, set } = linker();
    set(when);
    expect(() => replayLinker(module as never, meta, libraries)).toThrow(says);
  }
  const meanwhile = linker();
  meanwhile.module.loadDynamicLibrary = () => meanwhile.set(9);
  expect(() => replayLinker(meanwhile.module as never, meta, libraries)).toThrow("table at /plain.so");
  const after = linker();
  after.module.addFunction = () => after.set(10) as never;
  expect(() => replayLinker(after.module as never, { ...meta, tableLength: 9 }, libraries)).toThrow("final table length");
});

test("a slot that was empty must be empty", () => {
  const { module, filled } = linker();
  filled.add(11);
  expect(() => replayLinker(module as never, meta, libraries)).toThrow("should be empty");
});
