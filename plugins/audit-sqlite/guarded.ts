import { isStrategicError, StrategicError } from "../../core/errors.ts";

/** Whatever goes wrong with the trail's files is AUDIT_FAILED, with what to do. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw failed(path, cause);
  }
}

export async function guardedAsync<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw failed(path, cause);
  }
}

function failed(path: string, cause: unknown): Error {
  if (isStrategicError(cause)) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new StrategicError(
    "AUDIT_FAILED",
    `The audit trail ${path} can't be used (${why}). Nothing runs without a record: give the server's user write permission and disk space there, or name another file.`,
    { details: { path }, cause },
  );
}
