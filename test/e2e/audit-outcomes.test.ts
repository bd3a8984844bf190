import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type App, type AppOptions, createApp, definePersona, type Plugin } from "../../core/index.ts";
import type { ScopeVerdict } from "../../core/ports/scope-validator.ts";
import type { AnalyzeInput, RenderInput } from "../../core/shapes/inputs.ts";
import { type FakeAnswer, fakeDatasets, fakeRenderer, fakeSandbox, fakeScope } from "../../core/testing/index.ts";
import { openTrail } from "../../plugins/audit-sqlite/index.ts";
import { TrailFixture } from "../../plugins/audit-sqlite/tests/audit-trail.ts";
import { charts } from "../../plugins/charts/index.ts";
import { strategic } from "../../plugins/strategic/index.ts";

/** Every way in which an execution can end, through the real app and the real audit sink, as rows of one table. */
const sales = "a,b\n1,2\n";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const guestError = { type: "KeyError", message: "'SECRET'", line: 1, column: 1, source: "SECRET", hint: null };

interface Case {
  readonly how: string;
  readonly outcome?: FakeAnswer | (() => never);
  readonly verdict?: ScopeVerdict;
  readonly input?: Partial<AnalyzeInput>;
  readonly aborted?: boolean;
  readonly expected: { status: string; errorCode: string | null; reason: RegExp | null; datasets?: unknown[] };
}

const violations = [{ rule: "import", line: 1, column: 1, message: "import of SECRET", hint: "" }];
const analyses: readonly Case[] = [
  { how: "ok", expected: { status: "ok", errorCode: null, reason: null } },
  {
    how: "outside the scope",
    verdict: { allowed: false, violations },
    expected: { status: "rejected", errorCode: "SCOPE_VIOLATION", reason: /^import \(line 1\)$/ },
  },
  {
    how: "an unknown persona",
    input: { persona: "SECRET" },
    expected: { status: "rejected", errorCode: "UNKNOWN_PERSONA", reason: /SECRET/, datasets: [] },
  },
  {
    how: "an unknown capability",
    input: { capability: "SECRET" },
    expected: { status: "rejected", errorCode: "UNKNOWN_CAPABILITY", reason: /SECRET/, datasets: [] },
  },
  {
    how: "an unknown dataset",
    input: { datasets: ["SECRET"] },
    expected: { status: "rejected", errorCode: "UNKNOWN_DATASET", reason: /SECRET/, datasets: [] },
  },
  {
    how: "code that is too long",
    input: { code: "#".repeat(1_000_001) },
    expected: { status: "limit", errorCode: "LIMIT_EXCEEDED", reason: /longer/, datasets: [] },
  },
  {
    how: "a context that is too large",
    input: { context: { SECRET: "x".repeat(1_000_001) } },
    expected: { status: "limit", errorCode: "LIMIT_EXCEEDED", reason: /larger/, datasets: [] },
  },
  {
    how: "the guest's exception",
    outcome: { status: "guest-error", error: guestError },
    expected: { status: "guest-error", errorCode: "GUEST_ERROR", reason: /SECRET/ },
  },
  {
    how: "a limit",
    outcome: { status: "limit", limit: "wall", reason: "the code ran longer than 30 s", error: null },
    expected: { status: "limit", errorCode: "LIMIT_EXCEEDED", reason: /30 s/ },
  },
  {
    how: "a full queue",
    outcome: { status: "busy", retryAfterMs: 100, reason: "the queue is full" },
    expected: { status: "busy", errorCode: "SANDBOX_BUSY", reason: /full/ },
  },
  { how: "the caller's cancelling", aborted: true, expected: { status: "aborted", errorCode: "ABORTED", reason: /cancelled/ } },
  {
    how: "a crash of the interpreter",
    outcome: { status: "crashed", reason: "the interpreter ended" },
    expected: { status: "crashed", errorCode: "SANDBOX_CRASHED", reason: /ended/ },
  },
  {
    how: "a layer that does not hold",
    outcome: { status: "unsafe", reason: "process-jail: write" },
    expected: { status: "unsafe", errorCode: "SANDBOX_UNSAFE", reason: /jail/ },
  },
  {
    how: "a fault of the server itself",
    outcome: () => {
      throw new Error("SECRET fault");
    },
    expected: { status: "crashed", errorCode: "SANDBOX_CRASHED", reason: /fault/ },
  },
];

const roi = charts().charts?.find(({ id }) => id === "roi_analysis");
const renders: readonly (readonly [string, RenderInput, Case["expected"]])[] = [
  ["ok", { template: "roi_analysis", sample: true }, { status: "ok", errorCode: null, reason: null }],
  [
    "data that do not fit",
    { template: "roi_analysis", data: { SECRET: 1 } },
    { status: "rejected", errorCode: "INVALID_DATA", reason: /does not fit/ },
  ],
  [
    "an unknown template",
    { template: "SECRET", sample: true },
    { status: "rejected", errorCode: "UNKNOWN_TEMPLATE", reason: /SECRET/ },
  ],
  ["nothing to draw", { template: "roi_analysis" }, { status: "rejected", errorCode: "INVALID_INPUT", reason: /exactly one/ }],
  [
    "a run that is not kept",
    { template: "roi_analysis", from: { executionId: "none" } },
    { status: "rejected", errorCode: "UNKNOWN_EXECUTION", reason: /kept/ },
  ],
  [
    "a renderer that fails",
    { template: "roi_analysis", sample: true, title: "FAIL SECRET" },
    { status: "crashed", errorCode: "RENDER_FAILED", reason: /SECRET/ },
  ],
];

let trail: TrailFixture;
beforeEach(() => {
  trail = new TrailFixture();
});
afterEach(() => trail.close());

