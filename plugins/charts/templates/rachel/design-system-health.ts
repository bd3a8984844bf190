import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { KpiSpec } from "../../../../core/ports/dashboard-spec.ts";
import { points } from "../../headlines/facts.ts";
import { dashboard, emptyPanel, givenKpi } from "../../kit/assemble.ts";
import { common, label, value, values } from "../../kit/common-fields.ts";
import { drawnPanel, linePanel } from "../../kit/panels.ts";

const input = z.object({
  metrics: z
    .array(
      z.object({
        name: label,
        value: value.describe("In `unit`"),
        unit: z.string().max(20).optional().describe("%, or any unit text"),
        target: value.optional(),
        history: values.optional().describe("Same unit, oldest first; the last is the value before now or now"),
        higher_is_better: z.boolean().optional().describe("Left out: higher is better"),
      }),
    )
    .min(1)
    .max(12),
  ...common,
});

type Data = z.infer<typeof input>;

export const designSystemHealth = defineChart({
  id: "design_system_health",
  title: "Design system health",
  purpose: "Health of a design system by dimension, and its trend",
  persona: "rachel",
  panels: ["Health", "Trend"],
  input,
  sample: {
    metrics: [
      { name: "Coverage", value: 78, unit: "%", target: 85, history: [61, 66, 70, 73, 76, 78] },
      { name: "Consistency", value: 84, unit: "%", target: 90, history: [80, 81, 81, 83, 84, 84] },
      { name: "Accessibility", value: 71, unit: "%", target: 95, history: [58, 60, 64, 66, 69, 71] },
      { name: "Debt", value: 147, unit: "points", target: 100, history: [182, 176, 171, 160, 152, 147], higher_is_better: false },
    ],
    period: "Last six months",
  },
  build(data, context) {
    const cards = data.metrics.map((metric) => card(metric, data.currency ?? context.currency));
    const judged = data.metrics.filter(({ target, value: now }) => target !== undefined && target !== null && now !== null);
    const reached = judged.filter(({ target, value: now, higher_is_better: up }) =>
      up === false ? (now ?? 0) <= (target ?? 0) : (now ?? 0) >= (target ?? 0),
    );
    const headline =
      judged.length < 2
        ? null
        : reached.length === 0
          ? `None of ${judged.length} measures has reached its target`
          : reached.length === judged.length
            ? `All ${judged.length} measures have reached their targets`
            : `${reached.length} of ${judged.length} measures have reached their target`;
    return dashboard(
      {
        template: "design_system_health",
        neutralTitle: "Design system health",
        headline,
        period: null,
        panels: [health(data, cards), trendOf(data)],
        kpis: [],
      },
      data,
      context,
    );
  },
});

function card(
  { name, value: now, unit, target, history, higher_is_better: up }: Data["metrics"][number],
  currency: string | null,
): KpiSpec {
  const previous = history?.filter((one) => one !== null).at(-2);
  return givenKpi(
    {
      name,
      value: now,
      unit,
      target,
      history,
      higher_is_better: up !== false,
      ...(previous !== undefined && { previous, base: "before" }),
    },
    currency,
  );
}

function health({ metrics }: Data, cards: readonly KpiSpec[]) {
  return drawnPanel(
    { id: "health", title: null, neutral: "Health", subtitle: "Value, change and target of each measure", span: 2 },
    { form: "cards", cards },
    cards.map(({ name, value: now }) => ({ label: name, value: now })),
    {
      name: "Value",
      format: { style: "number" },
      field: "metrics",
      table: {
        columns: ["Measure", "Value", "Unit", "Target"],
        rows: metrics.map(({ name, value: now, unit, target }) => [name, now, unit ?? "", target ?? null]),
      },
    },
  );
}

/** Each row as a share of its own start: measures of different units on one scale. */
function trendOf({ metrics }: Data) {
  const known = metrics.filter(({ history }) => (history?.filter((one) => one !== null).length ?? 0) > 1);
  if (known.length === 0) return emptyPanel("trend", "Trend", "", "metrics[].history");
  const longest = Math.max(...known.map(({ history }) => history?.length ?? 0));
  const rows = known.slice(0, 6).map(({ name, history = [] }) => {
    const start = points(history.map(String), history)[0]?.value ?? 0;
    const padded = [...Array.from({ length: longest - history.length }, () => null), ...history];
    return { name, values: padded.map((one) => (one === null || start === 0 ? null : (one / start) * 100)) };
  });
  return linePanel(
    { id: "trend", title: null, neutral: "Trend, each against its own start", subtitle: "First value is 100", span: 2 },
    Array.from({ length: longest }, (_, at) => (at === longest - 1 ? "Now" : `${longest - 1 - at} before`)),
    rows,
    { format: { style: "number" }, field: "metrics[].history" },
  );
}
