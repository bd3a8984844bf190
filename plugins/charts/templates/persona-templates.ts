import type { ChartTemplate } from "../../../core/plugin.ts";
import { businessMetrics } from "./alvaro/business-metrics.ts";
import { costAnalysis } from "./alvaro/cost-analysis.ts";
import { investmentTracking } from "./alvaro/investment-tracking.ts";
import { roiAnalysis } from "./alvaro/roi-analysis.ts";
import { competitiveAnalysis } from "./camille/competitive-analysis.ts";
import { innovationMetrics } from "./camille/innovation-metrics.ts";
import { stakeholderMap } from "./camille/stakeholder-map.ts";
import { technologyRoadmap } from "./camille/technology-roadmap.ts";
import { leadershipDashboard } from "./diego/leadership-dashboard.ts";
import { strategicTrends } from "./diego/strategic-trends.ts";
import { supportAnalysis } from "./diego/support-analysis.ts";
import { teamMetrics } from "./diego/team-metrics.ts";
import { architectureHealth } from "./martin/architecture-health.ts";
import { performanceMetrics } from "./martin/performance-metrics.ts";
import { servicePerformance } from "./martin/service-performance.ts";
import { systemDependencyMap } from "./martin/system-dependency-map.ts";
import { technicalDebtTrends } from "./martin/technical-debt-trends.ts";
import { componentAdoption } from "./rachel/component-adoption.ts";
import { designDebtVisualization } from "./rachel/design-debt-visualization.ts";
import { designSystemHealth } from "./rachel/design-system-health.ts";
import { designSystemMaturity } from "./rachel/design-system-maturity.ts";
import { teamComparison } from "./rachel/team-comparison.ts";
import { usageTrendAnalysis } from "./rachel/usage-trend-analysis.ts";

/** One file each, by persona. */
export const personaTemplates: readonly ChartTemplate[] = [
  // diego
  leadershipDashboard,
  teamMetrics,
  strategicTrends,
  supportAnalysis,
  // alvaro
  roiAnalysis,
  investmentTracking,
  businessMetrics,
  costAnalysis,
  // martin
  architectureHealth,
  servicePerformance,
  systemDependencyMap,
  technicalDebtTrends,
  performanceMetrics,
  // camille
  technologyRoadmap,
  innovationMetrics,
  competitiveAnalysis,
  stakeholderMap,
  // rachel
  componentAdoption,
  designSystemMaturity,
  designSystemHealth,
  usageTrendAnalysis,
  teamComparison,
  designDebtVisualization,
];
