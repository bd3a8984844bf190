import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { step } from "../../../core/telemetry/telemetry.ts";
import { pictures, renderText } from "../content.ts";
import { examples } from "../examples.ts";
import { lean } from "../lean-schema.ts";
import { renderInput, renderOutput } from "../schemas.ts";
import { type Service, smallFor } from "../service.ts";
import { inView } from "../view.ts";
import { metaOf } from "../view-data.ts";
import { drawnChart, wireRender } from "../wire.ts";
import { withProgress } from "./progress.ts";

const inputSchema = lean(z.object(renderInput), { example: examples.render_chart });
const outputSchema = lean(renderOutput);

export function registerRenderChart(server: McpServer, service: Service): void {
  const { app, out } = service;
  server.registerTool(
    "render_chart",
    {
      title: "Draw an executive chart",
      description:
        "Draws a template as PNG and as a self-contained interactive page, from data, from a run's result, or from sample data. Missing data shows as No data; nothing is invented. list_templates(id) gives a template's schema and sample.",
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, openWorldHint: false },
      ...inView,
    },
    async (input, context) => {
      const output = await withProgress(context, service, (call) => app.render(input, call));
      return step("encode", {}, async (): Promise<CallToolResult> => {
        const wired = wireRender(output, out);
        return {
          isError: !output.ok,
          structuredContent: wired,
          content: [
            { type: "text", text: renderText(output, wired) },
            ...(await pictures(drawnChart(output, wired), smallFor(service, context))),
          ],
          ...(await metaOf(service, context, output.ok ? [output.chartId] : [])),
        };
      });
    },
  );
}
