import type { DedupMaps } from "../worker/instantiate.ts";
import type { EmscriptenModule } from "../worker/pyodide-types.ts";
import type { Epochs } from "./epoch.ts";
import { FileSystemCheckpoint } from "./file-system.ts";
import { LinkerCheckpoint } from "./linker.ts";
import { type SharedMemoryCopy, takeCopy } from "./memory-copy.ts";

/**
 * A ready interpreter, kept so that each run starts from it. Linear memory alone is not enough: what Pyodide and Emscripten
 * keep in JavaScript is put back too. The host holds no PyProxy made after this.
 */
export class Checkpoint {
  readonly #module: EmscriptenModule;
  readonly #epochs: Epochs;
  readonly #image: Uint8Array;
  readonly #stack: number;
  readonly #linker: LinkerCheckpoint;
  readonly #files: FileSystemCheckpoint;
  readonly #dedup: readonly { readonly map: Map<unknown, unknown>; readonly entries: readonly (readonly [unknown, unknown])[] }[];

  constructor(module: EmscriptenModule, dedup: DedupMaps, epochs: Epochs, shared: SharedMemoryCopy | null) {
    this.#module = module;
    this.#epochs = epochs;
    this.#image = takeCopy(module.HEAPU8, shared);
    this.#stack = module.stackSave();
    this.#linker = new LinkerCheckpoint(module);
    this.#files = new FileSystemCheckpoint(module);
    this.#dedup = dedup.map((map) => ({ map, entries: [...map] }));
  }

  get lateLibraries(): number {
    return this.#linker.lateLibraries;
  }

  /** The run wanted more of the file system than it may have. */
  get filesFull(): boolean {
    return this.#files.full;
  }

  rewind(): void {
    const module = this.#module;
    this.#epochs.current++;
    const { callback, constructor: Registry } = module.finalizationRegistry;
    if (callback) {
      module.finalizationRegistry = new (Registry as new (callback: unknown) => EmscriptenModule["finalizationRegistry"])(
        callback,
      );
    }
    for (const { map, entries } of this.#dedup) {
      map.clear();
      for (const [key, value] of entries) map.set(key, value);
    }
    const heap = module.HEAPU8;
    heap.set(this.#image);
    if (heap.length > this.#image.length) heap.fill(0, this.#image.length);
    module.stackRestore(this.#stack);
    this.#linker.restore();
    this.#files.restore();
  }
}
