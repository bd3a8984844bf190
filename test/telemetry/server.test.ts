import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { jailsOf } from "../crash/processes.ts";
import { analysis } from "../e2e/server.ts";
import { Collector } from "./collector.ts";
import type { Span } from "./otlp.ts";
import { RawServer } from "./raw-server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SERVER_KIND = 2;
const traceparent = (digit: string) => ({ traceparent: `00-${digit.repeat(32)}-${digit.repeat(16)}-01` });

/** The server span of a trace, once all that belongs to it has come. */
async function serverSpan(collector: Collector, traceId: string, last = "rewind"): Promise<Span> {
  const of = () => collector.spans.filter((span) => span.traceId === traceId);
  await expect.poll(() => of().some(({ name }) => name === last), { timeout: 20_000 }).toBe(true);
  await expect.poll(() => of().some(({ kind }) => kind === SERVER_KIND), { timeout: 20_000 }).toBe(true);
  return of().find(({ kind }) => kind === SERVER_KIND) as Span;
}

/** The built server with one statement changed, in a copy: the published files fail in no way that could be asked for. */
function variant(file: string, [before, after]: readonly [string, string]): string {
  mkdirSync(join(root, "out"), { recursive: true });
  const dir = mkdtempSync(join(root, "out", "telemetry-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const part of ["dist", "bin", "package.json"]) cpSync(join(root, part), join(dir, part), { recursive: true });
  const path = join(dir, "dist", file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(before);
  writeFileSync(path, text.replace(before, after));
  return join(dir, "bin", "strategic-python.js");
}

describe("against a collector", () => {
  test("requests that run at once keep their traces apart", async () => {
    await using collector = await Collector.start();
    await using server = await RawServer.start(collector.environment, ["--workers", "2"]);
    const digits = ["1", "2", "3", "4", "5", "6"];
    const answers = await Promise.all(
      digits.map((digit) => server.call("run_analysis", analysis(`pd.Series([${digit}]).sum()`), traceparent(digit))),
    );
    for (const [index, digit] of digits.entries()) {
      expect(answers[index]).toMatchObject({ status: "ok", result: Number(digit) });
      const { spanId, attributes } = await serverSpan(collector, digit.repeat(32));
      expect(attributes["strategic_python.execution.id"]).toBe(answers[index]?.executionId);
      const children = collector.spans.filter((span) => span.parentSpanId === spanId);
      expect(children.map(({ name }) => name).sort()).toEqual([
        "audit",
        "audit",
        "encode",
        "execute",
        "queue",
        "rewind",
        "scope",
      ]);
      expect(new Set(children.map(({ traceId }) => traceId))).toEqual(new Set([digit.repeat(32)]));
    }
  });

  test("the execute span lasts as long as the code did, and the steps follow each other", async () => {
    await using collector = await Collector.start();
    await using server = await RawServer.start(collector.environment);
    const code = "import time\nend = time.time() + 0.3\nwhile time.time() < end: pass";
    await server.call("run_analysis", analysis(code), traceparent("a"));
    const request = await serverSpan(collector, "a".repeat(32));
    const one = (name: string) => collector.named(name).find(({ traceId }) => traceId === request.traceId) as Span;
    expect(one("execute").end - one("execute").start).toBeGreaterThanOrEqual(299);
    expect(one("execute").end - one("execute").start).toBeLessThan(request.end - request.start);
    const order = ["queue", "scope", "execute", "rewind"].map((name) => one(name));
    // Starts are taken in whole milliseconds.
    for (const [index, step] of order.slice(1).entries())
      expect(step.start).toBeGreaterThanOrEqual((order[index] as Span).start - 2);
    expect(one("queue").start).toBeGreaterThanOrEqual(request.start - 2);
  });

  test("an interpreter that had to be ended and a jail that was killed are counted", async () => {
    await using collector = await Collector.start();
    await using server = await RawServer.start(collector.environment);
    const stubborn = "while True:\n    try:\n        while True: pass\n    except BaseException: pass";
    const ended = await server.call("run_analysis", analysis(stubborn, { limits: { wallSeconds: 1 } }));
    expect(ended).toMatchObject({ status: "limit", limit: "wall" });
    process.kill(jailsOf(server.child.pid as number)[0] as number, "SIGKILL");
    const after = await server.call("run_analysis", analysis("1"));
    expect(after.status).toMatch(/ok|crashed/);
    const value = (name: string) => collector.metric(name)?.points[0];
    await expect.poll(() => value("strategic_python.jail.restarts")?.value, { timeout: 20_000 }).toBe(1);
    expect(value("strategic_python.worker.replacements")).toMatchObject({
      attributes: { "strategic_python.reason": "wall" },
      value: 1,
    });
    expect(value("strategic_python.limits.hit")).toMatchObject({ attributes: { "strategic_python.limit": "wall" }, value: 1 });
  });

  test("what is no tool, no method or was called off is a request with its end", async () => {
    await using collector = await Collector.start();
    await using server = await RawServer.start(collector.environment);
    await server.call("run_analysis", analysis("1"));
    await server.ask("no/such/method", {});
    await server.ask("tools/call", { name: "no_such_tool", arguments: {} });
    const id = server.nextId;
    // Never answered: the server ends first.
    server.ask("tools/call", { name: "run_analysis", arguments: analysis("while True: pass") }).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    server.tell("notifications/cancelled", { requestId: id });
    await expect.poll(() => collector.named("tools/call run_analysis").length, { timeout: 20_000 }).toBe(2);
    expect(collector.named("_OTHER")[0]?.attributes).toMatchObject({
      "mcp.method.name": "_OTHER",
      "error.type": "-32601",
      "rpc.response.status_code": "-32601",
    });
    expect(collector.named("tools/call _OTHER")[0]).toMatchObject({ status: { code: 2 } });
    expect(collector.named("tools/call run_analysis")[1]).toMatchObject({
      status: { code: 2 },
      attributes: { "error.type": "cancelled", "jsonrpc.request.id": String(id) },
    });
  });

  test("requests are timed in the conventions' buckets; asking for health changes no metric", async () => {
    await using collector = await Collector.start();
    await using server = await RawServer.start(collector.environment);
    await server.ask("tools/list", {});
    await server.call("get_health", {});
    await server.call("list_templates", {});
    const tools = () =>
      (collector.metric("mcp.server.operation.duration")?.points ?? []).map(({ attributes }) => attributes["gen_ai.tool.name"]);
    await expect.poll(tools, { timeout: 20_000 }).toContain("list_templates");
    expect(tools()).not.toContain("get_health");
    const { unit, points } = collector.metric("mcp.server.operation.duration") ?? { unit: "", points: [] };
    expect(unit).toBe("s");
    expect(points[0]?.bounds).toEqual([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300]);
    expect(points.find(({ attributes }) => attributes["mcp.method.name"] === "tools/list")?.attributes).toEqual({
      "mcp.method.name": "tools/list",
      "mcp.protocol.version": "2025-06-18",
      "network.transport": "pipe",
    });
  });

  test("a failed request is one JSON line with the ids of its span, on standard error and at the collector", async () => {
    await using collector = await Collector.start();
    await using server = await RawServer.start(collector.environment);
    await server.call("run_analysis", analysis("1 / 0"), traceparent("b"));
    const { spanId } = await serverSpan(collector, "b".repeat(32));
    const line = server.log.find(({ message }) => message === "request failed");
    expect(line).toMatchObject({ level: "warn", trace_id: "b".repeat(32), span_id: spanId, "error.type": "tool_error" });
    await expect.poll(() => collector.logs.length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(collector.logs).toContainEqual(
      expect.objectContaining({ body: "request failed", traceId: "b".repeat(32), spanId, severity: "WARN" }),
    );
  });

  test("the collector is told the service and what the operator named, nothing of machine, user or command line", async () => {
    await using collector = await Collector.start();
    await using server = await RawServer.start({
      ...collector.environment,
      OTEL_SERVICE_NAME: "board",
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
    });
    await server.ask("ping", {});
    await expect.poll(() => collector.resources.length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(collector.resources[0]).toEqual({
      "service.name": "board",
      "service.version": expect.stringMatching(/^\d+\.\d+\.\d+/),
      "service.instance.id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "deployment.environment.name": "test",
    });
  });

  test("spans of the last request arrive though the client hangs up at once", async () => {
    await using collector = await Collector.start();
    await using server = await RawServer.start({ ...collector.environment, OTEL_BSP_SCHEDULE_DELAY: "60000" });
    await server.call("list_templates", {}, traceparent("c"));
    expect(await server.end()).toMatchObject({ code: 0 });
    expect(collector.spans.map(({ traceId }) => traceId)).toContain("c".repeat(32));
  });

  test("a request of the 2026 revision is a span like any other, by the version that it names", async () => {
    await using collector = await Collector.start();
    await using server = new RawServer(collector.environment);
    const envelope = {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": {},
      "io.modelcontextprotocol/clientInfo": { name: "raw", version: "1" },
    };
    await server.ask("server/discover", { _meta: envelope });
    expect(await server.call("run_analysis", analysis("2"), { ...envelope, ...traceparent("f") })).toMatchObject({ result: 2 });
    const request = await serverSpan(collector, "f".repeat(32));
    expect(request).toMatchObject({
      name: "tools/call run_analysis",
      parentSpanId: "f".repeat(16),
      attributes: { "mcp.protocol.version": "2026-07-28" },
    });
    expect(collector.named("server/discover")).toHaveLength(1);
  });

  test("an interpreter that ends of an error says so with the ids of its request, and not what the error said", async () => {
    const program = variant("plugins/sandbox-pyodide/worker/worker.cjs", [
      'const answer = this.#call("run"',
      'if (task.request.code === "7") throw new RangeError("secret"); const answer = this.#call("run"',
    ]);
    await using collector = await Collector.start();
    await using server = await RawServer.start(collector.environment, [], program);
    expect(await server.call("run_analysis", analysis("7"), traceparent("7"))).toMatchObject({ status: "crashed" });
    const line = server.log.find(({ message }) => message.startsWith("an interpreter ended: RangeError at worker.cjs"));
    expect(line).toMatchObject({ trace_id: "7".repeat(32), span_id: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(server.stderr).not.toContain("secret");
  });

  test("a trace that the caller does not sample is not sent", async () => {
    await using collector = await Collector.start();
    await using server = await RawServer.start(collector.environment);
    await server.call("list_templates", {}, { traceparent: `00-${"d".repeat(32)}-${"d".repeat(16)}-00` });
    await server.call("list_templates", {}, traceparent("e"));
    await serverSpan(collector, "e".repeat(32), "tools/call list_templates");
    expect(collector.spans.map(({ traceId }) => traceId)).not.toContain("d".repeat(32));
  });
});

describe("without a collector that works", () => {
  test("the log says by code what became of an export, and not again at once", async () => {
    await using server = await RawServer.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9",
      OTEL_EXPORTER_OTLP_TIMEOUT: "300",
      OTEL_TRACES_EXPORTER: "none",
      OTEL_METRIC_EXPORT_INTERVAL: "100",
      OTEL_METRIC_EXPORT_TIMEOUT: "100",
    });
    const about = () => server.log.filter(({ message }) => message === "telemetry: could not be exported");
    await expect.poll(() => about().length, { timeout: 20_000 }).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(about().map((line) => line["error.type"])).toEqual(["ECONNREFUSED"]);
  });

  test("a collector that accepts and never answers holds up neither answers nor the end", async () => {
    const sockets = new Set<{ destroy(): void }>();
    const hanging = createServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => hanging.listen(0, "127.0.0.1", resolve));
    const { port } = hanging.address() as { port: number };
    await using server = await RawServer.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_BSP_SCHEDULE_DELAY: "10",
    });
    for (let round = 0; round < 5; round++)
      expect(await server.call("run_analysis", analysis(`${round}`))).toMatchObject({ status: "ok", result: round });
    expect(sockets.size).toBeGreaterThan(0);
    const { code, ms } = await server.end();
    expect(code).toBe(0);
    // It does not wait for the collector, however long the machine takes to end a process.
    expect(ms).toBeLessThan(20_000);
    for (const socket of sockets) socket.destroy();
    hanging.close();
  });

  test.each(["OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER", "OTEL_LOGS_EXPORTER"])(
    "%s=console is refused in words, and standard output stays the protocol's",
    async (name) => {
      await using server = await RawServer.start({ [name]: "console", OTEL_METRIC_EXPORT_INTERVAL: "50" });
      expect(await server.call("run_analysis", analysis("print('x')"))).toMatchObject({ status: "ok" });
      await server.end();
      expect(server.strayLines).toEqual([]);
      expect(server.log.map(({ message }) => message).join("\n")).toContain(`${name}=console is not supported`);
    },
  );
});
