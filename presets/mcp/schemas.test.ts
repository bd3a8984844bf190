import { expect, test } from "vitest";
import { z } from "zod";
import { limits } from "../../core/limits.ts";
import { analysis, fakeApp } from "../../core/tests/fake-app.ts";
import { connected } from "../../test/mcp-client.ts";
import { analysisInput, analysisOutput, auditInput, healthOutput, listInput, renderInput } from "./schemas.ts";

const x = (length: number) => "x".repeat(length);
const takes = (shape: z.ZodRawShape, input: object) => z.object(shape).safeParse(input).success;

/** Each field with values that are taken and values that are not: the bounds and all of a list's words, and what lies beyond. */
const runs = (field: object) => takes(analysisInput, { ...analysis, ...field });
const renders = (field: object) => takes(renderInput, { template: "bar", ...field });
const lists = (field: object) => takes(listInput, field);
const asks = (field: object) => takes(auditInput, field);
const inline = (more: object) => ({ datasets: [{ name: "t", format: "csv", content: "", ...more }] });

test.each([
  [runs, { persona: x(limits.nameCharacters) }, { persona: x(limits.nameCharacters + 1) }],
  [runs, { seed: 0 }, { seed: -1 }],
  [runs, { seed: 4_294_967_295 }, { seed: 4_294_967_296 }],
  [runs, { seed: 1 }, { seed: 1.5 }],
  [runs, { charts: ["png", "html"] }, { charts: ["pdf"] }],
  [runs, { charts: [] }, { charts: [""] }],
  [runs, { datasets: Array(limits.datasetsPerRun).fill("t") }, { datasets: Array(limits.datasetsPerRun + 1).fill("t") }],
  [runs, inline({ format: "json" }), inline({ format: "xml" })],
  [runs, inline({ format: "csv" }), inline({ format: "" })],
  [runs, inline({ content: x(limits.inlineDatasetBytes) }), inline({ content: x(limits.inlineDatasetBytes + 1) })],
  [runs, { limits: { wallSeconds: 0.1 } }, { limits: { wallSeconds: 0 } }],
  [runs, { limits: { memoryMb: 1 } }, { limits: { memoryMb: -1 } }],
  [runs, { context: { a: null } }, { context: 1 }],
  [renders, { sample: true }, { sample: false }],
  [renders, { theme: "light" }, { theme: "blue" }],
  [renders, { theme: "dark" }, { theme: "" }],
  [renders, { background: "paper" }, { background: "black" }],
  [renders, { background: "transparent" }, { background: "" }],
  [renders, { title: x(limits.drawnTextCharacters) }, { title: x(limits.drawnTextCharacters + 1) }],
  [renders, { locale: x(limits.localeCharacters) }, { locale: x(limits.localeCharacters + 1) }],
  [renders, { currency: "USD" }, { currency: "USDT" }],
  [renders, { width: 400 }, { width: 400.5 }],
  [renders, { from: { executionId: "e" } }, { from: {} }],
  [lists, { kind: "templates" }, { kind: "" }],
  [lists, { kind: "personas" }, { kind: "people" }],
  [lists, { kind: "datasets" }, { kind: "files" }],
  [asks, { limit: 1 }, { limit: 0 }],
  [asks, { limit: 200 }, { limit: 201 }],
  [asks, { since: "2026-01-01T00:00:00+02:00" }, { since: "yesterday" }],
])("%o of %j and not of %j", (of, good, bad) => {
  expect([of(good), of(bad)]).toEqual([true, false]);
});

test("an answer may have every status, limit and cut that a run can have, and no other", async () => {
  await using app = await fakeApp();
  const { data } = await (await connected(app)).call("run_analysis", analysis);
  const fits = (more: object) => analysisOutput.safeParse({ ...data, ...more }).success;
  for (const status of ["ok", "rejected", "guest-error", "limit", "busy", "aborted", "crashed", "unsafe"])
    expect([status, fits({ status })]).toEqual([status, true]);
  for (const limit of ["wall", "memory", "result", "charts", "code", "context", null])
    expect([limit, fits({ limit })]).toEqual([limit, true]);
  expect(fits({ truncated: ["stdout", "stderr", "warnings"] })).toBe(true);
  expect([fits({ status: "" }), fits({ limit: "" }), fits({ truncated: [""] })]).toEqual([false, false, false]);
  for (const image of ["ready", "building", "stock", "none"])
    expect(healthOutput.safeParse({ ...app.health(), image }).success).toBe(true);
  expect(healthOutput.safeParse({ ...app.health(), image: "" }).success).toBe(false);
});

test("each tool says truly what it does: which only read, which may be called again, and that none reaches the open world", async () => {
  await using app = await fakeApp();
  const { tools } = await (await connected(app)).client.listTools();
  const runsCode = { readOnlyHint: false, destructiveHint: false, openWorldHint: false };
  expect(Object.fromEntries(tools.map(({ name, annotations }) => [name, annotations]))).toEqual({
    run_analysis: runsCode,
    analyze_and_render: runsCode,
    rerun: runsCode,
    create_report: runsCode,
    export_table: runsCode,
    compare: { readOnlyHint: true, openWorldHint: false },
    render_chart: { readOnlyHint: true, openWorldHint: false },
    get_audit_trail: { readOnlyHint: true, openWorldHint: false },
    list_templates: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    describe_dataset: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    get_health: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  });
});
