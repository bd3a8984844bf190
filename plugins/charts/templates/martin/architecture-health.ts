import { z } from "zod";
import { ends, top } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { NumberFormat, Role } from "../../../../core/ports/dashboard-spec.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { plainKpi, rowKpi } from "../../kit/key-figures.ts";
import { highestFirst, type Row } from "../../kit/number-rows.ts";
import { barPanel, where } from "../../kit/panels.ts";
import { rowPanel } from "../../kit/row-panel.ts";
import { targetPanel } from "../../kit/target-panel.ts";

const own = z.object({
  services: labels,
  performance_scores: values.describe("0 to 100, higher is better"),
  overall_health: z.number().optional().describe("0 to 100"),
  timestamps: labels.optional(),
  response_times: values.optional().describe("Milliseconds, one per timestamp"),
  error_types: labels.optional(),
  error_counts: values.optional().describe("Errors of each type"),
  requests: z.number().positive().optional().describe("Requests in the same time; turns counts into rates"),
  ...common,
});

const overTime = sameLength(own, "timestamps", "response_times");
const input = sameLength(sameLength(overTime, "error_types", "error_counts"), "services", "performance_scores");

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
  build(data, pen) {
    const { overall_health: overall, timestamps, response_times: times } = data;
    const known = data.performance_scores.filter((value) => value !== null);
    const outOf = (count: number): NumberFormat => ({ style: "number", unit: pen.word("of-count", { count }) });
    return {
      panels: [
        ranked(data.services, data.performance_scores, {
          id: "services",
          neutral: pen.word("score-by-service"),
          measure: pen.word("performance-score"),
          subtitle: pen.word("performance-score-0-to-100-red-below-70"),
          series: pen.word("score"),
          role: scoreRole,
          field: "performance_scores",
          across: true,
        }),
        overall === undefined ? null : overallPanel(overall, pen),
        where({ id: "responses", neutral: pen.word("response-times") }, { timestamps, response_times: times }, (given) =>
          rowPanel(pen, {
            id: "responses",
            measure: pen.word("response-time"),
            neutral: pen.word("response-times"),
            labels: given.timestamps,
            values: given.response_times,
            format: ms,
            subtitle: pen.word("milliseconds"),
            field: "response_times",
          }),
        ),
        where(
          { id: "errors", neutral: pen.word("errors") },
          { error_types: data.error_types, error_counts: data.error_counts },
          (given) => errors(given.error_types, given.error_counts, data.requests, pen),
        ),
      ],
      kpis: [
        overall === undefined ? null : plainKpi(pen.word("overall-health"), overall, outOf(100)),
        plainKpi(pen.word("services-below-70"), known.filter((value) => value < WEAK).length, outOf(data.services.length)),
        times === undefined ? null : rowKpi(pen, pen.word("response-time"), pen.labels(timestamps ?? []), times, ms, false),
      ],
    };
  },
});

/** Below, a service needs work before it is built upon. */
const WEAK = 70;
const scoreRole = (value: number | null): Role => (value !== null && value < WEAK ? "bad" : "good");

interface Ranked {
  readonly id: string;
  readonly neutral: string;
  readonly measure: string;
  readonly subtitle: string;
  readonly series: string;
  readonly role: (value: number | null) => Role;
  readonly field: string;
  readonly across?: boolean;
  /** The top is all that is said. */
  readonly topOnly?: boolean;
}

/** Bars from the highest down. */
function ranked(names: readonly string[], row: Row, { measure, series, role, field, across = false, topOnly, ...said }: Ranked) {
  const basis: Basis = { name: said.id, labels: names, series: [{ name: measure, values: row }] };
  const about = { measure, format: score };
  const order = highestFirst(names.map((_, at) => row[at] ?? null));
  const values = order.map((at) => row[at] ?? null);
  return {
    ...barPanel(
      { ...said, claims: [topOnly === true ? top(basis, measure, about) : ends(basis, measure, about, { whole: true })] },
      order.map((at) => names[at] as string),
      [{ name: series, values, roles: values.map(role) }],
      { format: score, field, across },
    ),
    bases: [basis],
  };
}

function overallPanel(value: number, pen: Pen) {
  const label = pen.word("overall-health");
  return targetPanel({
    id: "overall",
    neutral: label,
    subtitle: pen.word("health-score-0-to-100-the-line-is-where-work"),
    series: "health",
    label,
    measure: label,
    value,
    target: WEAK,
    format: score,
    names: [pen.word("health"), pen.word("needs-work-below")],
    field: "overall_health",
    table: { columns: ["", pen.word("health")], rows: [[label, value]] },
    as: "target.floor",
  });
}

function errors(types: readonly string[], counts: Row, requests: number | undefined, pen: Pen) {
  const rate = requests !== undefined;
  const row = counts.map((count) => (count === null ? null : rate ? (count / requests) * 1_000_000 : count));
  return ranked(types, row, {
    id: "errors",
    neutral: rate ? pen.word("error-rates") : pen.word("error-counts"),
    measure: rate ? pen.word("errors-per-million-requests") : pen.word("errors"),
    subtitle: rate ? pen.word("errors-per-million-requests-by-type") : pen.word("error-counts-by-type"),
    series: rate ? pen.word("error-rate") : pen.word("errors"),
    role: () => "bad",
    field: "error_counts",
    topOnly: true,
  });
}
