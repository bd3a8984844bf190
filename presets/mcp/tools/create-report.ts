import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { ReportOutput } from "../../../core/index.ts";
import { isStrategicError } from "../../../core/index.ts";
import { examples } from "../examples.ts";
import { lean } from "../lean-schema.ts";
import { writeOut } from "../out-files.ts";
import { linkOf, typeOf } from "../resources/links.ts";
import { reportInput, reportOutput } from "../schemas.ts";
import type { Service } from "../service.ts";
import { fencedLines, oneLine } from "../untrusted.ts";
import { answered } from "./answered.ts";
import { withProgress } from "./progress.ts";

const inputSchema = lean(z.object(reportInput), { example: examples.create_report });
const outputSchema = lean(reportOutput);

export function registerCreateReport(server: McpServer, service: Service): void {
  const { app, out } = service;
  server.registerTool(
    "create_report",
    {
      title: "Make a report",
      description:
        "A deck, page or document from runs that were made: their charts, tables and cited numbers, nothing retyped; with speaker notes and a page on how it was made.",
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    (input, context) =>
      answered(async () => {
        const report = await withProgress(context, service, (call) => app.createReport(input, call));
        const { reportId, title } = report;
        const formats = Object.keys(report.files);
        const links = formats.map((format) => ({ format, uri: linkOf({ kind: "report", id: reportId, format }) }));
        const { file, warnings } = written(report, out);
        const said = warnings.map(({ code, message }) => `${code}: ${oneLine(message, 400)}`);
        // Some clients show a model no links.
        const places = links.map(({ format, uri }) => file[format] ?? uri);
        return {
          structuredContent: {
            reportId,
            files: Object.fromEntries(links.map(({ format, uri }) => [format, uri])),
            file,
            warnings,
          },
          content: [
            {
              type: "text",
              text: [`Report ${reportId}: ${formats.join(", ")}.`, ...places, ...fencedLines("warnings", said)].join("\n\n"),
            },
            ...links.map(({ format, uri }) => ({
              type: "resource_link" as const,
              uri,
              name: `${reportId}.${format}`,
              title: oneLine(title),
              mimeType: typeOf(service, format),
            })),
          ],
        };
      }),
  );
}

/** Copies for who shares a disk with the server. One that can't be written is told; the link leads to it all the same. */
function written({ reportId, title, files, warnings }: ReportOutput, out: string | null) {
  const told = [...warnings];
  const place = (format: string, bytes: Uint8Array): string | null => {
    if (out === null) return null;
    try {
      return writeOut(out, title, reportId, format, bytes);
    } catch (error) {
      if (!isStrategicError(error)) throw error;
      told.push({ code: "NOT_WRITTEN", section: null, message: error.message });
      return null;
    }
  };
  const file = Object.fromEntries(Object.entries(files).map(([format, bytes]) => [format, place(format, bytes)]));
  return { file, warnings: told };
}
