import { z } from "zod";
import { overTime } from "../../../../core/charts/claims/find/over-time.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { NumberFormat, SeriesSpec } from "../../../../core/ports/dashboard-spec.ts";
import { common, equalRows, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { DraftNote, PanelDraft } from "../../kit/draft.ts";
import { formatFor, percents, rowKpi } from "../../kit/key-figures.ts";
import { joined } from "../../kit/measure.ts";
import { linePanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";

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
  build(data, pen) {
    const { periods, forecast, events = [], unit } = data;
    const all = [...periods, ...(forecast?.periods ?? [])];
    const dates = pen.labels(all);
    const format: NumberFormat = unit === "ratio" ? { style: "percent" } : formatFor(unit, pen.currency);
    const basis: Basis = {
      name: "trends",
      labels: periods,
      series: data.series.map(({ name, values: row }) => ({ name, values: percents(row, unit) })),
    };
    const claims = basis.series.map(({ name }) => overTime(basis, name, { measure: name, format }));
    const gap = forecast?.periods.map(() => null) ?? [];
    const rows = basis.series.slice(0, SERIES_MAX).map(({ name, values: row }, index) => ({
      name,
      values: [...row, ...(index === 0 && forecast !== undefined ? percents(forecast.values, unit) : gap)],
    }));
    const reading = [
      unit ?? pen.word("per-period"),
      forecast === undefined ? "" : pen.word("dashed-is-forecast-the-band-its-low-to-high"),
    ];
    const drawn = linePanel(
      { id: "trends", neutral: pen.word("trends"), claims, subtitle: joined(reading, pen), span: 2 },
      dates,
      rows,
      { format: (format.unit ?? "").length > 4 ? { ...format, unit: "" } : format, field: "series" },
    );
    const panel: PanelDraft = {
      ...drawn,
      series: drawn.series.map((one, index) => (index === 0 && forecast !== undefined ? withForecast(one) : one)),
      events: events.map(({ period, label: text }) => ({ at: all.indexOf(period), label: text })),
      bases: [basis],
    };
    const left = data.series.slice(SERIES_MAX).map(({ name }) => name);
    const notes: DraftNote[] =
      left.length === 0
        ? []
        : [remark("TOO_MANY_SERIES", "note.series-left", { count: left.length, names: left.join(", "), most: SERIES_MAX })];
    return {
      panels: [panel],
      period: pen.span(all),
      notes,
      kpis: data.series
        .slice(0, 4)
        .map(({ name, values: row, higher_is_better: better }) =>
          rowKpi(pen, name, dates, percents(row, unit), format, better ?? null),
        ),
    };

    /** The band begins where the known row ends, so that it opens from a point; both ends are written. */
    function withForecast(one: SeriesSpec): SeriesSpec {
      const last = periods.length - 1;
      const edge = (row: readonly (number | null)[]) => [
        ...periods.map((_, at) => (at === last ? (one.values[at] ?? null) : null)),
        ...percents(row, unit),
      ];
      return {
        ...one,
        dashedFrom: last,
        area: false,
        labelled: [...new Set([one.values.findLastIndex((value, at) => at <= last && value !== null), ...one.labelled])].filter(
          (at) => at >= 0,
        ),
        bands: [{ low: edge(forecast?.low ?? []), high: edge(forecast?.high ?? []), label: pen.word("forecast-range") }],
      };
    }
  },
});
