import { isStrategicError } from "../../../core/errors.ts";
import type { RunStatus } from "../../../core/index.ts";

/** What a shell is told. */
export const exit = { ok: 0, failed: 1, usage: 2, environment: 3, limit: 4 } as const;

export function exitFor(status: RunStatus): number {
  if (status === "ok") return exit.ok;
  if (status === "limit" || status === "busy") return exit.limit;
  return status === "unsafe" || status === "crashed" ? exit.environment : exit.failed;
}

/** What was asked for is not there, or not right: nothing is wrong with this machine. */
export class Refused extends Error {}

/** The same answer, or a refusal in the words of the error's code. */
export async function orRefused<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isStrategicError(error) && /^(UNKNOWN|INVALID)_/.test(error.code)) throw new Refused(`${error.code}: ${error.message}`);
    throw error;
  }
}
