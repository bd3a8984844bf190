import { analysisDisclosure, inOneLine, type RanAnalysis, rejectionDisclosure } from "../disclosure.ts";
import { isStrategicError, toldOf } from "../errors.ts";
import type { LimitKind, SandboxOutcome } from "../ports/sandbox.ts";
import type { AnalyzeOutput, RunEnding, RunError, RunStatus } from "../shapes/answers.ts";
import type { ResolvedDataset } from "../tables/dataset-input.ts";
import type { Asked } from "./asked.ts";
import type { DrawnCharts } from "./guest-charts.ts";

/** Where code runs that needs no other. */
const STANDARD = "standard";

/** The flat answer that callers rely on, of a run that the sandbox took. */
export function outputOf(
  asked: Asked,
  outcome: SandboxOutcome,
  datasets: readonly ResolvedDataset[],
  { charts, notes }: DrawnCharts,
): AnalyzeOutput {
  const { status, stdout, stderr, truncated, tripwires, usage, seed } = outcome;
  const read = new Map(outcome.datasets.map((dataset) => [dataset.name, dataset]));
  return {
    executionId: asked.executionId,
    ...endingOf(outcome),
    stdout,
    stderr: stderr + tripped(tripwires) + notes,
    truncated,
    charts,
    violations: violationsOf(outcome),
    usage,
    datasets: datasets.map(({ name, sha256 }) => {
      const { rows = null, columns = null, assumed = null, fields = [], notes = [] } = read.get(name) ?? {};
      return { name, rows, columns, sha256, assumed, fields, notes };
    }),
    environment: outcome.environment ?? STANDARD,
    seed,
    disclosure: (nothingRan.has(status) ? rejectionDisclosure : analysisDisclosure)(ranOf(asked, datasets, outcome)),
  };
}

/** Of one that came to no run: refused, or broken on the way. */
export function refusedOutput(asked: Asked, error: unknown, datasets: readonly ResolvedDataset[]): AnalyzeOutput {
  const output = blank(asked, datasets);
  const message = toldOf(error);
  if (!isStrategicError(error)) return { ...output, ...ended("crashed", { ...noPlace, code: "SANDBOX_CRASHED", message }) };
  const { code, details } = error;
  const { known = [], retryAfterMs = null } = details as { known?: string[]; retryAfterMs?: number };
  const status = code === "SANDBOX_BUSY" ? "busy" : code === "ABORTED" ? "aborted" : "rejected";
  return { ...output, ...ended(status, { ...noPlace, code, message, known, retryAfterMs }) };
}

export function overLimitOutput(asked: Asked, limit: LimitKind, message: string): AnalyzeOutput {
  const hint = "Send less, or bring large tables as datasets.";
  const error: RunError = { ...noPlace, code: "LIMIT_EXCEEDED", message, hint };
  return { ...blank(asked, []), status: "limit", result: null, limit, error };
}

const ended = (status: Exclude<RunStatus, "ok" | "limit">, error: RunError): RunEnding => ({
  status,
  result: null,
  error,
  limit: null,
});

const nothingRan: ReadonlySet<string> = new Set(["rejected", "busy", "unsafe"]);

/** The rest of an answer where nothing ran. */
function blank(asked: Asked, datasets: readonly ResolvedDataset[]): Omit<AnalyzeOutput, keyof RunEnding> {
  return {
    executionId: asked.executionId,
    stdout: "",
    stderr: "",
    truncated: [],
    charts: [],
    violations: [],
    usage: { wallMs: 0, queueMs: 0, peakMemoryMb: 0 },
    datasets: datasets.map(({ name, sha256 }) => ({
      name,
      rows: null,
      columns: null,
      sha256,
      assumed: null,
      fields: [],
      notes: [],
    })),
    environment: STANDARD,
    seed: asked.input.seed ?? null,
    disclosure: rejectionDisclosure(ranOf(asked, datasets, null)),
  };
}

function ranOf({ input }: Asked, datasets: readonly ResolvedDataset[], outcome: SandboxOutcome | null): RanAnalysis {
  const lines = input.code === "" ? 0 : input.code.split("\n").length;
  return {
    persona: inOneLine(input.persona),
    capability: inOneLine(input.capability),
    ...(outcome?.scope?.allowed ? outcome.scope.summary : { lines, imports: [] }),
    datasets: datasets.map(({ name }) => inOneLine(name)),
    charts: (outcome?.charts ?? []).map(({ template }) => inOneLine(template)),
  };
}

const tripped = (tripwires: readonly string[]): string =>
  tripwires.length > 0 ? `sandbox: the interpreter of this run was replaced (${tripwires.join(", ")})\n` : "";

const violationsOf = ({ scope }: SandboxOutcome) => (scope === null || scope.allowed ? [] : scope.violations);

function endingOf(outcome: SandboxOutcome): RunEnding {
  switch (outcome.status) {
    case "ok":
      return { status: "ok", result: outcome.result, error: null, limit: null };
    case "rejected": {
      const { message = outcome.reason, hint = null } = violationsOf(outcome)[0] ?? {};
      return ended("rejected", { ...noPlace, code: "SCOPE_VIOLATION", message, hint });
    }
    case "guest-error":
      return ended("guest-error", { ...noPlace, code: "GUEST_ERROR", ...outcome.error });
    case "limit": {
      const { limit, error, reason: message } = outcome;
      return { status: "limit", result: null, limit, error: { ...noPlace, code: "LIMIT_EXCEEDED", ...error, message } };
    }
    case "busy": {
      const { reason: message, retryAfterMs } = outcome;
      const hint = `Try again in ${retryAfterMs} ms.`;
      return ended("busy", { ...noPlace, code: "SANDBOX_BUSY", message, hint, retryAfterMs });
    }
    case "aborted":
      return ended("aborted", { ...noPlace, code: "ABORTED", message: outcome.reason });
    case "unsafe": {
      const hint = "The operator runs: strategic-python doctor";
      return ended("unsafe", { ...noPlace, code: "SANDBOX_UNSAFE", message: outcome.reason, hint });
    }
    case "crashed": {
      const hint = "Try again; if it happens again, the operator runs: strategic-python doctor";
      return ended("crashed", { ...noPlace, code: "SANDBOX_CRASHED", message: outcome.reason, hint });
    }
  }
}

const noPlace = { type: null, line: null, column: null, source: null, hint: null, known: [], retryAfterMs: null };
