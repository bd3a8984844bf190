import type { ChartTemplate } from "../../../core/plugin.ts";
import { architectureHealth } from "./architecture-health.ts";
import { businessMetrics } from "./business-metrics.ts";
import { competitiveAnalysis } from "./competitive-analysis.ts";
import { componentAdoption } from "./component-adoption.ts";
import { costAnalysis } from "./cost-analysis.ts";
import { designDebtVisualization } from "./design-debt-visualization.ts";
import { designSystemHealth } from "./design-system-health.ts";
import { designSystemMaturity } from "./design-system-maturity.ts";
import { innovationMetrics } from "./innovation-metrics.ts";
import { investmentTracking } from "./investment-tracking.ts";
import { leadershipDashboard } from "./leadership-dashboard.ts";
import { performanceMetrics } from "./performance-metrics.ts";
import { roiAnalysis } from "./roi-analysis.ts";
import { servicePerformance } from "./service-performance.ts";
import { stakeholderMap } from "./stakeholder-map.ts";
import { strategicTrends } from "./strategic-trends.ts";
import { supportAnalysis } from "./support-analysis.ts";
import { systemDependencyMap } from "./system-dependency-map.ts";
import { teamComparison } from "./team-comparison.ts";
import { teamMetrics } from "./team-metrics.ts";
import { technicalDebtTrends } from "./technical-debt-trends.ts";
import { technologyRoadmap } from "./technology-roadmap.ts";
import { usageTrendAnalysis } from "./usage-trend-analysis.ts";

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
