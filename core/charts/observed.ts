import type { Parts } from "../parts.ts";
import { pictureFormats } from "../ports/renderer.ts";
import type { Json } from "../ports/sandbox.ts";
import type { RenderOutput } from "../shapes/answers.ts";
import type { RenderInput } from "../shapes/inputs.ts";
import { count, measure } from "../telemetry/metrics.ts";
import { registered } from "../telemetry/registered.ts";
import { describe, step } from "../telemetry/telemetry.ts";
import { type DrawContext, type Drawn, draw } from "./drawing.ts";

/** `draw`, timed by template and formats. */
export async function drawObserved(
  parts: Parts,
  input: RenderInput,
  data: Json | undefined,
  drawContext: DrawContext,
): Promise<Drawn> {
  const labels = {
    "strategic_python.template": registered((id) => parts.registry.chart(id).id, input.template),
    "strategic_python.format": pictureFormats.filter((format) => formatsOf(input).includes(format)).join("+"),
  };
  drawContext.call.onPhase?.({ kind: "drawing" });
  const started = performance.now();
  const made = await step(
    "render",
    labels,
    () => draw(parts, input, data, drawContext),
    ({ output }) => problemOfRender(output),
  );
  const problem = problemOfRender(made.output);
  measure("strategic_python.render.duration", performance.now() - started, {
    ...labels,
    ...(problem !== null && { "error.type": problem }),
  });
  return made;
}

export function observeRender(output: RenderOutput, status: string): void {
  describe({
    "strategic_python.chart.id": output.chartId,
    "strategic_python.chart.status": status,
    ...(output.error !== null && { "strategic_python.chart.error.code": output.error.code }),
  });
  count("strategic_python.executions", { "strategic_python.kind": "render", "strategic_python.status": status });
}

const formatsOf = (input: RenderInput): readonly string[] => input.formats ?? pictureFormats;

const problemOfRender = ({ ok, error }: RenderOutput): string | null => (ok ? null : (error?.code ?? "_OTHER"));
