import type { ImageMeta } from "./image-format.ts";
import type { EmscriptenModule, LinkerBase } from "./pyodide-types.ts";

/**
 * Repeats what the dynamic linker did when the image was made, so that its JS-side state fits the memory about to be restored.
 * Throws when any base, table length or empty slot differs: a half-restored interpreter must never run.
 */
export function replayLinker(
  module: EmscriptenModule,
  meta: ImageMeta,
  libraries: ReadonlyMap<string, WebAssembly.Module>,
): void {
  const table = module.wasmTable;
  if (table.length !== meta.tableStart)
    throw new Error(`image mismatch: table length ${table.length}, expected ${meta.tableStart}`);
  const recorded = new Map(meta.ops.filter((op) => op.memoryBase !== undefined).map((op) => [op.name, op]));
  module.linkerReplaying = true;
  module.linkerModules = libraries;
  module.linkerForced = (name) => recorded.get(name);
  module.linkerOnBase = (base: LinkerBase) => {
    const op = recorded.get(base.libName);
    if (op?.tableBase !== base.tableBase || op.memoryBase !== base.memoryBase)
      throw new Error(`image mismatch: bases of ${base.libName}`);
  };
  for (const op of meta.ops) {
    if (op.nested === true) continue;
    if (table.length < op.tableLength) table.grow(op.tableLength - table.length);
    if (table.length !== op.tableLength) throw new Error(`image mismatch: table at ${op.name}`);
    setFree(module, op.free);
    if (op.kind === "load")
      module.loadDynamicLibrary(op.name, { ...op.flags, rpath: undefined }, op.scoped === true ? {} : null, op.handle);
    else addSymbol(module, op.handle, op.name);
  }
  module.linkerOnBase = null;
  module.linkerForced = null;
  module.linkerReplaying = false;
  if (table.length < meta.tableLength) table.grow(meta.tableLength - table.length);
  setFree(module, meta.free);
  if (table.length !== meta.tableLength) throw new Error("image mismatch: final table length");
  if (meta.nulls.some((index) => table.get(index) !== null))
    throw new Error("image mismatch: a table slot that should be empty is not");
}

function addSymbol(module: EmscriptenModule, handle: number, name: string): void {
  const symbol = module.LDSO.loadedLibsByHandle[handle]?.exports[name];
  if (typeof symbol !== "function") return;
  if (module.getFunctionAddress(symbol) === 0) module.addFunction(symbol, (symbol as { sig?: string }).sig as string);
}

function setFree(module: EmscriptenModule, free: readonly number[]): void {
  module.freeTableIndexes.length = 0;
  module.freeTableIndexes.push(...free);
}
