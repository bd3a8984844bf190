import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { descriptionLines } from "../dataset-lines.ts";
import { examples } from "../examples.ts";
import { lean } from "../lean-schema.ts";
import { describeInput, describeOutput } from "../schemas.ts";
import type { Service } from "../service.ts";
import { fenced } from "../untrusted.ts";
import { answered } from "./answered.ts";
import { withProgress } from "./progress.ts";

const inputSchema = lean(z.object(describeInput), { example: examples.describe_dataset });
const outputSchema = lean(describeOutput);

export function registerDescribeDataset(server: McpServer, service: Service): void {
  const { app } = service;
  server.registerTool(
    "describe_dataset",
    {
      title: "Describe a table",
      description:
        "What a table of the workspace holds, before it is used: columns with their kind, gaps, ranges and most frequent values, the period, repeated rows, currencies, and what is doubtful in it with the line of Python that mends it.",
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    (input, context) =>
      answered(async () => {
        const described = await withProgress(context, service, (call) => app.describe(input, call));
        const text = fenced("the table", descriptionLines(described).join("\n"));
        return { structuredContent: { ...described }, content: [{ type: "text", text }] };
      }),
  );
}
