import { beforeEach, expect, test } from "vitest";
import { type LibraryLoad, type Linking, RUNTIME, SCRIPT, TRAMPOLINE } from "./image-format.ts";
import { linkerSettings, replayLinker } from "./replay.ts";

const load = (name: string, handle: number, rest: Partial<LibraryLoad>): LibraryLoad => ({
  name,
  handle,
  flags: { global: false, nodelete: true },
  scoped: false,
  again: false,
  nested: false,
  ...rest,
});
const inner = { memoryBase: 200, memorySize: 20, tableBase: 6, tableSize: 2 };
const outer = { memoryBase: 100, memorySize: 10, tableBase: 8, tableSize: 2 };

/** What the linker had when an image was made: a library that needs another one, and functions whose address was asked for. */
const linking: Linking = {
  loads: [
    load("/inner.so", 2, { nested: true, ...inner }),
    load("/outer.so", 1, { flags: { global: true, nodelete: false }, scoped: true, ...outer }),
    load("/inner.so", 3, { again: true }),
  ],
  tableStart: 4,
  tableLength: 12,
  appended: [
    [4, SCRIPT, "tell"],
    [5, TRAMPOLINE, "trampoline_call"],
    [10, RUNTIME, "malloc"],
    [11, 1, "PyInit_outer"],
  ],
  addresses: { malloc: 10, tell: 4, environ: 4096 },
  free: [9],
};

const malloc = () => {};
const trampoline = () => {};
const PyInit_outer = () => {};
const tell = Object.assign(() => {}, { sig: "vp" });
const libraries = new Map<string, WebAssembly.Module>();

/** Emscripten's linker, as far as it is asked. */
function linker() {
  const log: unknown[] = [];
  const table: unknown[] = [0, 0, 0, 0];
  const module = {
    wasmTable: {
      get length() {
        return table.length;
      },
      grow: (by: number) => table.push(...new Array(by).fill(null)),
      set(index: number, entry: unknown) {
        table[index] = entry;
      },
    },
    freeTableIndexes: [7],
    linkerReplaying: true,
    linkerMain: { exports: { malloc }, tableLength: 4, trampoline },
    linkerModules: undefined as unknown,
    linkerForced: null as ((name: string) => object | undefined) | null,
    linkerOnBase: null as ((base: object) => void) | null,
    LDSO: { loadedLibsByName: { "/outer.so": { exports: { PyInit_outer } as Record<string, unknown> } } },
    resolveGlobalSymbol: (name: string) => ({ sym: name === "tell" ? tell : malloc }),
    convertJsFunctionToWasm: (wrapped: unknown, sig: string) => ({ wrapped, sig }),
    loadDynamicLibrary(name: string, flags: object, scope: object | null, handle: number) {
      log.push([name, flags, scope, handle, module.linkerForced?.(name), module.linkerReplaying, table.length]);
    },
  };
  return { module, log, table };
}
let one: ReturnType<typeof linker>;
beforeEach(() => {
  one = linker();
});
const replay = (changed: Partial<Linking> = {}) =>
  replayLinker(one.module as never, { linking: { ...linking, ...changed } }, libraries);

test("each library is loaded as it was, where it lay, into a table that has room for all", () => {
  replay();
  expect(one.log).toEqual([
    ["/outer.so", { global: true, nodelete: false, rpath: undefined }, {}, 1, linking.loads[1], true, 12],
    ["/inner.so", { global: false, nodelete: true, rpath: undefined }, null, 3, linking.loads[0], true, 12],
  ]);
  expect(one.module.linkerModules).toBe(libraries);
});

test("a function whose address was asked for stands where it stood, whoever has it, and no other place is filled", () => {
  replay();
  const { table, module } = one;
  expect(table.slice(4)).toEqual([{ wrapped: tell, sig: "vp" }, trampoline, null, null, null, null, malloc, PyInit_outer]);
  expect(module.freeTableIndexes).toEqual([9]);
});

test("afterwards the linker works as it always does", () => {
  replay();
  const { linkerReplaying, linkerForced, linkerOnBase } = one.module;
  expect([linkerReplaying, linkerForced, linkerOnBase]).toEqual([false, null, null]);
});

test("from the first on an address is the one that was recorded, and one that was not is an error", () => {
  const { linkerReplaying, linkerAddress } = linkerSettings({ linking });
  expect([linkerReplaying, linkerAddress?.("malloc"), linkerAddress?.("environ")]).toEqual([true, 10, 4096]);
  for (const name of ["free", "constructor", "__proto__"])
    expect(() => linkerAddress?.(name)).toThrow(`nobody recorded where ${name} lies`);
});

test.each([
  ["with more code", { ...inner, tableSize: 3 }],
  ["with more data", { ...inner, memorySize: 21 }],
])("a library %s than the image's does not load", (_, { memorySize, tableSize }) => {
  one.module.loadDynamicLibrary = () => one.module.linkerOnBase?.({ libName: "/inner.so", memorySize, tableSize });
  expect(() => replay()).toThrow("image mismatch: size of /inner.so");
});

test("one that is of that size does", () => {
  const { memorySize, tableSize } = outer;
  one.module.loadDynamicLibrary = () => one.module.linkerOnBase?.({ libName: "/outer.so", memorySize, tableSize });
  expect(() => replay()).not.toThrow();
});

test("a library that nobody recorded does not load", () => {
  one.module.loadDynamicLibrary = () => one.module.linkerOnBase?.({ libName: "/other.so", memorySize: 1, tableSize: 1 });
  expect(() => replay()).toThrow("size of /other.so");
});

test("a function table of another length does not fit, before and afterwards", () => {
  expect(() => replay({ tableStart: 3 })).toThrow("table length 4, expected 3");
  expect(() => replay({ tableStart: 5 })).toThrow("table length 4, expected 5");
  one.module.loadDynamicLibrary = () => one.module.wasmTable.grow(1);
  expect(() => replay()).toThrow("final table length");
});

test.each([
  ["of the runtime", [10, RUNTIME, "calloc"]],
  ["of a library", [11, 1, "PyInit_other"]],
  ["of a library that is not there", [11, 0, "PyInit_inner"]],
  ["of none", [11, 7, "PyInit_outer"]],
] as const)("a function %s that is missing is an error", (_, entry) => {
  expect(() => replay({ appended: [entry] })).toThrow(`there is no ${entry[2]}`);
});
