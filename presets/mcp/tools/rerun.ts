import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { changesText } from "../change-lines.ts";
import { analysisText, pictures, summaryOf } from "../content.ts";
import { examples } from "../examples.ts";
import { lean } from "../lean-schema.ts";
import { rerunInput, rerunOutput } from "../schemas.ts";
import { type Service, smallFor } from "../service.ts";
import { inView } from "../view.ts";
import { metaOf } from "../view-data.ts";
import { drawnCharts, idsOf, wireAnalysis } from "../wire.ts";
import { answered } from "./answered.ts";
import { withProgress } from "./progress.ts";

const inputSchema = lean(z.object(rerunInput), { example: examples.rerun });
const outputSchema = lean(rerunOutput);

export function registerRerun(server: McpServer, service: Service): void {
  const { app, out } = service;
  server.registerTool(
    "rerun",
    {
      title: "Run an analysis again",
      description:
        "The same code and charts as an earlier run, on this month's file: its tables as they are today, or others in their place. Answers what changed in the result and in the tables.",
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
      ...inView,
    },
    (input, context) =>
      answered(async () => {
        const output = await withProgress(context, service, (call) => app.rerun(input, call));
        const run = wireAnalysis(output.run, out);
        const text = [analysisText(output.run, run, summaryOf(app.capabilities(), "")), ...changesText(output)];
        return {
          isError: output.run.status !== "ok",
          structuredContent: { ...output, run },
          content: [
            { type: "text", text: text.join("\n\n") },
            ...(await pictures(drawnCharts(output.run, run), smallFor(service, context))),
          ],
          ...(await metaOf(service, context, idsOf(run))),
        };
      }),
  );
}
