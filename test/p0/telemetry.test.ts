import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { analysis } from "../e2e/server.ts";
import { Collector } from "../telemetry/collector.ts";
import { RawServer } from "../telemetry/raw-server.ts";
import { proves } from "./proves.ts";

const home = mkdtempSync(join(tmpdir(), "p0-telemetry-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Packages of OpenTelemetry that a server loaded, written down by a hook that sees every import of its process, and what it said. */
async function loaded(name: string, env: Record<string, string>): Promise<{ packages: string[]; stderr: string }> {
  const list = join(home, name);
  const hook = `import{registerHooks}from"node:module";import{appendFileSync}from"node:fs";registerHooks({resolve(a,b,next){const found=next(a,b);appendFileSync(process.env.LOADED,found.url+"\\n");return found}})`;
  await using server = await RawServer.start({
    ...env,
    LOADED: list,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}`,
  });
  expect(await server.call("run_analysis", analysis("1 + 1"))).toMatchObject({ status: "ok", result: 2 });
  await server.end();
  const found = readFileSync(list, "utf8").matchAll(/@opentelemetry\/([\w-]+)\//g);
  return { packages: [...new Set([...found].map(([, name]) => name as string))].sort(), stderr: server.stderr };
}

proves("telemetry.silent-by-default", "no package of it is loaded, and a run that succeeds writes no line", async () => {
  expect(await loaded("silent", {})).toEqual({ packages: [], stderr: "" });
  // The hook does see the SDK where it is asked for.
  await using collector = await Collector.start();
  expect((await loaded("asked", collector.environment)).packages).toContain("sdk-trace");
});

proves("telemetry.spans-follow-the-caller", "the caller's span is the parent of the request, and that of its steps", async () => {
  await using collector = await Collector.start();
  await using server = await RawServer.start(collector.environment);
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const code = "strategic.chart('bar', {'labels': ['a'], 'series': [{'name': 's', 'values': [1]}]})";
  const run = await server.call("run_analysis", analysis(code), { traceparent, tracestate: "vendor=1" });
  expect(run).toMatchObject({ status: "ok", stderr: "" });
  await expect.poll(() => collector.named("rewind").length, { timeout: 20_000 }).toBe(1);
  await expect.poll(() => collector.named("tools/call run_analysis").length, { timeout: 20_000 }).toBe(1);
  const [request] = collector.named("tools/call run_analysis");
  expect(request).toMatchObject({
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    parentSpanId: "00f067aa0ba902b7",
    traceState: "vendor=1",
    kind: 2,
    attributes: {
      "mcp.method.name": "tools/call",
      "gen_ai.tool.name": "run_analysis",
      "gen_ai.operation.name": "execute_tool",
      "mcp.protocol.version": "2025-06-18",
      "jsonrpc.request.id": "2",
      "network.transport": "pipe",
      "strategic_python.execution.id": run.executionId,
    },
  });
  const steps = collector.spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId).map(({ name }) => name);
  expect(steps.sort()).toEqual(["audit", "audit", "encode", "execute", "queue", "render", "rewind", "scope"]);
});

proves("telemetry.no-code-or-data", "not one of the planted words leaves by telemetry or stands in a log line", async () => {
  const word = "qplantedwordz";
  const workspace = join(home, "workspace");
  mkdirSync(workspace, { recursive: true });
  writeFileSync(join(workspace, `${word}.csv`), `${word}\n1\n`);
  await using collector = await Collector.start();
  await using server = await RawServer.start({ ...collector.environment, SECRET_TOKEN: word }, ["--workspace", workspace]);
  const rest = { context: { [word]: word }, datasets: [word] };
  for (const code of [
    `'${word}'`,
    `print('${word}')`,
    `class ${word}(Exception): pass\nraise ${word}('${word}')`,
    `import ${word}`,
    `strategic.chart('bar', {'labels': ['${word}'], 'series': [{'name': '${word}', 'values': [1]}]}, title='${word}')`,
    `strategic.chart('${word}', {})`,
  ])
    await server.call("run_analysis", analysis(code, rest));
  await server.call("run_analysis", { ...analysis("1"), persona: word, capability: word });
  await server.call("render_chart", { template: word, data: { [word]: word }, title: word });
  await server.call("render_chart", { template: "kpi", sample: true, title: word, subtitle: word, source: word });
  await server.call(word, { [word]: word }, { baggage: `${word}=${word}`, [word]: word });
  await server.ask(word, { [word]: word });
  // What is no message at all is quoted by whoever complains of it.
  server.child.stdin?.write(`{"${word}":"${word}"}\n${word}\n`);
  expect(await server.call("list_templates", { kind: "datasets" })).toMatchObject({ items: [{ name: word }] });
  await server.end();
  expect(collector.named("tools/call run_analysis")).toHaveLength(7);
  expect(collector.logs.length).toBeGreaterThan(0);
  expect(collector.metrics.length).toBeGreaterThan(0);
  expect(collector.bodies.some((body) => body.includes(word))).toBe(false);
  expect(server.stderr).not.toContain(word);
});

proves("telemetry.collector-down", "every answer comes as without one, and the server ends with code 0", async () => {
  const unreachable = {
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9",
    OTEL_LOGS_EXPORTER: "otlp",
    OTEL_BSP_SCHEDULE_DELAY: "10",
  };
  await using server = await RawServer.start(unreachable);
  for (let round = 0; round < 10; round++)
    expect(await server.call("run_analysis", analysis(`${round}`))).toMatchObject({ status: "ok", result: round });
  const { code, ms } = await server.end();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(20_000);
  expect(server.strayLines).toEqual([]);
});
