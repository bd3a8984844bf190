import { sealImports } from "./harden.ts";
import type { MemoryLimit } from "./memory-limit.ts";
import type { WasmImports } from "./pyodide-types.ts";

/**
 * The tiny module behind Pyodide's error marker, the literal of its own loader (`getJsvErrorImport`).
 * We instantiate the runtime ourselves, so we must bring it too.
 */
const ERROR_MARKER =
  "AGFzbQEAAAABDANfAGAAAW9gAW8BfwMDAgECBygCE0pzdl9HZXRFcnJvcl9pbXBvcnQAAA5Kc3ZFcnJvcl9DaGVjawABChMCBwD7AQD7GwsJACAA+xr7FAAL";

/** hiwire's maps from JS objects to references, one per interpreter: kept so that a rewind can put them back. */
export type DedupMaps = Map<unknown, unknown>[];

/** Builds `instantiateWasm` for Emscripten's settings: shared compiled module in, dangerous imports out. */
export function instantiateWith(main: WebAssembly.Module, dedup: DedupMaps, memory: MemoryLimit) {
  return (imports: WasmImports, receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object => {
    const env = imports.env as Record<string, unknown>;
    const marker = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(ERROR_MARKER, "base64"))).exports;
    env.Jsv_GetError_import = marker.Jsv_GetError_import;
    env.JsvError_Check = marker.JsvError_Check;
    env.__hiwire_deduplicate_new = () => {
      const map = new Map();
      dedup.push(map);
      return map;
    };
    sealImports(env);
    memory.install(imports);
    receive(new WebAssembly.Instance(main, imports as WebAssembly.Imports), main);
    return {};
  };
}
