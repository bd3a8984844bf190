import { type LibraryLoad, type Linking, RUNTIME, SCRIPT, type TableEntry, TRAMPOLINE } from "../interpreter/image-format.ts";
import type { EmscriptenModule } from "../interpreter/pyodide-types.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** A symbol that was looked up by name in a library that was opened. */
type Lookup = readonly [handle: number, name: string];

/**
 * Records what the dynamic linker does while `during` runs, and what it has in the end: Pyodide's own snapshot holds linear memory
 * only and loses the linker's state on the JavaScript side. Linear memory and globals know a function by its place in the table;
 * those whose place nobody asked for nobody can call by it, and they are left out.
 */
export function recordLinker(module: EmscriptenModule, during: () => void): Linking {
  const { loads, lookups } = recordOperations(module, during);
  const imported = [...(module.linkerImported ?? [])].map((name) => [name, addressOf(module, name)] as const);
  return {
    loads,
    tableStart: module.linkerMain.tableLength,
    tableLength: module.wasmTable.length,
    appended: appended(module, loads, lookups, imported),
    addresses: Object.fromEntries(imported),
    free: [...module.freeTableIndexes],
  };
}

function recordOperations(module: EmscriptenModule, during: () => void) {
  const loads: Mutable<LibraryLoad>[] = [];
  const lookups: Lookup[] = [];
  const unplaced = ({ again, memoryBase }: LibraryLoad) => !again && memoryBase === undefined;
  module.linkerOnOp = (kind, name, flags, scope, handle) => {
    if (kind === "sym") lookups.push([handle, name]);
    else
      loads.push({
        name,
        handle,
        flags: { global: flags?.global ?? false, nodelete: flags?.nodelete ?? true },
        scoped: scope !== null && scope !== undefined,
        again: name in module.LDSO.loadedLibsByName,
        nested: loads.some(unplaced),
      });
  };
  module.linkerOnBase = ({ libName, ...base }) => {
    const load = loads.findLast((candidate) => unplaced(candidate) && candidate.name === libName);
    if (load === undefined) throw new Error(`a library was placed that was never loaded: ${libName}`);
    Object.assign(load, base);
  };
  try {
    during();
  } finally {
    module.linkerOnOp = null;
    module.linkerOnBase = null;
  }
  return { loads, lookups };
}

function addressOf({ GOT }: EmscriptenModule, name: string): number {
  return (GOT[name] as WebAssembly.Global).value as number;
}

/** The places of the table that libraries fill themselves when they are instantiated. */
export function ownPlaces(loads: readonly LibraryLoad[]): Set<number> {
  const places = loads.flatMap(({ tableBase = 0, tableSize = 0 }) =>
    Array.from({ length: tableSize }, (_, at) => tableBase + at),
  );
  return new Set(places);
}

/** WebGL, which no interpreter here has: a call by such an address traps, where it would have failed. */
const DRAWS = /^emscripten_gl/;

/** What stands in the table, where somebody knows its place, and no module puts there when it is instantiated. */
function appended(
  module: EmscriptenModule,
  loads: readonly LibraryLoad[],
  lookups: readonly Lookup[],
  imported: readonly (readonly [name: string, address: number])[],
): readonly TableEntry[] {
  const { LDSO, linkerMain } = module;
  const own = ownPlaces(loads);
  const entries = new Map<number, TableEntry>();
  const add = (found: unknown, of: number, name: string, address?: number) => {
    if (typeof found !== "function") return;
    const index = module.getFunctionAddress(found);
    const isInstantiated = index < linkerMain.tableLength || own.has(index);
    if (!isInstantiated && !entries.has(index) && index === (address ?? index)) entries.set(index, [index, of, name]);
  };
  const libraries = loads.flatMap(({ name, again }, of) => (again ? [] : [{ of, name, ...LDSO.loadedLibsByName[name] }]));
  const addOfRuntime = (name: string, address?: number) => {
    add(linkerMain.exports[name], RUNTIME, name, address);
    if (!DRAWS.test(name)) add(module.resolveGlobalSymbol(name).sym, SCRIPT, name, address);
  };
  for (const [name, address] of imported) {
    for (const { of, exports } of libraries) add(exports?.[name], of, name, address);
    addOfRuntime(name, address);
  }
  for (const [handle, name] of lookups) {
    const opened = LDSO.loadedLibsByHandle[handle]?.exports;
    const library = libraries.find(({ exports }) => exports === opened);
    if (library === undefined) addOfRuntime(name);
    else add(library.exports?.[name], library.of, name);
  }
  add(linkerMain.trampoline, TRAMPOLINE, "trampoline_call");
  return [...entries.values()];
}
