/** Numbers a real organisation could have, for each compact dashboard: one field for each of its panels. */
const sprints = ["Sprint 18", "Sprint 19", "Sprint 20", "Sprint 21", "Sprint 22", "Sprint 23"];
const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
const teams = ["Checkout", "Search", "Payments", "Mobile", "Platform"];
const one = (labels: readonly string[], name: string, values: readonly number[], unit?: string) => ({
  labels,
  series: [{ name, values }],
  ...(unit !== undefined && { unit }),
});

export const designSystemStatus = {
  adoption: one(teams, "Adoption", [91, 78, 84, 52, 66], "%"),
  coverage: { value: 74, target: 80, unit: "%", name: "Screens on the system", higher_is_better: true },
  usage: one(months, "Component uses", [8_400, 8_900, 9_700, 10_100, 11_300, 12_200]),
  debt: {
    rows: ["Button", "Data table", "Date picker", "Dialog"],
    columns: teams,
    values: [
      [1, 0, 2, 4, 3],
      [6, 3, 5, 9, 14],
      [8, null, 4, 11, 7],
      [2, 1, 3, 5, 6],
    ],
    name: "Design debt",
    unit: "points",
    higher_is_better: false,
  },
};

export const githubActivity = {
  commits: one(months, "Commits", [412, 398, 455, 471, 502, 489]),
  pull_requests: {
    labels: months,
    series: [
      { name: "Merged", values: [118, 109, 131, 140, 149, 143] },
      { name: "Closed", values: [14, 11, 16, 12, 10, 13] },
      { name: "Open", values: [9, 12, 10, 15, 18, 22] },
    ],
    unit: "pull requests",
  },
  review_time: {
    labels: ["web", "api", "mobile"],
    samples: [
      [1, 2, 2, 3, 4, 5, 6, 8, 11, 26],
      [2, 3, 4, 6, 7, 9, 12, 15, 19, 31],
      [3, 5, 6, 8, 11, 14, 18, 22, 27, 49],
    ],
    name: "Review time",
    unit: "h",
  },
  contributors: one(["Rossi", "Okafor", "Tanaka", "Dubois", "Lindqvist"], "Merged pull requests", [64, 51, 47, 38, 22]),
};

export const roiDashboard = {
  roi: one(months, "ROI", [10, 13, 16, 21, 26, 31], "%"),
  cost_benefit: {
    labels: ["Platform API", "CI/CD", "Design System", "Observability"],
    series: [
      { name: "Cost", values: [900_000, 800_000, 700_000, 800_000] },
      { name: "Benefit", values: [1_900_000, 1_100_000, 900_000, 300_000] },
    ],
    unit: "EUR",
  },
  by_initiative: one(["Platform API", "CI/CD", "Design System", "Observability"], "ROI", [111, 38, 29, -62], "%"),
  bridge: {
    labels: ["2025", "Platform API", "CI/CD", "Observability", "2026"],
    values: [620_000, 540_000, 190_000, -350_000, 1_000_000],
    totals: [0, 4],
    name: "Net return",
    unit: "EUR",
  },
};

export const simpleMetrics = {
  figures: {
    kpis: [
      {
        name: "Active users",
        value: 48_200,
        previous: 45_900,
        higher_is_better: true,
        base: "May",
        history: [41_000, 43_200, 45_900, 48_200],
      },
      { name: "Revenue", value: 1_580_000, unit: "EUR", previous: 1_510_000, higher_is_better: true, base: "May" },
      { name: "Churn", value: 1.9, unit: "%", previous: 1.6, target: 1.5, higher_is_better: false, base: "May" },
    ],
  },
  trend: one(months, "Active users", [38_900, 40_100, 41_000, 43_200, 45_900, 48_200]),
};

export const sprintDashboard = {
  velocity: one(sprints, "Velocity", [38, 41, 40, 44, 47, 49], "points"),
  burndown: {
    labels: ["Day 1", "Day 2", "Day 3", "Day 4", "Day 5", "Day 6", "Day 7", "Day 8"],
    series: [
      { name: "Left", values: [49, 46, 43, 41, 34, 26, null, null] },
      { name: "Planned", values: [49, 42, 35, 28, 21, 14, 7, 0] },
    ],
    unit: "points",
  },
  work: { labels: ["Done", "In review", "In progress", "To do"], values: [23, 6, 8, 5], name: "Work items" },
  defects: one(sprints, "Defects", [9, 7, 8, 5, 6, 4]),
};

export const teamPerformance = {
  velocity: one(teams, "Velocity", [47, 39, 52, 31, 44], "points"),
  quality: one(teams, "Changes without incident", [96, 91, 98, 88, 95], "%"),
  satisfaction: one(teams, "Satisfaction", [7.8, 7.1, 8.2, 6.4, 7.5], "of 10"),
  trend: {
    labels: months,
    series: [
      { name: "Checkout", values: [39, 41, 42, 44, 46, 47] },
      { name: "Payments", values: [44, 45, 47, 48, 50, 52] },
      { name: "Mobile", values: [36, 35, 33, 34, 32, 31] },
    ],
    unit: "points",
  },
};
