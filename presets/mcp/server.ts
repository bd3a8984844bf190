import { McpServer } from "@modelcontextprotocol/server";
import { icon } from "./icon.ts";
import { registerPrompts } from "./prompts.ts";
import { registerResources } from "./resources/index.ts";
import { may, type Scope, type Service } from "./service.ts";
import { observed } from "./telemetry/observed-server.ts";
import { registerAnalyzeAndRender } from "./tools/analyze-and-render.ts";
import { registerCompare } from "./tools/compare.ts";
import { registerCreateReport } from "./tools/create-report.ts";
import { registerDescribeDataset } from "./tools/describe-dataset.ts";
import { registerExportTable } from "./tools/export-table.ts";
import { registerGetAuditTrail } from "./tools/get-audit-trail.ts";
import { registerGetHealth } from "./tools/get-health.ts";
import { registerListTemplates } from "./tools/list-templates.ts";
import { registerRenderChart } from "./tools/render-chart.ts";
import { registerRerun } from "./tools/rerun.ts";
import { registerRunAnalysis } from "./tools/run-analysis.ts";
import { version } from "./version.ts";
import { registerView } from "./view.ts";

/** The order of work, what is there, and how numbers are said: all that some clients show a model of this server. */
const instructions = [
  "Runs Python on the leader's own data in a sandbox and draws executive charts.",
  "Order of work: list_templates(kind: datasets) names the tables; describe_dataset tells what one holds and what is doubtful in it; run_analysis computes; analyze_and_render computes and draws in one call; render_chart(from: {executionId}) draws a result that is there already; rerun repeats a run on this month's file, compare tells what two runs differ in; create_report makes the deck, page or document from runs and charts by their ids, with numbers cited as {{run.path|format}}; export_table makes a workbook. list_templates(id) gives a template's schema and sample.",
  'Tables are named in datasets: ["sales"] and are DataFrames in the code: datasets["sales"]. CSV, JSON, XLSX (a sheet: "budget#Q2"), Parquet, also as .gz or .zip. An earlier run is a table, too: {run: executionId}.',
  "Installed: pandas, numpy, scipy, scikit-learn, statsmodels, matplotlib, seaborn, and strategic (roi, performance, stakeholders, analysis, reporting). No files, network or other packages.",
  "Read the notes under each table before using it: text that looks like numbers, dates that can't be told apart, several currencies, repeated rows. Say every number from a run's result, never from memory; say what was assumed.",
].join("\n");

type Register = (server: McpServer, service: Service) => void;

/** In the order in which a model reads them; what somebody must be allowed to do before each. */
const parts: readonly (readonly [register: Register, ...needs: Scope[]])[] = [
  [registerRunAnalysis, "analyze"],
  [registerRenderChart, "render"],
  [registerAnalyzeAndRender, "analyze", "render"],
  [registerRerun, "analyze"],
  [registerCompare, "render"],
  [registerCreateReport, "render"],
  [registerExportTable, "render"],
  [registerListTemplates],
  [registerDescribeDataset, "analyze"],
  [registerGetAuditTrail, "audit"],
  [registerGetHealth],
  [registerResources],
  [registerView],
  [registerPrompts],
];

/** One MCP server over one app. Cheap to build, with schemas made once: over HTTP it is made anew for each request. */
export function buildServer(service: Service): McpServer {
  const server = observed(
    new McpServer({ name: "strategic-python", title: "Strategic Python", version, icons: [icon] }, { instructions }),
    { transport: service.transport ?? "pipe", log: service.log },
  );
  for (const [register, ...needs] of parts) if (needs.every((scope) => may(service, scope))) register(server, service);
  return server;
}
