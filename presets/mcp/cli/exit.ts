import type { ErrorCode, RunStatus } from "../../../core/index.ts";

/** What a shell is told. */
export const exit = { ok: 0, failed: 1, usage: 2, environment: 3, limit: 4 } as const;

export function exitFor(status: RunStatus): number {
  if (status === "ok") return exit.ok;
  if (status === "limit" || status === "busy") return exit.limit;
  return status === "unsafe" || status === "crashed" ? exit.environment : exit.failed;
}

/** What was asked for is not there or not right; all else is the machine's. */
export const exitForError = (code: ErrorCode): number => (/^(UNKNOWN|INVALID)_/.test(code) ? exit.failed : exit.environment);
