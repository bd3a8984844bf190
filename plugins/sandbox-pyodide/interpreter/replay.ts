import { type ImageMeta, type Linking, RUNTIME, SCRIPT, type TableEntry, TRAMPOLINE } from "./image-format.ts";
import type { EmscriptenModule } from "./pyodide-types.ts";

/**
 * Has the linker know from the first on that an image is restored: where symbols lie is recorded, and nothing is looked up in the
 * function table, of which V8 would make an object for each function.
 */
export function linkerSettings({ linking }: Pick<ImageMeta, "linking">): Partial<EmscriptenModule> {
  const addresses = new Map(Object.entries(linking.addresses));
  return {
    linkerReplaying: true,
    linkerAddress(symbol) {
      const address = addresses.get(symbol);
      if (address === undefined) throw new Error(`image mismatch: nobody recorded where ${symbol} lies`);
      return address;
    },
  };
}

/**
 * Repeats what the dynamic linker did when the image was made, so that its JS-side state fits the memory about to be restored.
 * Throws when anything is not as it was recorded: a half-restored interpreter must never run.
 */
export function replayLinker(
  module: EmscriptenModule,
  { linking }: Pick<ImageMeta, "linking">,
  libraries: ReadonlyMap<string, WebAssembly.Module>,
): void {
  const table = module.wasmTable;
  if (table.length !== linking.tableStart)
    throw new Error(`image mismatch: table length ${table.length}, expected ${linking.tableStart}`);
  table.grow(linking.tableLength - linking.tableStart);
  const recorded = new Map(linking.loads.filter((load) => load.memoryBase !== undefined).map((load) => [load.name, load]));
  module.linkerModules = libraries;
  module.linkerForced = (name) => recorded.get(name);
  module.linkerOnBase = ({ libName, ...base }) => {
    const load = recorded.get(libName);
    if (load?.tableSize !== base.tableSize || load.memorySize !== base.memorySize)
      throw new Error(`image mismatch: size of ${libName}`);
  };
  for (const { nested, name, flags, scoped, handle } of linking.loads)
    if (!nested) module.loadDynamicLibrary(name, { ...flags, rpath: undefined }, scoped ? {} : null, handle);
  module.linkerOnBase = null;
  module.linkerForced = null;
  module.linkerReplaying = false;
  for (const entry of linking.appended) append(module, linking, entry);
  module.freeTableIndexes.splice(0, Number.POSITIVE_INFINITY, ...linking.free);
  if (table.length !== linking.tableLength) throw new Error("image mismatch: final table length");
}

function append(module: EmscriptenModule, linking: Linking, [index, of, name]: TableEntry): void {
  const found = exported(module, linking, of, name);
  if (typeof found !== "function") throw new Error(`image mismatch: there is no ${name}`);
  const entry = of === SCRIPT ? module.convertJsFunctionToWasm(found, (found as { sig?: string }).sig as string) : found;
  module.wasmTable.set(index, entry);
}

function exported(
  { linkerMain, LDSO, resolveGlobalSymbol }: EmscriptenModule,
  { loads }: Linking,
  of: number,
  name: string,
): unknown {
  if (of === RUNTIME) return linkerMain.exports[name];
  if (of === SCRIPT) return resolveGlobalSymbol(name).sym;
  if (of === TRAMPOLINE) return linkerMain.trampoline;
  return LDSO.loadedLibsByName[loads[of]?.name ?? ""]?.exports[name];
}
