import type { ChartConfiguration } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Theme } from "../design-system/theme.ts";
import { asRound } from "./as-round.ts";
import { cartesianConfig } from "./cartesian-config.ts";
import { drawnConfig } from "./drawn-config.ts";
import { gaugeConfig } from "./gauge-config.ts";
import { radarConfig } from "./radar-config.ts";

/** The one builder: the PNG and the page draw from what this returns, so they can't drift. */
export function buildConfig(panel: PanelSpec, theme: Theme, locale: string): ChartConfiguration {
  if (panel.kind === "gauge") return gaugeConfig(panel, theme, locale);
  if (panel.kind === "drawn") return drawnConfig(panel, theme, locale);
  if (panel.kind === "doughnut") return drawnConfig(asRound(panel), theme, locale);
  if (panel.kind === "radar") return radarConfig(panel, theme, locale);
  return cartesianConfig(panel, theme, locale);
}
