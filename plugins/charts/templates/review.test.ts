import { describe, expect, test } from "vitest";
import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import { draw } from "../tests/charts.ts";

/** What a chart said of real tables and should not have, each as a case and its siblings. */
const line = (labels: readonly string[], ...series: readonly (readonly [string, readonly (number | null)[]])[]) => ({
  labels,
  series: series.map(([name, values]) => ({ name, values })),
});
const said = (spec: DashboardSpec): string[] => [spec.title, spec.subtitle, ...spec.panels.map(({ title }) => title)];
const codes = (spec: DashboardSpec) => spec.warnings.map(({ code }) => code);
const years = (from: number, count: number) => Array.from({ length: count }, (_, at) => String(from + at));

describe("over time", () => {
  test("a volatile row says its extreme, not its two ends", () => {
    const jobs = line(
      ["2007-01", "2008-03", "2009-03", "2010-01", "2012-06"],
      ["Monthly change in jobs", [282e3, 100e3, -802e3, 50e3, 234e3]],
    );
    expect(draw("line", jobs).title).toBe("Monthly change in jobs was lowest in Mar 2009, at \u2212802\u202fk");
  });

  test("a loss that narrows did not rise; what crosses zero turned", () => {
    const result = (...values: number[]) =>
      draw("line", { ...line(["Q1 2025", "Q2 2025", "Q3 2025"], ["Operating result", values]), unit: "EUR" }).title;
    expect(result(-4.2e6, -3.1e6, -2.6e6)).toBe(
      "Operating result was \u2212€2.6\u202fM in Q3 2025, after \u2212€4.2\u202fM in Q1 2025",
    );
    expect(result(-2e6, -1e6, 3e6)).toMatch(/^Operating result turned positive: /);
    expect(result(2e6, 1e6, -3e6)).toMatch(/^Operating result turned negative: /);
  });

  test.each([
    ["stores", ["Store 3", "Store 7", "Store 12"]],
    ["codes", ["C0", "C17", "C39"]],
    ["intervals", ["0–10", "10–20", "20–30"]],
    ["versions", ["v1", "v2", "v3"]],
    ["years out of order of their own kind", ["2020", "2019 est.", "2021"]],
  ])("%s are not time", (_, labels) => {
    for (const id of ["bar", "line"]) expect(draw(id, line(labels, ["Sales", [300, 200, 90]])).title).not.toMatch(/rose|fell/);
  });

  test("the share at the end or its change, never pooled over time", () => {
    const power = line(years(2001, 3), ["Fossil", [90, 80, 52]], ["Renewables", [3.5, 12, 39]], ["Nuclear", [6.5, 8, 9]]);
    for (const id of ["area", "stacked_bar"]) {
      const spec = draw(id, power);
      expect(spec.title).toBe("Fossil fell from 90% to 52% of the total, 2001 to 2003");
      expect(spec.panels[0]?.title).toBe("Fossil: 52% of the total in 2003, the largest part");
    }
    const gone = line(years(2001, 3), ["Legacy", [900, 500, 0]], ["New", [10, 300, 400]]);
    expect(said(draw("stacked_bar", gone)).join()).not.toMatch(/Legacy: \d/);
  });

  test("a plan is said against its start or the last that is actual, whichever way it goes", () => {
    const plan = { timeline: ["2026-01", "2026-02", "2026-03"], projections: [100, 60, 20], actual_until: "2026-01" };
    const spec = draw("roi_analysis", { roi_trend: { months: ["2026-01", "2026-02"], roi: [1, 2] }, projected_returns: plan });
    expect(spec.panels.at(-1)?.title).toBe("Cumulative return: from $100 in Jan 2026 to $20 in Mar 2026, as planned");
  });

  test("both the last that is actual and the forecast are written, and the band is named", () => {
    const forecast = { periods: ["2026-03"], values: [3], low: [2], high: [4] };
    const spec = draw("strategic_trends", {
      periods: ["2026-01", "2026-02"],
      series: [{ name: "Deployments", values: [1, 2] }],
      forecast,
    });
    expect(spec.panels[0]?.series[0]?.labelled).toEqual(expect.arrayContaining([1, 2]));
    expect(spec.panels[0]?.subtitle).toContain("dashed is forecast, the band its low to high");
  });
});

