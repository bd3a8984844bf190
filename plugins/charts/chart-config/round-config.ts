import type { Plugin } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Theme } from "../design-system/theme.ts";
import { panelFormats } from "./panel-formats.ts";
import { type AnyConfig, sharedOptions } from "./shared-options.ts";

/** Doughnut, and gauge as half of one. */
export function roundConfig(panel: PanelSpec, theme: Theme, locale: string): AnyConfig {
  const series = panel.series[0];
  const gauge = panel.kind === "gauge";
  const { min, max } = panel.range ?? { min: 0, max: 100 };
  const value = series?.values[0] ?? min;
  const shown = Math.min(Math.max(value, min), max);
  const data = gauge ? [shown - min, max - shown] : [...(series?.values ?? [])].map((part) => part ?? 0);
  const colours = gauge
    ? [theme.mark(series?.role ?? "accent"), theme.line]
    : data.map((_, index) => theme.mark(series?.roles?.[index] ?? series?.role ?? "accent"));
  const options = sharedOptions(panel, theme, locale);
  return {
    type: "doughnut",
    data: {
      labels: gauge ? [panel.labels[0] ?? "", ""] : [...panel.labels],
      datasets: [
        { data, backgroundColor: colours, borderColor: theme.card, borderWidth: gauge ? 0 : 2, label: series?.name ?? "" },
      ],
    },
    options: {
      ...options,
      cutout: gauge ? "74%" : "64%",
      ...(gauge && { circumference: 180, rotation: -90, events: [] }),
      layout: { padding: gauge ? { top: 20, bottom: 4, left: 60, right: 60 } : 10 },
    } as NonNullable<AnyConfig["options"]>,
    plugins: [
      (gauge ? gaugeText(panel, theme, locale) : centreText(panel, theme, locale)) as NonNullable<AnyConfig["plugins"]>[number],
    ],
  };
}

function gaugeText(panel: PanelSpec, theme: Theme, locale: string): Plugin {
  return {
    id: "gaugeText",
    afterDatasetsDraw(chart) {
      const arc = chart.getDatasetMeta(0).data[0] as unknown as
        | { x: number; y: number; outerRadius: number; innerRadius: number }
        | undefined;
      const { min, max } = panel.range ?? { min: 0, max: 100 };
      if (arc === undefined) return;
      const { ctx } = chart;
      ctx.save();
      ctx.textAlign = "center";
      ctx.fillStyle = theme.ink;
      ctx.font = `700 ${Math.round(Math.max(24, Math.min(110, arc.innerRadius * 0.36)))}px Inter, sans-serif`;
      ctx.fillText(formatNumber(panel.series[0]?.values[0], panelFormats(panel, locale).label, locale), arc.x, arc.y - 8);
      for (const { value, label } of panel.references) {
        const angle = Math.PI * (1 + Math.min(Math.max((value - min) / (max - min), 0), 1));
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        ctx.strokeStyle = theme.ink;
        ctx.lineWidth = 3;
        ctx.beginPath();
        ctx.moveTo(arc.x + cos * (arc.innerRadius - 4), arc.y + sin * (arc.innerRadius - 4));
        ctx.lineTo(arc.x + cos * (arc.outerRadius + 4), arc.y + sin * (arc.outerRadius + 4));
        ctx.stroke();
        ctx.fillStyle = theme.muted;
        ctx.font = "400 13px Inter, sans-serif";
        ctx.textAlign = cos > 0.2 ? "left" : cos < -0.2 ? "right" : "center";
        ctx.fillText(label, arc.x + cos * (arc.outerRadius + 10), arc.y + sin * (arc.outerRadius + 10));
      }
      ctx.restore();
    },
  };
}

/** The whole in the middle, when its parts add up to something. */
function centreText(panel: PanelSpec, theme: Theme, locale: string): Plugin {
  return {
    id: "centreText",
    afterDatasetsDraw(chart) {
      const arc = chart.getDatasetMeta(0).data[0];
      const largest = panel.series[0]?.labelled[0];
      if (arc === undefined || largest === undefined) return;
      const { ctx } = chart;
      ctx.save();
      ctx.textAlign = "center";
      ctx.fillStyle = theme.ink;
      ctx.font = "700 26px Inter, sans-serif";
      ctx.fillText(formatNumber(panel.series[0]?.values[largest], panelFormats(panel, locale).label, locale), arc.x, arc.y + 2);
      ctx.fillStyle = theme.muted;
      ctx.font = "400 13px Inter, sans-serif";
      ctx.fillText(panel.labels[largest] ?? "", arc.x, arc.y + 22);
      ctx.restore();
    },
  };
}
