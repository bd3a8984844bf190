import type { Reality } from "./case.ts";
import { csv, json, many, months, noise } from "./tables.ts";

/** Templates of the personas with tables that nobody made for them. */
export const ofPersonas: readonly Reality[] = [
  {
    name: "support of a year, drivers with a rest",
    template: "support_analysis",
    data: () => ({
      periods: months(12, 2025),
      volume: many(12, (at) => 400 + Math.round(noise(at) * 200)),
      categories: [
        { name: "Login", values: many(12, (at) => 90 + at) },
        { name: "Billing", values: many(12, (at) => 120 - at) },
        { name: "Other", values: many(12, () => 150) },
      ],
      drivers: [
        { name: "Other", value: 900 },
        { name: "Password", value: 610 },
        { name: "Invoice", value: 320 },
        { name: "Export", value: 80 },
        { name: "Import", value: 40 },
        { name: "Sync", value: 20 },
      ],
    }),
    title: "Support volume was highest in Oct 2025, at 594",
    codes: ["TRUNCATED_AXIS"],
    marks: 12,
    never: /Other: \d|named drivers/,
  },
  {
    name: "a cost that hardly moved",
    template: "cost_analysis",
    data: () => ({
      categories: ["People", "Cloud", "Licences", "Travel", "Support"],
      costs: [1_200_000, 520_000, 230_000, 41_000, 157_000],
      previous: [1_190_000, 505_000, 231_000, 40_000, 154_000],
      periods: ["2026-01", "2026-02"],
      series: [
        { name: "People", values: [600_000, 600_000] },
        { name: "Cloud", values: [255_000, 265_000] },
        { name: "Licences", values: [115_000, 115_000] },
      ],
      volume: [90_000, 95_000],
      currency: "EUR",
    }),
    title: "Cost rose from €2.12 M to €2.15 M (+1.3%)",
    codes: ["TOTAL_MISMATCH", "TRUNCATED_AXIS"],
    marks: 6,
    never: /1950000|from €2.1 M to €2.2 M/,
  },
  {
    name: "a return that falls as planned",
    template: "roi_analysis",
    data: () => ({
      roi_trend: { months: months(4, 2026), roi: [31, 28, 27, 22] },
      projected_returns: { timeline: months(6, 2026), projections: [100, 90, 70, 50, 30, 20], actual_until: "2026-02" },
      currency: "USD",
    }),
    title: "ROI fell from 31% to 22%, Jan to Apr 2026",
    codes: ["TRUNCATED_AXIS"],
    marks: 4,
    never: /returns \$20/,
  },
  {
    name: "figures with and without a direction",
    template: "business_metrics",
    data: () => ({
      kpis: [
        { name: "Uptime", value: 99.951, unit: "%", target: 99.95, previous: 99.949, higher_is_better: true },
        { name: "Churn", value: 2.1, unit: "%", previous: 1.9, higher_is_better: false },
        { name: "Headcount", value: 412, previous: 401 },
        { name: "NPS", value: 41, previous: 41, higher_is_better: true },
        { name: "Revenue", value: 4_212_000, unit: "EUR", previous: 4_010_000, higher_is_better: true },
      ],
    }),
    title: "Business metrics",
    codes: [],
    marks: 5,
    never: /4 of 5 measures improved|All \d/,
  },
  {
    name: "budgets, one far over",
    template: "investment_tracking",
    data: () => ({
      initiatives: ["Platform", "Checkout", "Data mesh", "Mobile"],
      budget: [1_200_000, 640_000, 850_000, 0],
      actual: [1_140_000, 702_000, 611_000, 12_000],
      currency: "EUR",
    }),
    title: "2 of 4 initiatives are over budget; Checkout is furthest over, by €62 k",
    codes: [],
    marks: 4,
  },
  {
    name: "forecast above what is",
    template: "strategic_trends",
    data: () => ({
      periods: months(6, 2026),
      series: [{ name: "Deployments", values: [212, 230, 241, 238, 260, 281], higher_is_better: true }],
      forecast: { periods: ["2026-07", "2026-08"], values: [300, 315], low: [280, 270], high: [320, 360] },
    }),
    title: "Deployments rose from 212 to 281, Jan to Jun 2026",
    codes: ["TRUNCATED_AXIS"],
    marks: 8,
  },
  {
    name: "thirty teams",
    template: "team_metrics",
    data: () => ({
      teams: many(30, (at) => `Team ${String.fromCharCode(65 + (at % 26))}${at > 25 ? "2" : ""}`),
      velocity: many(30, (at) => Math.round(20 + noise(at) * 60)),
      quality: many(30, (at) => 80 + noise(at + 50) * 20),
      satisfaction: many(30, (at) => 5 + noise(at + 90) * 5),
    }),
    title: "Velocity: Team M is highest at 80 points, Team A2 lowest at 20",
    codes: [],
    marks: 30,
  },
  {
    name: "nothing but velocity",
    template: "leadership_dashboard",
    data: () => ({ velocity_data: { dates: months(7, 2026), velocity: [41, 44, 39, 52, null, 58, 61] } }),
    title: "Velocity rose from 41 to 61, Jan to Jul 2026",
    codes: ["TRUNCATED_AXIS"],
    marks: 7,
  },
  {
    name: "a service without errors",
    template: "architecture_health",
    data: () => ({
      services: ["api", "web", "jobs", "search"],
      performance_scores: [91, 88, 62, 95],
      overall_health: 84,
      timestamps: months(6, 2026),
      response_times: [210, 230, 205, 260, 240, 228],
      error_types: ["timeout", "5xx"],
      error_counts: [0, 0],
      requests: 1e6,
    }),
    title: "Performance score: search is highest at 95, jobs lowest at 62",
    codes: ["TRUNCATED_AXIS"],
    marks: 4,
  },
  {
    name: "objectives with many nines",
    template: "performance_metrics",
    data: () => ({
      services: ["api", "web", "pay"],
      p50: [40, 52, 31],
      p95: [120, 240, 110],
      p99: [310, 900, 180],
      slo: [99.9, 99.95, 99.99],
      attainment: [99.93, 99.949, 99.991],
    }),
    title: "web has spent its error budget",
    codes: [],
    marks: 9,
    never: /100%/,
  },
  {
    name: "debt that stands still",
    template: "technical_debt_trends",
    data: () => ({
      months: months(8, 2025),
      debt_score: many(8, () => 42),
      code_coverage: many(8, (at) => 70 + at),
      complexity_score: many(8, (at) => 12 - noise(at)),
    }),
    title: "Debt score: all values are 42",
    codes: ["TRUNCATED_AXIS"],
    marks: 8,
  },
  {
    name: "flare as dependencies",
    template: "system_dependency_map",
    data: () => {
      const nodes = json("miserables.json") as unknown as {
        nodes: { name: string; group: number }[];
        links: { source: number; target: number; value: number }[];
      };
      return {
        nodes: nodes.nodes.slice(0, 24).map(({ name, group }, at) => ({ id: String(at), label: name, group: String(group) })),
        edges: nodes.links
          .filter(({ source, target }) => source < 24 && target < 24)
          .map(({ source, target, value }) => ({ source: String(source), target: String(target), weight: value })),
      };
    },
    title: "The longest chain has 8 systems: Fantine to Tholomyes",
    codes: [],
    marks: 24,
  },
  {
    name: "a road of two years with contradictions",
    template: "technology_roadmap",
    data: () => ({
      items: [
        { name: "Identity consolidation", track: "Platform", start: "2025-01", end: "2025-06", status: "on track" },
        { name: "Data mesh", track: "Data", start: "2025-09", end: "2026-12", status: "at risk" },
        { name: "Dynamic pricing", track: "Product", start: "2026-05", end: "2026-06", status: "planned" },
        { name: "Mobile", track: "Product", start: "2025-03", end: "2025-12", status: "done" },
        { name: "Ledger", track: "Platform", start: "2026-02", end: "2026-09", status: "late" },
      ],
      today: "2026-08-15",
    }),
    title: "2 of 5 initiatives are late or at risk",
    codes: ["STATUS_CONFLICT"],
    marks: 5,
  },
  {
    name: "an idea at every corner",
    template: "innovation_metrics",
    data: () => ({
      initiatives: many(14, (at) => ({
        name: `Idea ${at + 1}`,
        impact: Math.round(noise(at) * 100) / 10,
        effort: Math.round(noise(at + 20) * 100) / 10,
        maturity: Math.round(noise(at + 40) * 100),
        stage: ["idea", "pilot", "scale"][at % 3],
      })),
    }),
    title: "4 of 14 initiatives are quick wins: high impact for low effort",
    codes: [],
    marks: 14,
  },
  {
    name: "we lead everywhere",
    template: "competitive_analysis",
    data: () => ({
      dimensions: ["Price", "Quality", "Speed", "Reach", "Trust"],
      competitors: [
        { name: "We", scores: [9, 9, 8, 9, 9] },
        { name: "Rival", scores: [5, 7, 6, 8, 4] },
        { name: "Other", scores: [6, 4, 7, 5, 5] },
      ],
    }),
    title: "We lead in every dimension",
    codes: [],
    marks: 15,
  },
  {
    name: "all in one corner",
    template: "stakeholder_map",
    data: () => ({
      stakeholders: [
        { name: "Head of Sales", power: 8, interest: 8.2, stance: "critic" },
        { name: "Data protection officer", power: 7.9, interest: 8.1, stance: "supporter" },
        { name: "CFO", power: 8.1, interest: 8, stance: "neutral" },
        { name: "Works council", power: 7.8, interest: 8.3, stance: "critic" },
        { name: "CIO", power: 8.2, interest: 7.9, stance: "supporter" },
      ],
    }),
    title: "2 of 5 stakeholders with power and interest are critics",
    codes: [],
    marks: 5,
  },
  {
    name: "components from nobody to all",
    template: "component_adoption",
    data: () => ({
      components: ["Button", "Table", "Chart", "Modal", "Toast"],
      adoption_rates: [100, 84, 31, 0, 62],
      teams_using: [24, 20, 7, 0, 15],
    }),
    title: "Adoption: Button is highest at 100%, Modal lowest at 0%",
    codes: [],
    marks: 5,
  },
  {
    name: "bounded beside bounded",
    template: "team_comparison",
    data: () => ({
      teams: ["Checkout", "Search", "Payments"],
      adoption_scores: [91, 72, 55],
      components_used: [34, 29, 12],
      consistency_scores: [88, 80, 61],
    }),
    title: "Adoption: Checkout is highest at 91%, Payments lowest at 55%",
    codes: [],
    marks: 3,
  },
  {
    name: "scores above their target",
    template: "design_system_maturity",
    data: () => ({
      categories: ["Tokens", "Docs", "Code", "Design"],
      current_scores: [4.5, 3, 4.8, 2.2],
      target_scores: [4, 4, 4.5, 4],
    }),
    title: "Design is furthest from its target, by 1.8",
    codes: [],
    marks: 8,
  },
  {
    name: "debt of nobody",
    template: "design_debt_visualization",
    data: () => ({
      components: ["Button", "Table"],
      teams: ["A", "B", "C"],
      debt_matrix: [
        [0, 0, 0],
        [0, 0, 0],
      ],
    }),
    title: "Design debt: all values are 0 points",
    codes: [],
    marks: 6,
  },
  {
    name: "usage that doubles",
    template: "usage_trend_analysis",
    data: () => ({
      months: months(12, 2025),
      component_usage: many(12, (at) => 1000 * 2 ** (at / 11)),
      new_implementations: many(12, (at) => Math.round(5 + noise(at) * 4)),
      design_debt_reduction: many(12, (at) => at),
    }),
    title: "Component usage rose from 1,000 to 2,000, Jan to Dec 2025",
    codes: [],
    marks: 12,
  },
  {
    name: "a sprint that slips",
    template: "sprint_dashboard",
    data: () => ({
      velocity: { labels: many(6, (at) => `Sprint ${at + 38}`), values: [41, 38, 44, 47, 33, 30], name: "Points" },
      burndown: {
        labels: many(10, (at) => `Day ${at + 1}`),
        series: [
          { name: "Left", values: [60, 58, 55, 52, 50, 41, 33, 30, 28, 26] },
          { name: "Planned", values: many(10, (at) => 60 - at * 6.67) },
        ],
      },
      work: { labels: ["Done", "In progress", "To do", "Blocked"], values: [14, 5, 6, 2], name: "Items" },
      defects: { labels: many(6, (at) => `Sprint ${at + 38}`), values: [3, 0, 4, 2, 6, 1], name: "Defects" },
    }),
    title: "Points fell from 41 to 30, Sprint 38 to Sprint 43",
    codes: ["TRUNCATED_AXIS"],
    marks: 6,
    never: /Day 1 periods/,
  },
  {
    name: "commits of a month",
    template: "github_activity",
    data: () => ({
      commits: {
        rows: csv("github.csv")
          .slice(0, 400)
          .map((row) => ({ day: String(row.time).slice(0, 10).replaceAll("/", "-"), commits: row.count ?? null })),
        encoding: { x: "day", y: "commits", aggregate: "sum" },
      },
    }),
    title: "commits was highest on Jan 6, 2015, at 43",
    codes: [],
    marks: 61,
  },
];
