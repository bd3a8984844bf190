import { Buffer } from "node:buffer";
import type { WasmExports } from "./instantiate.ts";
import type { EmscriptenModule } from "./pyodide-types.ts";

/** More than a run can rightly answer, twice over: outputs, result and charts have limits of their own in Python. */
export const ANSWER_MAX = 32 * 1_048_576;

/**
 * Calls the interpreter through CPython's C interface: bytes in, bytes out. Pyodide's own way would pass JavaScript objects
 * across, and could not be cut. What comes back is read from linear memory as text, whatever the guest made of it.
 */
export class Entry {
  readonly #exports: WasmExports;
  readonly #module: EmscriptenModule;
  readonly #callable: number;

  /** `address`: of the Python function that takes an operation and a payload and answers with text. */
  constructor(exports: WasmExports, module: EmscriptenModule, address: number) {
    this.#exports = exports;
    this.#module = module;
    this.#callable = address;
  }

  call(operation: string, payload: string): string {
    const { PyObject_Vectorcall, PyUnicode_AsUTF8AndSize } = this.#exports;
    const scratch = this.#allocate(8);
    this.#words().set([this.#text(operation), this.#text(payload)], scratch >>> 2);
    const answer = PyObject_Vectorcall(this.#callable, scratch, 2, 0);
    const start = answer === 0 ? 0 : PyUnicode_AsUTF8AndSize(answer, scratch) >>> 0;
    const length = this.#words()[scratch >>> 2] as number;
    if (start === 0) throw new Error("the interpreter gave no answer");
    if (length > ANSWER_MAX) throw new RangeError("the interpreter's answer is too large");
    const heap = this.#module.HEAPU8;
    if (start + length > heap.length) throw new RangeError("the interpreter's answer lies outside its memory");
    // Python's JSON is plain ASCII; anything else was not written by it, and fails where the text is parsed.
    return Buffer.from(heap.buffer, start, length).toString("latin1");
  }

  #text(text: string): number {
    const bytes = Buffer.from(text, "utf8");
    const at = this.#allocate(bytes.length);
    this.#module.HEAPU8.set(bytes, at);
    const made = this.#exports.PyUnicode_FromStringAndSize(at, bytes.length);
    this.#exports.free(at);
    if (made === 0) throw new Error("no room for the request in the interpreter's memory");
    return made;
  }

  #allocate(bytes: number): number {
    const at = this.#exports.malloc(bytes) >>> 0;
    if (at === 0) throw new Error("no room for the request in the interpreter's memory");
    return at;
  }

  #words(): Uint32Array {
    return this.#module.HEAPU32;
  }
}
