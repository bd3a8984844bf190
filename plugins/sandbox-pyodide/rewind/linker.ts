import type { EmscriptenModule, LinkerBase, LoadedLibrary } from "../worker/pyodide-types.ts";

/**
 * The dynamic linker's JavaScript side: libraries, offset table, imports, table slots. A library first imported after the
 * checkpoint and again after a bare memory rewind ended in an out-of-bounds access; here its old table range is used again.
 */
export class LinkerCheckpoint {
  readonly #module: EmscriptenModule;
  readonly #tableLength: number;
  readonly #free: readonly number[];
  readonly #byName: ReadonlyMap<string, LoadedLibrary>;
  readonly #byHandle: ReadonlyMap<string, LoadedLibrary>;
  readonly #counts: ReadonlyMap<LoadedLibrary, { refcount: number; global: boolean }>;
  readonly #offsets = new Map<string, { entry: WebAssembly.Global; value: unknown }>();
  readonly #imports: ReadonlyMap<string, unknown>;
  readonly #ranges = new Map<string, { base: number; size: number }>();
  #late = 0;

  constructor(module: EmscriptenModule) {
    this.#module = module;
    this.#tableLength = module.wasmTable.length;
    this.#free = [...module.freeTableIndexes];
    this.#byName = new Map(Object.entries(module.LDSO.loadedLibsByName));
    this.#byHandle = new Map(Object.entries(module.LDSO.loadedLibsByHandle));
    this.#counts = new Map(
      [...this.#byName.values()].map((library) => [library, { refcount: library.refcount, global: library.global }]),
    );
    for (const [name, entry] of Object.entries(module.GOT)) this.#offsets.set(name, { entry, value: entry.value });
    this.#imports = new Map(Object.entries(module.linkerImports ?? {}));
    module.linkerTableReuse = (name, size) => this.#reuse(name, size);
    module.linkerOnBase = (base) => this.#note(base);
  }

  /** Libraries loaded since the checkpoint; a worker that loaded some is replaced. */
  get lateLibraries(): number {
    return this.#late;
  }

  restore(): void {
    const { LDSO, freeTableIndexes } = this.#module;
    const dead = this.#late > 0 ? this.#deadFunctions() : null;
    freeTableIndexes.length = 0;
    freeTableIndexes.push(...this.#free);
    if (dead !== null || this.#module.wasmTable.length !== this.#tableLength) this.#clearTable(dead ?? new Set());
    if (dead !== null) this.#forgetLibraries();
    for (const handle of Object.keys(LDSO.loadedLibsByHandle))
      if (!this.#byHandle.has(handle)) delete LDSO.loadedLibsByHandle[handle];
    for (const [handle, library] of this.#byHandle) LDSO.loadedLibsByHandle[handle] = library;
    for (const [library, counts] of this.#counts) Object.assign(library, counts);
  }

  #reuse(name: string, size: number): number | undefined {
    const range = this.#ranges.get(name);
    if (range?.size !== size) return undefined;
    for (let index = range.base; index < range.base + size; index++) delete this.#module.wasmTableMirror[index];
    return range.base;
  }

  #note({ libName, tableBase, tableSize }: LinkerBase): void {
    this.#late++;
    if (tableSize && !this.#ranges.has(libName)) this.#ranges.set(libName, { base: tableBase, size: tableSize });
  }

  #deadFunctions(): Set<unknown> {
    const dead = new Set<unknown>();
    for (const [name, library] of Object.entries(this.#module.LDSO.loadedLibsByName)) {
      if (this.#byName.has(name)) continue;
      for (const value of Object.values(library.exports ?? {})) if (typeof value === "function") dead.add(value);
    }
    return dead;
  }

  #clearTable(dead: ReadonlySet<unknown>): void {
    const { wasmTable, wasmTableMirror, freeTableIndexes } = this.#module;
    const reserved = (index: number) => [...this.#ranges.values()].some(({ base, size }) => index >= base && index < base + size);
    for (let index = this.#tableLength; index < wasmTable.length; index++) {
      if (reserved(index)) continue;
      const value = wasmTable.get(index);
      if (value !== null && !dead.has(value)) continue;
      freeTableIndexes.push(index);
      if (value !== null) wasmTable.set(index, null);
      delete wasmTableMirror[index];
    }
  }

  #forgetLibraries(): void {
    const { LDSO, GOT, linkerImports } = this.#module;
    for (const name of Object.keys(LDSO.loadedLibsByName)) if (!this.#byName.has(name)) delete LDSO.loadedLibsByName[name];
    for (const name of Object.keys(GOT)) {
      const saved = this.#offsets.get(name);
      if (saved === undefined) delete GOT[name];
      else {
        GOT[name] = saved.entry;
        saved.entry.value = saved.value;
      }
    }
    for (const name of Object.keys(linkerImports ?? {})) {
      const imports = linkerImports as Record<string, unknown>;
      if (this.#imports.has(name)) imports[name] = this.#imports.get(name);
      else delete imports[name];
    }
    this.#late = 0;
  }
}
