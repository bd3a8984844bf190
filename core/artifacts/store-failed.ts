import { StrategicError } from "../errors.ts";

/** A folder's path is the operator's; a caller is told what could not be done there, and why. */
export function storeFailed(what: string, error: unknown): StrategicError {
  const { code = "unknown" } = error as NodeJS.ErrnoException;
  const why = code === "ENOSPC" || code === "EDQUOT" ? "the disk is full" : code;
  return new StrategicError("STORE_FAILED", `${what}: ${why}.`, { cause: error });
}
