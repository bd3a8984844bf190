import type { AuditSink } from "../ports/audit-sink.ts";
import type { ScopeValidator } from "../ports/scope-validator.ts";
import { count } from "./metrics.ts";
import { step } from "./telemetry.ts";

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
