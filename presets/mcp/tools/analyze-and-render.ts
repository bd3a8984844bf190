import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { step } from "../../../core/telemetry/telemetry.ts";
import { analysisText, pictures, renderText, summaryOf } from "../content.ts";
import { lean } from "../lean-schema.ts";
import { analyzeAndRenderInput, analyzeAndRenderOutput } from "../schemas.ts";
import { wireAnalysis, wireRender } from "../wire.ts";
import { withProgress } from "./progress.ts";
import { callOf, type Service } from "./service.ts";

export function registerAnalyzeAndRender(server: McpServer, service: Service): void {
  const { app, out } = service;
  server.registerTool(
    "analyze_and_render",
    {
      title: "Analyse and draw",
      description:
        "run_analysis and render_chart in one call, with the fields of both: the code's result (dict or table) is the template's data (or {data, title}, to word it from them), so the numbers in the picture are the numbers computed.",
      inputSchema: lean(z.object(analyzeAndRenderInput), { described: false }),
      outputSchema: lean(analyzeAndRenderOutput),
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    async (input, context) => {
      const output = await withProgress(context, "analysing and drawing", () =>
        app.analyzeAndRender(input, callOf(service, context.mcpReq.signal)),
      );
      return step("encode", {}, async (): Promise<CallToolResult> => {
        const run = wireAnalysis(output.run, out);
        const chart = output.chart === null ? null : wireRender(output.chart, out);
        const text = [analysisText(output.run, run, summaryOf(app.capabilities(), input.capability))];
        if (output.chart !== null && chart !== null) text.push(renderText(output.chart, chart));
        const drawn =
          output.chart === null || chart === null
            ? []
            : [{ template: output.chart.template, bytes: output.chart.png, png: chart.png, html: chart.html }];
        return {
          isError: output.chart?.ok !== true,
          structuredContent: { run, chart },
          content: [{ type: "text", text: text.join("\n\n") }, ...pictures(drawn)],
        };
      });
    },
  );
}
