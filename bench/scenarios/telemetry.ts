import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { count, measure } from "../../core/telemetry/metrics.ts";
import { currentTrace, describe, inCurrentTrace, step, timedStep, traceparent } from "../../core/telemetry/telemetry.ts";
import { RequestSpan } from "../../presets/mcp/telemetry/request-span.ts";
import type { Group } from "../scenario.ts";
import { analysis, type Measured, ok, spawnServer } from "../server.ts";
import { type Figure, figure } from "../statistics.ts";

const ROUNDS = 2000;
const MILLION = 1_000_000;

/**
 * What telemetry costs. Switched off it is calls that do nothing: those of one analysis, made in this process, against a warm
 * analysis of the same run. Switched on, with a collector that takes everything: two servers that take turns.
 */
export const telemetryGroup: Group = {
  name: "telemetry",
  async open() {
    const collector = createServer((request, response) => void request.resume().on("end", () => response.end()));
    await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
    const { port } = collector.address() as AddressInfo;
    const silent = await spawnServer();
    const told = await spawnServer({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_LOGS_EXPORTER: "otlp" });
    return {
      scenarios: [],
      more: (quick) => compare(silent, told, quick ? 60 : 300),
      async close() {
        await Promise.all([silent.close(), told.close()]);
        collector.closeAllConnections();
        collector.close();
      },
    };
  },
};

async function compare(silent: Measured, told: Measured, times: number): Promise<Figure[]> {
  for (let index = 0; index < 15; index++) for (const server of [silent, told]) await once(server);
  const pairs: [off: number, on: number][] = [];
  for (let index = 0; index < times; index++) {
    // The order changes: what follows may profit from what went before.
    const first = index % 2 === 0 ? silent : told;
    const one = await once(first);
    const other = await once(first === silent ? told : silent);
    pairs.push(first === silent ? [one, other] : [other, one]);
  }
  const off = middle(pairs.map(([time]) => time));
  const on = middle(pairs.map(([, time]) => time));
  await callsOfOneAnalysis();
  const shares: number[] = [];
  for (let index = 0; index < 10; index++) shares.push(((await callsOfOneAnalysis()) / off) * MILLION);
  return [
    figure("telemetry off: its calls in one analysis, per million of a warm analysis", shares, {
      unit: "",
      ceiling: 10_000,
      target: 10_000,
      note: `1 % is 10,000; a warm analysis took ${off.toFixed(1)} ms`,
    }),
    figure("telemetry on: a warm analysis, times one with telemetry off", [on / off], {
      unit: "x",
      note: `medians: ${on.toFixed(1)} and ${off.toFixed(1)} ms`,
    }),
  ];
}

async function once(server: Measured): Promise<number> {
  const start = performance.now();
  ok(await server.call("run_analysis", analysis("sum(range(100))")));
  return performance.now() - start;
}

/** In milliseconds, less the same loop without them. */
async function callsOfOneAnalysis(): Promise<number> {
  const nothing = async () => {};
  let started = performance.now();
  for (let round = 0; round < ROUNDS; round++) for (let each = 0; each < 4; each++) await nothing();
  const empty = performance.now() - started;
  started = performance.now();
  for (let round = 0; round < ROUNDS; round++) await calls(nothing);
  return (performance.now() - started - empty) / ROUNDS;
}

/** In their order: request, intent, queue, scope, run, outcome, answer, rewind. */
async function calls(nothing: () => Promise<void>): Promise<void> {
  const request = new RequestSpan({
    method: "tools/call",
    tool: "run_analysis",
    prompt: null,
    id: 1,
    protocol: "2025-11-25",
    session: null,
    transport: "pipe",
    meta: {},
  });
  await step("audit", { "strategic_python.audit.operation": "begin" }, nothing);
  const times = { from: performance.now(), to: performance.now() };
  timedStep("queue", currentTrace(), times);
  measure("strategic_python.queue.duration", 1);
  traceparent(currentTrace());
  await inCurrentTrace(() => step("scope", {}, nothing))();
  timedStep("execute", currentTrace(), times, { attributes: { "strategic_python.status": "ok" } });
  await step("audit", { "strategic_python.audit.operation": "end" }, nothing);
  describe({ "strategic_python.status": "ok", "strategic_python.persona": "alvaro" });
  count("strategic_python.executions", { "strategic_python.kind": "analysis", "strategic_python.status": "ok" });
  await step("encode", {}, nothing);
  request.end({ problem: null, code: null });
  timedStep("rewind", currentTrace(), times);
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN;
