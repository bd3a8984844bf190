import { InMemoryTransport, type JSONRPCMessage } from "@modelcontextprotocol/server";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createApp, type Plugin, StrategicError } from "../../core/index.ts";
import type { SandboxStatus } from "../../core/ports/sandbox.ts";
import { type FakeAnswer, fakeAudit, fakeDatasets, fakeRenderer, fakeSandbox, fakeScope } from "../../core/testing/index.ts";
import { recorded } from "../../core/tests/telemetry.ts";
import { charts } from "../../plugins/charts/index.ts";
import { personas } from "../../plugins/personas/index.ts";
import { strategic } from "../../plugins/strategic/index.ts";
import { buildServer } from "../../presets/mcp/server.ts";
import { jsonLog } from "../../presets/mcp/telemetry/log.ts";

/**
 * A word is planted wherever a caller, the guest or its data can put one, and in the message of every error; then every span,
 * event, metric and log record is searched for it. Tracestate is left out: it is the caller's, and passed on by the standard.
 */
const faults = ["none", "scope", "sandbox", "audit-begin", "audit-end", "renderer", "violations"] as const;
type Fault = (typeof faults)[number];

const statuses = ["ok", "guest-error", "limit", "busy", "aborted", "crashed", "unsafe"] as const;

const outcome = (mark: string, status: SandboxStatus): FakeAnswer => {
  const error = { type: mark, message: mark, line: 1, column: 1, source: mark, hint: mark };
  const account = {
    stdout: mark,
    stderr: mark,
    charts: [{ template: mark, data: { [mark]: mark }, options: { title: mark } }],
    datasets: [{ name: mark, rows: 1, columns: 1, assumed: mark }],
  };
  if (status === "ok") return { ...account, status, result: { [mark]: mark } };
  if (status === "guest-error") return { ...account, status, error };
  if (status === "limit") return { ...account, status, limit: "wall", reason: mark, error };
  return status === "busy" ? { ...account, status, reason: mark, retryAfterMs: 1 } : { ...account, status, reason: mark };
};

function plugin(mark: string, fault: Fault, status: SandboxStatus): Plugin {
  const thrown = () => new StrategicError("AUDIT_FAILED", mark, { details: { [mark]: mark } });
  const audit = fakeAudit();
  return {
    name: "fakes",
    charts: charts().charts ?? [],
    adapters: {
      sandbox: (judge) => ({
        ...fakeSandbox(() => outcome(mark, status), judge),
        ...(fault === "sandbox" && { run: () => Promise.reject(new Error(mark)) }),
      }),
      scopeValidator: () =>
        fault === "scope"
          ? { check: () => Promise.reject(new TypeError(mark)) }
          : fakeScope(
              fault === "violations"
                ? { allowed: false, violations: [{ rule: mark, line: 1, column: 1, message: mark, hint: mark }] }
                : { allowed: true, summary: { lines: 1, imports: [mark] } },
            ),
      renderer: () => ({ ...fakeRenderer(), ...(fault === "renderer" && { render: () => Promise.reject(new Error(mark)) }) }),
      auditSink: () => ({
        ...audit,
        ...(fault === "audit-begin" && { begin: () => Promise.reject(thrown()) }),
        ...(fault === "audit-end" && { end: () => Promise.reject(new Error(mark)) }),
      }),
      datasetSource: () => fakeDatasets({ [mark]: `${mark}\n${mark}` }),
    },
  };
}

const run = (mark: string, rest: Record<string, unknown> = {}) => ({
  persona: "alvaro",
  capability: "roi_calculations",
  code: `raise ${mark}('${mark}')`,
  context: { [mark]: mark },
  datasets: [mark],
  ...rest,
});

/** What a client sends: right, wrong, and not of this world. */
const requests = (mark: string): { method: string; params: Record<string, unknown> }[] => [
  {
    method: "initialize",
    params: {
      protocolVersion: "2025-06-18",
      capabilities: { experimental: { [mark]: {} } },
      clientInfo: { name: mark, version: mark },
    },
  },
  { method: "tools/call", params: { name: "run_analysis", arguments: run(mark) } },
  { method: "tools/call", params: { name: "run_analysis", arguments: run(mark, { persona: mark, capability: mark }) } },
  {
    method: "tools/call",
    params: { name: "analyze_and_render", arguments: run(mark, { template: "kpi", title: mark, source: mark, subtitle: mark }) },
  },
  { method: "tools/call", params: { name: "render_chart", arguments: { template: "kpi", data: { [mark]: mark }, title: mark } } },
  { method: "tools/call", params: { name: "render_chart", arguments: { template: mark, sample: true, locale: mark } } },
  { method: "tools/call", params: { name: "render_chart", arguments: { template: "kpi", sample: true, title: mark } } },
  { method: "tools/call", params: { name: "get_audit_trail", arguments: { executionId: mark } } },
  { method: "tools/call", params: { name: mark, arguments: { [mark]: mark } } },
  { method: "prompts/get", params: { name: mark } },
  { method: "prompts/get", params: { name: "alvaro", arguments: { question: mark } } },
  { method: "resources/read", params: { uri: `strategic://runs/${mark}` } },
  { method: mark, params: { [mark]: mark } },
];

async function serve(mark: string, fault: Fault, status: SandboxStatus): Promise<{ lines: string[]; answers: number }> {
  const lines: string[] = [];
  const log = jsonLog((line) => lines.push(line));
  await using app = await createApp([personas(), strategic(), plugin(mark, fault, status)]);
  const server = buildServer({ app, out: null, client: mark, owner: mark, principal: mark, log });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  let answers = 0;
  const open = new Map<string | number, () => void>();
  ours.onmessage = (message) => {
    answers++;
    open.get((message as { id: string | number }).id)?.();
  };
  await ours.start();
  for (const [index, { method, params }] of requests(mark).entries()) {
    const id = index % 2 === 0 ? index : `${mark}-${index}`;
    const _meta = { traceparent: mark, baggage: `${mark}=${mark}`, progressToken: mark, [mark]: mark };
    const answered = new Promise<void>((resolve) => open.set(id, resolve));
    await ours.send({ jsonrpc: "2.0", id, method, params: { ...params, _meta } } as JSONRPCMessage);
    await answered;
  }
  await server.close();
  return { lines, answers };
}

test("nothing that a caller, the guest or an error said is in a span, an event, a metric or a log line", async () => {
  const word = fc.stringMatching(/^[a-z]{12,16}$/).map((text) => `Q${text}Z`);
  await fc.assert(
    fc.asyncProperty(word, fc.constantFrom(...faults), fc.constantFrom(...statuses), async (mark, fault, status) => {
      const { lines, answers } = await serve(mark, fault, status);
      const seen = await recorded();
      expect(answers).toBe(requests(mark).length);
      expect(seen.spans.filter(({ parent }) => parent === null)).toHaveLength(answers);
      expect(lines.length).toBeGreaterThan(0);
      expect(seen.logs).toHaveLength(lines.length);
      expect(JSON.stringify(seen).toLowerCase()).not.toContain(mark.toLowerCase());
      expect(lines.join("").toLowerCase()).not.toContain(mark.toLowerCase());
    }),
    { numRuns: 60, examples: faults.map((fault, index) => [`Qplantedplanted${index}Z`, fault, statuses[index] ?? "ok"]) },
  );
});
