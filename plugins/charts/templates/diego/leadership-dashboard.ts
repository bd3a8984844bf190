import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { ChartContext, KpiSpec, PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { allPoints, tellingPoints } from "../../chart-config/labelled-points.ts";
import { formatLabels, formatNumber } from "../../design-system/format.ts";
import { highest, points } from "../../headlines/facts.ts";
import { against, trend } from "../../headlines/rules.ts";
import { dashboard, emptyPanel, rowKpi } from "../../kit/assemble.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";

const input = z.object({
  velocity_data: sameLength(z.object({ dates: labels, velocity: values.describe("Points per sprint") }), "dates", "velocity"),
  support_data: sameLength(
    z.object({ months: labels, volume: values.describe("Tickets per month") }),
    "months",
    "volume",
  ).optional(),
  initiative_progress: z
    .object({ current: z.number().describe("Percent done"), target: z.number().describe("Percent due") })
    .optional(),
  platform_health: sameLength(
    z.object({ labels, values: values.describe("Counts of services, or percent") }),
    "labels",
    "values",
  ).optional(),
  ...common,
});

type Data = z.infer<typeof input>;

export const leadershipDashboard = defineChart({
  id: "leadership_dashboard",
  title: "Engineering leadership",
  purpose: "One page on an engineering organisation: velocity, support volume, progress of initiatives, platform health",
  persona: "diego",
  panels: ["Velocity", "Support volume", "Initiative progress", "Platform health"],
  input,
  sample: {
    velocity_data: {
      dates: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
      velocity: [182, 176, 191, 204, 213, 221],
    },
    support_data: {
      months: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
      volume: [412, 431, 398, 362, 341, 318],
    },
    initiative_progress: { current: 68, target: 75 },
    platform_health: { labels: ["Healthy", "Degraded", "At risk"], values: [41, 6, 2] },
    period: "January–June 2026",
  },
  build(data, context) {
    const dates = formatLabels(data.velocity_data.dates, context.locale);
    const write = (value: number) => formatNumber(value, { style: "number" }, context.locale);
    const headline = trend("Velocity", points(dates, data.velocity_data.velocity), write);
    return dashboard(
      {
        template: "leadership_dashboard",
        neutralTitle: "Engineering leadership",
        headline,
        period: null,
        panels: [velocity(data, dates, headline), support(data, context), progress(data, context), health(data)],
        kpis: kpis(data, dates, context),
      },
      data,
      context,
    );
  },
});

function velocity({ velocity_data: { velocity: row } }: Data, dates: readonly string[], headline: string | null): PanelSpec {
  return {
    id: "velocity",
    title: headline ?? "Velocity per sprint",
    subtitle: "Story points per sprint",
    kind: "line",
    span: 1,
    labels: dates,
    series: [{ name: "Velocity", values: row, role: "accent", area: true, labelled: tellingPoints(row) }],
    format: { style: "number" },
    references: [],
    missing: row.every((value) => value === null) ? "velocity_data.velocity" : null,
  };
}

function support(data: Data, context: ChartContext): PanelSpec {
  if (data.support_data === undefined) return emptyPanel("support", "Support volume", "", "support_data", "bar");
  const { volume } = data.support_data;
  const months = formatLabels(data.support_data.months, context.locale);
  return {
    id: "support",
    title:
      trend("Support volume", points(months, volume), (value) => formatNumber(value, { style: "number" }, context.locale)) ??
      "Support volume",
    subtitle: "Tickets per month",
    kind: "bar",
    span: 1,
    labels: months,
    series: [
      {
        name: "Tickets",
        values: volume,
        role: "series-1",
        labelled: volume.length <= 12 ? allPoints(volume) : tellingPoints(volume),
      },
    ],
    format: { style: "number" },
    references: [],
    missing: null,
  };
}

function progress(data: Data, context: ChartContext): PanelSpec {
  if (data.initiative_progress === undefined)
    return emptyPanel("initiatives", "Initiative progress", "", "initiative_progress", "gauge");
  const { current, target } = data.initiative_progress;
  return {
    id: "initiatives",
    title: against("Progress", current, target, (value) => formatNumber(value, { style: "percent" }, context.locale)),
    subtitle: "Initiatives done, %, against what is due by now",
    kind: "gauge",
    span: 1,
    labels: ["Done"],
    series: [{ name: "Done", values: [current], role: current >= target ? "good" : "bad", labelled: [0] }],
    format: { style: "percent" },
    references: [{ value: target, label: "target" }],
    range: { min: Math.min(0, current, target), max: Math.max(100, current, target) },
    missing: null,
  };
}

function health(data: Data): PanelSpec {
  if (data.platform_health === undefined) return emptyPanel("health", "Platform health", "", "platform_health", "doughnut");
  const { labels: names, values: counts } = data.platform_health;
  const total = counts.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const largest = highest(points(names, counts));
  return {
    id: "health",
    title: largest === null || total <= 0 ? "Platform health" : `${largest.label}: ${largest.value} of ${total}`,
    subtitle: "Share of each state",
    kind: "doughnut",
    span: 1,
    labels: names,
    series: [
      { name: "Platform health", values: counts, role: "series-1", roles: names.map(stateRole), labelled: allPoints(counts) },
    ],
    format: { style: "number" },
    references: [],
    missing: total > 0 && counts.every((value) => (value ?? 0) >= 0) ? null : "platform_health.values",
  };
}

/** States are coloured by what they mean; anything else by its place in the order. */
function stateRole(name: string, index: number) {
  if (/^(healthy|ok|up|good|green)$/i.test(name)) return "good" as const;
  if (/^(at risk|down|critical|bad|red|failing)$/i.test(name)) return "bad" as const;
  if (/^(degraded|warning|amber|yellow)$/i.test(name)) return "series-5" as const;
  return `series-${(index % 6) + 1}` as "series-1";
}

function kpis(data: Data, dates: readonly string[], context: ChartContext): KpiSpec[] {
  const months = data.support_data === undefined ? [] : formatLabels(data.support_data.months, context.locale);
  const { initiative_progress: initiatives } = data;
  return [
    rowKpi("Velocity", dates, data.velocity_data.velocity, { style: "number", unit: "points" }, true),
    data.support_data === undefined
      ? null
      : rowKpi("Support tickets", months, data.support_data.volume, { style: "number" }, false),
    initiatives === undefined
      ? null
      : {
          name: "Initiatives done",
          value: initiatives.current,
          format: { style: "percent" as const },
          delta: {
            value: initiatives.current - initiatives.target,
            format: { style: "number" as const, unit: "pts", signed: true },
            base: "target",
            good: initiatives.current === initiatives.target ? null : initiatives.current > initiatives.target,
          },
          history: [],
        },
  ].filter((kpi) => kpi !== null);
}
