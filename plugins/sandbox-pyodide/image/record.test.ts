import { beforeEach, expect, test } from "vitest";
import { RUNTIME, SCRIPT, TRAMPOLINE } from "../interpreter/image-format.ts";
import { recordLinker } from "./record.ts";

type Exports = Record<string, unknown>;
const named = (name: string) => Object.assign(() => {}, { sig: "v", says: name });

/** Emscripten's linker, as far as it is recorded: what stands in the table, who exports it, and what was imported by address. */
function linker() {
  const table: unknown[] = [null, named("runtime's own"), null, null];
  const functions = { malloc: named("malloc"), tell: named("tell"), draw: named("draw"), trampoline: named("trampoline") };
  const libraries: Record<string, { exports: Exports }> = {};
  const byHandle: Record<number, { exports: Exports }> = {};
  const module = {
    wasmTable: {
      get length() {
        return table.length;
      },
    },
    freeTableIndexes: [3],
    GOT: {} as Record<string, { value: number }>,
    LDSO: { loadedLibsByName: libraries, loadedLibsByHandle: byHandle },
    linkerImported: new Set<string>(),
    linkerMain: { exports: { malloc: functions.malloc } as Exports, tableLength: 2, trampoline: functions.trampoline },
    linkerOnOp: null as ((kind: string, name: string, flags: object | null, scope: object | null, handle: number) => void) | null,
    linkerOnBase: null as ((base: object) => void) | null,
    getFunctionAddress: (f: unknown) => Math.max(0, table.indexOf(f)),
    resolveGlobalSymbol: (name: string) => ({
      sym: { tell: functions.tell, emscripten_glDraw: functions.draw, malloc: functions.malloc }[name],
    }),
  };
  const append = (f: unknown) => table.push(f) - 1;
  const imports = (name: string, value: number) => {
    module.linkerImported.add(name);
    module.GOT[name] = { value };
  };
  /** A library that puts `own` into the table, and exports `exports`. */
  const load = (path: string, handle: number, exports: Exports, own: readonly unknown[], needs: () => void = () => {}) => {
    module.linkerOnOp?.("load", path, { global: false, nodelete: true }, {}, handle);
    needs();
    const tableBase = table.length;
    module.linkerOnBase?.({ libName: path, memoryBase: 100 * handle, memorySize: 10, tableBase, tableSize: own.length });
    table.push(...own);
    libraries[path] = { exports };
    byHandle[handle] = libraries[path];
  };
  return { module, table, functions, append, imports, load };
}
let one: ReturnType<typeof linker>;
beforeEach(() => {
  one = linker();
});
const record = (during: () => void = () => {}) => recordLinker(one.module as never, during);

test("each library is recorded as it was loaded: where it lies, by whom it is needed, and that it was there", () => {
  const { loads } = record(() => {
    one.load("/outer.so", 1, {}, [named("o")], () => one.load("/inner.so", 2, {}, []));
    one.module.linkerOnOp?.("load", "/inner.so", null, null, 3);
  });
  const common = { memorySize: 10, scoped: true, flags: { global: false, nodelete: true } };
  expect(loads).toEqual([
    { ...common, name: "/outer.so", handle: 1, again: false, nested: false, memoryBase: 100, tableBase: 4, tableSize: 1 },
    { ...common, name: "/inner.so", handle: 2, again: false, nested: true, memoryBase: 200, tableBase: 4, tableSize: 0 },
    { name: "/inner.so", handle: 3, again: true, nested: false, scoped: false, flags: { global: false, nodelete: true } },
  ]);
  expect([one.module.linkerOnOp, one.module.linkerOnBase]).toEqual([null, null]);
});

test("a function that somebody imports by address is told with whose it is; the table's other functions are not", () => {
  const { functions, append, imports } = one;
  const [known, unknown, own] = [named("known"), named("unknown"), named("own")];
  imports("malloc", append(functions.malloc));
  imports("tell", append(functions.tell));
  append(functions.trampoline);
  const { appended, addresses, tableStart, tableLength, free } = record(() => {
    one.load("/lib.so", 1, { known, unknown, own }, [own]);
    imports("known", append(known));
    append(unknown);
    imports("own", 7);
    imports("environ", 4096);
  });
  expect(appended).toEqual([
    [4, RUNTIME, "malloc"],
    [5, SCRIPT, "tell"],
    [8, 0, "known"],
    [6, TRAMPOLINE, "trampoline_call"],
  ]);
  expect(addresses).toEqual({ malloc: 4, tell: 5, known: 8, own: 7, environ: 4096 });
  expect([tableStart, tableLength, free]).toEqual([2, 10, [3]]);
});

test("of two that export one name, the one is told that stands at the address", () => {
  const [first, second] = [named("first"), named("second")];
  const { appended } = record(() => {
    one.load("/a.so", 1, { shared: first }, []);
    one.load("/b.so", 2, { shared: second }, []);
    one.append(first);
    one.imports("shared", one.append(second));
  });
  expect(appended).toEqual([[5, 1, "shared"]]);
});

test("what was looked up by name has an address that somebody may keep, in a library and in the runtime", () => {
  const init = named("init");
  const { appended } = record(() => {
    one.load("/a.so", 1, { PyInit_a: init }, []);
    for (const f of [init, one.functions.malloc]) one.append(f);
    for (const [handle, name] of [
      [1, "PyInit_a"],
      [1, "PyInit_b"],
      [0, "malloc"],
      [0, "dl_iterate_phdr"],
    ] as const)
      one.module.linkerOnOp?.("sym", name, null, null, handle);
  });
  expect(appended).toEqual([
    [4, 0, "PyInit_a"],
    [5, RUNTIME, "malloc"],
  ]);
});

test("functions that draw on a screen are left out", () => {
  one.imports("emscripten_glDraw", one.append(one.functions.draw));
  expect(record()).toMatchObject({ appended: [], addresses: { emscripten_glDraw: 4 } });
});

test("a library that is placed and was never loaded is an error, and nothing listens on", () => {
  const placed = () => one.module.linkerOnBase?.({ libName: "/other.so", memoryBase: 1, tableBase: 1 });
  expect(() => record(placed)).toThrow("placed that was never loaded: /other.so");
  expect([one.module.linkerOnOp, one.module.linkerOnBase]).toEqual([null, null]);
});
