import type { Plugin } from "../../core/plugin.ts";
import { csv } from "./csv/csv.ts";
import { html } from "./html/html.ts";
import { markdown } from "./markdown/markdown.ts";
import { pdf } from "./pdf/pdf.ts";
import { pptx } from "./pptx/pptx.ts";
import { xlsx } from "./xlsx/xlsx.ts";

export interface ReportsOptions {
  /** A Chromium, to print PDF with; one that is found on this machine unless said. */
  readonly browser?: string | undefined;
}

/** Ways to write down what analyses found: slides, a page, PDF and Markdown for reports, a workbook and CSV for tables. Each loads what it needs when it first writes. */
export function reports({ browser }: ReportsOptions = {}): Plugin & Required<Pick<Plugin, "reportFormats" | "tableFormats">> {
  return {
    name: "strategic-python/plugins/reports",
    reportFormats: [pptx, html, pdf(browser), markdown],
    tableFormats: [xlsx, csv],
  };
}
