import type {
  GuestError,
  Json,
  LimitKind,
  Sandbox,
  SandboxAccount,
  SandboxJob,
  SandboxOutcome,
  SandboxStatus,
} from "../ports/sandbox.ts";

/** An outcome with every field, null where its ending has none: for comparing. */
export interface FlatOutcome extends SandboxAccount {
  readonly status: SandboxStatus;
  readonly result: Json;
  readonly error: GuestError | null;
  readonly limit: LimitKind | null;
  readonly reason: string | null;
  readonly retryAfterMs: number | null;
}

const nothing = { result: null, error: null, limit: null, reason: null, retryAfterMs: null };

/** A guest's error gives the reason where no sentence does. */
export function flat(outcome: SandboxOutcome): FlatOutcome {
  if (outcome.status !== "guest-error") return { ...nothing, ...outcome };
  const { type, message } = outcome.error;
  return { ...nothing, ...outcome, reason: `${type}: ${message}` };
}

/** Runs one job, and lays its outcome flat. */
export const answerOf = async (
  sandbox: Sandbox,
  job: SandboxJob,
  signal: AbortSignal = new AbortController().signal,
): Promise<FlatOutcome> => flat(await sandbox.run(job, { signal }));
