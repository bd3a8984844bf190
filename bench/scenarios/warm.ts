import type { Group, Part, Scenario } from "../scenario.ts";
import { analysis, type Measured, ok, spawnServer } from "../server.ts";

const GROUPBY = `
frame = pd.DataFrame({"team": np.arange(10_000) % 50, "value": np.arange(10_000.0)})
float(frame.groupby("team").agg({"value": ["sum", "mean"]}).value["mean"].sum())`;
/** 300 projects of twelve periods each: the value, the rate and the payback of every one, and the ten best. */
const PORTFOLIO = `
rng = np.random.default_rng(7)
rows = []
for at in range(300):
    flows = [-1000.0, *(rng.random(11) * 400).tolist()]
    rows.append((at, strategic.roi.npv(0.08, flows), strategic.roi.irr(flows), strategic.roi.payback(flows)))
frame = pd.DataFrame(rows, columns=["project", "npv", "irr", "payback"])
len(frame.nlargest(10, "npv")) + int(frame.npv.notna().sum())`;

const LINE = { template: "line", formats: ["png", "html"] };
const CHART = `
frame = pd.DataFrame({"month": np.arange(10_000) % 12, "cost": np.arange(10_000.0)})
by = frame.groupby("month").cost.mean()
{"labels": [f"M{m + 1}" for m in by.index], "series": [{"name": "Cost", "values": by.tolist()}]}`;

/** Warm calls one after the other, by the client's clock; and what of it is not the guest's own code. */
export const warmGroup: Group = {
  name: "warm",
  async open() {
    const server = await spawnServer();
    return {
      scenarios: [
        called(server, {
          code: "sum(range(100))",
          expected: 4950,
          part: { id: "warm-standard-library", title: "warm standard library", ceiling: 2000 },
        }),
        called(server, {
          code: GROUPBY,
          expected: 249_975,
          part: { id: "warm-groupby", title: "warm groupby over 10,000 rows", ceiling: 5000 },
        }),
        called(server, {
          code: PORTFOLIO,
          expected: 310,
          capability: "roi_calculations",
          part: { id: "warm-npv-portfolio", title: "warm portfolio of 300 projects: NPV, IRR, payback", ceiling: 5000 },
        }),
        analysisToChart(server),
      ],
      close: () => server.close(),
    };
  },
};

interface Call {
  readonly code: string;
  readonly expected: number;
  readonly capability?: string;
  readonly part: Omit<Part, "compared">;
}

function called(server: Measured, { code, expected, capability = "strategic_data_analysis", part }: Call): Scenario {
  const over = { id: `${part.id}-over`, title: `${part.title}: time over usage.wallMs`, ceiling: 2000, target: 50 };
  return {
    control: "work",
    samples: { quick: 60, full: 300 },
    // The server compiles its own code for its first some fifty calls; that is no cost of a warm one.
    warmUps: 60,
    pid: server.pid,
    async once() {
      const start = performance.now();
      const { result, usage } = ok(await server.call("run_analysis", { ...analysis(code), capability }));
      const elapsed = performance.now() - start;
      if (result !== expected) throw new Error(`${part.id} answered ${JSON.stringify(result)}`);
      return [elapsed, elapsed - usage.wallMs];
    },
    parts: [
      { ...part, compared: true },
      { ...over, compared: false },
    ],
  };
}

/** One call: the code's result is what is drawn, as PNG and as page. */
function analysisToChart(server: Measured): Scenario {
  return {
    control: "work",
    samples: { quick: 25, full: 100 },
    warmUps: 20,
    pid: server.pid,
    async once() {
      const start = performance.now();
      const answer = await server.call("analyze_and_render", { ...analysis(CHART), ...LINE });
      const elapsed = performance.now() - start;
      const { chart } = answer.structuredContent as { chart: { ok: boolean; png: string | null; html: string | null } | null };
      if (chart?.ok !== true || chart.png === null || chart.html === null) throw new Error("the chart was not drawn");
      return [elapsed];
    },
    parts: [
      {
        id: "analysis-to-chart",
        title: "analysis to chart in one call: groupby, then PNG and page",
        ceiling: 5000,
        target: 500,
        compared: true,
      },
    ],
  };
}
