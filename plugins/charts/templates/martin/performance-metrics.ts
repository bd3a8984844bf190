import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import { top } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis, Claim } from "../../../../core/ports/claim.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { inBoth, type Row } from "../../kit/number-rows.ts";
import { barPanel, bulletPanel, where } from "../../kit/panels.ts";

const input = sameLength(
  z.object({
    services: labels,
    p50: values.describe("Milliseconds"),
    p95: values.describe("Milliseconds"),
    p99: values.describe("Milliseconds"),
    slo: values.optional().describe("Promised share of good requests, percent, such as 99.9"),
    attainment: values.optional().describe("Measured share of good requests, percent"),
    ...common,
  }),
  "services",
  "p50",
  "p95",
  "p99",
  "slo",
  "attainment",
);

type Data = z.infer<typeof input>;
const ms = { style: "number", unit: "ms" } as const;
const percent = { style: "percent" } as const;

export const performanceMetrics = defineChart({
  id: "performance_metrics",
  title: "Performance metrics",
  purpose: "Latency percentiles against the objective, and what is left of the error budget",
  persona: "martin",
  panels: ["Latency percentiles", "Against the objective", "Error budget left"],
  input,
  sample: {
    services: ["Payments", "Checkout", "Search", "Identity", "Catalogue"],
    p50: [84, 110, 152, 41, 58],
    p95: [210, 340, 610, 96, 140],
    p99: [420, 780, 1480, 180, 260],
    slo: [99.9, 99.9, 99.5, 99.95, 99.5],
    attainment: [99.94, 99.82, 99.61, 99.97, 99.8],
    period: "June 2026",
  },
  build(data, pen) {
    const { services, slo, attainment } = data;
    const latency: Basis = { name: "latency", labels: services, series: [{ name: "p95", values: data.p95 }] };
    const objectives: Basis = {
      name: "objectives",
      labels: services,
      series: [
        { name: "promised", values: slo ?? [] },
        { name: "measured", values: attainment ?? [] },
      ],
    };
    const missing = (measure: string, as: string) =>
      countOf(objectives, [{ series: "measured", is: "<", than: "promised" }], { measure, format: percent, as });
    const spent = missing(pen.word("in.error-budgets"), "count-of.spent-budget");
    const slowest = (as: string) => top(latency, "p95", { measure: pen.word("95th-percentile-of-latency"), format: ms, as });
    const budgets = left(data);
    return {
      claims: [spent?.kind === "count-of" && spent.count > 0 ? spent : null, slowest("highest.slowest")],
      bases: [latency, objectives],
      panels: [
        barPanel(
          {
            id: "latency",
            neutral: pen.word("latency-percentiles"),
            claims: [slowest("highest.p95")],
            subtitle: pen.word("milliseconds-median-95th-and-99th-percentile"),
            span: 2,
          },
          services,
          [
            { name: "p50", values: data.p50, role: "reference" },
            { name: "p95", values: data.p95, role: "accent" },
            { name: "p99", values: data.p99, role: "neutral" },
          ],
          { format: { style: "number" }, field: "p95" },
        ),
        where({ id: "attainment", neutral: pen.word("against-the-objective") }, { slo, attainment }, (given) =>
          againstObjective(services, given.slo, given.attainment, missing(pen.word("in.objectives"), "count-of.objectives"), pen),
        ),
        slo === undefined || attainment === undefined
          ? null
          : barPanel(
              {
                id: "budget",
                neutral: pen.word("error-budget-left"),
                claims: [spent],
                subtitle: pen.word("percent-of-the-allowed-bad-requests-not-used"),
              },
              services,
              [
                {
                  name: pen.word("budget-left"),
                  values: budgets,
                  roles: budgets.map((value): Role => (value !== null && value < 0 ? "bad" : "good")),
                },
              ],
              { format: percent, field: "attainment", across: true },
            ),
      ],
    };
  },
});

function againstObjective(services: readonly string[], slo: Row, met: Row, missed: Claim | null, pen: Pen) {
  const known = inBoth(services, met, slo).map(({ label, one, other }) => ({
    label,
    value: one,
    target: other,
    good: one >= other,
  }));
  return bulletPanel(
    {
      id: "attainment",
      neutral: pen.word("against-the-objective"),
      claims: [missed],
      subtitle: pen.word("bad-requests-per-10-000-the-line-is-what-is"),
    },
    // As bad requests, from zero: 99.94 and 99.82 per cent look the same on a bar.
    known.map((one) => ({ ...one, value: perTenThousand(one.value), target: perTenThousand(one.target) })),
    [pen.word("bad-requests"), pen.word("allowed")],
    {
      format: { style: "number" },
      field: "attainment",
      table: {
        columns: [pen.word("service"), pen.word("objective-percent"), pen.word("measured-percent")],
        rows: known.map(({ label, value, target }) => [label, String(target), String(value)]),
      },
    },
  );
}

const perTenThousand = (share: number) => Math.round((100 - share) * 10_000) / 100;

/** Share of the allowed bad requests not yet used, percent; below zero: overspent. */
const left = ({ services, slo = [], attainment = [] }: Data): (number | null)[] =>
  services.map((_, at) => {
    const [target, value] = [slo[at] ?? null, attainment[at] ?? null];
    return target === null || value === null || target >= 100 ? null : (1 - (100 - value) / (100 - target)) * 100;
  });
