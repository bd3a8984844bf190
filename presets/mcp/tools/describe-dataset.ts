import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { isStrategicError } from "../../../core/index.ts";
import { descriptionLines } from "../dataset-lines.ts";
import { lean } from "../lean-schema.ts";
import { describeInput, describeOutput } from "../schemas.ts";
import { fenced, oneLine } from "../untrusted.ts";
import { withProgress } from "./progress.ts";
import type { Service } from "./service.ts";

export function registerDescribeDataset(server: McpServer, { app, client, principal }: Service): void {
  server.registerTool(
    "describe_dataset",
    {
      title: "Describe a table",
      description:
        "What a table of the workspace holds, before it is used: columns with their kind, gaps, ranges and most frequent values, the period, repeated rows, currencies, and what is doubtful in it with the line of Python that mends it.",
      inputSchema: lean(z.object(describeInput)),
      outputSchema: lean(describeOutput),
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    async (input, context): Promise<CallToolResult> => {
      try {
        const described = await withProgress(context, "reading the table", () =>
          app.describe(input, { signal: context.mcpReq.signal, client, principal }),
        );
        const text = fenced("the table", descriptionLines(described).join("\n"));
        return { structuredContent: { ...described }, content: [{ type: "text", text }] };
      } catch (error) {
        if (!isStrategicError(error)) throw error;
        return { isError: true, content: [{ type: "text", text: fenced(error.code, oneLine(error.message, 400)) }] };
      }
    },
  );
}
