import type { Registry } from "../registry.ts";
import type { AnalyzeOutput } from "../shapes/answers.ts";
import type { AnalyzeInput } from "../shapes/inputs.ts";
import { count } from "../telemetry/metrics.ts";
import { registered } from "../telemetry/registered.ts";
import { describe } from "../telemetry/telemetry.ts";

export function observeAnalysis(registry: Registry, input: AnalyzeInput, output: AnalyzeOutput): void {
  const { status, limit, violations, error } = output;
  describe({
    "strategic_python.execution.id": output.executionId,
    "strategic_python.status": status,
    "strategic_python.persona": registered((id) => registry.persona(id).id, input.persona),
    "strategic_python.capability": registered((id) => registry.capability(id).id, input.capability),
    ...(error !== null && { "strategic_python.error.code": error.code }),
    ...(limit !== null && { "strategic_python.limit": limit }),
  });
  count("strategic_python.executions", { "strategic_python.kind": "analysis", "strategic_python.status": status });
  if (limit !== null) count("strategic_python.limits.hit", { "strategic_python.limit": limit });
  if (status === "busy") count("strategic_python.busy.refusals");
  for (const rule of new Set(violations.map((violation) => violation.rule)))
    count("strategic_python.scope.rejections", { "strategic_python.rule": ruleName(rule) });
}

/** A validator's rules have names; text in their place would be somebody's. */
const ruleName = (rule: string): string => (/^[a-z][a-z0-9-]{0,39}$/.test(rule) ? rule : "_OTHER");
