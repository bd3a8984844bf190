import type { Group } from "../scenario.ts";
import { analysis, type Measured, ok, spawnServer } from "../server.ts";
import { type Figure, figure } from "../statistics.ts";

const TEN = ["line", "bar", "stacked_bar", "area", "pie", "scatter", "waterfall", "diverging_bar", "heatmap", "roi_analysis"];
const ROWS = 10_000;
const CODE = `result = pd.DataFrame({"day": pd.date_range("2001-01-01", periods=${ROWS}).strftime("%Y-%m-%d"), "region": ["EMEA", "APAC", "LATAM", "NA"] * ${ROWS / 4}, "revenue": [n * 1.25 for n in range(${ROWS})]})`;

/** What a leader takes away, and what it costs to come back to it. */
async function reports(quick: boolean): Promise<Figure[]> {
  const rounds = quick ? 4 : 12;
  const taken: Record<string, number[]> = { pptx: [], html: [], md: [], xlsx: [], page: [], rerun: [] };
  const server = await spawnServer();
  try {
    const charts: string[] = [];
    for (const template of TEN)
      charts.push(ok(await server.call("render_chart", { template, sample: true, formats: ["png"] })).chartId);
    const run = ok(await server.call("run_analysis", analysis(CODE))).executionId;
    const note = async (name: string, work: () => Promise<unknown>) => taken[name]?.push(await timed(work));
    for (let round = 0; round <= rounds; round++) {
      for (const format of ["pptx", "html", "md"])
        await note(format, () => made(server, "create_report", report(charts, format)));
      await note("xlsx", () => made(server, "export_table", { executionId: run, format: "xlsx" }));
      // Each chart's page once: drawn from what is kept, for nobody asked for it before.
      const uri = `strategic://charts/${charts[round % charts.length]}.html`;
      await note("page", () => server.client.readResource({ uri }));
      await note("rerun", () => made(server, "rerun", { executionId: run }));
    }
  } finally {
    await server.close();
  }
  // The first of each loads what it needs.
  const warm = (name: string) => (taken[name] ?? []).slice(1);
  return [
    figure("deck of ten charts", warm("pptx"), { ceiling: 9000, target: 3000 }),
    figure("HTML report of ten charts", warm("html"), { ceiling: 4000, target: 1000 }),
    figure("Markdown report of ten charts", warm("md"), { ceiling: 4000, target: 1000 }),
    figure("XLSX of 10,000 rows", warm("xlsx"), { ceiling: 5000, target: 1000 }),
    figure("page of a kept chart, drawn when it is read", warm("page").slice(0, TEN.length - 1), { ceiling: 1000, target: 60 }),
    figure("rerun of a table of 10,000 rows", warm("rerun"), { ceiling: 5000 }),
  ];
}

const report = (charts: readonly string[], format: string) => ({
  title: "Ten charts",
  sections: charts.map((chart) => ({ heading: "A chart", charts: [chart] })),
  formats: [format],
});

async function made(server: Measured, tool: string, input: object): Promise<void> {
  ok(await server.call(tool, { ...input }));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export const reportsGroup: Group = {
  name: "reports",
  open: async () => ({ scenarios: [], more: reports, close: async () => {} }),
};