describe("beside each other", () => {
  test("facts come from all bars, and the last of those that are drawn is not called the lowest", () => {
    const labels = Array.from({ length: 90 }, (_, at) => `Country ${String.fromCharCode(65 + at)}x`);
    const values = labels.map((_, at) => 10 + ((at * 17) % 90));
    const spec = draw("bar", line(labels, ["Births", values]));
    expect(spec.title).toBe(`Births: ${labels[values.indexOf(99)]} is highest at 99`);
  });

  test("of a ranking that was made elsewhere neither", () => {
    expect(draw("bar", line(["a", "b", "c", "d", "e"], ["Sales", [9, 8, 7, 6, 5]])).title).toBe("Sales: a is highest at 9");
  });

  test("a rest is not named, whoever added it up", () => {
    const parts = { labels: ["Other", "Search", "Direct"], values: [60, 30, 10], name: "Visits" };
    for (const id of ["pie", "doughnut", "treemap"]) expect(draw(id, parts).headline).toBeNull();
    const many = line(years(2001, 2), ...Array.from({ length: 12 }, (_, at) => [`S${at}`, [10, 10 + at / 10]] as const));
    for (const id of ["area", "stacked_bar"]) expect(said(draw(id, many)).join()).not.toMatch(/Others?\b/);
  });

  test("several series are no title", () => {
    const flows = line(years(2001, 2), ["Inflow", [1, 2]], ["Outflow", [2, 1]]);
    for (const id of ["line", "bar", "area", "stacked_bar"]) expect(draw(id, flows).title).not.toBe("Inflow, Outflow");
  });

  test("of two series the measure is named, unless they are measures themselves", () => {
    const rows = [1931, 1932].flatMap((year) =>
      ["Duluth", "Morris"].map((site) => ({ site, yield: year % 100, year: String(year) })),
    );
    const encoding = { x: "site", y: "yield", series: "year" };
    expect(draw("bar", { rows, encoding }).title).toBe("yield: 1932 is above 1931 in each of 2");
    expect(draw("bar", line(["a", "b"], ["Benefit", [3, 4]], ["Cost", [1, 2]])).title).toBe("Benefit is above Cost in each of 2");
  });

  test("the least that goes on is a conversion; most may be lost elsewhere", () => {
    const stages = { labels: ["Lead", "Proposal", "Won"], values: [7000, 1000, 90], name: "Deals" };
    expect(draw("funnel", stages).title).toBe("Deals: lowest conversion from Proposal to Won, 9%");
  });
});

describe("figures", () => {
  const kpi = (value: number, previous: number, up?: boolean) => ({
    ...{ name: `K${value}${up}`, value, previous },
    ...(up !== undefined && { higher_is_better: up }),
  });

  test("a verdict counts every measure, and without all their directions there is none", () => {
    const kpis = [kpi(5, 4, true), kpi(6, 6, true), { ...kpi(2, 1, false), name: "Churn" }];
    expect(draw("business_metrics", { kpis }).title).toBe("1 of 3 measures improved, 1 unchanged; Churn got worse");
    expect(draw("business_metrics", { kpis: [...kpis, kpi(8, 7)] }).headline).toBeNull();
    expect(draw("business_metrics", { kpis: [...kpis, { name: "New", value: 1, higher_is_better: true }] }).headline).toBeNull();
  });

  test("value, target and difference stay distinct, and what is not all is not written as all", () => {
    const gauge = draw("gauge", { value: 99.951, target: 99.95, max: 100, unit: "%", name: "Uptime" });
    expect(gauge.title).toBe("Uptime is at 99.951%, 0.001\u202fpts above the target of 99.950%");
    const parts = { labels: ["a", "b"], values: [1e9, 1], name: "Cost" };
    expect(draw("pie", parts).title).not.toContain("100%");
    const cost = { categories: ["a"], costs: [2.15e6], previous: [2.122e6], currency: "EUR" };
    expect(draw("cost_analysis", cost).title).toBe("Cost rose from €2.12\u202fM to €2.15\u202fM (+1.3%)");
  });

  test("nothing but zeros says so", () => {
    for (const id of ["pie", "treemap", "funnel"]) {
      const spec = draw(id, { labels: ["a", "b"], values: [0, 0], name: "Cost" });
      expect([spec.title, spec.noData]).toEqual(["Cost: all values are 0", []]);
    }
    for (const id of ["bar", "line"])
      expect(draw(id, line(years(2001, 2), ["Cost", [0, 0]])).title).toBe("Cost: all values are 0");
  });

  test("a correlation is that of all points, not of those that are drawn", () => {
    const points = Array.from({ length: 5000 }, (_, at) => ({ x: at % 100, y: (at % 100) + ((at * 7919) % 97) - 48 }));
    const spec = draw("scatter", { points, x_name: "Age", y_name: "Weight" });
    expect(codes(spec)).toContain("SAMPLED");
    expect(spec.title).toMatch(/^Age and Weight rise together \(r = 0\.7\d, 5000 points\)$/);
  });
});

