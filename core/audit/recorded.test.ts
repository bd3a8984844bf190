import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { StrategicError } from "../errors.ts";
import type { AuditIntent, AuditOutcome } from "../ports/audit-sink.ts";
import { fakeAudit, fakeRenderer, fakeSandbox } from "../testing/index.ts";
import { analysis, diego, fakeApp } from "../tests/fake-app.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** What the sink is told, word for word. */
function listening() {
  const intents: AuditIntent[] = [];
  const outcomes: AuditOutcome[] = [];
  const audit = fakeAudit();
  return {
    intents,
    outcomes,
    audit: {
      ...audit,
      begin: (intent: AuditIntent) => {
        intents.push(intent);
        return audit.begin(intent);
      },
      end: (id: string, outcome: AuditOutcome) => {
        outcomes.push(outcome);
        return audit.end(id, outcome);
      },
    },
  };
}

const clock = () => new Date("2026-05-05T05:05:05.000Z");

test("an analysis is recorded with who, when, what code, which tables and which limits, without the code", async () => {
  const { audit, intents, outcomes } = listening();
  await using app = await fakeApp({ audit }, { clock, wallSeconds: 7, memoryMb: 64 });
  const run = await app.analyze(
    { ...analysis, datasets: ["sales"], limits: { wallSeconds: 3 } },
    { principal: "jane", client: "connection 1" },
  );
  expect(intents).toEqual([
    {
      executionId: run.executionId,
      kind: "analysis",
      startedAt: "2026-05-05T05:05:05.000Z",
      persona: "alvaro",
      capability: "roi_calculations",
      template: null,
      codeSha256: sha256("1"),
      code: null,
      datasets: [{ name: "sales", sha256: sha256("a,b\n1,2\n") }],
      principal: "jane",
      client: "connection 1",
      limits: { wallSeconds: 3, memoryMb: 64 },
      versions: { fake: "1" },
      layers: ["scope"],
    },
  ]);
  expect(outcomes).toEqual([
    {
      endedAt: "2026-05-05T05:05:05.000Z",
      status: "ok",
      errorCode: null,
      reason: null,
      usage: { wallMs: 1, queueMs: 0, peakMemoryMb: 1 },
      layers: ["scope"],
    },
  ]);
});

test("a layer that does not hold is not recorded as one that did", async () => {
  const { audit, intents } = listening();
  const layers = [
    { name: "jail", active: true },
    { name: "realm", active: false },
  ];
  const sandbox = fakeSandbox(() => ({ layers: ["jail"] }));
  await using app = await fakeApp({ audit, sandbox: { ...sandbox, stats: () => ({ ...sandbox.stats(), layers }) } });
  await app.analyze(analysis);
  expect([intents[0]?.layers, audit.records[0]?.layers]).toEqual([
    ["scope", "jail"],
    ["scope", "jail"],
  ]);
});

test("the code itself is recorded when the operator asks for it, and only then", async () => {
  const { audit, intents } = listening();
  await using app = await fakeApp({ audit }, { auditCode: true });
  await app.analyze(analysis);
  expect(intents[0]?.code).toBe("1");
});

test("who gives no name is the local client, and a principal without a client is its own", async () => {
  const { audit, intents } = listening();
  await using app = await fakeApp({ audit });
  await app.analyze(analysis);
  await app.analyze(analysis, { principal: "jane" });
  expect(intents.map(({ client, principal }) => [client, principal])).toEqual([
    ["local", null],
    ["jane", "jane"],
  ]);
});

test("a chart drawn from a run is recorded with the run's code and the hash of the run's numbers", async () => {
  const { audit, intents } = listening();
  await using app = await fakeApp({ audit, answer: () => ({ result: { values: [4, 5] } }) });
  const { executionId } = await app.analyze({ ...analysis, persona: "diego" });
  const chart = await app.render({ template: "numbers", from: { executionId } });
  expect(chart.title).toBe("4 5");
  expect(intents[1]).toMatchObject({
    executionId: chart.chartId,
    kind: "render",
    persona: diego.id,
    capability: null,
    template: "numbers",
    codeSha256: sha256("1"),
    code: null,
    limits: null,
    layers: [],
    datasets: [{ name: "data", sha256: sha256('{"values":[4,5]}') }],
  });
});

test("a chart of data or of the sample is recorded with the hash of what was drawn and no code", async () => {
  const { audit, intents, outcomes } = listening();
  await using app = await fakeApp({ audit });
  await app.render({ template: "numbers", data: { values: [1] }, persona: "diego" });
  await app.render({ template: "numbers", sample: true });
  expect(intents.map(({ codeSha256, persona, datasets }) => [codeSha256, persona, datasets])).toEqual([
    [null, "diego", [{ name: "data", sha256: sha256('{"values":[1]}') }]],
    [null, null, [{ name: "sample", sha256: sha256('"sample:numbers"') }]],
  ]);
  expect(outcomes.map(({ status, errorCode, reason, usage }) => [status, errorCode, reason, usage])).toEqual(
    Array(2).fill(["ok", null, null, null]),
  );
});

