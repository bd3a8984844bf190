import { createHash, randomUUID } from "node:crypto";
import type { Keeping } from "../artifacts/keeping.ts";
import type { KeptRun } from "../artifacts/kept.ts";
import { unknownExecution } from "../artifacts/results.ts";
import { recorded } from "../audit/recorded.ts";
import { isStrategicError, StrategicError } from "../errors.ts";
import { limits, mib } from "../limits.ts";
import type { Caller, Parts } from "../parts.ts";
import type { RenderOutput } from "../shapes/answers.ts";
import type { RenderInput } from "../shapes/inputs.ts";
import { changedSince, changedTables } from "./changed-tables.ts";
import { type Drawn, failed, notDrawn } from "./drawing.ts";
import { drawObserved, observeRender } from "./observed.ts";

/** One chart: what is drawn from → audit(intent) → draw → audit(outcome). What is refused before is recorded too. */
export async function recordedRender(
  parts: Parts,
  clock: () => Date,
  keeping: Keeping,
  input: RenderInput,
  caller: Caller,
): Promise<RenderOutput> {
  const { client, principal, signal, onPhase } = caller;
  const chartId = randomUUID();
  const startedAt = clock().toISOString();
  const { run, unread } = await runDrawnFrom(keeping, input, caller);
  const changed = run === null ? [] : await changedTables(parts.datasets, run);
  const day = run?.startedAt.slice(0, 10) ?? "";
  const data = run === null ? input.data : run.result;
  const content = JSON.stringify(input.sample === true ? `sample:${input.template}` : (data ?? null));
  const refusal = unread ?? refused(input, run, content);
  const drawing = () =>
    drawObserved(parts, input, data, {
      chartId,
      generatedAt: startedAt,
      runId: input.from?.executionId ?? chartId,
      codeSha256: run?.codeSha256 ?? null,
      datasets: (run?.datasets ?? []).map((table) =>
        changed.includes(table.name) ? { ...table, name: `${table.name}, ${day}` } : table,
      ),
      persona: run?.persona ?? null,
      first: run?.first ?? null,
      call: { client, signal, onPhase },
    });
  const { output, drawn } = await recorded<Drawn>(parts.audit, {
    intent: () => ({
      executionId: chartId,
      kind: "render",
      startedAt,
      persona: input.persona ?? run?.persona ?? null,
      capability: null,
      template: input.template,
      codeSha256: run?.codeSha256 ?? null,
      code: null,
      datasets: refusal === null ? [drawnFrom(input, content)] : [],
      principal,
      client,
      limits: null,
      versions: parts.sandbox.stats().versions,
      layers: [],
    }),
    work: async () => (refusal === null ? drawing() : notDrawn(failed(input, { chartId }, refusal))),
    outcomeOf: ({ output: done }) => ({
      endedAt: clock().toISOString(),
      status: statusOf(done),
      errorCode: done.error?.code ?? null,
      reason: done.reason,
      usage: null,
    }),
    unrecorded: (error) => notDrawn(failed(input, { chartId }, error)),
  });
  observeRender(output, statusOf(output));
  if (drawn === null) return output;
  const { data: _data, from: _from, sample: _sample, ...asked } = input;
  const { title, headline, template } = output;
  const unkept = await keeping.chart(
    caller,
    startedAt,
    { chartId, executionId: run?.executionId ?? null, title: title ?? template, headline, template, drawn, png: null, asked },
    output,
  );
  return { ...output, warnings: [...changedSince(changed, day), ...output.warnings, ...unkept] };
}

/** The kept run, if one is named; what hinders reading it is the chart's outcome, on record as any. */
async function runDrawnFrom(
  { results }: Keeping,
  { from }: RenderInput,
  { owner }: Caller,
): Promise<{ run: KeptRun | null; unread: StrategicError | null }> {
  try {
    return { run: from === undefined ? null : await results.run(owner, from.executionId), unread: null };
  } catch (error) {
    if (isStrategicError(error)) return { run: null, unread: error };
    throw error;
  }
}

const statuses: Readonly<Record<string, string>> = { RENDER_FAILED: "crashed", ABORTED: "aborted", SANDBOX_BUSY: "busy" };

const statusOf = ({ ok, error }: RenderOutput): string => (ok ? "ok" : (statuses[error?.code ?? ""] ?? "rejected"));

function refused(input: RenderInput, run: KeptRun | null, content: string): StrategicError | null {
  if (content.length > limits.chartDataBytes) {
    const reason = `The data is ${mib(content.length)}; a chart takes ${mib(limits.chartDataBytes)}. Send an aggregate.`;
    return new StrategicError("INVALID_DATA", reason, { details: { path: "data" } });
  }
  const given = [input.data !== undefined, input.sample === true, input.from !== undefined].filter(Boolean).length;
  if (given !== 1) return new StrategicError("INVALID_INPUT", "Give exactly one of data, sample: true, and from.");
  return input.from === undefined || run !== null ? null : unknownExecution("from.executionId");
}

const drawnFrom = (input: RenderInput, content: string): { name: string; sha256: string } => ({
  name: input.sample === true ? "sample" : "data",
  sha256: createHash("sha256").update(content).digest("hex"),
});
