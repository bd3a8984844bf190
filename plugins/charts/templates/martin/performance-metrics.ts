import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../../design-system/format.ts";
import { highest, points } from "../../headlines/facts.ts";
import { dashboard, emptyPanel } from "../../kit/assemble.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { barPanel, drawnPanel } from "../../kit/panels.ts";

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
  build(data, context) {
    const slowest = highest(points(data.services, data.p95));
    const budgets = budgetsLeft(data);
    const spent = budgets.filter(({ value }) => value !== null && value < 0);
    const headline =
      spent.length > 0
        ? spent.length === 1
          ? `${spent[0]?.label} has spent its error budget`
          : `${spent.length} of ${budgets.length} services have spent their error budget`
        : slowest === null
          ? null
          : `${slowest.label} is slowest: one request in twenty takes longer than ${formatNumber(slowest.value, ms, context.locale)}`;
    return dashboard(
      {
        template: "performance_metrics",
        neutralTitle: "Performance metrics",
        headline,
        period: null,
        panels: [latency(data, slowest, context.locale), attainment(data), errorBudget(data, budgets)],
        kpis: [],
      },
      data,
      context,
    );
  },
});

function latency({ services, p50, p95, p99 }: Data, slowest: { label: string; value: number } | null, locale: string) {
  return barPanel(
    {
      id: "latency",
      title: slowest === null ? null : `${slowest.label} is slowest, p95 ${formatNumber(slowest.value, ms, locale)}`,
      neutral: "Latency percentiles",
      subtitle: "Milliseconds: median, 95th and 99th percentile",
      span: 2,
    },
    services,
    [
      { name: "p50", values: p50, role: "reference" },
      { name: "p95", values: p95, role: "accent" },
      { name: "p99", values: p99, role: "neutral" },
    ],
    { format: { style: "number" }, field: "p95" },
  );
}

function attainment({ services, slo, attainment: met }: Data) {
  if (slo === undefined || met === undefined)
    return emptyPanel("attainment", "Against the objective", "", slo === undefined ? "slo" : "attainment", "bar");
  const known = services.flatMap((label, at) => {
    const [target, value] = [slo[at] ?? null, met[at] ?? null];
    return target === null || value === null ? [] : [{ label, value, target }];
  });
  const missed = known.filter(({ value, target }) => value < target).length;
  return drawnPanel(
    {
      id: "attainment",
      title: missed === 0 ? "Every service meets its objective" : `${missed} of ${known.length} services miss their objective`,
      neutral: "Against the objective",
      subtitle: "Bad requests per 10,000; the line is what is allowed",
    },
    // As bad requests, from zero: 99.94 and 99.82 per cent look the same on a bar.
    {
      form: "bullet",
      items: known.map(({ label, value, target }) => ({
        label,
        value: perTenThousand(value),
        target: perTenThousand(target),
        role: (value < target ? "bad" : "good") as Role,
      })),
      names: ["Bad requests", "Allowed"],
    },
    known.map(({ label, value }) => ({ label, value: perTenThousand(value) })),
    {
      name: "Bad requests per 10,000",
      format: { style: "number" },
      field: "attainment",
      table: {
        columns: ["Service", "Objective, %", "Measured, %"],
        rows: known.map(({ label, value, target }) => [label, String(target), String(value)]),
      },
    },
  );
}

const perTenThousand = (share: number) => Math.round((100 - share) * 10_000) / 100;

/** Share of the allowed bad requests not yet used, percent; below zero: overspent. */
function budgetsLeft({ services, slo, attainment: met }: Data) {
  if (slo === undefined || met === undefined) return [];
  return services.map((label, at) => {
    const [target, value] = [slo[at] ?? null, met[at] ?? null];
    return {
      label,
      value: target === null || value === null || target >= 100 ? null : (1 - (100 - value) / (100 - target)) * 100,
    };
  });
}

function errorBudget({ slo, attainment: met }: Data, budgets: readonly { label: string; value: number | null }[]) {
  if (slo === undefined || met === undefined)
    return emptyPanel("budget", "Error budget left", "", slo === undefined ? "slo" : "attainment", "bar");
  const spent = budgets.filter(({ value }) => value !== null && value < 0).length;
  return barPanel(
    {
      id: "budget",
      title: spent === 0 ? "No error budget is overspent" : `${spent} of ${budgets.length} error budgets are overspent`,
      neutral: "Error budget left",
      subtitle: "Percent of the allowed bad requests not used",
    },
    budgets.map(({ label }) => label),
    [
      {
        name: "Budget left",
        values: budgets.map(({ value }) => value),
        roles: budgets.map(({ value }): Role => (value !== null && value < 0 ? "bad" : "good")),
      },
    ],
    { format: percent, field: "attainment", across: true },
  );
}
