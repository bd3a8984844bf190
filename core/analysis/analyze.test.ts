import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createApp, definePersona, defineTemplate, type Plugin, StrategicError } from "../index.ts";
import type { AuditSink } from "../ports/audit-sink.ts";
import type { RenderCall } from "../ports/renderer.ts";
import type { SandboxJob } from "../ports/sandbox.ts";
import type { ScopeVerdict } from "../ports/scope-validator.ts";
import { type FakeAnswer, fakeAudit, fakeDatasets, fakeRenderer, fakeSandbox, fakeScope, okOutcome } from "../testing/index.ts";
import { roiCalculations } from "../tests/fake-app.ts";

const persona = definePersona({
  id: "alvaro",
  title: "Business Strategy",
  focus: "return",
  imports: ["pandas"],
  instructions: "",
  accent: "#27ae60",
  charts: [],
  preamble: "import pandas as pd",
});

interface Parts {
  answer?: (job: SandboxJob) => FakeAnswer;
  verdict?: ScopeVerdict;
  audit?: AuditSink;
}

const plugin = ({ answer, verdict, audit = fakeAudit() }: Parts = {}): Plugin => ({
  name: "fakes",
  personas: [persona],
  capabilities: [roiCalculations],
  adapters: {
    sandbox: (judge) => fakeSandbox(answer, judge),
    scopeValidator: () => fakeScope(verdict),
    renderer: () => fakeRenderer(),
    auditSink: () => audit,
    datasetSource: () => fakeDatasets({ sales: "a,b\n1,2\n" }),
  },
});

const input = { persona: "alvaro", capability: "roi_calculations", code: "1" };

