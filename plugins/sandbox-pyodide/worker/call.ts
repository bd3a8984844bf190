import { Buffer } from "node:buffer";
import type { WasmExports } from "../interpreter/instantiate.ts";
import type { EmscriptenModule } from "../interpreter/pyodide-types.ts";
import { ANSWER_MAX } from "../protocol/messages.ts";

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
    const { PyObject_Vectorcall, Py_DecRef, free } = this.#exports;
    // First: each may make memory grow, and a view taken before it would be of memory that is gone.
    const given = [this.#text(operation), this.#text(payload)];
    const scratch = this.#allocate(8);
    this.#module.HEAPU32.set(given, scratch >>> 2);
    const answer = PyObject_Vectorcall(this.#callable, scratch, 2, 0);
    if (answer === 0) throw new Error("the interpreter gave no answer");
    const text = this.#read(answer, scratch);
    for (const object of [...given, answer]) Py_DecRef(object);
    free(scratch);
    return text;
  }

  /** `scratch`: where Python may write a length. */
  #read(answer: number, scratch: number): string {
    const start = this.#exports.PyUnicode_AsUTF8AndSize(answer, scratch) >>> 0;
    const { HEAPU8, HEAPU32 } = this.#module;
    const length = HEAPU32[scratch >>> 2] as number;
    if (start === 0) throw new Error("the interpreter's answer is not text");
    if (length > ANSWER_MAX) throw new RangeError("the interpreter's answer is too large");
    if (start + length > HEAPU8.length) throw new RangeError("the interpreter's answer lies outside its memory");
    // Python's JSON is plain ASCII; anything else was not written by it, and fails where the text is parsed.
    return Buffer.from(HEAPU8.buffer, start, length).toString("latin1");
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
}
