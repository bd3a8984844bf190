import type { EmscriptenModule, WasmImports } from "./pyodide-types.ts";

const MIB = 1_048_576;

/**
 * Enforces a run's memory limit where the heap grows, below the hard maximum that the module declares, and measures the peak:
 * the highest break of the run. Emscripten's allocator never lowers its break, so the break at the end is the highest.
 */
export class MemoryLimit {
  refused = false;
  #limit = Number.POSITIVE_INFINITY;
  #module: EmscriptenModule | null = null;

  /** Replaces the runtime's growth: its own rounding refuses the last few megabytes below the maximum. */
  install(imports: WasmImports): void {
    const grow = (requested: number): number => (this.#grow(requested >>> 0) ? 1 : 0);
    const env = imports.env as Record<string, { sig?: string | undefined }>;
    env.emscripten_resize_heap = Object.assign(grow, { sig: env.emscripten_resize_heap?.sig });
  }

  attach(module: EmscriptenModule): void {
    this.#module = module;
  }

  begin(limitMb: number): void {
    this.refused = false;
    this.#limit = limitMb * MIB;
  }

  peakMb(): number {
    const module = this.#attached();
    return (module.HEAPU32[module._emscripten_get_sbrk_ptr() >>> 2] as number) / MIB;
  }

  #attached(): EmscriptenModule {
    if (this.#module === null) throw new Error("no interpreter attached");
    return this.#module;
  }

  #grow(requested: number): boolean {
    const module = this.#attached();
    const size = module.HEAPU8.length;
    if (requested <= this.#limit) {
      const generous = Math.min(this.#limit, Math.max(requested, size * 1.2));
      if (module.growMemory(generous) === 1 || module.growMemory(requested) === 1) return true;
    }
    this.refused = true;
    return false;
  }
}
