import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { judge, violations } from "./architecture.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

test("every import goes in the direction that the architecture names", () => {
  expect(violations(root)).toEqual([]);
});

test.each([
  ["core/app.ts", "../plugins/charts/index.ts"],
  ["core/app.ts", "tsyringe"],
  ["core/app.ts", "chart.js"],
  ["core/app.ts", "@opentelemetry/api"],
  ["core/telemetry/telemetry.ts", "@opentelemetry/sdk-trace"],
  ["presets/mcp/telemetry/start.ts", "@opentelemetry/sdk-metrics"],
  ["plugins/scope-python/index.ts", "../sandbox-pyodide/index.ts"],
  ["plugins/scope-python/index.ts", "../../presets/mcp/index.ts"],
  ["plugins/charts/index.ts", "@modelcontextprotocol/server"],
  ["presets/mcp/server.ts", "../../test/architecture.ts"],
  ["core/ports/sandbox.ts", "../errors.ts"],
  ["core/charts/drawing.ts", "../analysis/analyze.ts"],
  ["core/analysis/output.ts", "../compose.ts"],
  ["core/capacity/shelf.ts", "../telemetry/metrics.ts"],
  ["core/unheard-of.ts", "./errors.ts"],
  ["plugins/sandbox-pyodide/interpreter/boot.ts", "../image/make.ts"],
  ["plugins/sandbox-pyodide/worker/session.ts", "../jail/jobs.ts"],
  ["plugins/sandbox-pyodide/jail/main.ts", "../host/home.ts"],
  ["plugins/sandbox-pyodide/rewind/memory.ts", "../image/make.ts"],
])("a planted import of %s → %s is found", (file, target) => {
  expect(judge(root, { file, target })).not.toBeNull();
});
