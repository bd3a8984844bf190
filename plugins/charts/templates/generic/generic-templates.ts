import type { ChartTemplate } from "../../../../core/plugin.ts";
import { area } from "./area.ts";
import { bar } from "./bar.ts";
import { boxplot } from "./boxplot.ts";
import { bridge } from "./bridge.ts";
import { calendarHeatmap } from "./calendar-heatmap.ts";
import { cohort } from "./cohort.ts";
import { divergingBar } from "./diverging-bar.ts";
import { dumbbell } from "./dumbbell.ts";
import { fan } from "./fan.ts";
import { funnel } from "./funnel.ts";
import { gauge } from "./gauge.ts";
import { heatmap } from "./heatmap.ts";
import { histogram } from "./histogram.ts";
import { kpi } from "./kpi.ts";
import { line } from "./line.ts";
import { map } from "./map.ts";
import { marimekko } from "./marimekko.ts";
import { pareto } from "./pareto.ts";
import { doughnut, pie } from "./round.ts";
import { sankey } from "./sankey.ts";
import { scatter } from "./scatter.ts";
import { slope } from "./slope.ts";
import { smallMultiples } from "./small-multiples.ts";
import { stackedBar } from "./stacked-bar.ts";
import { table } from "./table.ts";
import { tornado } from "./tornado.ts";
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
  bridge,
  calendarHeatmap,
  cohort,
  divergingBar,
  dumbbell,
  map,
  marimekko,
  pareto,
  slope,
  smallMultiples,
  tornado,
  fan,
];
