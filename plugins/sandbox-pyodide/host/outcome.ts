import { limits, mib } from "../../../core/limits.ts";
import type { Json, LimitKind, SandboxAccount, SandboxEnding, SandboxJob, SandboxOutcome } from "../../../core/ports/sandbox.ts";
import { type GuestReport, guestReport } from "../protocol/answers.ts";

/** What this side knows of a run, whatever the guest says. */
export type Known = Pick<SandboxAccount, "usage" | "timings" | "scope" | "layers">;

/** Of a run that did not come to begin. */
const notBegun: Known = {
  usage: { queueMs: 0, wallMs: 0, peakMemoryMb: 0 },
  timings: { queueMs: 0, scopeMs: 0, executeMs: 0 },
  scope: null,
  layers: [],
};
const saidNothing = { stdout: "", stderr: "", truncated: [], charts: [], datasets: [], tripwires: [] } as const;

/** An outcome without an answer from the guest. */
export const unanswered = (job: SandboxJob, ending: SandboxEnding, known: Known = notBegun): SandboxOutcome => ({
  ...saidNothing,
  ...known,
  seed: job.seed,
  environment: job.environment,
  ...ending,
});

export interface Answer {
  readonly text: string;
  readonly peakMb: number;
  /** The heap, or the file system in memory, was refused growth during the run. */
  readonly refused: boolean;
  readonly interrupted: boolean;
  /** The last that was seen to begin when it was interrupted. */
  readonly line: number | null;
  readonly tripwires: readonly string[];
}

export interface Answered {
  readonly outcome: SandboxOutcome;
  /** What the interpreter answered to known questions before the code ran. */
  readonly canary: GuestReport["canary"];
}

/** Reads the guest's answer. It may be forged: what is not of the shape is a crash, what is of it is still only data. */
export function fromAnswer(job: SandboxJob, answer: Answer, known: Known): Answered {
  const report = parse(answer.text);
  const outcome = { ...outcomeOf(job, answer, report, known), tripwires: answer.tripwires };
  return { outcome, canary: report?.canary ?? null };
}

function outcomeOf(job: SandboxJob, answer: Answer, report: GuestReport | null, measured: Known): SandboxOutcome {
  const peakMemoryMb = round(answer.peakMb);
  const known = { ...measured, usage: { ...measured.usage, peakMemoryMb } };
  if (answer.interrupted) return wallLimit(job, known, answer.line, report);
  if (report === null) {
    const reason = "the interpreter's answer was not of the agreed shape";
    return unanswered(job, { status: "crashed", reason }, known);
  }
  // The guest's own account of its time can be no longer than what passed here.
  const wallMs = Math.min(report.wallMs, known.usage.wallMs);
  const account = {
    ...saidNothing,
    ...known,
    ...saidBy(report),
    usage: { ...known.usage, wallMs },
    seed: job.seed,
    environment: job.environment,
  };
  const limit = limitOf(job, answer, report);
  if (limit !== null) {
    const error = report.error && { ...report.error, hint: report.error.hint ?? "Work on fewer columns or rows at a time." };
    return { ...account, status: "limit", limit, reason: limitReason(job, limit), error };
  }
  const { charts, figures } = report;
  if (report.error !== null) return { ...account, charts, status: "guest-error", error: report.error };
  return { ...account, charts, figures, status: "ok", result: report.result };
}

const saidBy = ({ stdout, stderr, truncated, datasets }: GuestReport) => ({ stdout, stderr, truncated, datasets });

const RUNNING = "This line was running when the time was over.";
/** Compiled code sees no interrupt: its thread was ended, and with it what it could have told. */
const LONG_CALL = "the code was inside one long call, of a model's fit for instance, or caught the interrupt.";
const LAST_SEEN = `This line is the last that was seen to begin when the time was over: ${LONG_CALL}`;
const NOT_TOLD = `Which line was running can't be told: ${LONG_CALL}`;
const SMALLER =
  "Try it on a sample first, df.sample(1000, random_state=0): usage.wallMs shows how many rows fit. Or vectorise the loop; `limits.wallSeconds` asks for more time.";

/** `began`: the last line that was seen to begin, for a run that does not tell where the interrupt met it. */
export function wallLimit(
  job: SandboxJob,
  known: Known,
  began: number | null = null,
  report: GuestReport | null = null,
): SandboxOutcome {
  const reason = limitReason(job, "wall");
  const met = report?.error?.line == null ? null : report.error;
  const { line, column, source } = met ?? seen(job, began);
  const told = met !== null ? [RUNNING, met.hint] : [line === null ? NOT_TOLD : LAST_SEEN];
  const hint = [...told, SMALLER].filter(Boolean).join(" ");
  const error = { type: "TimeLimit", message: reason, line, column, source, hint };
  const ending = { status: "limit", limit: "wall", reason, error } as const;
  return { ...unanswered(job, ending, known), ...(report !== null && saidBy(report)) };
}

/** The guest may have told any number: that of no line of its code is none. */
function seen({ code }: SandboxJob, line: number | null) {
  const source = line === null ? undefined : code.split(/\r\n|\r|\n/)[line - 1];
  return { line: source === undefined ? null : line, column: null, source: source?.slice(0, 500) ?? null };
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

/** Figures are told to a tenth. */
export const round = (value: number): number => Math.round(value * 10) / 10;

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
