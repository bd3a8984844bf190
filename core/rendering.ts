import { createHash, randomUUID } from "node:crypto";
import type { Parts } from "./compose.ts";
import { failed } from "./drawing.ts";
import { isStrategicError, StrategicError } from "./errors.ts";
import { drawObserved, observeRender } from "./observed.ts";
import type { Json } from "./ports/sandbox.ts";
import type { KeptRun, RecentResults } from "./results.ts";
import type { RenderInput, RenderOutput } from "./shapes.ts";

/** One chart: what is drawn from → audit(intent) → draw → audit(outcome). What is refused before is recorded too. */
export async function recordedRender(
  parts: Parts,
  clock: () => Date,
  recent: RecentResults,
  input: RenderInput,
  { client, principal }: { readonly client: string; readonly principal: string | null },
): Promise<RenderOutput> {
  const chartId = randomUUID();
  const startedAt = clock().toISOString();
  const run = input.from === undefined ? null : recent.get(input.from.executionId, client);
  const refusal = refused(input, run);
  const data = run === null ? input.data : run.result;
  try {
    const record = await parts.audit.begin({
      executionId: chartId,
      kind: "render",
      startedAt,
      persona: input.persona ?? run?.persona ?? null,
      capability: null,
      template: input.template,
      codeSha256: run?.codeSha256 ?? null,
      code: null,
      datasets: refusal === null ? [drawnFrom(input, data)] : [],
      principal,
      limits: null,
      versions: parts.sandbox.stats().versions,
      layers: [],
    });
    const output =
      refusal !== null
        ? failed(input, { chartId }, refusal)
        : await drawObserved(parts, input, data, {
            chartId,
            generatedAt: startedAt,
            runId: input.from?.executionId ?? chartId,
            codeSha256: run?.codeSha256 ?? null,
            datasets: run?.datasets ?? [],
            persona: run?.persona ?? null,
          });
    const errorCode = output.error?.code ?? null;
    const status = output.ok ? "ok" : errorCode === "RENDER_FAILED" ? "crashed" : "rejected";
    await parts.audit.end(record, {
      endedAt: clock().toISOString(),
      status,
      errorCode,
      reason: output.reason,
      usage: null,
    });
    observeRender(output, status);
    return output;
  } catch (error) {
    // What can't be recorded must not leave.
    const code = isStrategicError(error) ? error : new StrategicError("AUDIT_FAILED", String(error));
    const output = failed(input, { chartId }, code);
    observeRender(output, "rejected");
    return output;
  }
}

function refused(input: RenderInput, run: KeptRun | null): StrategicError | null {
  const given = [input.data !== undefined, input.sample === true, input.from !== undefined].filter(Boolean).length;
  if (given !== 1) return new StrategicError("INVALID_INPUT", "Give exactly one of data, sample: true, and from.");
  if (input.from === undefined || run !== null) return null;
  const reason = "No result of that execution is kept. Run the analysis again.";
  return new StrategicError("UNKNOWN_EXECUTION", reason, { details: { path: "from.executionId" } });
}

function drawnFrom(input: RenderInput, data: Json | undefined): { name: string; sha256: string } {
  const sample = input.sample === true;
  const content = JSON.stringify(sample ? `sample:${input.template}` : (data ?? null));
  return { name: sample ? "sample" : "data", sha256: createHash("sha256").update(content).digest("hex") };
}
