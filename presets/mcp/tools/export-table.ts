import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { examples } from "../examples.ts";
import { lean } from "../lean-schema.ts";
import { writeOut } from "../out-files.ts";
import { linkOf, typeOf } from "../resources/links.ts";
import { exportInput, exportOutput } from "../schemas.ts";
import type { Service } from "../service.ts";
import { oneLine } from "../untrusted.ts";
import { answered } from "./answered.ts";
import { withProgress } from "./progress.ts";

const inputSchema = lean(z.object(exportInput), { example: examples.export_table });
const outputSchema = lean(exportOutput);

export function registerExportTable(server: McpServer, service: Service): void {
  const { app, out } = service;
  server.registerTool(
    "export_table",
    {
      title: "Export a table",
      description: "A table of a run's result as a workbook, with a sheet on what it was made from, or as CSV.",
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    (input, context) =>
      answered(async () => {
        const { title, file: bytes, ...made } = await withProgress(context, service, (call) => app.exportTable(input, call));
        const { exportId, format, rows, columns } = made;
        const uri = linkOf({ kind: "report", id: exportId, format });
        const file = out === null ? null : writeOut(out, title, exportId, format, bytes);
        const text = [`${rows} rows, ${columns} columns.`, file ?? uri].join("\n\n");
        return {
          structuredContent: { ...made, uri, file },
          content: [
            { type: "text", text },
            {
              type: "resource_link",
              uri,
              name: `${exportId}.${format}`,
              title: oneLine(title),
              mimeType: typeOf(service, format),
            },
          ],
        };
      }),
  );
}
