import type { ChartConfiguration, ChartOptions, Plugin } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Theme } from "../design-system/theme.ts";
import { panelFormats } from "./panel-formats.ts";
import { sharedOptions } from "./shared-options.ts";

/** Half a ring: what is reached of a scale. */
export function gaugeConfig(panel: PanelSpec, theme: Theme, locale: string): ChartConfiguration {
  const series = panel.series[0];
  const { min, max } = panel.range ?? { min: 0, max: 100 };
  const shown = Math.min(Math.max(series?.values[0] ?? min, min), max);
  return {
    type: "doughnut",
    data: {
      labels: [panel.labels[0] ?? "", ""],
      datasets: [
        {
          data: [shown - min, max - shown],
          backgroundColor: [theme.mark(series?.role ?? "accent"), theme.line],
          borderColor: theme.card,
          borderWidth: 0,
          label: series?.name ?? "",
        },
      ],
    },
    options: {
      ...sharedOptions(panel, theme, locale),
      cutout: "74%",
      circumference: 180,
      rotation: -90,
      events: [],
      layout: { padding: { top: 20, bottom: 4, left: 60, right: 60 } },
    } as ChartOptions,
    plugins: [gaugeText(panel, theme, locale)],
  };
}

function gaugeText(panel: PanelSpec, theme: Theme, locale: string): Plugin {
  return {
    id: "gaugeText",
    afterDatasetsDraw(chart) {
      const arc = chart.getDatasetMeta(0).data[0] as
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
