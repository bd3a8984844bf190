import { z } from "zod";
import { verdict } from "../../../../core/charts/claims/find/counts.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { common, label, value, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { figureClaims } from "../../kit/figure-claims.ts";
import { figuresPanel } from "../../kit/figures-panel.ts";
import { givenKpi } from "../../kit/key-figures.ts";
import { linePanel } from "../../kit/panels.ts";

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
  build(data, pen) {
    const kpis = data.metrics.map(({ history, higher_is_better: up, ...metric }) => {
      const before = history?.filter((one) => one !== null).at(-2);
      const better = up !== false;
      return { ...metric, history, higher_is_better: better, ...(before !== undefined && { previous: before }) };
    });
    const cards = kpis.map((kpi) => givenKpi({ ...kpi, base: pen.word("in.prior-value") }, pen.currency, pen));
    const { bases, met } = figureClaims(kpis, pen);
    const said = {
      id: "health",
      neutral: pen.word("health"),
      subtitle: pen.word("value-change-and-target-of-each-measure"),
      span: 2,
    } as const;
    return {
      claims: [met],
      bases,
      panels: [
        { ...figuresPanel(said, cards, kpis, pen), missing: cards.every(({ value: one }) => one === null) ? "metrics" : null },
        trendOf(data, pen),
      ],
    };
  },
});

const DRAWN_MAX = 6;

/** Each row as a share of its own start: measures of different units on one scale. */
function trendOf({ metrics }: Data, pen: Pen) {
  const known = metrics.flatMap(({ name, history = [], higher_is_better: up }) => {
    const row = history.filter((one) => one !== null);
    return row.length < 2
      ? []
      : [{ name, history, first: row[0] as number, last: row.at(-1) as number, up: up === false ? -1 : 1 }];
  });
  if (known.length === 0) return null;
  const basis: Basis = {
    name: "since the start",
    labels: known.map(({ name }) => name),
    series: [
      { name: "value", values: known.map(({ last }) => last) },
      { name: "previous", values: known.map(({ first }) => first) },
      { name: "up", values: known.map(({ up }) => up) },
    ],
  };
  const longest = Math.max(...known.map(({ history }) => history.length));
  const rows = known.slice(0, DRAWN_MAX).map(({ name, history, first }) => ({
    name,
    values: [
      ...Array.from({ length: longest - history.length }, () => null),
      ...history.map((one) => (one === null || first === 0 ? null : (one / first) * 100)),
    ],
  }));
  return {
    ...linePanel(
      {
        id: "trend",
        neutral: pen.word("trend-each-against-its-own-start"),
        claims: [verdict(basis, { measure: pen.word("in.measures"), format: { style: "number" } })],
        subtitle: pen.word("first-value-is-100-values-counted-back-from"),
        span: 2,
      },
      Array.from({ length: longest }, (_, at) => (at === longest - 1 ? pen.word("in.last") : `\u2212${longest - 1 - at}`)),
      rows,
      { format: { style: "number" }, field: "metrics[].history" },
    ),
    bases: [basis],
  };
}