function appFor({ outcome, verdict }: Partial<Case>, options: AppOptions = {}): Promise<App> {
  const persona = {
    id: "alvaro",
    title: "",
    focus: "",
    imports: [],
    instructions: "",
    accent: "#000000",
    charts: [],
    preamble: "",
  };
  const renderer = fakeRenderer();
  const fakes: Plugin = {
    name: "fakes",
    personas: [definePersona(persona)],
    charts: roi === undefined ? [] : [roi],
    adapters: {
      sandbox: (judge) => fakeSandbox(() => (typeof outcome === "function" ? outcome() : (outcome ?? {})), judge),
      scopeValidator: () => fakeScope(verdict),
      renderer: () => ({
        ...renderer,
        render: async (spec, how) => {
          if (spec.title.startsWith("FAIL")) throw new Error(`SECRET: ${spec.title}`);
          return renderer.render(spec, how);
        },
      }),
      auditSink: () => trail.opened(),
      datasetSource: () => fakeDatasets({ sales }),
    },
  };
  return createApp([fakes, strategic()], options);
}

const input: AnalyzeInput = { persona: "alvaro", capability: "roi_calculations", code: "1 # SECRET", datasets: ["sales"] };

/** The one record there is: as the tool shows it, with the error code that the trail itself holds. */
async function recorded(): Promise<Record<string, unknown>> {
  const { records } = await trail.opened().query({});
  expect(records).toHaveLength(1);
  const [columns = "", row = ""] = [...openTrail(trail.path).export("csv")];
  const at = columns.split(",").indexOf('"errorCode"');
  const errorCode = row.split('","')[at] ?? "";
  return { ...records[0], errorCode: errorCode === "" ? null : errorCode };
}

describe("an analysis that ends with", () => {
  test.each(analyses)("$how is recorded with every field", async ({ expected, input: more, aborted, ...rest }) => {
    await using app = await appFor(rest);
    const given = { ...input, ...more };
    const signal = aborted === true ? AbortSignal.abort() : new AbortController().signal;
    const { executionId, status, usage } = await app.analyze(given, { principal: "jane", signal });
    expect(status).toBe(expected.status);
    expect(await recorded()).toEqual({
      executionId,
      kind: "analysis",
      startedAt: expect.stringMatching(/Z$/),
      endedAt: expect.stringMatching(/Z$/),
      status: expected.status,
      errorCode: expected.errorCode,
      reason: expected.reason === null ? null : expect.stringMatching(expected.reason),
      persona: given.persona,
      capability: given.capability,
      template: null,
      codeSha256: sha256(given.code),
      datasets: expected.datasets ?? [{ name: "sales", sha256: sha256(sales) }],
      principal: "jane",
      limits: { wallSeconds: 30, memoryMb: 512 },
      usage: { ...usage },
      versions: { fake: "1" },
      layers: expect.arrayContaining(["scope"]),
      prevHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await app.audit.verify()).verified).toBe(true);
  });
});

describe("a chart that ends with", () => {
  test.each(renders)("%s is recorded with every field", async (_how, given, expected) => {
    await using app = await appFor({});
    const { ok, chartId } = await app.render(given, { principal: "jane" });
    expect(ok).toBe(expected.status === "ok");
    expect(await recorded()).toMatchObject({
      executionId: chartId,
      kind: "render",
      status: expected.status,
      errorCode: expected.errorCode,
      reason: expected.reason === null ? null : expect.stringMatching(expected.reason),
      template: given.template,
      principal: "jane",
      versions: { fake: "1" },
      layers: [],
      endedAt: expect.stringMatching(/Z$/),
    });
  });

  test("an intent that can't be recorded draws nothing", async () => {
    await using app = await appFor({});
    await app.audit.query();
    trail.sql("DROP TABLE events");
    expect(await app.render({ template: "roi_analysis", sample: true })).toMatchObject({
      ok: false,
      png: null,
      error: { code: "AUDIT_FAILED" },
    });
  });
});

describe("a trail of hashes only", () => {
  test.each(analyses)("holds nothing of the caller's after $how", async ({ expected, input: more, aborted, ...rest }) => {
    await using app = await appFor(rest, { auditRedact: true, auditCode: true });
    const signal = aborted === true ? AbortSignal.abort() : new AbortController().signal;
    await app.analyze({ ...input, ...more }, { principal: "jane SECRET", signal });
    expect(await recorded()).toMatchObject({
      status: expected.status,
      errorCode: expected.errorCode,
      reason: expected.errorCode,
      codeSha256: sha256(more?.code ?? input.code),
      principal: `sha256:${sha256("jane SECRET")}`,
      datasets: expected.datasets ?? [{ name: `sha256:${sha256("sales")}`, sha256: sha256(sales) }],
      persona: more?.persona === undefined ? "alvaro" : `sha256:${sha256(more.persona)}`,
    });
    expect((await app.audit.verify()).verified).toBe(true);
    for (const part of ["", "-wal"]) expect(readFileSync(trail.path + part).includes("SECRET")).toBe(false);
  });

  test.each(renders)("holds nothing of the caller's after drawing with %s", async (_how, given) => {
    await using app = await appFor({}, { auditRedact: true });
    await app.render(given, { principal: "SECRET" });
    for (const part of ["", "-wal"]) expect(readFileSync(trail.path + part).includes("SECRET")).toBe(false);
  });

  test("is asked for a persona in the caller's own words", async () => {
    await using app = await appFor({}, { auditRedact: true });
    await app.analyze({ ...input, persona: "nobody" });
    await app.analyze(input);
    expect((await app.audit.query({ persona: "nobody" })).records).toHaveLength(1);
    expect((await app.audit.query({ persona: "alvaro" })).records).toHaveLength(1);
  });
});
