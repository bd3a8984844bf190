import type { Plugin } from "../../core/plugin.ts";
import type { ReportFormat, TableFormat } from "../../core/ports/report-format.ts";

export interface ReportsOptions {
  /** A Chromium, to print PDF with; one that is found on this machine unless said. */
  readonly browser?: string | undefined;
}

const OFFICE = "application/vnd.openxmlformats-officedocument";

/** Ways to write down what analyses found: slides, a page, PDF and Markdown for reports, a workbook and CSV for tables. */
export function reports({ browser }: ReportsOptions = {}): Plugin & Required<Pick<Plugin, "reportFormats" | "tableFormats">> {
  return {
    name: "strategic-python/plugins/reports",
    reportFormats: [
      report("pptx", `${OFFICE}.presentationml.presentation`, async () => (await import("./pptx/pptx.ts")).pptx),
      report("html", "text/html", async () => (await import("./html/html.ts")).html),
      report("pdf", "application/pdf", async () => (await import("./pdf/pdf.ts")).pdf(browser)),
      report("md", "text/markdown", async () => (await import("./markdown/markdown.ts")).markdown),
    ],
    tableFormats: [
      table("xlsx", `${OFFICE}.spreadsheetml.sheet`, async () => (await import("./xlsx/xlsx.ts")).xlsx),
      table("csv", "text/csv", async () => (await import("./csv/csv.ts")).csv),
    ],
  };
}

/** Loaded when it first writes: a server that writes nothing starts without its hundred files. */
const report = (id: string, mimeType: string, load: () => Promise<Pick<ReportFormat, "write">>): ReportFormat => ({
  ...{ id, mimeType },
  write: async (...given) => (await load()).write(...given),
});

const table = (id: string, mimeType: string, load: () => Promise<Pick<TableFormat, "write">>): TableFormat => ({
  ...{ id, mimeType },
  write: async (...given) => (await load()).write(...given),
});
