import type { ChartConfiguration } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Theme } from "../design-system/theme.ts";
import { panelFormats, tickFormat } from "./panel-formats.ts";
import { sharedOptions } from "./shared-options.ts";

/** Several series over the same dimensions: the first filled, the others as lines, so that no area hides another. */
export function radarConfig(panel: PanelSpec, theme: Theme, locale: string): ChartConfiguration {
  const { min, max } = panel.range ?? {
    min: 0,
    max: Math.max(...panel.series.flatMap(({ values }) => values.map((v) => v ?? 0))),
  };
  const font = { family: "Inter, sans-serif", size: 13 };
  return {
    type: "radar",
    data: {
      labels: [...panel.labels],
      datasets: panel.series.map(({ name, values, role }, index) => ({
        label: name,
        data: [...values],
        borderColor: theme.mark(role),
        // Seen through: no area hides another's line.
        backgroundColor: index === 0 ? `${theme.mark(role)}1f` : "transparent",
        fill: index === 0,
        borderWidth: index === 0 ? 3 : 2,
        borderDash: index === 0 ? [] : [[], [6, 4], [2, 3], [8, 3, 2, 3]][index % 4],
        pointRadius: 3.5,
        pointHoverRadius: 6,
        pointBackgroundColor: theme.card,
        pointBorderColor: theme.mark(role),
        pointBorderWidth: 2,
      })),
    },
    options: {
      ...sharedOptions(panel, theme, locale),
      interaction: { mode: "index", intersect: false },
      layout: { padding: 6 },
      scales: {
        r: {
          min,
          max,
          angleLines: { color: theme.line },
          grid: { color: theme.line },
          ticks: {
            color: theme.muted,
            font: { ...font, size: 12 },
            backdropColor: theme.card,
            maxTicksLimit: 5,
            callback: (tick: number | string, _: number, ticks: readonly { value: number }[]) =>
              formatNumber(
                Number(tick),
                tickFormat(
                  ticks.map(({ value }) => value),
                  panelFormats(panel, locale).label,
                  locale,
                ),
                locale,
              ),
          },
          pointLabels: { color: theme.ink, font },
        },
      },
    },
    plugins: [],
  };
}
