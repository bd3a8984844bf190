import { z } from "zod";
import { share } from "../../../../core/charts/claims/find/shares.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { changeOf, plainKpi, rowKpi } from "../../kit/key-figures.ts";
import { drawnPanel, seriesRole } from "../../kit/panels.ts";
import { rowPanel } from "../../kit/row-panel.ts";
import { targetPanel } from "../../kit/target-panel.ts";

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
const plain = { style: "number" } as const;
const percent = { style: "percent" } as const;

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
  build(data, pen) {
    const { velocity_data: velocity, support_data: support, initiative_progress: initiatives } = data;
    return {
      panels: [
        rowPanel(pen, {
          id: "velocity",
          measure: pen.word("velocity"),
          neutral: pen.word("velocity-per-sprint"),
          labels: velocity.dates,
          values: velocity.velocity,
          format: plain,
          subtitle: pen.word("story-points-per-sprint"),
          field: "velocity_data.velocity",
        }),
        support === undefined
          ? null
          : rowPanel(pen, {
              id: "support",
              measure: pen.word("support-volume"),
              labels: support.months,
              values: support.volume,
              format: plain,
              subtitle: pen.word("tickets-per-month"),
              field: "support_data.volume",
              bars: true,
            }),
        initiatives === undefined ? null : progress(initiatives, pen),
        data.platform_health === undefined ? null : health(data.platform_health, pen),
      ],
      kpis: [
        rowKpi(
          pen,
          pen.word("velocity"),
          pen.labels(velocity.dates),
          velocity.velocity,
          { style: "number", unit: pen.word("in.points") },
          true,
        ),
        support === undefined
          ? null
          : rowKpi(pen, pen.word("support-tickets"), pen.labels(support.months), support.volume, plain, false),
        initiatives === undefined
          ? null
          : {
              ...plainKpi(pen.word("initiatives-done"), initiatives.current, percent),
              delta: changeOf(initiatives.current - initiatives.target, percent, pen.word("in.target"), true, pen),
            },
      ],
    };
  },
});

function progress({ current, target }: NonNullable<Data["initiative_progress"]>, pen: Pen) {
  const label = pen.word("initiatives-done");
  return targetPanel({
    id: "initiatives",
    neutral: pen.word("initiative-progress"),
    subtitle: pen.word("initiatives-done-percent-against-what-is-due"),
    series: "done",
    label,
    measure: pen.word("initiative-progress"),
    value: current,
    target,
    format: percent,
    names: [pen.word("done"), pen.word("due")],
    field: "initiative_progress",
    table: { columns: ["", pen.word("done-percent"), pen.word("due-percent")], rows: [[label, current, target]] },
  });
}

function health({ labels: names, values: counts }: NonNullable<Data["platform_health"]>, pen: Pen) {
  const items = names.flatMap((label, at) => {
    const value = counts[at] ?? null;
    return value === null || value < 0 ? [] : [{ label, value, role: stateRole(label, at) }];
  });
  const basis: Basis = { name: "health", labels: names, series: [{ name: "health", values: counts }] };
  const panel = drawnPanel(
    {
      id: "health",
      neutral: pen.word("platform-health"),
      claims: [share(basis, "health", { measure: pen.word("in.platform-health"), format: plain })],
      subtitle: pen.word("share-of-each-state"),
    },
    { form: "round", items, hole: true },
    items,
    {
      name: pen.word("platform-health"),
      format: plain,
      field: "platform_health.values",
      table: { columns: [pen.word("state"), pen.word("platform-health")], rows: items.map(({ label, value }) => [label, value]) },
    },
  );
  const sound = counts.every((value) => (value ?? 0) >= 0) && items.some(({ value }) => value > 0);
  return { ...panel, bases: [basis], missing: sound ? null : "platform_health.values" };
}

/** States are coloured by what they mean; anything else by its place in the order. */
function stateRole(name: string, index: number): Role {
  if (/^(healthy|ok|up|good|green)$/i.test(name)) return "good";
  if (/^(at risk|down|critical|bad|red|failing)$/i.test(name)) return "bad";
  if (/^(degraded|warning|amber|yellow)$/i.test(name)) return "series-5";
  return seriesRole(index);
}
