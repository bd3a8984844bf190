import { expect, test } from "vitest";
import { createApp, StrategicError } from "./index.ts";
import type { SandboxJob } from "./ports/sandbox.ts";
import type { ScopeValidator } from "./ports/scope-validator.ts";
import { fakeAudit, fakeDatasets, fakeEnding, fakeRenderer, fakeSandbox, fakeScope } from "./testing/index.ts";
import { alvaro, analysis, diego, fakeApp, fakePlugin, numbers } from "./tests/fake-app.ts";

test.each([
  [undefined, { wallSeconds: 5, memoryMb: 128 }],
  [{}, { wallSeconds: 5, memoryMb: 128 }],
  [
    { wallSeconds: 6, memoryMb: 129 },
    { wallSeconds: 5, memoryMb: 128 },
  ],
  [
    { wallSeconds: 4, memoryMb: 127 },
    { wallSeconds: 4, memoryMb: 127 },
  ],
])("a caller who asks for %j gets less than the server's caps or the caps", async (limits, given) => {
  let job: SandboxJob | undefined;
  const answer = (one: SandboxJob) => {
    job = one;
    return {};
  };
  await using app = await fakeApp({ answer }, { wallSeconds: 5, memoryMb: 128 });
  await app.analyze({ ...analysis, limits });
  expect(job?.limits).toEqual(given);
});

test("the sandbox is given the code with persona, policy, context and seed as they were asked for", async () => {
  let job: SandboxJob | undefined;
  const answer = (one: SandboxJob) => {
    job = one;
    return {};
  };
  await using app = await fakeApp({ answer });
  const run = await app.analyze({ ...analysis, context: { a: [1] }, seed: 7 }, { client: "jane" });
  expect(job).toMatchObject({
    id: run.executionId,
    client: "jane",
    code: "1",
    persona: "alvaro",
    role: "Business Strategy",
    environment: "standard",
    policy: { imports: ["pandas"] },
    preamble: expect.stringMatching(/^import pandas as pd\nimport strategic/),
    contextJson: '{"a":[1]}',
    limits: { wallSeconds: 30, memoryMb: 512 },
    seed: 7,
  });
  await app.analyze({ ...analysis, context: '{"exact":0.10}' });
  expect([job?.contextJson, job?.seed]).toEqual(['{"exact":0.10}', null]);
  await app.analyze(analysis);
  expect(job?.contextJson).toBe("{}");
});

test("the scope judges with the persona's own list of imports", async () => {
  const seen: unknown[] = [];
  const scope: ScopeValidator = {
    check: async (code, policy) => {
      seen.push([code, policy]);
      return { allowed: true, summary: { lines: 1, imports: [] } };
    },
  };
  await using app = await fakeApp({ scope });
  await app.analyze(analysis);
  await app.analyze({ ...analysis, persona: "diego", code: "2" });
  expect(seen).toEqual([
    ["1", { imports: ["pandas"], brought: [], missing: {} }],
    ["2", { imports: null, brought: [], missing: {} }],
  ]);
});

test("a result is drawn for the client whose run it was, and for nobody else", async () => {
  await using app = await fakeApp({ answer: () => ({ result: { values: [9] } }) });
  const { executionId } = await app.analyze(analysis, { client: "jane" });
  const from = { template: "numbers", from: { executionId } };
  expect(await app.render(from, { client: "jane" })).toMatchObject({ ok: true, title: "9" });
  expect(await app.render(from, { client: "jack" })).toMatchObject({
    ok: false,
    error: { code: "UNKNOWN_EXECUTION", path: "from.executionId" },
  });
  expect(await app.render(from)).toMatchObject({ ok: false });
});

test("older results are drawn too, each its own", async () => {
  let count = 0;
  await using app = await fakeApp({ answer: () => ({ result: { values: [++count] } }) });
  const ids: string[] = [];
  for (let run = 0; run < 20; run++) ids.push((await app.analyze(analysis)).executionId);
  for (const [at, executionId] of ids.entries())
    expect((await app.render({ template: "numbers", from: { executionId } })).title).toBe(String(at + 1));
});

test("what did not end well is not drawn from", async () => {
  await using app = await fakeApp({ answer: () => fakeEnding("limit") });
  const { executionId } = await app.analyze(analysis);
  expect((await app.render({ template: "numbers", from: { executionId } })).error?.code).toBe("UNKNOWN_EXECUTION");
});

