import type { RunStatus } from "../../../core/index.ts";

/** What a shell is told. */
export const exit = { ok: 0, failed: 1, usage: 2, environment: 3, limit: 4 } as const;

export function exitFor(status: RunStatus): number {
  if (status === "ok") return exit.ok;
  if (status === "limit" || status === "busy") return exit.limit;
  return status === "unsafe" || status === "crashed" ? exit.environment : exit.failed;
}
