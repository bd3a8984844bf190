import { beforeEach, expect, test, vi } from "vitest";
import { fakeAudit, fakeEnding, fakeRenderer } from "../testing/index.ts";
import { analysis, fakeApp } from "../tests/fake-app.ts";
import { recorded } from "../tests/telemetry.ts";

/** Metrics are since the start of this file: what one test adds is told by what stood before it. */
let before: Awaited<ReturnType<typeof recorded>>["metrics"];
beforeEach(async () => {
  before = (await recorded()).metrics;
});

async function seen() {
  const { spans, metrics } = await recorded();
  const short = (attributes: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.replace("strategic_python.", ""), value]));
  const counted = (metric: string) => {
    const name = `strategic_python.${metric}`;
    const was = (attributes: unknown) =>
      before[name]?.find((point) => JSON.stringify(point.attributes) === JSON.stringify(attributes))?.value ?? 0;
    return (metrics[name] ?? [])
      .map(({ attributes, value }) => ({ ...short(attributes), times: Number(value) - Number(was(attributes)) }))
      .filter(({ times }) => times > 0);
  };
  const rendered = (metrics["strategic_python.render.duration"] ?? []).map(({ attributes }) => short(attributes));
  return { spans: spans.map(({ name, attributes }) => [name, short(attributes)]), counted, rendered };
}

test("an analysis that ran is one span with what it was and how it ended, and a span for each step", async () => {
  await using app = await fakeApp();
  const { executionId } = await app.analyze(analysis);
  const { spans, counted } = await seen();
  expect(spans).toEqual([
    ["audit", { "audit.operation": "begin" }],
    ["scope", {}],
    ["audit", { "audit.operation": "end" }],
    ["analyze", { "execution.id": executionId, status: "ok", persona: "alvaro", capability: "roi_calculations" }],
  ]);
  expect(counted("executions")).toEqual([{ kind: "analysis", status: "ok", times: 1 }]);
  for (const other of ["limits.hit", "busy.refusals", "scope.rejections", "audit.failures"]) expect(counted(other)).toEqual([]);
});

test("a refusal by the scope marks its step and the analysis, and each broken rule is counted once, by a name that is one", async () => {
  const rules = ["import", "import", `a${"b".repeat(39)}`, `a${"b".repeat(40)}`, "Import", "1st", "file read", "import!"];
  const violations = rules.map((rule) => ({ rule, line: 1, column: 1, message: "", hint: "" }));
  await using app = await fakeApp({ scope: { check: async () => ({ allowed: false, violations }) } });
  await app.analyze(analysis);
  const { spans, counted } = await seen();
  expect(spans[1]).toEqual(["scope", { "error.type": "SCOPE_VIOLATION" }]);
  expect(spans.at(-1)).toMatchObject(["analyze", { status: "rejected", "error.code": "SCOPE_VIOLATION" }]);
  expect(counted("scope.rejections")).toEqual([
    { rule: "import", times: 1 },
    { rule: `a${"b".repeat(39)}`, times: 1 },
    { rule: "_OTHER", times: 5 },
  ]);
});

test("a limit that was hit is named on the analysis and counted; a refusal for want of room is counted too", async () => {
  await using app = await fakeApp({
    answer: ({ code }) => fakeEnding(code === "1" ? "limit" : "busy"),
  });
  await app.analyze(analysis);
  await app.analyze({ ...analysis, code: "2" });
  const { spans, counted } = await seen();
  const [first, second] = spans.filter(([name]) => name === "analyze").map(([, attributes]) => attributes);
  expect(first).toMatchObject({ status: "limit", limit: "wall", "error.code": "LIMIT_EXCEEDED" });
  expect(second).not.toHaveProperty("limit");
  expect(counted("limits.hit")).toEqual([{ limit: "wall", times: 1 }]);
  expect(counted("busy.refusals")).toEqual([{ times: 1 }]);
});

test("who asks for a persona, a capability or a template that is not registered leaves no word of it", async () => {
  await using app = await fakeApp();
  await app.analyze({ ...analysis, persona: "mine" });
  await app.analyze({ ...analysis, capability: "mine" });
  await app.render({ template: "mine", sample: true });
  const { spans } = await seen();
  expect(spans.filter(([name]) => name === "analyze").map(([, attributes]) => attributes)).toMatchObject([
    { persona: "_OTHER", capability: "roi_calculations", "error.code": "UNKNOWN_PERSONA" },
    { persona: "alvaro", capability: "_OTHER", "error.code": "UNKNOWN_CAPABILITY" },
  ]);
  expect(JSON.stringify(spans)).not.toContain("mine");
});