test("analyse and draw: the chart is of the run, with every wish for it; of a run that failed there is none", async () => {
  const calls: unknown[] = [];
  const renderer = {
    ...fakeRenderer(),
    render: async (spec: never, options: never) => {
      calls.push(options);
      return fakeRenderer().render(spec, options);
    },
  };
  await using app = await fakeApp({
    renderer,
    answer: ({ code }) => (code === "1" ? { result: { values: [1, 2] } } : { status: "crashed", reason: "gone" }),
  });
  const wishes = {
    template: "numbers",
    title: "T",
    formats: ["html"],
    theme: "dark",
    width: 400,
    height: 500,
    locale: "de",
    background: "transparent",
  } as const;
  const { run, chart } = await app.analyzeAndRender({ ...analysis, ...wishes });
  expect([run.status, chart?.ok, chart?.title, chart?.png]).toEqual(["ok", true, "T", null]);
  expect(calls).toEqual([
    { formats: ["html"], theme: "dark", width: 400, height: 500, scale: 2, locale: "de", background: "transparent" },
  ]);
  expect(await app.analyzeAndRender({ ...analysis, code: "2", ...wishes })).toMatchObject({
    run: { status: "crashed" },
    chart: null,
  });
});

test("templates are listed by id, alias and persona; schema and sample come with one that is named", async () => {
  const own = { ...numbers, id: "own", aliases: [], persona: "diego" };
  const other = { ...numbers, id: "other", aliases: [] };
  await using app = await fakeApp({ charts: [numbers, own, other] });
  const ids = (query?: object) => app.templates(query).map(({ id }) => id);
  expect(ids()).toEqual(["numbers", "own", "other"]);
  expect(ids({ persona: "alvaro" })).toEqual(["numbers"]);
  expect(ids({ persona: "diego" })).toEqual(["own"]);
  expect(app.templates()[0]).toEqual({
    id: "numbers",
    aliases: ["figures"],
    title: "Numbers",
    persona: null,
    panels: ["list"],
    schema: null,
    sample: null,
  });
  expect(app.templates({ id: "figures" })).toMatchObject([
    { id: "numbers", schema: { type: "object", required: ["values"] }, sample: { values: [1, 2, 3] } },
  ]);
  expect(() => app.templates({ id: "number" })).toThrow(expect.objectContaining({ code: "UNKNOWN_TEMPLATE" }));
});

test("a schema is that of what goes in: what has a default may be left out", async () => {
  const { z } = await import("zod");
  const input = z.object({ values: z.array(z.number()), unit: z.string().default("k"), any: z.date().optional() });
  await using app = await fakeApp({ charts: [{ ...numbers, input }] });
  expect(app.templates({ id: "numbers" })[0]?.schema).toMatchObject({ required: ["values"] });
});

test("personas are told as they are, one without a list of imports with none", async () => {
  await using app = await fakeApp();
  expect(app.personas()).toEqual([
    {
      id: "alvaro",
      title: alvaro.title,
      focus: "return",
      imports: ["pandas"],
      charts: ["numbers"],
      instructions: "Think of return.",
    },
    { id: "diego", title: diego.title, focus: "return", imports: [], charts: [], instructions: "Think of return." },
  ]);
});

test("the trail is read as it is, unverified; a check says whether it is whole", async () => {
  const audit = fakeAudit();
  await using app = await fakeApp({ audit });
  const { executionId } = await app.analyze(analysis);
  expect(await app.audit.query()).toMatchObject({ records: [{ executionId }], nextCursor: null, verified: null, problems: [] });
  expect((await app.audit.query({ executionId: "none" })).records).toEqual([]);
  expect(await app.audit.verify()).toEqual({ records: [], nextCursor: null, verified: true, problems: [] });
  (audit.records[0] as { persona: string }).persona = "rachel";
  expect(await app.audit.verify()).toMatchObject({ verified: false, problems: [{ executionId }] });
});

test("health is the sandbox's and the scope's together", async () => {
  const stats = { ...fakeSandbox().stats(), layers: [{ name: "realm", active: false }] };
  await using app = await fakeApp({ sandbox: { ...fakeSandbox(), stats: () => stats } });
  expect(app.health()).toEqual({
    ready: true,
    reason: null,
    layers: [
      { name: "scope", active: true },
      { name: "realm", active: false },
    ],
    pool: stats.pool,
    image: "none",
    environments: [],
    versions: { fake: "1" },
  });
  await using resting = await fakeApp({
    sandbox: { ...fakeSandbox(), stats: () => ({ ...stats, ready: false, reason: "starting" }) },
  });
  expect(resting.health()).toMatchObject({ ready: false, reason: "starting" });
  // A validator that lets its own canary through holds nothing.
  await using open = await fakeApp({ scope: { ...fakeScope(), canary: "import os" } });
  expect(await open.analyze(analysis)).toMatchObject({ status: "unsafe", error: { code: "SANDBOX_UNSAFE" } });
  expect(open.health()).toMatchObject({
    ready: false,
    reason: "the scope validator does not hold",
    layers: [{ name: "scope", active: false }],
  });
});

