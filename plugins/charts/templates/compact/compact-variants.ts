import type { ChartTemplate } from "../../../../core/plugin.ts";
import { compact } from "./compact.ts";
import * as samples from "./compact-samples.ts";

/** The short dashboards that a chat asks for by name: what each panel shows, by which chart, from which numbers. */
export const compactTemplates: readonly ChartTemplate[] = [
  compact({
    id: "design_system_status",
    title: "Design system status",
    purpose: "A design system in four panels: adoption, coverage, usage, debt",
    persona: "rachel",
    slots: {
      adoption: ["Adoption", "bar", 'Adoption per team, percent (31 is 31 %): say unit: "%"'],
      coverage: ["Coverage", "gauge", "Share of screens built with the system, percent"],
      usage: ["Usage", "line", "Uses of components per period"],
      debt: ["Design debt", "heatmap", "Debt in points, by component and team"],
    },
    sample: samples.designSystemStatus,
  }),
  compact({
    id: "github_activity",
    title: "GitHub activity",
    purpose: "A repository in four panels: commits, pull requests, review time, contributors",
    persona: null,
    slots: {
      commits: ["Commits", "line", "Commits per period"],
      pull_requests: ["Pull requests", "stacked_bar", "Pull requests per period, by what became of them"],
      review_time: ["Review time", "boxplot", "Single review times per repository, in hours"],
      contributors: ["Contributors", "bar", "Merged pull requests per contributor"],
    },
    sample: samples.githubActivity,
  }),
  compact({
    id: "roi_dashboard",
    title: "Return on investment",
    purpose: "An investment in four panels: return, cost and benefit, initiatives, what changed",
    persona: "alvaro",
    slots: {
      roi: ["ROI", "line", 'ROI per period, percent (31 is 31 %): say unit: "%"'],
      cost_benefit: ["Cost and benefit", "bar", 'Cost and benefit per initiative, in one currency: say unit: "EUR"'],
      by_initiative: ["ROI by initiative", "bar", 'ROI per initiative, percent: say unit: "%"'],
      bridge: ["What changed", "waterfall", "From the return before to the return now, in one currency"],
    },
    sample: samples.roiDashboard,
  }),
  compact({
    id: "simple_metrics",
    title: "Metrics",
    purpose: "Key figures and their trend",
    persona: null,
    slots: {
      figures: ["Key figures", "kpi", "Figures, each in its unit"],
      trend: ["Trend", "line", "One measure per period"],
    },
    sample: samples.simpleMetrics,
  }),
  compact({
    id: "sprint_dashboard",
    title: "Sprint",
    purpose: "A sprint in four panels: velocity, burn-down, work by status, defects",
    persona: "diego",
    slots: {
      velocity: ["Velocity", "line", "Story points done per sprint"],
      burndown: ["Burn-down", "line", "Story points left per day, and as planned"],
      work: ["Work by status", "doughnut", "Items per status"],
      defects: ["Defects", "bar", "Defects found per sprint"],
    },
    sample: samples.sprintDashboard,
  }),
  compact({
    id: "team_performance",
    title: "Team performance",
    purpose: "A team in four panels: velocity, quality, satisfaction, trend",
    persona: "diego",
    slots: {
      velocity: ["Velocity", "bar", "Story points per sprint and team"],
      quality: ["Quality", "bar", 'Changes without incident per team, percent: say unit: "%"'],
      satisfaction: ["Satisfaction", "bar", "Score per team, 0 to 10"],
      trend: ["Trend", "line", "One measure per period, a series per team"],
    },
    sample: samples.teamPerformance,
  }),
];
