import { z } from "zod";
import { top } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { sensitivityAnswer } from "../../kit/answers.ts";
import { common, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";

const ROWS_MAX = 20;

/** From the plan to both ends. Where both lie on one side of it, the further begins where the nearer ends: none hides the other. */
function sidesOf(base: number, low: number, high: number) {
  const same = (low - base) * (high - base) > 0;
  const nearer = Math.abs(low - base) <= Math.abs(high - base) ? 0 : 1;
  return [low, high].map((to, part) => ({ part, from: same && part !== nearer ? (part === 0 ? high : low) : base, to }));
}

export const tornado = defineChart({
  id: "tornado",
  title: "Tornado",
  purpose: "Which assumptions move a result most",
  panels: ["Sensitivity"],
  input: sameLength(
    z.object({
      labels: labels.describe("Assumptions"),
      low: values.describe("The result where the assumption is at its low end, in `unit`"),
      high: values.describe("The result where it is at its high end"),
      base: z.number().describe("The result of the plan"),
      name: label.optional().describe('What the result is, such as "NPV"'),
      ...common,
    }),
    "labels",
    "low",
    "high",
  ),
  also: sensitivityAnswer,
  sample: {
    labels: ["Price", "Churn", "Hiring", "Exchange rate", "Cloud cost", "Launch date"],
    low: [2.1, 2.9, 3.6, 3.9, 4.1, 3.7],
    high: [6.4, 5.3, 4.9, 4.6, 4.5, 4.4],
    base: 4.3,
    name: "Net present value",
    unit: "M EUR",
    period: "Plan 2026 to 2030",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const { format, spoken, unit, scaled } = measured(data, pen);
    const base = scaled(data.base) as number;
    const name = data.name ?? pen.word("result");
    const all = data.labels.map((one, at) => ({
      label: one,
      low: scaled(data.low[at] ?? null),
      high: scaled(data.high[at] ?? null),
    }));
    const known = all.flatMap(({ label: one, low, high }) =>
      low === null || high === null ? [] : [{ label: one, low, high, swing: Math.abs(high - low) }],
    );
    if (known.length < all.length) notes.push(remark("LEFT_OUT", "note.ends-lacking", { count: all.length - known.length }));
    const order = known.toSorted((a, b) => b.swing - a.swing);
    const shown = order.slice(0, ROWS_MAX);
    if (shown.length < known.length) notes.push(remark("TOP_N", "note.widest", { shown: ROWS_MAX, of: known.length }));
    const basis: Basis = {
      name: "swings",
      labels: all.map(({ label: one }) => one),
      series: [
        { name: "swing", values: all.map(({ low, high }) => (low === null || high === null ? null : Math.abs(high - low))) },
      ],
    };
    const written = pen.number(base, spoken);
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [top(basis, "swing", { measure: pen.word("swing-of", { name }), format: spoken })],
        subtitle: readingOf(pen, name, unit, pen.word("line-is-plan", { plan: written })),
        span: 2,
      },
      {
        form: "diverging",
        line: base,
        parts: [
          { name: pen.word("assumption-at-its-low-end"), role: "series-1" },
          { name: pen.word("at-its-high-end"), role: "series-2" },
        ],
        rows: shown.map(({ label: one, low, high }) => ({
          label: one,
          segments: sidesOf(base, low, high).map((one) => ({ ...one, text: pen.number(one.part === 0 ? low : high, format) })),
        })),
      },
      shown.map(({ label: one, swing }) => ({ label: one, value: swing })),
      {
        name: pen.word("swing"),
        format,
        field: "low",
        table: {
          columns: [pen.word("assumption"), pen.word("low"), pen.word("high"), pen.word("swing")],
          rows: order.map((one) => [one.label, one.low, one.high, one.swing]),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral: name, notes };
  },
});
