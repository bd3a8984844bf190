import type { Drawing, PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { bars } from "./bars.ts";
import { bullet } from "./bullet.ts";
import { diverging } from "./diverging.ts";
import { lines } from "./lines.ts";
import type { Conversion, Native, NativeTools } from "./native.ts";
import { pareto } from "./pareto.ts";
import { radar } from "./radar.ts";
import { round } from "./round.ts";
import { scatter } from "./scatter.ts";
import { singleColumn } from "./single-column.ts";
import { slope } from "./slope.ts";
import { stackedAreas } from "./stacked-areas.ts";
import { waterfall } from "./waterfall.ts";

/** The forms that PowerPoint has. All others are pictures: heatmaps, maps, trees, flows, gauges, cards, tables. */
const forms: Readonly<Partial<Record<Drawing["form"], Conversion>>> = {
  round,
  scatter,
  waterfall,
  pareto,
  slope,
  diverging,
  bullet,
  rows: singleColumn,
};

const kinds: Readonly<Partial<Record<PanelSpec["kind"], Conversion>>> = {
  line: (panel, tools) => (panel.stacked === true ? stackedAreas : lines)(panel, tools),
  bar: bars,
  "horizontal-bar": bars,
  doughnut: round,
  radar,
};

/** A panel as a chart that can be edited, or null where only its picture is true to it. */
export function nativeOf(panel: PanelSpec, tools: NativeTools): Native | null {
  if (panel.missing !== null) return null;
  const convert = panel.drawing === undefined ? kinds[panel.kind] : forms[panel.drawing.form];
  return convert?.(panel, tools) ?? null;
}
