import type { HeapSource } from "../interpreter/heap-source.ts";
import type { ImageMeta } from "../interpreter/image-format.ts";
import type { EmscriptenModule } from "../interpreter/pyodide-types.ts";
import { FileSystemCheckpoint } from "./file-system.ts";
import { LinkerCheckpoint } from "./linker.ts";
import { MemoryCheckpoint } from "./memory.ts";

/**
 * A ready interpreter, kept so that each run starts from it: linear memory, the stack, and the files that lie in JavaScript. All
 * else that Pyodide and Emscripten keep there is behind the closed surface, where no run reaches it.
 */
export class Checkpoint {
  readonly #module: EmscriptenModule;
  readonly #stack: number;
  readonly #memory: MemoryCheckpoint;
  readonly #linker: LinkerCheckpoint;
  readonly #files: FileSystemCheckpoint;

  constructor(module: EmscriptenModule, heap: HeapSource, meta: ImageMeta, contact: (what: string) => never) {
    this.#module = module;
    this.#stack = module.stackSave();
    this.#files = new FileSystemCheckpoint(module);
    this.#linker = new LinkerCheckpoint(module, (path) => this.#files.pristine(path), contact);
    this.#memory = new MemoryCheckpoint(heap, meta, module.HEAPU8);
  }

  /** A library was loaded, which no rewind takes back. */
  get linkerChanged(): boolean {
    return this.#linker.changed;
  }

  /** The run wanted more of the file system than it may have. */
  get filesFull(): boolean {
    return this.#files.full;
  }

  /** What the host does on behalf of a run is no part of what the run may do. */
  uncounted<T>(work: () => T): T {
    return this.#files.uncounted(work);
  }

  rewind(): void {
    const { HEAPU8, stackRestore } = this.#module;
    this.#memory.restore(HEAPU8);
    stackRestore(this.#stack);
    this.#files.restore();
  }
}
