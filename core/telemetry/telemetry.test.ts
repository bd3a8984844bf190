import { context, ROOT_CONTEXT, SpanStatusCode, trace } from "@opentelemetry/api";
import { expect, test, vi } from "vitest";
import { StrategicError } from "../errors.ts";
import { recorded } from "../tests/telemetry.ts";
import { count, measure, metricTable, observePool } from "./metrics.ts";
import { currentTrace, describe, inCurrentTrace, inTrace, operation, step, timedStep, traceparent } from "./telemetry.ts";

const ids = { traceId: "ab".repeat(16), spanId: "cd".repeat(8) };

test("a step is a span with its attributes, and without a problem it has no error", async () => {
  expect(await step("encode", { "strategic_python.limit": "wall" }, async () => 7)).toBe(7);
  const { spans } = await recorded();
  expect(spans).toMatchObject([
    {
      name: "encode",
      scope: "strategic-python",
      parent: null,
      attributes: { "strategic_python.limit": "wall" },
      status: { code: SpanStatusCode.UNSET },
    },
  ]);
  expect(spans[0]?.attributes).not.toHaveProperty("error.type");
});

test("a step that fails is marked with a code of ours, any other error without a word of it, and fails all the same", async () => {
  await expect(step("audit", {}, () => Promise.reject(new StrategicError("AUDIT_FAILED", "secret")))).rejects.toThrow("secret");
  await expect(step("audit", {}, () => Promise.reject(new TypeError("secret")))).rejects.toThrow("secret");
  await step(
    "render",
    {},
    async () => "bad",
    (outcome) => outcome.toUpperCase(),
  );
  const { spans } = await recorded();
  expect(spans.map(({ attributes, status }) => [attributes["error.type"], (status as { code: number }).code])).toEqual([
    ["AUDIT_FAILED", SpanStatusCode.ERROR],
    ["_OTHER", SpanStatusCode.ERROR],
    ["BAD", SpanStatusCode.ERROR],
  ]);
  expect(JSON.stringify(spans)).not.toContain("secret");
});

test("an operation has a span of its own only where none is, and marks it when it fails", async () => {
  await operation("analyze", async () => describe({ "strategic_python.status": "ok" }));
  await expect(operation("render", () => Promise.reject(new StrategicError("ABORTED", "")))).rejects.toThrow();
  await operation("outer", () => operation("inner", async () => {}));
  const { spans } = await recorded();
  expect(spans.map(({ name, attributes }) => [name, attributes])).toEqual([
    ["analyze", { "strategic_python.status": "ok" }],
    ["render", { "error.type": "ABORTED" }],
    ["outer", {}],
  ]);
});

test("without a request there is nothing to say, and nothing fails", () => {
  describe({ a: 1 });
  expect(traceparent(ROOT_CONTEXT)).toBeNull();
  expect(traceparent(currentTrace())).toBeNull();
});

test("a step that was timed elsewhere has its own times, never ends before it began, and stands where it belongs", async () => {
  const parent = trace.setSpanContext(ROOT_CONTEXT, { ...ids, traceFlags: 1 });
  timedStep("execute", parent, { from: 10, to: 35 });
  timedStep("rewind", parent, { from: 10, to: 5 }, { attributes: { a: 1 }, problem: "wall" });
  const { spans } = await recorded();
  expect(spans.map(({ name, parent: above, attributes }) => [name, above, attributes])).toEqual([
    ["execute", ids.spanId, {}],
    ["rewind", ids.spanId, { a: 1, "error.type": "wall" }],
  ]);
  for (const [at, ms] of [25, 0].entries()) expect(spans[at]?.ms).toBeCloseTo(ms, 1);
  const age = Date.now() - (spans[0]?.startedAt as number);
  expect(Math.abs(age - (performance.now() - 10))).toBeLessThan(1000);
});

