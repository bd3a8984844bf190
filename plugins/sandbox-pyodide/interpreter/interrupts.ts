import type { Control } from "../protocol/control.ts";
import type { WasmImports } from "./pyodide-types.ts";

const ASKS = "_Py_CheckEmscriptenSignals_Helper";
/** SIGUSR1: what `strategic_runtime/lines.py` takes for the word to tell each line anew. */
const TELL_LINES_ANEW = 10;
const EVERY_MS = 250;

/** The signals that Python is to have: it asks for them every few dozen instructions. */
export class Interrupts {
  #control: Control | null = null;
  #next = 0;

  /** In the place of the runtime's own way, a buffer of bytes, in which one signal could overwrite another. */
  install(imports: WasmImports): void {
    const env = imports.env as Record<string, { sig?: string | undefined }>;
    env[ASKS] = Object.assign(() => this.#take(), { sig: env[ASKS]?.sig });
  }

  /** To those of this run from now on. */
  listen(control: Control): void {
    this.#control = control;
    this.#next = performance.now() + EVERY_MS;
  }

  #take(): number {
    if (this.#control === null) return 0;
    const asked = this.#control.take();
    if (asked !== 0) return asked;
    const now = performance.now();
    if (now < this.#next) return 0;
    this.#next = now + EVERY_MS;
    return TELL_LINES_ANEW;
  }
}
