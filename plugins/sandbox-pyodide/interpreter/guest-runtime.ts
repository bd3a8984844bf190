/**
 * Layer 2, the guest's runtime: what guest code finds in place of the host. Every guard inside Python has been bypassed
 * somewhere; this one is for clear errors, and the layers below hold without it.
 */
import type { PyodideInstance } from "./pyodide-types.ts";

/** What Python's `js` module would show: nothing. */
export function guestGlobals(): object {
  return Object.freeze(Object.create(null));
}

/** Once, before the checkpoint: standard streams that lead nowhere, and imports that are refused. */
export function closeGuest(py: PyodideInstance): void {
  // The guest's descriptors 0–2 never touch the process's own, which carry the protocol.
  py.setStdin({ error: true });
  py.setStdout({ write: (bytes) => bytes.length });
  py.setStderr({ write: (bytes) => bytes.length });
  py.runPython("from strategic_runtime import entry as _e; _e.close(); del _e");
}
