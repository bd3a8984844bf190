import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { step } from "../../../core/telemetry/telemetry.ts";
import { analysisText, pictures, renderText, summaryOf } from "../content.ts";
import { examples } from "../examples.ts";
import { lean } from "../lean-schema.ts";
import { analyzeAndRenderInput, analyzeAndRenderOutput } from "../schemas.ts";
import { type Service, smallFor } from "../service.ts";
import { inView } from "../view.ts";
import { metaOf } from "../view-data.ts";
import { drawnChart, idsOf, wireAnalysis, wireRender } from "../wire.ts";
import { withProgress } from "./progress.ts";

const inputSchema = lean(z.object(analyzeAndRenderInput), { described: false, example: examples.analyze_and_render });
const outputSchema = lean(analyzeAndRenderOutput);

export function registerAnalyzeAndRender(server: McpServer, service: Service): void {
  const { app, out } = service;
  server.registerTool(
    "analyze_and_render",
    {
      title: "Analyse and draw",
      description:
        "run_analysis and render_chart in one call, with the fields of both: the code's result (dict or table) is the template's data (or {data, title}, to word it from them), so the numbers in the picture are the numbers computed.",
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
      ...inView,
    },
    async (input, context) => {
      const output = await withProgress(context, service, (call) => app.analyzeAndRender(input, call));
      return step("encode", {}, async (): Promise<CallToolResult> => {
        const run = wireAnalysis(output.run, out);
        const chart = output.chart === null ? null : wireRender(output.chart, out);
        const text = [analysisText(output.run, run, summaryOf(app.capabilities(), input.capability))];
        if (output.chart !== null && chart !== null) text.push(renderText(output.chart, chart));
        const drawn = output.chart === null || chart === null ? [] : drawnChart(output.chart, chart);
        return {
          isError: output.chart?.ok !== true,
          structuredContent: { run, chart },
          content: [{ type: "text", text: text.join("\n\n") }, ...(await pictures(drawn, smallFor(service, context)))],
          ...(await metaOf(service, context, [...(chart?.ok === true ? [chart.chartId] : []), ...idsOf(run)])),
        };
      });
    },
  );
}
