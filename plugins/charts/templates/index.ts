export { architectureHealth } from "./architecture-health.ts";
export { bar } from "./bar.ts";
export { designDebtVisualization } from "./design-debt-visualization.ts";
export { leadershipDashboard } from "./leadership-dashboard.ts";
export { line } from "./line.ts";
export { roiAnalysis } from "./roi-analysis.ts";
