import { z } from "zod";
import { overTime } from "../../../../core/charts/claims/find/over-time.ts";
import { periodsIn } from "../../../../core/charts/periods.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { notablePoints } from "../../chart-config/labelled-points.ts";
import { forecastAnswer } from "../../kit/answers.ts";
import { common, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { PanelDraft } from "../../kit/draft.ts";
import { timeSpec } from "../../kit/limits.ts";
import { measured, readingOf } from "../../kit/measure.ts";

export const fan = defineChart({
  id: "fan",
  title: "Forecast with intervals",
  purpose: "What was, what is expected, and how sure that is",
  panels: ["Forecast"],
  input: sameLength(
    z.object({
      labels: labels.describe("Periods, the past and the future"),
      actual: values.describe("In `unit`; null from where it is not known yet"),
      forecast: values.describe("In `unit`; null before it begins"),
      intervals: z
        .array(
          z.object({
            level: z.number().gt(0).lt(100).describe("Per cent of outcomes that it should hold, such as 80"),
            low: values,
            high: values,
          }),
        )
        .max(4)
        .optional(),
      name: label.optional().describe('What is forecast, such as "Revenue"'),
      ...common,
    }),
    "labels",
    "actual",
    "forecast",
  ).superRefine(({ labels: all, intervals = [] }, context) => {
    intervals.forEach(({ low, high }, at) => {
      for (const [field, row] of [
        ["low", low],
        ["high", high],
      ] as const)
        if (row.length !== all.length)
          context.addIssue({
            code: "custom",
            path: ["intervals", at, field],
            message: `has ${row.length} values where labels has ${all.length}`,
          });
      const crossed = low.findIndex(
        (value, index) => value !== null && (high[index] ?? null) !== null && value > (high[index] as number),
      );
      if (crossed >= 0) context.addIssue({ code: "custom", path: ["intervals", at, "low", crossed], message: "is above high" });
    });
  }),
  also: forecastAnswer,
  sample: {
    labels: [
      "2026-01",
      "2026-02",
      "2026-03",
      "2026-04",
      "2026-05",
      "2026-06",
      "2026-07",
      "2026-08",
      "2026-09",
      "2026-10",
      "2026-11",
      "2026-12",
    ],
    actual: [4.1, 4.3, 4.2, 4.6, 4.8, 5.1, null, null, null, null, null, null],
    forecast: [null, null, null, null, null, 5.1, 5.3, 5.4, 5.6, 5.8, 5.9, 6.1],
    intervals: [
      {
        level: 95,
        low: [null, null, null, null, null, 5.1, 4.9, 4.8, 4.7, 4.7, 4.6, 4.6],
        high: [null, null, null, null, null, 5.1, 5.7, 6.1, 6.5, 6.9, 7.3, 7.7],
      },
      {
        level: 50,
        low: [null, null, null, null, null, 5.1, 5.2, 5.2, 5.3, 5.4, 5.5, 5.6],
        high: [null, null, null, null, null, 5.1, 5.5, 5.7, 5.9, 6.2, 6.4, 6.6],
      },
    ],
    name: "Revenue",
    unit: "M EUR",
  },
  build(data, pen) {
    const { format, spoken, unit, scaled } = measured(data, pen);
    const periodNames = pen.labels(data.labels);
    const name = data.name ?? pen.word("value");
    const [actual, forecast] = [data.actual, data.forecast].map((row) => row.map(scaled)) as [
      (number | null)[],
      (number | null)[],
    ];
    const bands = (data.intervals ?? [])
      .toSorted((a, b) => b.level - a.level)
      .map(({ level, low, high }) => ({ low: low.map(scaled), high: high.map(scaled), label: pen.percent(level) }));
    const periods = periodsIn(data.labels, pen.locale);
    const rows = { labels: data.labels, series: [], ...(periods !== null && { at: periods.at }) };
    const time = periods === null ? null : timeSpec(rows, periods);
    const known = actual.filter((value) => value !== null).length;
    const end = forecast.findLastIndex((value) => value !== null);
    const basis: Basis = {
      name: "actual",
      labels: data.labels.filter((_, at) => (actual[at] ?? null) !== null),
      series: [{ name, values: actual.filter((value) => value !== null) }],
    };
    const levels = bands
      .map(({ label: level }) => level)
      .reduce((one, other) => (one === "" ? other : pen.word("both", { one, other })), "");
    const panel: PanelDraft = {
      id: "chart",
      neutral: name,
      claims: [overTime(basis, name, { measure: name, format: spoken })],
      subtitle: readingOf(
        pen,
        name,
        unit,
        pen.word("dashed-is-forecast"),
        levels === "" ? "" : pen.word("shaded-of-outcomes", { levels }),
      ),
      kind: "line",
      span: 2,
      labels: periodNames,
      ...(time !== null && { time }),
      series: [
        { name: pen.word("actual"), values: actual, role: "accent", labelled: notablePoints(actual) },
        {
          name: pen.word("forecast"),
          values: forecast,
          role: "series-1",
          dashedFrom: 0,
          labelled: end < 0 ? [] : [end],
          ...(bands.length > 0 && { bands }),
        },
      ],
      format,
      references: [],
      table: {
        columns: [
          pen.word("period"),
          pen.word("actual"),
          pen.word("forecast"),
          ...bands.flatMap(({ label: level }) => [pen.word("level-low", { level }), pen.word("level-high", { level })]),
        ],
        rows: periodNames.map((period, at) => [
          period,
          actual[at] ?? null,
          forecast[at] ?? null,
          ...bands.flatMap(({ low, high }) => [low[at] ?? null, high[at] ?? null]),
        ]),
      },
      missing: known === 0 && end < 0 ? "actual" : null,
    };
    return { panels: [panel], bases: [basis], neutral: name, period: pen.span(data.labels) };
  },
});
