import { Buffer } from "node:buffer";
import type { Interrupts } from "./interrupts.ts";
import type { MemoryLimit } from "./memory-limit.ts";
import type { WasmImports } from "./pyodide-types.ts";
import type { Surface } from "./surface.ts";

/**
 * The tiny module behind Pyodide's error marker, the literal of its own loader (`getJsvErrorImport`).
 * We instantiate the runtime ourselves, so we must bring it too.
 */
const ERROR_MARKER =
  "AGFzbQEAAAABDANfAGAAAW9gAW8BfwMDAgECBygCE0pzdl9HZXRFcnJvcl9pbXBvcnQAAA5Kc3ZFcnJvcl9DaGVjawABChMCBwD7AQD7GwsJACAA+xr7FAAL";

/** What we call of the instance: CPython's own C interface. Addresses are numbers. */
export interface WasmExports {
  malloc(bytes: number): number;
  free(at: number): void;
  PyUnicode_FromStringAndSize(at: number, bytes: number): number;
  PyUnicode_AsUTF8AndSize(object: number, length: number): number;
  Py_DecRef(object: number): void;
  PyObject_Vectorcall(callable: number, args: number, count: number, names: number): number;
  /** References from Python to JavaScript objects. */
  hiwire_num_refs(): number;
  readonly PyImport_Inittab: WebAssembly.Global;
}

const used: Readonly<Record<keyof WasmExports, true>> = {
  malloc: true,
  free: true,
  PyUnicode_FromStringAndSize: true,
  PyUnicode_AsUTF8AndSize: true,
  Py_DecRef: true,
  PyObject_Vectorcall: true,
  hiwire_num_refs: true,
  PyImport_Inittab: true,
};
/** What we call of the instance, and what Emscripten's module calls for us. */
export const usedExports: readonly string[] = [...Object.keys(used), "emscripten_get_sbrk_ptr"];

/** Builds `instantiateWasm` for Emscripten's settings: shared compiled module in, a surface that can be closed between. */
export function instantiateWith(
  main: WebAssembly.Module,
  surface: Surface,
  memory: MemoryLimit,
  interrupts: Interrupts,
  onExports: (exports: WasmExports) => void,
) {
  return (imports: WasmImports, receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): object => {
    const env = imports.env as Record<string, unknown>;
    memory.install(imports);
    interrupts.install(imports);
    surface.install(env);
    const marker = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(ERROR_MARKER, "base64"))).exports;
    env.Jsv_GetError_import = marker.Jsv_GetError_import;
    env.JsvError_Check = marker.JsvError_Check;
    const instance = new WebAssembly.Instance(main, imports as WebAssembly.Imports);
    onExports(instance.exports as typeof instance.exports & WasmExports);
    receive(instance, main);
    return {};
  };
}
