import { limits, mib } from "../../../core/limits.ts";
import type { GuestError, Json, LimitKind, SandboxJob, SandboxOutcome } from "../../../core/ports/sandbox.ts";
import { type GuestReport, guestReport } from "../jail/answers.ts";

/** Figures that every outcome carries, measured on this side. */
export interface Measured {
  readonly queueMs: number;
  readonly wallMs: number;
  readonly peakMemoryMb: number;
}

const nothing = {
  result: null,
  stdout: "",
  stderr: "",
  truncated: [],
  charts: [],
  datasets: [],
  error: null,
  limit: null,
  retryAfterMs: null,
  tripwires: [],
} as const;
const still: Measured = { queueMs: 0, wallMs: 0, peakMemoryMb: 0 };

/** An outcome without an answer from the guest. */
export function without(
  job: SandboxJob,
  status: SandboxOutcome["status"],
  reason: string,
  extra: { measured?: Measured; limit?: LimitKind; error?: GuestError; retryAfterMs?: number } = {},
): SandboxOutcome {
  const { measured: usage = still, ...rest } = extra;
  return { ...nothing, status, reason, usage, seed: job.seed, ...rest };
}

export interface Answer {
  readonly text: string;
  readonly peakMb: number;
  /** The heap, or the file system in memory, was refused growth during the run. */
  readonly refused: boolean;
  readonly interrupted: boolean;
  readonly tripwires: readonly string[];
}

export interface Answered {
  readonly outcome: SandboxOutcome;
  /** What the interpreter answered to known questions before the code ran. */
  readonly canary: GuestReport["canary"];
}

/** Reads the guest's answer. It may be forged: what is not of the shape is a crash, what is of it is still only data. */
export function fromAnswer(job: SandboxJob, answer: Answer, measured: Measured): Answered {
  const report = parse(answer.text);
  const outcome = { ...outcomeOf(job, answer, report, measured), tripwires: answer.tripwires };
  return { outcome, canary: report?.canary ?? null };
}

function outcomeOf(job: SandboxJob, answer: Answer, report: GuestReport | null, measured: Measured): SandboxOutcome {
  // The guest's own account of its time can be no longer than what passed here.
  const wallMs = Math.min(report?.wallMs ?? measured.wallMs, measured.wallMs);
  const usage: Measured = { ...measured, wallMs, peakMemoryMb: round(answer.peakMb) };
  if (answer.interrupted) return wallLimit(job, { ...usage, wallMs: measured.wallMs }, report);
  if (report === null)
    return without(job, "crashed", "the interpreter's answer was not of the agreed shape", { measured: usage });
  const base = {
    ...nothing,
    result: report.result,
    stdout: report.stdout,
    stderr: report.stderr,
    truncated: report.truncated,
    charts: report.charts,
    datasets: report.datasets,
    error: report.error,
    usage,
    seed: job.seed,
  };
  const limit = limitOf(job, answer, report);
  if (limit !== null) {
    const error = report.error && { ...report.error, hint: report.error.hint ?? "Work on fewer columns or rows at a time." };
    return { ...base, status: "limit", limit, reason: limitReason(job, limit), error, result: null, charts: [] };
  }
  if (report.error !== null)
    return { ...base, status: "guest-error", limit: null, reason: `${report.error.type}: ${report.error.message}`.slice(0, 500) };
  return { ...base, status: "ok", limit: null, reason: null };
}

export function wallLimit(job: SandboxJob, measured: Measured, report: GuestReport | null = null): SandboxOutcome {
  const out =
    report === null
      ? {}
      : { stdout: report.stdout, stderr: report.stderr, truncated: report.truncated, datasets: report.datasets };
  return { ...without(job, "limit", limitReason(job, "wall"), { measured, limit: "wall" }), ...out };
}

function limitOf(job: SandboxJob, answer: Answer, report: GuestReport): LimitKind | null {
  if (report.limit !== null) return report.limit;
  if ((answer.refused && failedForMemory(report.error)) || answer.peakMb > job.limits.memoryMb) return "memory";
  // More than the whole address space, which is more than any limit: numpy says so before it asks for the memory.
  if (report.error?.type === "ValueError" && report.error.message.startsWith("array is too big; `arr.size")) return "memory";
  return null;
}

function failedForMemory(error: GuestReport["error"]): boolean {
  if (error === null) return false;
  return ["MemoryError", "_ArrayMemoryError"].includes(error.type) || /No space left on device/.test(error.message);
}

export function limitReason(job: SandboxJob, limit: LimitKind): string {
  const { wallSeconds, memoryMb } = job.limits;
  return {
    wall: `the code ran longer than ${wallSeconds} s`,
    memory: `the code needed more than ${memoryMb} MB`,
    result: `the answer is larger than ${mib(limits.resultBytes)}`,
    charts: `more than ${limits.chartsPerRun} charts`,
    code: "the code is too long",
    context: "the context is too large",
  }[limit];
}

/** Python nests an answer 60 levels deep at most; whoever walks a deeper one could run out of stack. */
const NESTING_MAX = 200;

function parse(text: string): GuestReport | null {
  if (nestsDeeper(text, NESTING_MAX)) return null;
  try {
    return guestReport.parse(JSON.parse(text) as Json);
  } catch {
    return null;
  }
}

const round = (value: number) => Math.round(value * 10) / 10;

const [QUOTE, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END] = [...'"\\[]{}'].map((sign) => sign.charCodeAt(0));

/** Before anything parses it. Brackets inside of strings are text. A pattern would overflow the stack on a long string. */
function nestsDeeper(text: string, levels: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) quoted = !quoted;
    else if (quoted) {
      if (sign === BACKSLASH) at++;
    } else if (sign === LIST || sign === OBJECT) {
      if (++depth > levels) return true;
    } else if (sign === LIST_END || sign === OBJECT_END) depth--;
  }
  return false;
}
