import type { Keeping } from "../artifacts/keeping.ts";
import type { KeptChart, KeptRun, KeptTable } from "../artifacts/kept.ts";
import { recorded } from "../audit/recorded.ts";
import type { Waiting } from "../capacity/waiting.ts";
import type { Caller, Parts } from "../parts.ts";
import type { AuditIntent, AuditOutcome } from "../ports/audit-sink.ts";
import type { RenderWarning } from "../ports/dashboard-spec.ts";
import { pictureFormats } from "../ports/renderer.ts";
import type { SandboxLimits } from "../ports/sandbox.ts";
import type { AnalyzeOutput } from "../shapes/answers.ts";
import type { AnalyzeInput, DatasetWanted } from "../shapes/inputs.ts";
import type { ResolvedDataset } from "../tables/dataset-input.ts";
import type { KnownTables } from "../tables/known-tables.ts";
import { type Asked, askedFor } from "./asked.ts";
import { bounded } from "./guest-answer.ts";
import { drawCharts } from "./guest-charts.ts";
import { observeAnalysis } from "./observed.ts";
import { outputOf, refusedOutput } from "./output.ts";
import { type Prepared, prepare } from "./prepare.ts";

export interface AnalysisSettings {
  /** Caps; a caller may ask for less. */
  readonly limits: SandboxLimits;
  readonly auditCode: boolean;
  /** Of all runs of the app that have not ended. */
  readonly waiting: Waiting;
  readonly keeping: Keeping;
  readonly known: KnownTables;
  readonly clock: () => Date;
}

/** An answer, and what its record says beside it. */
interface Ended {
  readonly output: AnalyzeOutput;
  readonly charts: readonly KeptChart[];
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
  /** Work of our own, on tables that were found already: nobody comes back to it, so it is not kept. */
  own: { readonly datasets: readonly ResolvedDataset[] } | null = null,
): Promise<AnalyzeOutput> {
  const asked = askedFor(settings.limits, settings.clock().toISOString(), input, caller);
  const prepared = await prepare(parts, settings, asked, own?.datasets);
  const { output, charts } = await recorded<Ended>(parts.audit, {
    intent: () => intentOf(parts, asked, prepared, settings.auditCode),
    work: async () => (prepared.job === null ? withoutRun(prepared.refusal) : run(parts, asked, prepared)),
    outcomeOf: (ended) => outcomeOf(ended, settings.clock),
    unrecorded: (error) => withoutRun(refusedOutput(asked, error, prepared.datasets)),
  }).finally(prepared.release);
  settings.known.learn(output.datasets);
  observeAnalysis(parts.registry, input, output);
  return output.status === "ok" && own === null ? keepAll(parts, settings.keeping, asked, output, charts) : output;
}

async function run(parts: Parts, asked: Asked, { job, datasets }: Extract<Prepared, { refusal: null }>): Promise<Ended> {
  try {
    const outcome = bounded(await parts.sandbox.run(job, { signal: asked.caller.signal, onPhase: asked.caller.onPhase }));
    const drawn = await drawCharts(parts, asked, datasets, outcome.status === "ok" ? outcome : { charts: [] });
    return {
      output: outputOf(asked, outcome, datasets, drawn),
      charts: drawn.kept,
      layers: outcome.scope === null ? null : withScope(parts, outcome.layers),
      tripwires: outcome.tripwires,
    };
  } catch (error) {
    return withoutRun(refusedOutput(asked, error, datasets));
  }
}

const withoutRun = (output: AnalyzeOutput): Ended => ({ output, charts: [], layers: null, tripwires: [] });

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

/** After the record: what is not on record must not be found later either. */
async function keepAll(
  parts: Parts,
  keeping: Keeping,
  asked: Asked,
  output: Extract<AnalyzeOutput, { status: "ok" }>,
  charts: readonly KeptChart[],
): Promise<AnalyzeOutput> {
  const unkept = await keeping.run(asked.caller, keptRun(parts, asked, output));
  const told = new Map<string, readonly RenderWarning[]>();
  const pictures = new Map(output.charts.map((chart) => [chart.id, chart]));
  for (const chart of charts) {
    const picture = pictures.get(chart.chartId) ?? { png: null, html: null };
    told.set(chart.chartId, await keeping.chart(asked.caller, asked.startedAt, chart, picture));
  }
  return {
    ...output,
    stderr: output.stderr + unkept,
    charts: output.charts.map((chart) => ({ ...chart, warnings: [...chart.warnings, ...(told.get(chart.id) ?? [])] })),
  };
}

function keptRun(parts: Parts, asked: Asked, { result, datasets, environment }: AnalyzeOutput): KeptRun {
  const { executionId, startedAt, codeSha256, contextJson, limits, input } = asked;
  return {
    ...{ executionId, startedAt, codeSha256, contextJson, limits, result, datasets, environment },
    persona: input.persona,
    capability: input.capability,
    first: parts.registry.capability(input.capability).chart,
    code: input.code,
    seed: input.seed ?? null,
    formats: input.charts ?? pictureFormats,
    wanted: (input.datasets ?? []).map(keptTable),
    versions: parts.sandbox.stats().versions,
  };
}

/** What can be asked for again: of a table that came with the call only that it did. */
function keptTable(wanted: DatasetWanted): KeptTable {
  if (typeof wanted === "string") return wanted;
  if ("as" in wanted) return { as: wanted.as, table: keptTable(wanted.table) };
  return "content" in wanted ? { brought: wanted.name } : wanted;
}
