import type { ChartConfiguration } from "chart.js";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Theme } from "../design-system/theme.ts";
import { columnFormats, panelFormats } from "./panel-formats.ts";
import { sharedOptions } from "./shared-options.ts";

/** A panel whose form lays itself out: one dataset, one value per mark, no scales. */
export function drawnConfig(panel: PanelSpec, theme: Theme, locale: string): ChartConfiguration {
  const options = sharedOptions(panel, theme, locale);
  const values = panel.series[0]?.values ?? [];
  return {
    type: "drawn",
    data: {
      labels: [...panel.labels],
      datasets: [{ data: [...values], label: panel.series[0]?.name ?? "", panel, theme, locale }],
    },
    options: {
      ...options,
      interaction: { mode: "point", intersect: true },
      layout: { padding: 4 },
      plugins: {
        ...options.plugins,
        tooltip: {
          ...options.plugins?.tooltip,
          callbacks: {
            title: (items: { dataIndex: number }[]) => panel.labels[items[0]?.dataIndex ?? -1] ?? "",
            label: (item: { dataIndex: number }) => described(panel, item.dataIndex, locale),
          },
        },
      },
    },
    plugins: [],
  };
}

/** The row of the table, where there is one: a mark often stands for more than one number. */
export function described(panel: PanelSpec, index: number, locale: string): string[] {
  const row = panel.table?.rows.length === panel.labels.length ? panel.table.rows[index] : undefined;
  if (row === undefined) return [formatNumber(panel.series[0]?.values[index], panelFormats(panel, locale).cell, locale)];
  const formatOf = columnFormats(panel, panel.table?.rows ?? [], locale);
  return row.flatMap((cell, column) => {
    const name = panel.table?.columns[column] ?? "";
    if (cell === null || cell === panel.labels[index]) return [];
    return [`${name}: ${typeof cell === "number" ? formatNumber(cell, formatOf(column), locale) : cell}`];
  });
}
