import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { ChartContext, KpiSpec, PanelSpec, Role } from "../../../../core/ports/dashboard-spec.ts";
import { allPoints, tellingPoints } from "../../chart-config/labelled-points.ts";
import { formatLabels, formatNumber } from "../../design-system/format.ts";
import { points } from "../../headlines/facts.ts";
import { extremes, trend } from "../../headlines/rules.ts";
import { dashboard, emptyPanel, rowKpi } from "../../kit/assemble.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";

const input = sameLength(
  z.object({
    services: labels,
    performance_scores: values.describe("0 to 100, higher is better"),
    overall_health: z.number().optional().describe("0 to 100"),
    timestamps: labels.optional(),
    response_times: values.optional().describe("Milliseconds, one per timestamp"),
    error_types: labels.optional(),
    error_counts: values.optional().describe("Errors of each type"),
    requests: z.number().positive().optional().describe("Requests in the same time; turns counts into rates"),
    ...common,
  }),
  "services",
  "performance_scores",
).superRefine((data, context) => {
  for (const [a, b] of [
    ["timestamps", "response_times"],
    ["error_types", "error_counts"],
  ] as const) {
    const [one, other] = [data[a]?.length, data[b]?.length];
    if (one !== undefined && other !== undefined && one !== other)
      context.addIssue({ code: "custom", path: [b], message: `has ${other} values where ${a} has ${one}` });
  }
});

type Data = z.infer<typeof input>;
const score = { style: "number" } as const;
const ms = { style: "number", unit: "ms" } as const;

export const architectureHealth = defineChart({
  id: "architecture_health",
  title: "Architecture health",
  purpose: "How services score, how the platform is overall, response times and errors",
  persona: "martin",
  panels: ["Service scores", "Overall health", "Response times", "Errors"],
  input,
  sample: {
    services: ["Payments", "Catalogue", "Checkout", "Identity", "Search"],
    performance_scores: [94, 91, 88, 83, 61],
    overall_health: 83,
    timestamps: ["2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22", "2026-06-29"],
    response_times: [212, 205, 231, 248, 263],
    error_types: ["Timeout", "5xx", "Validation", "Auth"],
    error_counts: [1840, 960, 420, 75],
    requests: 2_400_000,
    period: "June 2026",
  },
  build(data, context) {
    const scores = points(data.services, data.performance_scores);
    const headline = extremes(scores, (value) => formatNumber(value, score, context.locale));
    return dashboard(
      {
        template: "architecture_health",
        neutralTitle: "Architecture health",
        headline,
        period: null,
        panels: [services(data, headline), overall(data, context), responses(data, context), errors(data, context)],
        kpis: kpis(data, context),
      },
      data,
      context,
    );
  },
});

/** Below 70 is drawn as bad: a service that needs work before it is built upon. */
const scoreRole = (value: number | null): Role => (value !== null && value < 70 ? "bad" : "good");

function services({ services: names, performance_scores: row }: Data, headline: string | null): PanelSpec {
  const order = names
    .map((name, index) => ({ name, value: row[index] ?? null }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
  return {
    id: "services",
    title: headline ?? "Score by service",
    subtitle: "Performance score, 0 to 100; red below 70",
    kind: "horizontal-bar",
    span: 1,
    labels: order.map(({ name }) => name),
    series: [
      {
        name: "Score",
        values: order.map(({ value }) => value),
        role: "good",
        roles: order.map(({ value }) => scoreRole(value)),
        labelled: allPoints(order),
      },
    ],
    format: score,
    references: [],
    missing: row.every((value) => value === null) ? "performance_scores" : null,
  };
}

function overall({ overall_health: value }: Data, context: ChartContext): PanelSpec {
  if (value === undefined) return emptyPanel("overall", "Overall health", "", "overall_health", "gauge");
  return {
    id: "overall",
    title: `Overall health is ${formatNumber(value, score, context.locale)} of 100`,
    subtitle: "Health score, 0 to 100; red below 70",
    kind: "gauge",
    span: 1,
    labels: ["Health"],
    series: [{ name: "Health", values: [value], role: scoreRole(value), labelled: [0] }],
    format: score,
    references: [],
    range: { min: 0, max: 100 },
    missing: null,
  };
}

function responses(data: Data, context: ChartContext): PanelSpec {
  if (data.timestamps === undefined || data.response_times === undefined) {
    return emptyPanel("responses", "Response times", "", data.timestamps === undefined ? "timestamps" : "response_times");
  }
  const times = formatLabels(data.timestamps, context.locale);
  return {
    id: "responses",
    title:
      trend("Response time", points(times, data.response_times), (value) => formatNumber(value, ms, context.locale)) ??
      "Response times",
    subtitle: "Milliseconds",
    kind: "line",
    span: 1,
    labels: times,
    series: [
      {
        name: "Response time",
        values: data.response_times,
        role: "accent",
        area: true,
        labelled: tellingPoints(data.response_times),
      },
    ],
    format: ms,
    references: [],
    missing: null,
  };
}

function errors(data: Data, context: ChartContext): PanelSpec {
  const { error_types: types, error_counts: counts, requests } = data;
  if (types === undefined || counts === undefined)
    return emptyPanel("errors", "Errors", "", types === undefined ? "error_types" : "error_counts", "bar");
  const rate = requests !== undefined;
  const format = rate ? ({ style: "number", unit: "per million" } as const) : score;
  const row = counts.map((count) => (count === null ? null : rate ? (count / requests) * 1_000_000 : count));
  const order = types
    .map((name, index) => ({ name, value: row[index] ?? null }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const said = extremes(points(types, row), (value) => formatNumber(value, format, context.locale));
  return {
    id: "errors",
    title: said === null ? (rate ? "Error rates" : "Error counts") : said.replace(/, .*$/, ""),
    subtitle: rate ? "Errors per million requests, by type" : "Error counts, by type",
    kind: "bar",
    span: 1,
    labels: order.map(({ name }) => name),
    series: [
      { name: rate ? "Error rate" : "Errors", values: order.map(({ value }) => value), role: "bad", labelled: allPoints(order) },
    ],
    format: rate ? { style: "number" } : score,
    references: [],
    missing: null,
  };
}

function kpis(data: Data, context: ChartContext): KpiSpec[] {
  const weak = data.performance_scores.filter((value) => value !== null && value < 70).length;
  const times = data.timestamps === undefined ? [] : formatLabels(data.timestamps, context.locale);
  return [
    data.overall_health === undefined
      ? null
      : {
          name: "Overall health",
          value: data.overall_health,
          format: { style: "number" as const, unit: "of 100" },
          delta: null,
          history: [],
        },
    {
      name: "Services below 70",
      value: weak,
      format: { style: "number" as const, unit: `of ${data.services.length}` },
      delta: null,
      history: [],
    },
    data.response_times === undefined ? null : rowKpi("Response time", times, data.response_times, ms, false),
  ].filter((kpi) => kpi !== null);
}