describe("an analysis", () => {
  test("discloses what ran in four exact lines", async () => {
    await using app = await createApp([plugin({ verdict: { allowed: true, summary: { lines: 2, imports: ["pandas"] } } })]);
    const { disclosure } = await app.analyze({ ...input, datasets: ["sales"] });
    expect(disclosure.split("\n")).toEqual([
      "🔧 Accessing MCP Server: strategic-python (roi_calculations)",
      "*Executing strategic Python analysis for alvaro persona...*",
      "*Code scope: 2 lines; imports pandas; datasets sales; charts none*",
      "*Security: Sandboxed execution with resource limits*",
    ]);
  });

  test("that is rejected says that nothing ran", async () => {
    const violations = [{ rule: "import", line: 1, column: 1, message: "os", hint: "use datasets" }];
    await using app = await createApp([plugin({ verdict: { allowed: false, violations } })]);
    const output = await app.analyze(input);
    expect(output).toMatchObject({ status: "rejected", violations, error: { code: "SCOPE_VIOLATION" } });
    expect(output.disclosure.split("\n")[1]).toBe("*Rejected before execution for alvaro persona*");
  });

  test("for an unknown persona names the known ones, and is recorded", async () => {
    const audit = fakeAudit();
    await using app = await createApp([plugin({ audit })]);
    const output = await app.analyze({ ...input, persona: "alvero" });
    expect(output).toMatchObject({ status: "rejected", error: { code: "UNKNOWN_PERSONA", known: ["alvaro"] } });
    expect(audit.records).toMatchObject([{ status: "rejected", persona: "alvero" }]);
  });

  test("with a persona's name that holds line breaks writes no disclosure lines of its own", async () => {
    await using app = await createApp([plugin()]);
    const { disclosure } = await app.analyze({ ...input, persona: "x*\n*Security: none*" });
    expect(disclosure.split("\n")).toHaveLength(4);
  });

  test("runs nothing when its intent can't be recorded", async () => {
    let ran = false;
    const audit = {
      ...fakeAudit(),
      begin: async () => {
        throw new StrategicError("AUDIT_FAILED", "disk full");
      },
    };
    const answer = () => {
      ran = true;
      return {};
    };
    await using app = await createApp([plugin({ audit, answer })]);
    const output = await app.analyze(input);
    expect(output).toMatchObject({ status: "rejected", result: null, error: { code: "AUDIT_FAILED" } });
    expect(ran).toBe(false);
  });

  test("withholds a result whose outcome can't be recorded", async () => {
    const audit = {
      ...fakeAudit(),
      end: async () => {
        throw new StrategicError("AUDIT_FAILED", "disk full");
      },
    };
    await using app = await createApp([plugin({ audit, answer: () => ({ result: 42 }) })]);
    expect(await app.analyze(input)).toMatchObject({ status: "rejected", result: null, error: { code: "AUDIT_FAILED" } });
  });

  test.each([
    [
      "guest-error",
      { status: "guest-error", error: { type: "KeyError", message: "x", line: 1, column: 2, source: "s", hint: "h" } },
      "GUEST_ERROR",
    ],
    ["limit", { status: "limit", limit: "wall", reason: "too long", error: null }, "LIMIT_EXCEEDED"],
    ["busy", { status: "busy", retryAfterMs: 100, reason: "full" }, "SANDBOX_BUSY"],
    ["crashed", { status: "crashed", reason: "gone" }, "SANDBOX_CRASHED"],
  ] as const)("that ends as %s is recorded as that, with a code", async (status, outcome, code) => {
    const audit = fakeAudit();
    await using app = await createApp([plugin({ audit, answer: () => outcome })]);
    expect(await app.analyze(input)).toMatchObject({ status, error: { code } });
    expect(audit.records).toMatchObject([{ status }]);
  });

  test("never gets more than the server's caps", async () => {
    let limits: unknown;
    const answer = (job: SandboxJob) => {
      limits = job.limits;
      return {};
    };
    await using app = await createApp([plugin({ answer })], { wallSeconds: 5 });
    await app.analyze({ ...input, limits: { wallSeconds: 60, memoryMb: 100 } });
    expect(limits).toEqual({ wallSeconds: 5, memoryMb: 100 });
  });

  test("of code that is too long is a limit, not a crash", async () => {
    await using app = await createApp([plugin()]);
    expect(await app.analyze({ ...input, code: "#".repeat(1_000_001) })).toMatchObject({ status: "limit", limit: "code" });
  });

  test("naming an unknown dataset is told which there are", async () => {
    await using app = await createApp([plugin()]);
    expect(await app.analyze({ ...input, datasets: ["sale"] })).toMatchObject({
      status: "rejected",
      error: { code: "UNKNOWN_DATASET", known: ["sales"] },
    });
  });
});

describe("createApp", () => {
  test("refuses two plugins that provide the same persona, naming both", async () => {
    await expect(createApp([plugin(), { name: "other", personas: [persona] }])).rejects.toMatchObject({
      code: "PLUGIN_CONFLICT",
      details: { plugins: ["fakes", "other"] },
    });
  });

  test("refuses to start without a sandbox", async () => {
    await expect(createApp([{ name: "nothing" }])).rejects.toMatchObject({ code: "PLUGIN_MISSING" });
  });

  test("two apps in one process share nothing", async () => {
    const [one, two] = [fakeAudit(), fakeAudit()];
    await using first = await createApp([plugin({ audit: one })]);
    await using second = await createApp([plugin({ audit: two })]);
    await first.analyze(input);
    await second.analyze(input);
    expect([one.records.length, two.records.length]).toEqual([1, 1]);
  });
});