test.each([
  ["nothing to draw", {}, "INVALID_INPUT"],
  ["data and sample", { data: { values: [1] }, sample: true }, "INVALID_INPUT"],
  ["data that is null beside a run", { data: null, from: { executionId: "none" } }, "INVALID_INPUT"],
  ["a run that never was", { from: { executionId: "none" } }, "UNKNOWN_EXECUTION"],
  ["a sample that is not wanted", { sample: false }, "INVALID_INPUT"],
] as const)("a chart of %s is refused, and recorded as that, with nothing drawn from", async (_what, given, code) => {
  const { audit, intents, outcomes } = listening();
  await using app = await fakeApp({ audit });
  const chart = await app.render({ template: "numbers", ...given });
  expect(chart).toMatchObject({ ok: false, png: null, html: null, error: { code } });
  expect([intents[0]?.datasets, outcomes[0]?.status, outcomes[0]?.errorCode]).toEqual([[], "rejected", code]);
});

test.each([
  ["begin", "analysis"],
  ["end", "analysis"],
  ["begin", "render"],
  ["end", "render"],
])("whatever error the trail's %s throws, nothing of the %s leaves", async (operation, kind) => {
  const broken = async () => {
    throw new TypeError("no room");
  };
  await using app = await fakeApp({
    audit: { ...fakeAudit(), [operation]: broken },
    answer: () => ({ result: 42, stdout: "secret" }),
  });
  if (kind === "analysis") {
    const run = await app.analyze(analysis);
    expect(run).toMatchObject({ result: null, stdout: "", charts: [], error: { message: expect.stringContaining("no room") } });
    expect(run.status).not.toBe("ok");
    expect(run.error?.code).toBe("AUDIT_FAILED");
  } else {
    const chart = await app.render({ template: "numbers", sample: true });
    expect(chart).toMatchObject({ ok: false, png: null, html: null, error: { code: "AUDIT_FAILED" } });
  }
});

test("what a run did that no analysis does stands in its record, and on its stderr", async () => {
  const { audit, outcomes } = listening();
  await using app = await fakeApp({ audit, answer: () => ({ tripwires: ["open", "exec"], stderr: "own\n" }) });
  const { status, stderr } = await app.analyze(analysis);
  expect({ status, stderr }).toEqual({
    status: "ok",
    stderr: "own\nsandbox: the interpreter of this run was replaced (open, exec)\n",
  });
  expect(outcomes[0]?.reason).toBe("tripwires: open, exec");
  await using one = await fakeApp({ audit, answer: () => ({ tripwires: ["open"] }) });
  expect((await one.analyze(analysis)).stderr).toBe("sandbox: the interpreter of this run was replaced (open)\n");
  expect(outcomes[1]?.reason).toBe("tripwires: open");
});

test("the record of a refusal says which rules were broken and where; of a failure, why", async () => {
  const { audit, outcomes } = listening();
  const violations = [
    { rule: "import", line: 1, column: 2, message: "os", hint: "h" },
    { rule: "builtin", line: 3, column: 4, message: "eval", hint: "h" },
  ];
  await using app = await fakeApp({ audit, scope: { check: async () => ({ allowed: false, violations }) } });
  await app.analyze(analysis);
  await app.analyze({ ...analysis, capability: "none" });
  await using one = await fakeApp({
    audit,
    scope: { check: async () => ({ allowed: false, violations: violations.slice(0, 1) }) },
  });
  const { error } = await one.analyze(analysis);
  expect([outcomes[2]?.reason, error?.hint]).toEqual(["import (line 1)", "h"]);
  expect(outcomes[0]).toMatchObject({
    status: "rejected",
    errorCode: "SCOPE_VIOLATION",
    reason: "import (line 1); builtin (line 3)",
  });
  expect(outcomes[1]).toMatchObject({
    status: "rejected",
    errorCode: "UNKNOWN_CAPABILITY",
    reason: expect.stringContaining('"none"'),
  });
  expect(outcomes[1]).not.toHaveProperty("layers");
});

test.each([
  ["ABORTED", "aborted"],
  ["SANDBOX_BUSY", "busy"],
  ["RENDER_FAILED", "crashed"],
  ["INVALID_DATA", "rejected"],
] as const)("a chart that ends as %s is recorded as %s", async (code, status) => {
  const { audit, outcomes } = listening();
  const renderer = {
    ...fakeRenderer(),
    render: async () => {
      throw new StrategicError(code, "why");
    },
  };
  await using app = await fakeApp({ audit, renderer });
  expect(await app.render({ template: "numbers", sample: true })).toMatchObject({ ok: false, reason: "why", error: { code } });
  expect(outcomes[0]).toMatchObject({ status, errorCode: code, reason: "why" });
});

test("a sandbox that can't say what it runs on leaves nothing to record: no run, no picture, and an answer that says so", async () => {
  const sandbox = fakeSandbox(() => ({ result: 7 }));
  const stats = () => {
    throw new Error("no versions");
  };
  await using app = await fakeApp({ sandbox: { ...sandbox, stats } });
  expect(await app.analyze(analysis)).toMatchObject({ status: "rejected", result: null, error: { code: "AUDIT_FAILED" } });
  expect(await app.render({ template: "numbers", sample: true })).toMatchObject({ ok: false, error: { code: "AUDIT_FAILED" } });
});
