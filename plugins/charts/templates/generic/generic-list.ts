import type { ChartTemplate } from "../../../../core/plugin.ts";
import { area } from "./area.ts";
import { bar } from "./bar.ts";
import { boxplot } from "./boxplot.ts";
import { funnel } from "./funnel.ts";
import { gauge } from "./gauge.ts";
import { heatmap } from "./heatmap.ts";
import { histogram } from "./histogram.ts";
import { kpi } from "./kpi.ts";
import { line } from "./line.ts";
import { doughnut, pie } from "./round.ts";
import { sankey } from "./sankey.ts";
import { scatter } from "./scatter.ts";
import { stackedBar } from "./stacked-bar.ts";
import { table } from "./table.ts";
import { treemap } from "./treemap.ts";
import { waterfall } from "./waterfall.ts";

/** One panel each, anyone's. */
export const genericTemplates: readonly ChartTemplate[] = [
  area,
  bar,
  boxplot,
  doughnut,
  funnel,
  gauge,
  heatmap,
  histogram,
  kpi,
  line,
  pie,
  sankey,
  scatter,
  stackedBar,
  table,
  treemap,
  waterfall,
];
