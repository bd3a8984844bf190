import { describe, expect, test } from "vitest";
import { createApp, definePersona, type Plugin, StrategicError } from "./index.ts";
import type { AuditSink } from "./ports/audit-sink.ts";
import type { SandboxJob, SandboxOutcome } from "./ports/sandbox.ts";
import type { ScopeVerdict } from "./ports/scope-validator.ts";
import { fakeAudit, fakeDatasets, fakeRenderer, fakeSandbox, fakeScope } from "./testing/index.ts";

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
  answer?: (job: SandboxJob) => Partial<SandboxOutcome>;
  verdict?: ScopeVerdict;
  audit?: AuditSink;
}

const plugin = ({ answer, verdict, audit = fakeAudit() }: Parts = {}): Plugin => ({
  name: "fakes",
  personas: [persona],
  adapters: {
    sandbox: () => fakeSandbox(answer),
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
    ["limit", { status: "limit", limit: "wall", reason: "too long" }, "LIMIT_EXCEEDED"],
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