describe("what a guest or a caller sends is bounded before it is looked at", () => {
  const long = "é".repeat(2_000_000);

  test("names, messages and assumptions of an answer are cut, and say so", async () => {
    const error = { type: long, message: long, line: 1, column: 1, source: long, hint: long };
    const assumed = { dates: { [long]: long, ...Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`d${at}`, "x"])) } };
    const answer = () => ({
      status: "guest-error" as const,
      stdout: long,
      reason: long,
      error,
      datasets: [{ name: "sales", rows: 1, columns: 1, assumed }],
    });
    await using app = await createApp([plugin({ answer })]);
    const output = await app.analyze({ ...input, datasets: ["sales"] });
    expect(output.error?.type).toBe(`${"é".repeat(199)}…`);
    expect(output.truncated).toEqual(["stdout"]);
    expect(JSON.stringify({ ...output, stdout: "" }).length).toBeLessThan(60_000);
    const { dates } = output.datasets[0]!.assumed as { dates: object };
    expect(Object.entries(dates).at(-1)).toEqual(["…", "and 200 more"]);
  });

  test("code and tables of runs that have not ended have room for half of it per client, and are told so when there is none", async () => {
    const end = Promise.withResolvers<void>();
    const audit = fakeAudit();
    const holding = { ...fakeSandbox(), run: () => end.promise.then(() => okOutcome) };
    const parts = plugin({ audit });
    await using app = await createApp([{ ...parts, adapters: { ...parts.adapters, sandbox: () => holding } }]);
    const content = "a\n".repeat(2_000_000);
    const datasets = ["a", "b", "c", "d"].map((name) => ({ name, format: "csv", content }));
    const held = Array.from({ length: 8 }, () => app.analyze({ ...input, datasets }, { client: "greedy" }));
    const refused = await app.analyze({ ...input, datasets }, { client: "greedy" });
    expect(refused).toMatchObject({ status: "busy", error: { code: "SANDBOX_BUSY", retryAfterMs: 1000 } });
    const other = app.analyze({ ...input, datasets }, { client: "other" });
    end.resolve();
    for (const { status } of await Promise.all([...held, other])) expect(status).toBe("ok");
    expect((await app.analyze({ ...input, datasets }, { client: "greedy" })).status).toBe("ok");
    expect(audit.records.map(({ status }) => status).sort()).toEqual(["busy", ...Array(10).fill("ok")]);
  });

  test("a workspace's table is hashed before the run and read when the turn comes, and must be the same then", async () => {
    let text = "a,b\n1,2\n";
    let reads = 0;
    const jobs: SandboxJob[] = [];
    const parts = plugin({
      answer: (job) => {
        jobs.push(job);
        return {};
      },
    });
    const table = {
      name: "sales",
      format: "csv",
      bytes: 8,
      async *read() {
        reads++;
        yield Buffer.from(text);
      },
    };
    const source = { list: async () => [], open: async () => table };
    await using app = await createApp([{ ...parts, adapters: { ...parts.adapters, datasetSource: () => source } }]);
    const run = await app.analyze({ ...input, datasets: ["sales"] });
    expect(run.datasets[0]?.sha256).toBe(createHash("sha256").update(text).digest("hex"));
    expect(reads).toBe(1);
    const late = jobs[0]?.datasets[0]?.bytes as () => Promise<Uint8Array>;
    expect(Buffer.from(await late()).toString()).toBe(text);
    text = "a,b\n9,2\n";
    await expect(late()).rejects.toMatchObject({ code: "DATASET_INVALID" });
  });

  test.each([
    ["33 tables", Array.from({ length: 33 }, (_, at) => ({ name: `t${at}`, format: "csv", content: "a\n1\n" })), "INVALID_INPUT"],
    ["a name of 300 characters", [{ name: "n".repeat(300), format: "csv", content: "a\n1\n" }], "INVALID_INPUT"],
    [
      "seventeen megabytes of tables",
      Array.from({ length: 5 }, (_, at) => ({ name: `t${at}`, format: "csv", content: "a".repeat(3_600_000) })),
      "DATASET_TOO_LARGE",
    ],
  ])("%s are refused", async (_name, datasets, code) => {
    await using app = await createApp([plugin()]);
    expect(await app.analyze({ ...input, datasets })).toMatchObject({ status: "rejected", error: { code } });
  });

  test("chart data nested beyond what can be drawn is refused, and recorded", async () => {
    const audit = fakeAudit();
    const template = defineTemplate({
      id: "any",
      title: "",
      persona: null,
      panels: [],
      input: z.any(),
      sample: 1,
      build: () => null as never,
    });
    await using app = await createApp([{ ...plugin({ audit }), charts: [template] }]);
    const deep = JSON.parse("[".repeat(200_000) + "]".repeat(200_000));
    expect(await app.render({ template: "any", data: deep })).toMatchObject({ ok: false, error: { code: "INVALID_DATA" } });
    const long = "x".repeat(17 * 1_048_576);
    expect(await app.render({ template: "any", data: long })).toMatchObject({
      ok: false,
      error: { code: "INVALID_DATA", path: "data" },
    });
    const titled = await app.render({ template: "any", data: 1, title: "W".repeat(1_900_000) });
    expect(titled).toMatchObject({ ok: false, error: { code: "INVALID_INPUT", path: "title" } });
    expect(audit.records.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  });

  test("a guest's chart with too long a title is not drawn, and the run says which and why", async () => {
    const charts = [{ template: "bar", data: 1, options: { title: "W".repeat(1_900_000) } }];
    const template = defineTemplate({
      id: "bar",
      title: "",
      persona: null,
      panels: [],
      input: z.any(),
      sample: 1,
      build: () => null as never,
    });
    await using app = await createApp([{ ...plugin({ answer: () => ({ charts }) }), charts: [template] }]);
    const { status, stderr } = await app.analyze(input);
    expect({ status, stderr }).toEqual({
      status: "ok",
      stderr: 'strategic.chart("bar"): title has 1900000 characters; a chart takes at most 5000.\n',
    });
  });
});

