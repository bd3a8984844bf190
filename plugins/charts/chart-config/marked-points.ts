import type { Plugin } from "chart.js";
import { drawPoint } from "chart.js/helpers";
import type { PanelSpec, SeriesSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Theme } from "../design-system/theme.ts";
import { pointStyle } from "./key-shapes.ts";

const ALL_MAX = 12;
const SHOWN = 6;
export const POINT = { radius: 4.5, borderWidth: 2.5 } as const;

/** A short line shows all its points: its forecast, where it has one, is dashes alone. */
export const showsAll = ({ labels }: PanelSpec, { dashedFrom }: SeriesSpec): boolean =>
  labels.length <= ALL_MAX && dashedFrom === undefined;

/**
 * Points of a line that does not show all of them: those without a neighbour, which no line would show, and of several lines a
 * few of each, to tell them apart. Drawn here, for a radius per point would make Chart.js resolve every option of every point.
 */
export function markedPoints(panel: PanelSpec, theme: Theme): Plugin {
  const marked = panel.series.map((series) => (showsAll(panel, series) || series.context === true ? [] : indices(panel, series)));
  return {
    id: "markedPoints",
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.fillStyle = theme.card;
      ctx.lineWidth = POINT.borderWidth;
      for (const [index, at] of marked.flatMap((list, index) => list.map((at) => [index, at] as const))) {
        const point = chart.isDatasetVisible(index) ? chart.getDatasetMeta(index).data[at] : undefined;
        if (point === undefined || Number.isNaN(point.x + point.y)) continue;
        // Zoomed out of view.
        if (point.x < chartArea.left - 1 || point.x > chartArea.right + 1) continue;
        ctx.strokeStyle = theme.mark(panel.series[index]?.role ?? "neutral");
        drawPoint(
          ctx,
          { pointStyle: pointStyle(panel, index), radius: POINT.radius, borderWidth: POINT.borderWidth },
          point.x,
          point.y,
        );
      }
      ctx.restore();
    },
  };
}

function indices({ labels, series }: PanelSpec, { values, dashedFrom }: SeriesSpec): number[] {
  const step = labels.length <= ALL_MAX ? 1 : Math.ceil(labels.length / SHOWN);
  const first = labels.length <= ALL_MAX ? 0 : Math.floor(labels.length / SHOWN / 2);
  const until = dashedFrom ?? labels.length;
  return values.flatMap((value, at) => {
    const told = series.length > 1 && at < until && at % step === first;
    return value !== null && (told || alone(values, at)) ? [at] : [];
  });
}

/** A value between two gaps has no line to show it. */
const alone = (values: readonly (number | null)[], at: number): boolean =>
  (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
