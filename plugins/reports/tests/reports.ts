import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import type {
  Look,
  Report,
  ReportChart,
  ReportRun,
  ReportSection,
  ReportTable,
  ReportTools,
} from "../../../core/ports/report-format.ts";
import { formatNumber } from "../../charts/design-system/format.ts";
import { theme } from "../../charts/design-system/theme.ts";

/** Reports as the app hands them over: real specs, the charts' own hand, one run behind them. */

export const lookIn = (locale = "en", given: Partial<Look> = {}): Look => {
  const { mark, ground, card, ink, muted, line, strip } = theme("light");
  const number: Look["number"] = (value, format) => formatNumber(value, format, locale);
  return { number, mark, ground, card, ink, muted, line, strip, footer: null, logo: null, ...given };
};

/** A square of one pixel: enough to follow a picture into a file. */
export const pixel = Uint8Array.from(
  Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
);

export const executionId = "7f3a2100-0000-4000-8000-000000000001";

export const run: ReportRun = {
  executionId,
  startedAt: "2026-11-22T09:58:00Z",
  persona: "alvaro",
  capability: "roi_calculations",
  codeSha256: "c0de".repeat(16),
  datasets: [
    {
      name: "sales.csv",
      sha256: "da7a".repeat(16),
      rows: 12_000,
      columns: 8,
      assumed: { encoding: "utf-8", delimiter: ",", dates: { day: "first" } },
      notes: ["Column region: 12 values are empty."],
    },
  ],
  versions: { pyodide: "314.0.3", pandas: "2.3.1" },
};

export const chartOf = (spec: DashboardSpec, given: Partial<ReportChart> = {}): ReportChart => ({
  chartId: "chart-1",
  executionId,
  spec,
  title: spec.title,
  picture: async () => pixel,
  ...given,
});

export const section = (given: Partial<ReportSection> = {}): ReportSection => ({
  heading: "Where we stand",
  text: [],
  charts: [],
  table: null,
  notes: null,
  ...given,
});

export const reportOf = (sections: readonly ReportSection[], given: Partial<Report> = {}): Report => ({
  id: "4b1d0000-0000-4000-8000-000000000002",
  title: "Return on our platform",
  subtitle: "First half of 2026",
  audience: "the board",
  locale: "en",
  generatedAt: "2026-11-22T10:00:00Z",
  sections,
  method: { runs: [run], warnings: [] },
  ...given,
});

export const tools = (look: Look = lookIn()): ReportTools => ({
  look,
  picture: async () => pixel,
  page: async () => ({ script: "", style: "", charts: [] }),
  signal: new AbortController().signal,
});

export const tableOf = (rows: number): ReportTable => ({
  executionId,
  columns: [
    { name: "month", kind: "date" },
    { name: "region", kind: "text" },
    { name: "revenue", kind: "number" },
    { name: "year", kind: "number" },
    { name: "paid", kind: "boolean" },
  ],
  rows: Array.from({ length: rows }, (_, at) => [
    `2026-${String((at % 12) + 1).padStart(2, "0")}-01`,
    ["North", "South", "East"][at % 3] as string,
    Math.round(1000 + at * 37.125 * 100) / 100,
    2020 + (at % 7),
    at % 5 === 0 ? null : at % 2 === 0,
  ]),
});
