import { z } from "zod";
import { bridge as bridged } from "../../../../core/charts/claims/find/steps.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { KpiSpec, Role } from "../../../../core/ports/dashboard-spec.ts";
import { common, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";

const end = z.object({ label, value: z.number().describe("In `unit`") });

export const bridge = defineChart({
  id: "bridge",
  title: "Bridge",
  purpose: "From one level to another with net change and per cent, each step explained",
  panels: ["Steps"],
  input: sameLength(
    z.object({
      from: end,
      labels: labels.max(20).describe("Steps between the two levels"),
      changes: values.max(20).describe("What each step adds or takes, in `unit`"),
      to: z.object({ label }).describe("Its value follows from the steps"),
      name: label.optional().describe('What it is, such as "EBIT"'),
      higher_is_better: z.boolean().optional().describe("False where a rise is bad, such as cost"),
      ...common,
    }),
    "labels",
    "changes",
  ),
  sample: {
    from: { label: "EBIT 2025", value: 18_400_000 },
    labels: ["Volume", "Price", "Mix", "Input cost", "Currency"],
    changes: [2_900_000, 1_700_000, 400_000, -2_200_000, -600_000],
    to: { label: "EBIT 2026" },
    name: "EBIT",
    unit: "EUR",
  },
  build(data, pen) {
    const { format, spoken, unit, scaled } = measured(data, pen);
    const name = data.name ?? pen.word("result");
    const good = data.higher_is_better ?? true;
    const start = scaled(data.from.value) as number;
    const steps = data.labels.map((one, at) => ({ label: one, value: scaled(data.changes[at] ?? null) ?? 0 }));
    const last = steps.reduce((level, { value }) => level + value, start);
    const net = last - start;
    const stepRole = (value: number): Role => (value === 0 ? "neutral" : value > 0 === good ? "good" : "bad");
    const items = [
      { label: data.from.label, value: start, total: true, role: "neutral" as Role },
      ...steps.map((step) => ({ ...step, total: false, role: stepRole(step.value) })),
      { label: data.to.label, value: last, total: true, role: "neutral" as Role },
    ];
    const basis: Basis = {
      name: "steps",
      labels: items.map(({ label: one }) => one),
      series: [
        { name: "steps", values: items.map(({ value, total }) => (total ? null : value)) },
        { name: "levels", values: items.map(({ value, total }) => (total ? value : null)) },
      ],
    };
    const share = (value: number) => (start > 0 ? pen.number((value / start) * 100, { style: "percent", signed: true }) : "–");
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: pen.word("name-from-to", { name, from: data.from.label, to: data.to.label }),
        claims: [bridged(basis, { measure: name, format: spoken })],
        subtitle: readingOf(pen, name, unit, good ? pen.word("green-adds-red-takes") : pen.word("green-takes-red-adds")),
        span: 2,
      },
      { form: "waterfall", items },
      items,
      {
        name,
        format,
        field: "changes",
        table: {
          columns: [
            pen.word("step"),
            unit === "" ? name : `${name}, ${unit}`,
            pen.word("share-of-label", { label: data.from.label }),
          ],
          rows: items.map(({ label: one, value, total }) => [one, value, total ? "" : share(value)]),
        },
      },
    );
    const figure = (title: string, value: number, delta: KpiSpec["delta"]): KpiSpec => ({
      name: title,
      value,
      format,
      delta,
      history: [],
    });
    const percent =
      start > 0
        ? {
            value: (net / start) * 100,
            format: { style: "percent", signed: true } as const,
            base: data.from.label,
            good: net === 0 ? null : net > 0 === good,
          }
        : null;
    const kpis = [
      figure(data.from.label, start, null),
      { ...figure(pen.word("net-change"), net, null), format: { ...format, signed: true } },
      figure(data.to.label, last, percent),
    ];
    return { panels: [panel], bases: [basis], neutral: name, kpis };
  },
});
