import { type DrawContext, draw } from "../charts/drawing.ts";
import type { Parts } from "../compose.ts";
import type { AuditSink } from "../ports/audit-sink.ts";
import type { Json } from "../ports/sandbox.ts";
import type { ScopeValidator } from "../ports/scope-validator.ts";
import type { Registry } from "../registry.ts";
import type { AnalyzeInput, AnalyzeOutput, RenderInput, RenderOutput } from "../shapes.ts";
import { count, measure } from "./metrics.ts";
import { describe, step } from "./telemetry.ts";

/** What the operator sees of the pipeline's steps and outcomes. Looks on, changes nothing. */
export function observedAudit(sink: AuditSink): AuditSink {
  const observed = async <T>(operation: "begin" | "end", work: () => Promise<T>): Promise<T> => {
    const attributes = { "strategic_python.audit.operation": operation };
    try {
      return await step("audit", attributes, work);
    } catch (error) {
      count("strategic_python.audit.failures", attributes);
      throw error;
    }
  };
  return {
    begin: (intent) => observed("begin", () => sink.begin(intent)),
    end: (id, outcome) => observed("end", () => sink.end(id, outcome)),
    query: (filter) => sink.query(filter),
    verify: () => sink.verify(),
    close: () => sink.close(),
  };
}

/** Each check is a step of the request whose code it judges. */
export const observedScope = (validator: ScopeValidator): ScopeValidator => ({
  programs: validator.programs ?? [],
  check: (code, policy, inspect) =>
    step(
      "scope",
      {},
      () => validator.check(code, policy, inspect),
      ({ allowed }) => (allowed ? null : "SCOPE_VIOLATION"),
    ),
});

/** `draw`, timed by template and formats. */
export async function drawObserved(
  parts: Parts,
  input: RenderInput,
  data: Json | undefined,
  drawContext: DrawContext,
): Promise<RenderOutput> {
  const labels = {
    "strategic_python.template": registered((id) => parts.registry.chart(id).id, input.template),
    "strategic_python.format": ["png", "html"].filter((format) => formatsOf(input).includes(format)).join("+"),
  };
  const started = performance.now();
  const output = await step("render", labels, () => draw(parts, input, data, drawContext), problemOfRender);
  const problem = problemOfRender(output);
  measure("strategic_python.render.duration", performance.now() - started, {
    ...labels,
    ...(problem !== null && { "error.type": problem }),
  });
  return output;
}

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

export function observeRender(output: RenderOutput, status: string): void {
  describe({
    "strategic_python.chart.id": output.chartId,
    "strategic_python.chart.status": status,
    ...(output.error !== null && { "strategic_python.chart.error.code": output.error.code }),
  });
  count("strategic_python.executions", { "strategic_python.kind": "render", "strategic_python.status": status });
}

const formatsOf = (input: RenderInput): readonly string[] => input.formats ?? ["png", "html"];

const problemOfRender = ({ ok, error }: RenderOutput): string | null => (ok ? null : (error?.code ?? "_OTHER"));

/** A registered id is the operator's own word; anything else is the caller's, and stays out. */
function registered(look: (id: string) => string, id: string): string {
  try {
    return look(id);
  } catch {
    return "_OTHER";
  }
}

/** A validator's rules have names; text in their place would be somebody's. */
const ruleName = (rule: string): string => (/^[a-z][a-z0-9-]{0,39}$/.test(rule) ? rule : "_OTHER");