test("a step's times are those of the wall clock, however long the process has been running", async () => {
  const now = Date.now() + 10_000_000;
  vi.useFakeTimers({ now, toFake: ["Date"] });
  vi.spyOn(performance, "now").mockReturnValue(5000);
  timedStep("execute", ROOT_CONTEXT, { from: 4000, to: 4500 });
  vi.restoreAllMocks();
  vi.useRealTimers();
  const [span] = (await recorded()).spans;
  expect(span?.startedAt).toBeCloseTo(now - 1000, 0);
  expect(span?.ms).toBeCloseTo(500, 0);
});

test("flags are read as the hexadecimal figures that they are, and passed on as whether the trace is sampled", () => {
  const text = `00-${ids.traceId}-${ids.spanId}-1f`;
  expect(inTrace(text, () => trace.getSpanContext(context.active()))?.traceFlags).toBe(0x1f);
  expect(inTrace(text, () => traceparent(currentTrace()))).toBe(`00-${ids.traceId}-${ids.spanId}-01`);
});

test.each([0, 1])("a trace goes through text and comes back the same, sampled or not: flags %i", (flags) => {
  const text = `00-${ids.traceId}-${ids.spanId}-0${flags}`;
  expect(inTrace(text, () => traceparent(currentTrace()))).toBe(text);
  expect(inTrace(text, () => trace.getSpanContext(context.active()))).toEqual({ ...ids, traceFlags: flags, isRemote: true });
});

test.each([
  null,
  "",
  `x00-${ids.traceId}-${ids.spanId}-01`,
  `00-${ids.traceId}-${ids.spanId}-01x`,
  `00-${ids.traceId.slice(1)}-${ids.spanId}-01`,
])("what names no trace leaves the work in none: %j", (text) => {
  expect(inTrace(text, () => traceparent(currentTrace()))).toBeNull();
});

test("what is bound runs as part of the request it was bound in, whoever calls it", async () => {
  const text = `00-${ids.traceId}-${ids.spanId}-01`;
  const work = inTrace(text, () => inCurrentTrace((one: number, two: number) => [one + two, traceparent(currentTrace())]));
  expect(work(1, 2)).toEqual([3, text]);
});

test("every counter and histogram is recorded under its name with its unit, times in seconds and never below zero", async () => {
  count("strategic_python.limits.hit", { "strategic_python.limit": "wall" });
  count("strategic_python.limits.hit", { "strategic_python.limit": "wall" });
  measure("strategic_python.queue.duration", 1500);
  measure("strategic_python.queue.duration", -5);
  const { metrics, units } = await recorded();
  expect(metrics["strategic_python.limits.hit"]).toEqual([{ attributes: { "strategic_python.limit": "wall" }, value: 2 }]);
  expect(metrics["strategic_python.queue.duration"]).toMatchObject([
    {
      value: {
        count: 2,
        sum: 1.5,
        min: 0,
        max: 1.5,
        buckets: { boundaries: metricTable["strategic_python.queue.duration"].buckets },
      },
    },
  ]);
  for (const [name, { unit, description }] of Object.entries(units))
    expect(metricTable[name as keyof typeof metricTable]).toMatchObject({ unit, description });
});

test("what has not happened yet is said to be 0 from the start", async () => {
  const { metrics } = await recorded();
  for (const name of ["strategic_python.busy.refusals", "strategic_python.tripwires", "strategic_python.jail.restarts"])
    expect(metrics[name]).toEqual([{ attributes: {}, value: 0 }]);
  expect(metrics["strategic_python.audit.failures"]).toHaveLength(2);
});

test("pools of one process add up, while they are there", async () => {
  const pool = { size: 4, ready: 3, busy: 2, queued: 1 };
  const [stop, other] = [observePool(() => pool), observePool(() => ({ size: 10, ready: 20, busy: 30, queued: 40 }))];
  const seen = async () => {
    const { metrics } = await recorded();
    return ["size", "ready", "busy", "queued"].map((key) => metrics[`strategic_python.pool.${key}`]?.[0]?.value);
  };
  expect(await seen()).toEqual([14, 23, 32, 41]);
  other();
  expect(await seen()).toEqual([4, 3, 2, 1]);
  stop();
  expect(await seen()).toEqual([0, 0, 0, 0]);
});
