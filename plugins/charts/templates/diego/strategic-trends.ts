import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { formatLabels, formatNumber } from "../../design-system/format.ts";
import { points } from "../../headlines/facts.ts";
import { trend } from "../../headlines/rules.ts";
import { dashboard, formatFor, percents, rowKpi } from "../../kit/assemble.ts";
import { common, equalRows, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { linePanel, spanOf } from "../../kit/panels.ts";

const SERIES_MAX = 6;

const input = equalRows(
  z.object({
    periods: labels,
    series: z
      .array(
        z.object({
          name: label,
          values: values.describe("In `unit`"),
          higher_is_better: z.boolean().optional().describe("Decides whether a rise is drawn as good; left out, neither is"),
        }),
      )
      .min(1),
    events: z
      .array(z.object({ period: label, label }))
      .max(8)
      .optional(),
    forecast: sameLength(z.object({ periods: labels, values, low: values, high: values }), "periods", "values", "low", "high")
      .optional()
      .describe("Of the first series, in the same unit"),
    ...common,
  }),
  "series",
  "periods",
).superRefine((data, context) => {
  data.events?.forEach(({ period }, index) => {
    if (!data.periods.includes(period) && data.forecast?.periods.includes(period) !== true)
      context.addIssue({ code: "custom", path: ["events", index, "period"], message: `${period} is none of periods` });
  });
});

export const strategicTrends = defineChart({
  id: "strategic_trends",
  title: "Strategic trends",
  purpose: "Several measures over time, each against its own start, to see which way they go",
  persona: "diego",
  panels: ["Trends"],
  input,
  sample: {
    periods: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
    series: [
      { name: "Deployments", values: [212, 224, 241, 239, 262, 281], higher_is_better: true },
      { name: "Incidents", values: [31, 34, 29, 27, 22, 19], higher_is_better: false },
    ],
    events: [{ period: "2026-04", label: "Platform migration" }],
    forecast: {
      periods: ["2026-07", "2026-08", "2026-09"],
      values: [292, 304, 315],
      low: [276, 279, 281],
      high: [308, 329, 349],
    },
    unit: "per month",
    period: "January–September 2026",
  },
  build(data, context) {
    const { forecast, events = [] } = data;
    const all = [...data.periods, ...(forecast?.periods ?? [])];
    const dates = formatLabels(all, context.locale);
    const format =
      data.unit === "ratio" ? ({ style: "percent" } as const) : formatFor(data.unit, data.currency ?? context.currency);
    const write = (value: number) => formatNumber(value, format, context.locale);
    const [first] = data.series;
    const headline = first === undefined ? null : trend(first.name, points(dates, percents(first.values, data.unit)), write);
    const shown = data.series.slice(0, SERIES_MAX).map(({ name, values: row }, index) => ({
      name,
      values: [
        ...percents(row, data.unit),
        ...(forecast === undefined ? [] : index === 0 ? percents(forecast.values, data.unit) : forecast.periods.map(() => null)),
      ],
    }));
    const drawn = linePanel(
      { id: "trends", title: headline, neutral: "Trends", subtitle: data.unit ?? "Per period", span: 2 },
      dates,
      shown,
      { format: "unit" in format && (format.unit ?? "").length > 4 ? { ...format, unit: "" } : format, field: "series" },
    );
    const panel: PanelSpec = {
      ...drawn,
      series: drawn.series.map((one, index) => {
        if (index > 0 || forecast === undefined) return one;
        // The band begins where the known row ends, so that it opens from a point.
        const known = data.periods.length;
        const edge = (row: readonly (number | null)[]) => [
          ...data.periods.map((_, at) => (at === known - 1 ? (one.values[at] ?? null) : null)),
          ...percents(row, data.unit),
        ];
        return {
          ...one,
          dashedFrom: known - 1,
          area: false,
          band: { low: edge(forecast.low), high: edge(forecast.high), label: "Forecast range" },
        };
      }),
      events: events.map(({ period, label: text }) => ({ at: all.indexOf(period), label: text })),
    };
    const left = data.series.slice(SERIES_MAX).map(({ name }) => name);
    return dashboard(
      {
        template: "strategic_trends",
        neutralTitle: "Strategic trends",
        headline,
        period: spanOf(all, context.locale),
        panels: [panel],
        kpis: data.series
          .slice(0, 4)
          .map(({ name, values: row, higher_is_better: better }) =>
            rowKpi(name, dates, percents(row, data.unit), format, better ?? null),
          )
          .filter((kpi) => kpi !== null),
        warnings:
          left.length === 0
            ? []
            : [
                {
                  code: "TOO_MANY_SERIES",
                  panel: panel.title,
                  message: `${left.length} series are not drawn: ${left.join(", ")}. Draw at most ${SERIES_MAX}.`,
                },
              ],
      },
      data,
      context,
    );
  },
});
