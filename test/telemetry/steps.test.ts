import { trace } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { createApp, type Plugin, StrategicError } from "../../core/index.ts";
import type { ScopeValidator } from "../../core/ports/scope-validator.ts";
import { fakeAudit, fakeRenderer, fakeSandbox, fakeScope } from "../../core/testing/index.ts";
import { recorded } from "../../core/tests/telemetry.ts";
import { charts } from "../../plugins/charts/index.ts";
import { personas } from "../../plugins/personas/index.ts";
import { strategic } from "../../plugins/strategic/index.ts";

/** `createApp` in a program of somebody else's, which registered an SDK of its own. */
const { charts: templates } = charts();
const plugins = (adapters: Plugin["adapters"] = {}): Plugin[] => [
  personas(),
  strategic(),
  {
    name: "fakes",
    charts: templates ?? [],
    adapters: {
      sandbox: (judge: ScopeValidator) => fakeSandbox(() => ({ result: 1 }), judge),
      scopeValidator: () => fakeScope(),
      renderer: () => fakeRenderer(),
      auditSink: () => fakeAudit(),
      ...adapters,
    },
  },
];
const input = { persona: "alvaro", capability: "roi_calculations", code: "1" };

test("a call of an app without a span around it keeps its steps together under one of its own", async () => {
  await using app = await createApp(plugins());
  await app.analyze(input);
  const { spans } = await recorded();
  const root = spans.find(({ name }) => name === "analyze");
  expect(spans.filter(({ parent }) => parent === root?.id).map(({ name }) => name)).toEqual(["audit", "scope", "audit"]);
  expect(root).toMatchObject({ parent: null, attributes: { "strategic_python.status": "ok" } });
});

test("the steps of a call stand under the embedding program's span when it has one", async () => {
  await using app = await createApp(plugins());
  await trace.getTracer("embedding").startActiveSpan("theirs", async (span) => {
    await app.render({ template: "kpi", sample: true });
    span.end();
  });
  const { spans } = await recorded();
  const theirs = spans.find(({ name }) => name === "theirs");
  expect(spans.filter(({ parent }) => parent === theirs?.id).map(({ name }) => name)).toEqual(["audit", "render", "audit"]);
});

test("an audit record that can't be written is counted and marks its step, with a code and no message", async () => {
  const audit = {
    ...fakeAudit(),
    begin: async () => {
      throw new StrategicError("AUDIT_FAILED", "disk full at /secret");
    },
  };
  await using app = await createApp(plugins({ auditSink: () => audit }));
  await app.analyze(input);
  const { spans, metrics } = await recorded();
  expect(spans.find(({ name }) => name === "audit")).toMatchObject({
    attributes: { "error.type": "AUDIT_FAILED" },
    status: { code: 2 },
  });
  const failures = metrics["strategic_python.audit.failures"]?.map(({ attributes, value }) => [
    attributes["strategic_python.audit.operation"],
    value,
  ]);
  // At the begin; and at the second try, when what was refused is to be recorded too.
  expect(failures).toEqual([
    ["begin", 1],
    ["end", 0],
  ]);
  expect(JSON.stringify(spans)).not.toContain("secret");
});

test("what was refused is counted by what refused it", async () => {
  const violations = ["import-not-allowed", "import-not-allowed", "file access!"].map((rule) => ({
    rule,
    line: 1,
    column: 1,
    message: "",
    hint: "",
  }));
  const outcomes = [
    { scopeValidator: () => fakeScope({ allowed: false, violations }) },
    { sandbox: () => fakeSandbox(() => ({ status: "limit", limit: "memory", reason: "", error: null })) },
    { sandbox: () => fakeSandbox(() => ({ status: "busy", retryAfterMs: 1, reason: "" })) },
  ] as const;
  for (const adapters of outcomes) {
    await using app = await createApp(plugins(adapters));
    await app.analyze(input);
  }
  const { metrics } = await recorded();
  expect(metrics["strategic_python.scope.rejections"]).toEqual([
    { attributes: { "strategic_python.rule": "import-not-allowed" }, value: 1 },
    { attributes: { "strategic_python.rule": "_OTHER" }, value: 1 },
  ]);
  expect(metrics["strategic_python.limits.hit"]).toEqual([{ attributes: { "strategic_python.limit": "memory" }, value: 1 }]);
  expect(metrics["strategic_python.busy.refusals"]).toEqual([{ attributes: {}, value: 1 }]);
  const statuses = metrics["strategic_python.executions"]?.map(({ attributes }) => attributes["strategic_python.status"]);
  expect(statuses).toEqual(expect.arrayContaining(["rejected", "limit", "busy"]));
});

test("a render is timed by template and formats; a template that is not registered has no name", async () => {
  await using app = await createApp(plugins());
  await app.render({ template: "kpi", sample: true, formats: ["html"] });
  await app.render({ template: "of a client's own", data: {} });
  const { metrics } = await recorded();
  const labels = metrics["strategic_python.render.duration"]?.map(({ attributes }) => attributes);
  expect(labels).toContainEqual({ "strategic_python.template": "kpi", "strategic_python.format": "html" });
  expect(labels).toContainEqual({
    "strategic_python.template": "_OTHER",
    "strategic_python.format": "png+html",
    "error.type": "UNKNOWN_TEMPLATE",
  });
});

test("the pool is seen while the app is open, and no more when it is closed", async () => {
  const app = await createApp(plugins());
  const size = async () => (await recorded()).metrics["strategic_python.pool.size"];
  expect(await size()).toEqual([{ attributes: {}, value: 1 }]);
  await app.close();
  expect(await size()).toEqual([{ attributes: {}, value: 0 }]);
});
