import type { EmscriptenModule } from "../interpreter/pyodide-types.ts";

/** What Python looks up in a library: the function that makes its module. */
const MODULE_INIT = /^PyInit_\w+$/;

/**
 * The dynamic linker's JavaScript side. It is not put back: a worker in which a library was loaded after the checkpoint is
 * replaced. What may be loaded at all is a library of the image, as it lies there: WebAssembly that a guest wrote would bring
 * code of its own to the surface, and could write the function table.
 */
export class LinkerCheckpoint {
  readonly #module: EmscriptenModule;
  readonly #tableLength: number;
  readonly #freeSlots: number;
  #used = false;

  constructor(module: EmscriptenModule, pristine: (path: string) => boolean, contact: (what: string) => never) {
    this.#module = module;
    this.#tableLength = module.wasmTable.length;
    this.#freeSlots = module.freeTableIndexes.length;
    module.linkerOnOp = (kind, name, _flags, _scope, handle) => {
      this.#used = true;
      if (kind === "sym") return MODULE_INIT.test(name) ? undefined : contact("_dlsym_js");
      if (!pristine(name)) contact("_dlopen_js");
      takeFromFile(module, handle);
    };
  }

  /** The linker did something since the checkpoint. */
  get changed(): boolean {
    const { wasmTable, freeTableIndexes } = this.#module;
    return this.#used || wasmTable.length !== this.#tableLength || freeTableIndexes.length !== this.#freeSlots;
  }
}

/** Emscripten's handle of a library, in linear memory, may name bytes there that it would take in the file's place. */
function takeFromFile({ HEAPU32 }: EmscriptenModule, handle: number): void {
  const FILE_DATA = 28;
  HEAPU32[(handle + FILE_DATA) >>> 2] = 0;
}
