import { createHash, randomUUID } from "node:crypto";
import type { Caller } from "../parts.ts";
import type { SandboxLimits } from "../ports/sandbox.ts";
import type { AnalyzeInput } from "../shapes/inputs.ts";

/** What was asked for, with what names it. */
export interface Asked {
  readonly executionId: string;
  readonly startedAt: string;
  readonly codeSha256: string;
  readonly contextJson: string;
  readonly limits: SandboxLimits;
  readonly input: AnalyzeInput;
  readonly caller: Caller;
}

export function askedFor(most: SandboxLimits, startedAt: string, input: AnalyzeInput, caller: Caller): Asked {
  const { context = {}, limits: { wallSeconds, memoryMb } = {} } = input;
  return {
    executionId: randomUUID(),
    startedAt,
    codeSha256: createHash("sha256").update(input.code).digest("hex"),
    contextJson: typeof context === "string" ? context : JSON.stringify(context),
    // Down, never past the server's caps.
    limits: {
      wallSeconds: Math.min(wallSeconds ?? most.wallSeconds, most.wallSeconds),
      memoryMb: Math.min(memoryMb ?? most.memoryMb, most.memoryMb),
    },
    input,
    caller,
  };
}
