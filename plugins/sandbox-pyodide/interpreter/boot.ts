import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Compiled, Compiling } from "./compile.ts";
import { guestGlobals } from "./guest-runtime.ts";
import { copyHeap, type HeapSource, ImageHeap, type SharedBytes, stretches } from "./heap-source.ts";
import { files, type ImageMeta, readWhole } from "./image-format.ts";
import { instantiateWith, type WasmExports } from "./instantiate.ts";
import { Interrupts } from "./interrupts.ts";
import { mountTree } from "./lazy-tree.ts";
import { MemoryLimit } from "./memory-limit.ts";
import type { CreateModule, EmscriptenModule, LoadPyodide, PyodideInstance } from "./pyodide-types.ts";
import { linkerSettings, replayLinker } from "./replay.ts";
import { Surface } from "./surface.ts";

export interface Interpreter {
  readonly py: PyodideInstance;
  readonly module: EmscriptenModule;
  readonly memory: MemoryLimit;
  readonly interrupts: Interrupts;
  readonly surface: Surface;
  readonly exports: WasmExports;
}

/** An interpreter of an image, and what its memory is put back from. */
export interface Restored extends Interpreter {
  readonly heap: HeapSource;
}

/** What every worker shares: the folder, its index, and linear memory, which is read after the first answer. */
export interface SharedImage {
  readonly dir: string;
  readonly meta: ImageMeta;
  readonly heap: SharedBytes;
}

/** Restores the interpreter image: numpy and pandas imported, nothing run yet. */
export async function restore(image: SharedImage, compiled: Compiled | Compiling): Promise<Restored> {
  const { dir, meta } = image;
  const heap = new ImageHeap(dir, image.heap);
  const [programs, main] = await Promise.all([load(dir), compiled.main]);
  const interpreter = await start(dir, main, programs, {
    options: { _loadSnapshot: readWhole(join(dir, files.header)) },
    settings: linkerSettings(meta),
    async prepare(module) {
      const libraries = await compiled.libraries;
      if (module.HEAPU8.length < meta.heapLength) module.growMemory(meta.heapLength);
      mountTree(module, meta.tree, join(dir, files.tree));
      replayLinker(module, meta, libraries);
      copyHeap(heap, stretches(meta), module.HEAPU8);
    },
  });
  return { ...interpreter, heap };
}

/** Boots without an image: what making an image starts from, and the fallback when none can be kept. */
export async function cold(dir: string, main: WebAssembly.Module): Promise<Interpreter> {
  return start(dir, main, await load(dir), {
    options: { _makeSnapshot: true },
    settings: { linkerImported: new Set() },
    async prepare() {},
  });
}

interface Variant {
  readonly options: Record<string, unknown>;
  readonly settings: Partial<EmscriptenModule>;
  prepare(module: EmscriptenModule): Promise<void>;
}

const lock = {
  info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", version: "314.0.3", python: "3.14.0" },
  packages: {},
};

const inert = { register() {}, unregister: () => false };

interface Programs {
  readonly loadPyodide: LoadPyodide;
  readonly create: CreateModule;
}

async function load(dir: string): Promise<Programs> {
  const [loader, runtime] = await Promise.all(
    [files.loader, files.runtime].map((name) => import(pathToFileURL(join(dir, name)).href) as Promise<Record<string, unknown>>),
  );
  return { loadPyodide: loader?.loadPyodide as LoadPyodide, create: runtime?.default as CreateModule };
}

async function start(
  dir: string,
  main: WebAssembly.Module,
  { loadPyodide, create }: Programs,
  variant: Variant,
): Promise<Interpreter> {
  const memory = new MemoryLimit();
  const interrupts = new Interrupts();
  const surface = new Surface();
  const found: { exports?: WasmExports } = {};
  const py = await loadPyodide({
    indexURL: `${dir}/`,
    lockFileContents: lock,
    packageBaseUrl: `${dir}/`,
    // Part of the image: the hash seed, and with it `hash()`, is the same in every run.
    env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
    jsglobals: guestGlobals(),
    ...variant.options,
    createPyodideModule: async (settings: Record<string, unknown>) => {
      Object.assign(settings, variant.settings);
      settings.instantiateWasm = instantiateWith(main, surface, memory, interrupts, (exports) => {
        found.exports = exports;
      });
      // Proxies made while it boots are collected some day: what they would let go of then is no longer theirs.
      Object.defineProperty(settings, "finalizationRegistry", { get: () => inert, set() {} });
      const module = await create(settings);
      memory.attach(module);
      await variant.prepare(module);
      return module;
    },
  });
  return { py, module: py._module, memory, interrupts, surface, exports: found.exports as WasmExports };
}
