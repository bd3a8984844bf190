import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { analysis, type RunningServer, startServer } from "./server.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

interface Panel {
  labels: string[];
  series: { name: string; values: (number | null)[] }[];
  drawing?: unknown;
  table?: { rows: (string | number | null)[][] };
}

interface Table {
  columns: unknown[];
  rows: unknown[][];
  index: string[];
}

/** The panels that the page draws from, out of the page itself. */
const drawn = async (code: string, template = "bar"): Promise<Panel> => (await drawnWithResult(code, template)).panel;

async function drawnWithResult(code: string, template: string): Promise<{ panel: Panel; result: Table }> {
  const { data } = await server.call("analyze_and_render", { ...analysis(code), template, formats: ["html"] });
  const { run, chart } = data as { run: { status: string; result: Table }; chart: { ok: boolean; html: string; error: unknown } };
  expect({ status: run.status, ok: chart.ok, error: chart.error }).toEqual({ status: "ok", ok: true, error: null });
  const { contents } = await server.client.readResource({ uri: chart.html });
  const page = (contents[0] as { text: string }).text;
  const json = /<script[^>]*type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "";
  const found = JSON.parse(json) as { spec?: { panels: Panel[] }; panels?: Panel[] };
  return { panel: (found.spec ?? found).panels?.[0] as Panel, result: run.result };
}

test("what pandas computed is what is drawn, to the last digit", async () => {
  // Written into the code as JSON, which has no minus zero.
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0);
  const numbers = fc.sample(fc.array(number, { minLength: 2, maxLength: 12 }), 8);
  for (const row of numbers) {
    const panel = await drawn(
      `pd.DataFrame({"name": [f"n{i}" for i in range(${row.length})], "value": ${JSON.stringify(row)}}).set_index("name")`,
    );
    expect(panel.series[0]?.values).toEqual(row);
    expect(panel.labels).toEqual(row.map((_, index) => `n${index}`));
  }
});

/** Random data in pandas; what it says as a result, and what each kind of chart drew of it. */
const kinds: readonly (readonly [template: string, code: string, numbers: (panel: Panel) => unknown])[] = [
  ["line", "frame.cumsum()", ({ series }) => series.map(({ values }) => values)],
  ["stacked_bar", "frame.abs()", ({ series }) => series.map(({ values }) => values)],
  [
    "bar",
    'frame.melt(ignore_index=False).groupby("variable")["value"].mean()',
    ({ series }) => series.map(({ values }) => values),
  ],
  ["waterfall", 'frame["a"]', ({ table }) => [table?.rows.slice(0, 5).map((row) => row.at(-1))]],
  ["heatmap", "frame", ({ drawing }) => transposed((drawing as { values: number[][] }).values)],
  ["scatter", "frame[['a', 'b']]", ({ drawing }) => points(drawing)],
  ["histogram", 'frame["a"]', ({ series }) => [[series[0]?.values.reduce((sum, count) => (sum ?? 0) + (count ?? 0), 0)]]],
  ["boxplot", "frame", ({ drawing }) => (drawing as { items: { median: number }[] }).items.map(({ median }) => [median])],
];
/** How a kind says in numbers what the data says. */
const said: Readonly<Record<string, (columns: number[][]) => unknown>> = {
  histogram: ([a = []]) => [[a.length]],
  boxplot: (columns) => columns.map((column) => [column.toSorted((x, y) => x - y)[2]]),
};

const transposed = (rows: readonly (readonly number[])[]): number[][] =>
  (rows[0] ?? []).map((_, at) => rows.map((row) => row[at] as number));
const points = (drawing: unknown) =>
  transposed((drawing as { points: { x: number; y: number }[] }).points.map(({ x, y }) => [x, y]));

test.each(kinds)("whatever pandas computed, %s draws those numbers", async (template, code, numbers) => {
  for (const seed of fc.sample(fc.integer({ min: 0, max: 2 ** 31 }), 4)) {
    const made = `frame = pd.DataFrame(np.random.default_rng(${seed}).normal(0, 1000, (5, 3)), columns=list("abc"), index=[f"r{i}" for i in range(5)])\n${code}`;
    const { panel, result } = await drawnWithResult(made, template);
    const { columns, index, rows } = result;
    const computed = columns.slice(index.length).map((_, at) => rows.map((row) => row[at + index.length] as number));
    expect([seed, numbers(panel)]).toEqual([seed, said[template]?.(computed) ?? computed]);
  }
});

test("a groupby's result is drawn as it is, labels with their values", async () => {
  const panel = await drawn('pd.DataFrame({"team": list("abab"), "v": [1, 2, 3, 4.5]}).groupby("team")["v"].sum()');
  expect(panel).toMatchObject({ labels: ["a", "b"], series: [{ name: "v", values: [4, 6.5] }] });
});

test("a gap stays a gap: nothing is invented", async () => {
  const panel = await drawn('{"labels": ["a", "b", "c"], "series": [{"name": "v", "values": [1, float("nan"), 3]}]}', "line");
  expect(panel.series[0]?.values).toEqual([1, null, 3]);
});

