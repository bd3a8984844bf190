/**
 * Layer 2, the guest's runtime: what guest code finds in place of the host. Every guard inside Python has been bypassed
 * somewhere; this one is for clear errors, and the layers below hold without it.
 */
import { Buffer } from "node:buffer";
import type { PyodideInstance } from "./pyodide-types.ts";

/** What Python's `js` module would show: nothing. */
export function guestGlobals(): object {
  return Object.freeze(Object.create(null));
}

/** How a line is told on the guest's standard output: this, then its number (`strategic_runtime/lines.py`). */
const BEGINS = 1;
const LINES_MAX = 2 ** 31 - 1;

/**
 * Once, before the checkpoint: standard streams that lead nowhere, and imports that are refused. `begun` hears which line of the
 * guest's code has begun.
 */
export function closeGuest(py: PyodideInstance, begun: (line: number) => void): void {
  // The guest's descriptors 0–2 never touch the process's own, which carry the protocol.
  py.setStdin({ error: true });
  py.setStdout({
    write(bytes) {
      const line = bytes[0] === BEGINS ? Number(Buffer.from(bytes.subarray(1, 13)).toString("latin1")) : 0;
      if (Number.isInteger(line) && line > 0 && line <= LINES_MAX) begun(line);
      return bytes.length;
    },
  });
  py.setStderr({ write: (bytes) => bytes.length });
  py.runPython("from strategic_runtime import entry as _e; _e.close(); del _e");
}