test("start waits for the sandbox; close closes every part once, and nothing is asked of it after", async () => {
  const done: string[] = [];
  const closing = (name: string) => ({ close: async () => void done.push(name) });
  const app = await fakeApp({
    sandbox: { ...fakeSandbox(), ...closing("sandbox"), start: async () => void done.push("start") },
    renderer: { ...fakeRenderer(), ...closing("renderer") },
    audit: { ...fakeAudit(), ...closing("audit") },
  });
  await app.start();
  await Promise.all([app.close(), app.close()]);
  await app[Symbol.asyncDispose]();
  expect(done).toEqual(["start", "sandbox", "renderer", "audit"]);
  await expect(app.analyze(analysis)).rejects.toMatchObject({ code: "APP_CLOSED" });
  await expect(app.render({ template: "numbers", sample: true })).rejects.toMatchObject({ code: "APP_CLOSED" });
  await expect(app.analyzeAndRender({ ...analysis, template: "numbers" })).rejects.toMatchObject({ code: "APP_CLOSED" });
});

test("without a source of tables there are none, and a name is told so", async () => {
  const { datasetSource: _none, ...adapters } = fakePlugin().adapters ?? {};
  await using app = await createApp([{ ...fakePlugin(), adapters }]);
  expect(await app.datasets()).toEqual({ items: [], total: 0 });
  expect((await app.analyze({ ...analysis, datasets: ["sales"] })).error).toMatchObject({
    code: "UNKNOWN_DATASET",
    message: expect.stringContaining("holds no datasets"),
  });
});

test("the programs that the scope will run are told to the sandbox before it starts", async () => {
  const told: unknown[] = [];
  const plugin = fakePlugin({ scope: { ...fakeScope(), programs: ["judge()"] } });
  const sandbox = (judge: ScopeValidator) => {
    told.push(judge.programs);
    return fakeSandbox(undefined, judge);
  };
  await using _ = await createApp([{ ...plugin, adapters: { ...plugin.adapters, sandbox } }]);
  expect(told).toEqual([["judge()"]]);
});

test("tables are listed by the page", async () => {
  await using app = await fakeApp({ datasets: fakeDatasets({ a: "x\n", b: "y\n", c: "z\n" }) });
  expect(await app.datasets()).toMatchObject({ items: [{ name: "a" }, { name: "b" }, { name: "c" }], total: 3 });
  expect(await app.datasets({ from: 1, count: 1 })).toMatchObject({ items: [{ name: "b" }], total: 3 });
});

test.each([
  [fakeEnding("busy"), { code: "SANDBOX_BUSY", message: "because", hint: "Try again in 100 ms.", retryAfterMs: 100 }],
  [fakeEnding("aborted"), { code: "ABORTED", message: "because", hint: null }],
  [fakeEnding("unsafe"), { code: "SANDBOX_UNSAFE", message: "because", hint: expect.stringContaining("doctor") }],
  [fakeEnding("crashed"), { code: "SANDBOX_CRASHED", message: "because", hint: expect.stringContaining("Try again") }],
  [fakeEnding("limit"), { code: "LIMIT_EXCEEDED", message: "because" }],
  [
    fakeEnding("guest-error"),
    { code: "GUEST_ERROR", type: "KeyError", message: "because", line: 1, column: 2, source: "s", hint: "h" },
  ],
])("an outcome %j is told as it is", async (outcome, error) => {
  await using app = await fakeApp({ answer: () => outcome });
  const run = await app.analyze(analysis);
  expect(run).toMatchObject({ status: outcome.status, error: { known: [], ...error } });
});

test("a validator that fails rejects nothing in silence: the run is told to have crashed", async () => {
  await using app = await fakeApp({
    scope: {
      check: async () => {
        throw new Error("broken");
      },
    },
  });
  expect(await app.analyze(analysis)).toMatchObject({
    status: "crashed",
    result: null,
    error: { code: "SANDBOX_CRASHED", message: "broken" },
  });
});

test.each([
  ["ABORTED", "aborted"],
  ["SANDBOX_BUSY", "busy"],
  ["DATASET_INVALID", "rejected"],
] as const)("an error %s of the sandbox ends the run as %s", async (code, status) => {
  const run = async () => {
    throw new StrategicError(code, "why", { details: { retryAfterMs: 20, known: ["k"] } });
  };
  await using app = await fakeApp({ sandbox: { ...fakeSandbox(), run } });
  expect(await app.analyze({ ...analysis, seed: 3, datasets: ["sales"] })).toMatchObject({
    status,
    error: { code, message: "why", retryAfterMs: 20, known: ["k"] },
    seed: 3,
    datasets: [{ name: "sales", rows: null, columns: null, assumed: null }],
    usage: { wallMs: 0, queueMs: 0, peakMemoryMb: 0 },
  });
});