describe("templates of a persona", () => {
  const months = ["2026-01", "2026-02"];

  test("cost per unit is of what adds up to the costs, or says of what", () => {
    const series = [{ name: "People", values: [10, 10] }];
    const unit = (costs: number[]) =>
      draw("cost_analysis", { categories: ["People", "Cloud"], costs, periods: months, series, volume: [5, 4] });
    expect(unit([20, 0]).panels.at(-1)?.neutralTitle).toBe("Cost per unit");
    const part = unit([20, 30]);
    expect(part.panels.at(-1)?.neutralTitle).toBe("Cost of People per unit");
    expect(codes(part)).toContain("TOTAL_MISMATCH");
  });

  test("drivers are measured against all tickets, and a rest is the last and not one of them", () => {
    const drivers = [
      ["Reset", 842],
      ["Invoice", 511],
      ["Other", 455],
      ["Report", 398],
      ["SSO", 274],
      ["Export", 163],
    ].map(([name, value]) => ({ name, value }));
    const panel = (volume: number[]) => draw("support_analysis", { periods: months, volume, drivers }).panels.at(-1);
    expect(panel([1700, 1743])?.title).toBe("3 of 5 make up 50.9% of tickets");
    expect(panel([1700, 1743])?.labels.at(-1)).toBe("Other");
    // The line adds them up, of all tickets: it ends where the listed ones do.
    expect(panel([1700, 1743])?.drawing).toMatchObject({ form: "pareto" });
    expect(panel([1700, 1743])?.table?.rows.at(-1)?.at(-1)).toBe("76.8%");
    expect(panel([10, 10])?.title).toBe("2 of 5 make up 51.2% of the tickets listed");
  });

  test("every status of a roadmap has its figure, and one that its dates speak against is said", () => {
    const item = (name: string, status: string, end: string) => ({ name, track: "T", start: "2024-01", end, status });
    const items = [item("Old", "on track", "2025-01"), item("New", "planned", "2027-01"), item("Late", "late", "2027-01")];
    const spec = draw("technology_roadmap", { items, today: "2026-06-15" });
    expect(spec.kpis.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(items.length);
    expect(spec.warnings.filter(({ code }) => code === "STATUS_CONFLICT").map(({ message }) => message.split(" ")[0])).toEqual([
      "Old",
      "New",
    ]);
  });

  test("what stands in each stage is no funnel; scales that end at 100 are drawn to 100; colour is strong, not dark", () => {
    const stage = (name: string, at: string) => ({ name, impact: 5, effort: 5, maturity: 50, stage: at });
    const stages = draw("innovation_metrics", { initiatives: [stage("a", "Idea"), stage("b", "Pilot")] }).panels[1];
    expect(stages?.kind).toBe("horizontal-bar");
    const teams = draw("team_comparison", {
      teams: ["a", "b"],
      adoption_scores: [91, 20],
      components_used: [3, 4],
      consistency_scores: [88, 20],
    });
    const drawing = teams.panels[0]?.drawing;
    expect(drawing?.form === "rows" && drawing.columns.map(({ max }) => max)).toEqual([100, undefined, 100]);
    expect(draw("design_debt_visualization", { components: ["a"], teams: ["b"], debt_matrix: [[1]] }).panels[0]?.subtitle).toBe(
      "Debt points; stronger colour is more",
    );
  });

  test("optional panels whose data was not given are left out; half a slide of gauge is a bullet", () => {
    const lead = { velocity_data: { dates: months, velocity: [1, 2] }, initiative_progress: { current: 68, target: 75 } };
    const spec = draw("leadership_dashboard", lead);
    expect(spec.panels.map(({ id, drawing }) => [id, drawing?.form])).toEqual([
      ["velocity", undefined],
      ["initiatives", "bullet"],
    ]);
    expect(spec.noData).toEqual([]);
  });
});

test("the same words never stand twice, and the title while filtered makes no finding", () => {
  for (const id of ["bar", "line", "area", "stacked_bar"]) {
    const spec = draw(id, line(years(2001, 3), ["Sales", [1, 5, 9]]));
    expect(new Set(said(spec)).size).toBe(said(spec).length);
    expect([spec.neutralTitle, spec.panels[0]?.neutralTitle]).toEqual(["Sales", "Sales"]);
    expect(spec.claim?.[0]).toMatchObject({ kind: "trend", measure: "Sales", first: { label: "2001", value: 1 } });
  }
});