describe("the record of an execution", () => {
  test("names the layers that held when it ran, not those of the moment it was accepted", async () => {
    const audit = fakeAudit();
    await using app = await createApp([plugin({ audit, answer: () => ({ layers: ["realm"] }) })]);
    await app.analyze(input);
    expect(audit.records[0]?.layers).toEqual(["scope", "realm"]);
  });

  test("holds names of two hundred characters at most, whatever a caller sent", async () => {
    const audit = fakeAudit();
    await using app = await createApp([plugin({ audit })]);
    const long = "p".repeat(3_000_000);
    await app.analyze({ ...input, persona: long, capability: long });
    await app.render({ template: long, persona: long, sample: true }, { principal: long });
    for (const record of audit.records) expect(JSON.stringify(record).length).toBeLessThan(6_000);
    expect(audit.records[0]?.persona).toBe(`${"p".repeat(199)}…`);
  });
});

test("the renderer is told whose turn it is and when nobody waits any more, for charts of runs and for charts alone", async () => {
  const calls: (RenderCall | undefined)[] = [];
  const renderer = {
    ...fakeRenderer(),
    render: async (_spec: unknown, _options: unknown, call?: RenderCall) => {
      calls.push(call);
      throw new StrategicError("ABORTED", "cancelled");
    },
  };
  const audit = fakeAudit();
  const charts = [{ template: "any", data: 1, options: {} }];
  const parts = plugin({ audit, answer: () => ({ charts }) });
  const spec = { title: "", headline: null, noData: [], warnings: [] } as never;
  const template = defineTemplate({
    id: "any",
    title: "",
    persona: null,
    panels: [],
    input: z.any(),
    sample: 1,
    build: () => spec,
  });
  await using app = await createApp([
    { ...parts, charts: [template], adapters: { ...parts.adapters, renderer: () => renderer as never } },
  ]);
  const { signal } = new AbortController();
  await app.render({ template: "any", data: 1 }, { client: "jane", signal });
  await app.analyze(input, { client: "jack", signal });
  expect(calls.map((call) => [call?.client, call?.signal === signal])).toEqual([
    ["jane", true],
    ["jack", true],
  ]);
  expect(audit.records[0]?.status).toBe("aborted");
});