test.each(["begin", "end"])(
  "a record whose %s can't be written is counted under that name and marks its step",
  async (operation) => {
    const broken = async () => {
      throw new TypeError("no room");
    };
    await using app = await fakeApp({ audit: { ...fakeAudit(), [operation]: broken } });
    await app.render({ template: "numbers", sample: true });
    const { spans, counted } = await seen();
    expect(spans).toContainEqual(["audit", { "audit.operation": operation, "error.type": "_OTHER" }]);
    expect(counted("audit.failures")).toEqual([{ "audit.operation": operation, times: 1 }]);
    expect(counted("executions")).toEqual([{ kind: "render", status: "rejected", times: 1 }]);
  },
);

test("a chart is one span with its id and how it ended, and its drawing is timed by template and formats", async () => {
  await using app = await fakeApp();
  const { chartId } = await app.render({ template: "figures", sample: true });
  await app.render({ template: "numbers", sample: true, formats: ["html"] });
  const { spans, counted, rendered } = await seen();
  expect(spans.slice(1, 4)).toEqual([
    ["render", { template: "numbers", format: "png+html" }],
    ["audit", { "audit.operation": "end" }],
    ["render", { "chart.id": chartId, "chart.status": "ok" }],
  ]);
  expect(spans[5]).toEqual(["render", { template: "numbers", format: "html" }]);
  expect(counted("executions")).toEqual([{ kind: "render", status: "ok", times: 2 }]);
  expect(rendered).toContainEqual({ template: "numbers", format: "png+html" });
  expect(rendered).toContainEqual({ template: "numbers", format: "html" });
});

test("a drawing is timed from data to picture", async () => {
  let now = 10_000;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const renderer = {
    ...fakeRenderer(),
    render: (...given: Parameters<ReturnType<typeof fakeRenderer>["render"]>) => {
      now += 2000;
      return fakeRenderer().render(...given);
    },
  };
  await using app = await fakeApp({ renderer });
  await app.render({ template: "numbers", sample: true, formats: ["png"] });
  vi.restoreAllMocks();
  const { metrics } = await recorded();
  const points = metrics["strategic_python.render.duration"]?.filter(
    ({ attributes }) => attributes["strategic_python.format"] === "png",
  );
  expect(points).toMatchObject([{ value: { count: 1, sum: 2 } }]);
});

test("an analysis with its chart is one span that both stand under", async () => {
  await using app = await fakeApp({ answer: () => ({ result: { values: [1] } }) });
  await app.analyzeAndRender({ ...analysis, template: "numbers" });
  const { spans } = await recorded();
  const top = spans.filter(({ parent }) => parent === null);
  expect(top.map(({ name }) => name)).toEqual(["analyze_and_render"]);
  expect(spans.filter(({ parent }) => parent === top[0]?.id).map(({ name }) => name)).toEqual([
    ...["audit", "scope", "audit"],
    ...["audit", "render", "audit"],
  ]);
});

test("of a sandbox that does not say how many interpreters are busy, none is", async () => {
  await using _ = await fakeApp();
  const { metrics } = await recorded();
  expect(metrics["strategic_python.pool.busy"]).toEqual([{ attributes: {}, value: 0 }]);
  expect(metrics["strategic_python.pool.size"]).toEqual([{ attributes: {}, value: 1 }]);
});

test("a chart that can't be drawn is marked with the code alone, on its step, on the call and where it is timed", async () => {
  const render = () => Promise.reject(new Error("secret"));
  await using app = await fakeApp({ renderer: { ...fakeRenderer(), render } });
  await app.render({ template: "numbers", sample: true });
  const { spans, counted, rendered } = await seen();
  expect(spans[1]).toEqual(["render", { template: "numbers", format: "png+html", "error.type": "RENDER_FAILED" }]);
  expect(spans[3]).toMatchObject(["render", { "chart.status": "crashed", "chart.error.code": "RENDER_FAILED" }]);
  expect(counted("executions")).toEqual([{ kind: "render", status: "crashed", times: 1 }]);
  expect(rendered).toContainEqual({ template: "numbers", format: "png+html", "error.type": "RENDER_FAILED" });
});
