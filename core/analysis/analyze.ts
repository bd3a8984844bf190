import { recorded } from "../audit/recorded.ts";
import type { RecentResults } from "../capacity/results.ts";
import type { Waiting } from "../capacity/waiting.ts";
import type { Caller, Parts } from "../parts.ts";
import type { AuditIntent, AuditOutcome } from "../ports/audit-sink.ts";
import type { SandboxLimits } from "../ports/sandbox.ts";
import type { AnalyzeOutput } from "../shapes/answers.ts";
import type { AnalyzeInput } from "../shapes/inputs.ts";
import { type Asked, askedFor } from "./asked.ts";
import { bounded } from "./guest-answer.ts";
import { drawCharts } from "./guest-charts.ts";
import type { KnownTables } from "./known-tables.ts";
import { observeAnalysis } from "./observed.ts";
import { outputOf, refusedOutput } from "./output.ts";
import { type Prepared, prepare } from "./prepare.ts";

export interface AnalysisSettings {
  /** Caps; a caller may ask for less. */
  readonly limits: SandboxLimits;
  readonly auditCode: boolean;
  /** Of all runs of the app that have not ended. */
  readonly waiting: Waiting;
  readonly recent: RecentResults;
  readonly known: KnownTables;
  readonly clock: () => Date;
}

/** An answer, and what its record says beside it. */
interface Ended {
  readonly output: AnalyzeOutput;
  /** Those that held when it ran; null: it did not run. */
  readonly layers: readonly string[] | null;
  /** What the run did that no analysis does, in the record of one that was well otherwise. */
  readonly tripwires: readonly string[];
}

/** One analysis: prepare → audit(intent) → queue → ready interpreter → scope → run → charts → audit(outcome). */
export async function analyze(
  parts: Parts,
  settings: AnalysisSettings,
  input: AnalyzeInput,
  caller: Caller,
): Promise<AnalyzeOutput> {
  const asked = askedFor(settings.limits, settings.clock().toISOString(), input, caller);
  const prepared = await prepare(parts, settings, asked);
  const { output } = await recorded<Ended>(parts.audit, {
    intent: () => intentOf(parts, asked, prepared, settings.auditCode),
    work: async () => (prepared.job === null ? withoutRun(prepared.refusal) : run(parts, asked, prepared)),
    outcomeOf: (ended) => outcomeOf(ended, settings.clock),
    unrecorded: (error) => withoutRun(refusedOutput(asked, error, prepared.datasets)),
  }).finally(prepared.release);
  if (output.status === "ok") keep(parts, settings.recent, asked, output);
  settings.known.learn(output.datasets);
  observeAnalysis(parts.registry, input, output);
  return output;
}

async function run(parts: Parts, asked: Asked, { job, datasets }: Extract<Prepared, { refusal: null }>): Promise<Ended> {
  try {
    const outcome = bounded(await parts.sandbox.run(job, { signal: asked.caller.signal }));
    const drawn = await drawCharts(parts, asked, datasets, outcome.status === "ok" ? outcome : { charts: [] });
    return {
      output: outputOf(asked, outcome, datasets, drawn),
      layers: outcome.scope === null ? null : withScope(parts, outcome.layers),
      tripwires: outcome.tripwires,
    };
  } catch (error) {
    return withoutRun(refusedOutput(asked, error, datasets));
  }
}

const withoutRun = (output: AnalyzeOutput): Ended => ({ output, layers: null, tripwires: [] });

const withScope = ({ scope }: Parts, layers: readonly string[]): readonly string[] =>
  scope.holds ? ["scope", ...layers] : layers;

function intentOf(parts: Parts, asked: Asked, { datasets }: Prepared, auditCode: boolean): AuditIntent {
  const { executionId, startedAt, codeSha256, input, caller } = asked;
  const { versions, layers } = parts.sandbox.stats();
  return {
    executionId,
    kind: "analysis",
    startedAt,
    persona: input.persona,
    capability: input.capability,
    template: null,
    codeSha256,
    code: auditCode ? input.code : null,
    datasets: datasets.map(({ name, sha256 }) => ({ name, sha256 })),
    principal: caller.principal,
    client: caller.client,
    limits: { ...asked.limits },
    versions,
    layers: withScope(
      parts,
      layers.flatMap(({ name, active }) => (active ? [name] : [])),
    ),
  };
}

function outcomeOf({ output, layers, tripwires }: Ended, clock: () => Date): AuditOutcome {
  const { status, usage, error, violations } = output;
  const why = violations.map(({ rule, line }) => `${rule} (line ${line})`).join("; ") || (error?.message ?? null);
  const tripped = tripwires.length > 0 ? `tripwires: ${tripwires.join(", ")}` : null;
  return {
    endedAt: clock().toISOString(),
    status,
    errorCode: error?.code ?? null,
    reason: status === "ok" ? tripped : why,
    usage: { ...usage },
    // When it was begun, the interpreter may still have been starting.
    ...(layers !== null && { layers }),
  };
}

function keep(parts: Parts, recent: RecentResults, { caller, codeSha256, input }: Asked, output: AnalyzeOutput): void {
  const datasets = output.datasets.map(({ name, sha256, rows }) => ({ name, sha256, rows }));
  recent.keep(output.executionId, caller.client, {
    result: output.result,
    persona: input.persona,
    first: parts.registry.capability(input.capability).chart,
    codeSha256,
    datasets,
  });
}
