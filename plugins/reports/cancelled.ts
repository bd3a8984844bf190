import { StrategicError } from "../../core/errors.ts";

/** Nobody waits for it any more. */
export function refuseCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new StrategicError("ABORTED", "The report was cancelled.");
}
