import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Capability } from "../../../core/index.ts";
import { step } from "../../../core/telemetry/telemetry.ts";
import { analysisText, pictures, summaryOf } from "../content.ts";
import { examples } from "../examples.ts";
import { lean } from "../lean-schema.ts";
import { analysisInput, analysisOutput } from "../schemas.ts";
import { type Service, smallFor } from "../service.ts";
import { inView } from "../view.ts";
import { metaOf } from "../view-data.ts";
import { drawnCharts, idsOf, wireAnalysis } from "../wire.ts";
import { withProgress } from "./progress.ts";

const named = (capabilities: readonly Capability[]) =>
  capabilities.map(({ id, functions }) => `${id}: ${grouped(functions)}`).join("; ");

/** Every client pays for each character: roi.(npv, irr) for roi.npv, roi.irr. */
function grouped(functions: readonly string[]): string {
  const byModule = Map.groupBy(functions, (name) => name.slice(0, name.indexOf(".") + 1));
  return [...byModule]
    .map(([module, names]) => {
      const short = names.map((name) => name.slice(module.length)).join(", ");
      return names.length === 1 ? `${module}${short}` : `${module}(${short})`;
    })
    .join(", ");
}

const inputSchema = lean(z.object(analysisInput), { example: examples.run_analysis });
const outputSchema = lean(analysisOutput);

export function registerRunAnalysis(server: McpServer, service: Service): void {
  const { app, out } = service;
  server.registerTool(
    "run_analysis",
    {
      title: "Run strategic Python",
      description: `Runs Python (pandas, numpy, strategic; scipy, sklearn, statsmodels, matplotlib, seaborn) in a sandbox and returns the numbers. Name the tables in datasets: the code has them as datasets["name"], and the answer lists each one's columns and what is doubtful in it. Available without import: pd, np, datasets, strategic, strategic_context, persona, role. No files, network or processes. strategic.chart(template, data, title=…) draws; open matplotlib figures come back too. The capability decides which functions are at hand: ${named(app.capabilities())}.`,
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
      ...inView,
    },
    async (input, context) => {
      const output = await withProgress(context, service, (call) => app.analyze(input, call));
      return step("encode", {}, async (): Promise<CallToolResult> => {
        const wired = wireAnalysis(output, out);
        return {
          isError: output.status !== "ok",
          structuredContent: wired,
          content: [
            { type: "text", text: analysisText(output, wired, summaryOf(app.capabilities(), input.capability)) },
            ...(await pictures(drawnCharts(output, wired), smallFor(service, context))),
          ],
          ...(await metaOf(service, context, idsOf(wired))),
        };
      });
    },
  );
}