test("a run's own result can be drawn later without retyping it", async () => {
  const { data } = await server.call("run_analysis", analysis('{"north": 10, "south": 20}'));
  const chart = await server.call("render_chart", {
    template: "bar",
    from: { executionId: (data as { executionId: string }).executionId },
  });
  expect(chart.data).toMatchObject({ ok: true, headline: "Value: south is highest at 20, north lowest at 10" });
  expect(chart.content.map(({ type }) => type)).toEqual(["text", "image", "resource_link", "resource_link"]);
});

test("strategic.chart draws inside an analysis, and says why when it can't", async () => {
  const code =
    'strategic.chart("bar", {"a": 1, "b": 2}, title="Two <bars>")\nstrategic.chart("roi_analysis", {"roi_trend": {"months": ["Jan"], "roi": [1, 2]}})\n"done"';
  const { data } = await server.call("run_analysis", analysis(code));
  const { charts, stderr, disclosure } = data as {
    charts: { title: string; png: string | null }[];
    stderr: string;
    disclosure: string;
  };
  expect(charts).toMatchObject([{ title: "Two <bars>", png: expect.stringMatching(/^strategic:\/\/charts\//) }, { png: null }]);
  expect(stderr).toContain("roi_trend.roi: has 2 values where months has 1");
  expect(disclosure).toContain("charts bar, roi_analysis");
});

test.each([
  [
    "an unknown template",
    { template: "roi_analisys", sample: true },
    { code: "UNKNOWN_TEMPLATE", known: expect.arrayContaining(["roi_analysis"]) },
  ],
  [
    "a missing field",
    { template: "roi_analysis", data: { roi_trend: { months: ["Jan"] } } },
    { code: "INVALID_DATA", path: "roi_trend.roi" },
  ],
  [
    "arrays of unequal length",
    { template: "architecture_health", data: { services: ["a"], performance_scores: [1, 2] } },
    { code: "INVALID_DATA", path: "performance_scores" },
  ],
  ["neither data nor sample", { template: "bar" }, { code: "INVALID_INPUT" }],
  ["a picture too large", { template: "bar", sample: true, width: 9000 }, { code: "INVALID_INPUT", path: "width" }],
])("%s is an answer with what to mend", async (_, args, error) => {
  const { data, isError } = await server.call("render_chart", args);
  expect(isError).toBe(true);
  expect(data).toMatchObject({ ok: false, png: null, html: null, error });
});

test("a panel whose data was given in part says which field is missing; one that was not given leaves its place", async () => {
  const { data } = await server.call("render_chart", {
    template: "architecture_health",
    data: { services: ["Search", "Payments"], performance_scores: [61, 94], timestamps: ["2026-01", "2026-02"] },
  });
  expect(data).toMatchObject({ ok: true, headline: "Performance score: Payments is highest at 94, Search lowest at 61" });
  expect((data as { noData: { field: string }[] }).noData.map(({ field }) => field)).toEqual(["response_times"]);
});

/** Every id and second spelling that the design names. */
const promised = [
  ...["leadership_dashboard", "team_metrics", "strategic_trends", "support_analysis"],
  ...["roi_analysis", "investment_tracking", "business_metrics", "cost_analysis"],
  ...[
    "architecture_health",
    "service_performance",
    "system_dependency_map",
    "system_dependencies",
    "technical_debt_trends",
    "performance_metrics",
  ],
  ...["technology_roadmap", "innovation_metrics", "competitive_analysis", "stakeholder_map"],
  ...[
    "component_adoption",
    "adoption_metrics",
    "design_system_maturity",
    "design_system_health",
    "usage_trend_analysis",
    "team_comparison",
  ],
  ...[
    "design_debt_visualization",
    "bar",
    "line",
    "area",
    "scatter",
    "pie",
    "doughnut",
    "stacked_bar",
    "heatmap",
    "waterfall",
    "funnel",
    "gauge",
  ],
  ...["treemap", "sankey", "boxplot", "histogram", "table", "kpi", "auto", "dashboard"],
  ...["sprint_dashboard", "team_performance", "roi_dashboard", "design_system_status", "github_activity", "simple_metrics"],
];

test("every advertised template renders its sample as PNG and page, in under 500 KB", async () => {
  const { data } = await server.call("list_templates", {});
  const items = (data as { items: { id: string; aliases: string[] }[] }).items;
  const ids = items.map(({ id }) => id);
  const known = new Set(items.flatMap(({ id, aliases }) => [id, ...aliases]));
  expect(promised.filter((id) => !known.has(id))).toEqual([]);
  for (const template of ids) {
    const drawnSample = await server.call("render_chart", { template, sample: true });
    const { ok, png, html, warnings } = drawnSample.data as {
      ok: boolean;
      png: string;
      html: string;
      warnings: { code: string }[];
    };
    expect({ template, ok }).toEqual({ template, ok: true });
    expect(warnings.filter(({ code }) => code === "PANEL_FAILED")).toEqual([]);
    const picture = await server.client.readResource({ uri: png });
    expect(
      Buffer.from((picture.contents[0] as { blob: string }).blob, "base64")
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    const page = ((await server.client.readResource({ uri: html })).contents[0] as { text: string }).text;
    expect(page.length).toBeLessThan(500_000);
    expect(page).toContain("SAMPLE DATA");
  }
});
