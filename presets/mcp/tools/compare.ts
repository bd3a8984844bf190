import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { changesText } from "../change-lines.ts";
import { pictures, renderText } from "../content.ts";
import { examples } from "../examples.ts";
import { lean } from "../lean-schema.ts";
import { compareInput, compareOutput } from "../schemas.ts";
import { type Service, smallFor } from "../service.ts";
import { inView } from "../view.ts";
import { metaOf } from "../view-data.ts";
import { drawnChart, wireRender } from "../wire.ts";
import { answered } from "./answered.ts";
import { withProgress } from "./progress.ts";

const inputSchema = lean(z.object(compareInput), { example: examples.compare });
const outputSchema = lean(compareOutput);

export function registerCompare(server: McpServer, service: Service): void {
  const { app, out } = service;
  server.registerTool(
    "compare",
    {
      title: "Compare two runs",
      description:
        "What the results of two runs differ in, largest change first, and in what their tables differ; with a picture.",
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, openWorldHint: false },
      ...inView,
    },
    (input, context) =>
      answered(async () => {
        const output = await withProgress(context, service, (call) => app.compare(input, call));
        const chart = output.chart === null ? null : wireRender(output.chart, out);
        const text = [`Run ${output.a} and run ${output.b}.`, ...changesText(output)];
        if (output.chart === null || chart === null)
          return { structuredContent: { ...output, chart }, content: [{ type: "text", text: text.join("\n\n") }] };
        return {
          structuredContent: { ...output, chart },
          content: [
            { type: "text", text: [...text, renderText(output.chart, chart)].join("\n\n") },
            ...(await pictures(drawnChart(output.chart, chart), smallFor(service, context))),
          ],
          ...(await metaOf(service, context, chart.ok ? [chart.chartId] : [])),
        };
      }),
  );
}
