import type { ChartTemplate } from "../../../../core/plugin.ts";
import { compact } from "./compact.ts";

const sprints = ["Sprint 18", "Sprint 19", "Sprint 20", "Sprint 21", "Sprint 22", "Sprint 23"];
const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
const teams = ["Checkout", "Search", "Payments", "Mobile", "Platform"];
const one = (labels: readonly string[], name: string, values: readonly number[], unit?: string) => ({
  labels,
  series: [{ name, values }],
  ...(unit !== undefined && { unit }),
});

/** The short dashboards that a chat asks for by name. */
export const compactTemplates: readonly ChartTemplate[] = [
  compact({
    id: "design_system_status",
    title: "Design system status",
    purpose: "A design system in four panels: adoption, coverage, usage, debt",
    persona: "rachel",
    slots: [
      {
        field: "adoption",
        title: "Adoption",
        template: "bar",
        says: 'Adoption per team, percent (31 is 31 %): say unit: "%"',
        sample: one(teams, "Adoption", [91, 78, 84, 52, 66], "%"),
      },
      {
        field: "coverage",
        title: "Coverage",
        template: "gauge",
        says: "Share of screens built with the system, percent",
        sample: { value: 74, target: 80, unit: "%", name: "Screens on the system", higher_is_better: true },
      },
      {
        field: "usage",
        title: "Usage",
        template: "line",
        says: "Uses of components per period",
        sample: one(months, "Component uses", [8_400, 8_900, 9_700, 10_100, 11_300, 12_200]),
      },
      {
        field: "debt",
        title: "Design debt",
        template: "heatmap",
        says: "Debt in points, by component and team",
        sample: {
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
      },
    ],
  }),
  compact({
    id: "github_activity",
    title: "GitHub activity",
    purpose: "A repository in four panels: commits, pull requests, review time, contributors",
    persona: null,
    slots: [
      {
        field: "commits",
        title: "Commits",
        template: "line",
        says: "Commits per period",
        sample: one(months, "Commits", [412, 398, 455, 471, 502, 489]),
      },
      {
        field: "pull_requests",
        title: "Pull requests",
        template: "stacked_bar",
        says: "Pull requests per period, by what became of them",
        sample: {
          labels: months,
          series: [
            { name: "Merged", values: [118, 109, 131, 140, 149, 143] },
            { name: "Closed", values: [14, 11, 16, 12, 10, 13] },
            { name: "Open", values: [9, 12, 10, 15, 18, 22] },
          ],
          unit: "pull requests",
        },
      },
      {
        field: "review_time",
        title: "Review time",
        template: "boxplot",
        says: "Single review times per repository, in hours",
        sample: {
          labels: ["web", "api", "mobile"],
          samples: [
            [1, 2, 2, 3, 4, 5, 6, 8, 11, 26],
            [2, 3, 4, 6, 7, 9, 12, 15, 19, 31],
            [3, 5, 6, 8, 11, 14, 18, 22, 27, 49],
          ],
          name: "Review time",
          unit: "h",
        },
      },
      {
        field: "contributors",
        title: "Contributors",
        template: "bar",
        says: "Merged pull requests per contributor",
        sample: one(["Rossi", "Okafor", "Tanaka", "Dubois", "Lindqvist"], "Merged pull requests", [64, 51, 47, 38, 22]),
      },
    ],
  }),
  compact({
    id: "roi_dashboard",
    title: "Return on investment",
    purpose: "An investment in four panels: return, cost and benefit, initiatives, what changed",
    persona: "alvaro",
    slots: [
      {
        field: "roi",
        title: "ROI",
        template: "line",
        says: 'ROI per period, percent (31 is 31 %): say unit: "%"',
        sample: one(months, "ROI", [10, 13, 16, 21, 26, 31], "%"),
      },
      {
        field: "cost_benefit",
        title: "Cost and benefit",
        template: "bar",
        says: 'Cost and benefit per initiative, in one currency: say unit: "EUR"',
        sample: {
          labels: ["Platform API", "CI/CD", "Design System", "Observability"],
          series: [
            { name: "Cost", values: [900_000, 800_000, 700_000, 800_000] },
            { name: "Benefit", values: [1_900_000, 1_100_000, 900_000, 300_000] },
          ],
          unit: "EUR",
        },
      },
      {
        field: "by_initiative",
        title: "ROI by initiative",
        template: "bar",
        says: 'ROI per initiative, percent: say unit: "%"',
        sample: one(["Platform API", "CI/CD", "Design System", "Observability"], "ROI", [111, 38, 29, -62], "%"),
      },
      {
        field: "bridge",
        title: "What changed",
        template: "waterfall",
        says: "From the return before to the return now, in one currency",
        sample: {
          labels: ["2025", "Platform API", "CI/CD", "Observability", "2026"],
          values: [620_000, 540_000, 190_000, -350_000, 1_000_000],
          totals: [0, 4],
          name: "Net return",
          unit: "EUR",
        },
      },
    ],
  }),
  compact({
    id: "simple_metrics",
    title: "Metrics",
    purpose: "Key figures and their trend",
    persona: null,
    slots: [
      {
        field: "figures",
        title: "Key figures",
        template: "kpi",
        says: "Figures, each in its unit",
        sample: {
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
      },
      {
        field: "trend",
        title: "Trend",
        template: "line",
        says: "One measure per period",
        sample: one(months, "Active users", [38_900, 40_100, 41_000, 43_200, 45_900, 48_200]),
      },
    ],
  }),
  compact({
    id: "sprint_dashboard",
    title: "Sprint",
    purpose: "A sprint in four panels: velocity, burn-down, work by status, defects",
    persona: "diego",
    slots: [
      {
        field: "velocity",
        title: "Velocity",
        template: "line",
        says: "Story points done per sprint",
        sample: one(sprints, "Velocity", [38, 41, 40, 44, 47, 49], "points"),
      },
      {
        field: "burndown",
        title: "Burn-down",
        template: "line",
        says: "Story points left per day, and as planned",
        sample: {
          labels: ["Day 1", "Day 2", "Day 3", "Day 4", "Day 5", "Day 6", "Day 7", "Day 8"],
          series: [
            { name: "Left", values: [49, 46, 43, 41, 34, 26, null, null] },
            { name: "Planned", values: [49, 42, 35, 28, 21, 14, 7, 0] },
          ],
          unit: "points",
        },
      },
      {
        field: "work",
        title: "Work by status",
        template: "doughnut",
        says: "Items per status",
        sample: { labels: ["Done", "In review", "In progress", "To do"], values: [23, 6, 8, 5], name: "Work items" },
      },
      {
        field: "defects",
        title: "Defects",
        template: "bar",
        says: "Defects found per sprint",
        sample: one(sprints, "Defects", [9, 7, 8, 5, 6, 4]),
      },
    ],
  }),
  compact({
    id: "team_performance",
    title: "Team performance",
    purpose: "A team in four panels: velocity, quality, satisfaction, trend",
    persona: "diego",
    slots: [
      {
        field: "velocity",
        title: "Velocity",
        template: "bar",
        says: "Story points per sprint and team",
        sample: one(teams, "Velocity", [47, 39, 52, 31, 44], "points"),
      },
      {
        field: "quality",
        title: "Quality",
        template: "bar",
        says: 'Changes without incident per team, percent: say unit: "%"',
        sample: one(teams, "Changes without incident", [96, 91, 98, 88, 95], "%"),
      },
      {
        field: "satisfaction",
        title: "Satisfaction",
        template: "bar",
        says: "Score per team, 0 to 10",
        sample: one(teams, "Satisfaction", [7.8, 7.1, 8.2, 6.4, 7.5], "of 10"),
      },
      {
        field: "trend",
        title: "Trend",
        template: "line",
        says: "One measure per period, a series per team",
        sample: {
          labels: months,
          series: [
            { name: "Checkout", values: [39, 41, 42, 44, 46, 47] },
            { name: "Payments", values: [44, 45, 47, 48, 50, 52] },
            { name: "Mobile", values: [36, 35, 33, 34, 32, 31] },
          ],
          unit: "points",
        },
      },
    ],
  }),
];
