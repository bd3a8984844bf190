import type { ChartOptions } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Theme } from "../design-system/theme.ts";
import { panelFormats } from "./panel-formats.ts";

/** What every chart has: no animation, our font, one tooltip. */
export function sharedOptions(panel: PanelSpec, theme: Theme, locale: string): ChartOptions {
  return {
    responsive: false,
    maintainAspectRatio: false,
    animation: false,
    locale,
    font: { family: "Inter, sans-serif", size: 13 },
    plugins: {
      legend: { display: false },
      tooltip: {
        backgroundColor: theme.ink,
        titleColor: theme.card,
        bodyColor: theme.card,
        cornerRadius: 8,
        padding: 10,
        filter: (item) => item.datasetIndex < panel.series.length,
        callbacks: {
          // A scale of time knows numbers; the label says when.
          ...(panel.time !== undefined && { title: (items) => panel.labels[items[0]?.dataIndex ?? -1] ?? "" }),
          label: (item) => {
            const series = panel.series[item.datasetIndex];
            return `${series?.name ?? ""}: ${formatNumber(series?.values[item.dataIndex], panelFormats(panel, locale).cell, locale)}`;
          },
        },
      },
    },
  };
}
