import { McpServer } from "@modelcontextprotocol/server";
import { icon } from "./icon.ts";
import { registerPrompts } from "./prompts.ts";
import { registerResources } from "./resources.ts";
import { observed } from "./telemetry/observed-server.ts";
import { registerAnalyzeAndRender } from "./tools/analyze-and-render.ts";
import { registerDescribeDataset } from "./tools/describe-dataset.ts";
import { registerGetAuditTrail } from "./tools/get-audit-trail.ts";
import { registerGetHealth } from "./tools/get-health.ts";
import { registerListTemplates } from "./tools/list-templates.ts";
import { registerRenderChart } from "./tools/render-chart.ts";
import { registerRunAnalysis } from "./tools/run-analysis.ts";
import type { Service } from "./tools/service.ts";
import { version } from "./version.ts";

const instructions =
  "Runs Python on the leader's data in a sandbox and draws executive charts. Start with list_templates (kind: datasets, personas, templates). Say every number from a run's result, never from memory.";

/** One MCP server over one app. Cheap to build: it is made anew for each connection. */
export function buildServer(service: Service): McpServer {
  const server = observed(
    new McpServer({ name: "strategic-python", title: "Strategic Python", version, icons: [icon] }, { instructions }),
    { transport: service.transport ?? "pipe", log: service.log },
  );
  for (const register of [
    registerRunAnalysis,
    registerRenderChart,
    registerAnalyzeAndRender,
    registerListTemplates,
    registerDescribeDataset,
    registerGetAuditTrail,
    registerGetHealth,
    registerResources,
    registerPrompts,
  ]) {
    register(server, service);
  }
  return server;
}
