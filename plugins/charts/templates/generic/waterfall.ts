import { bridge } from "../../../../core/charts/claims/find/steps.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { type Changes, changes } from "../../kit/parts-data.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";

const STEPS_MAX = 20;

interface Step {
  readonly label: string;
  readonly value: number;
  readonly total: boolean;
}

export const waterfall = defineChart({
  id: "waterfall",
  title: "Waterfall",
  purpose: "From one total to another by what added and what took away",
  panels: ["Steps"],
  input: changes,
  sample: {
    labels: ["Q1 2026", "New customers", "Expansion", "Price", "Churn", "Currency", "Q2 2026"],
    values: [4_200_000, 780_000, 410_000, 150_000, -520_000, -90_000, 4_930_000],
    totals: [0, 6],
    name: "Recurring revenue",
    unit: "EUR",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const { format, spoken, unit, scaled } = measured(data, pen);
    const all = withTotals({ ...data, values: data.values.map(scaled) }, (value) => pen.number(value, spoken), notes, pen);
    const name = data.name ?? pen.word("steps");
    const items = shortened(all, notes, pen).map((step): Step & { role: Role } => ({
      ...step,
      role: step.total ? "neutral" : step.value >= 0 ? "good" : "bad",
    }));
    const basis: Basis = {
      name: "steps",
      labels: all.map(({ label }) => label),
      series: [
        { name: "steps", values: all.map(({ value, total }) => (total ? null : value)) },
        { name: "levels", values: all.map(({ value, total }) => (total ? value : null)) },
      ],
    };
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [data.name === undefined ? null : bridge(basis, { measure: data.name, format: spoken })],
        subtitle: readingOf(pen, name, unit, pen.word("grey-is-a-level-green-adds-red-takes")),
        span: 2,
      },
      { form: "waterfall", items },
      items,
      {
        name,
        format,
        field: "values",
        table: {
          columns: [pen.word("step"), unit === "" ? name : `${name}, ${unit}`],
          rows: items.map(({ label, value }) => [label, value]),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral: name, notes };
  },
});

/** Without `totals` every value is a change, and what they come to closes the row. */
function withTotals({ labels, values, totals }: Changes, write: (value: number) => string, notes: Note[], pen: Pen): Step[] {
  const levels = new Set(totals ?? []);
  let level = 0;
  const steps = labels.flatMap((label, at): Step[] => {
    const value = values[at] ?? null;
    if (levels.has(at)) {
      const given = value ?? level;
      if (at > 0 && Math.abs(given - level) > Math.abs(given) * 0.005)
        notes.push(remark("TOTAL_MISMATCH", "note.total-mismatch", { label, given: write(given), sum: write(level) }));
      level = given;
      return [{ label, value: given, total: true }];
    }
    if (value === null) {
      notes.push(remark("LEFT_OUT", "note.step-empty", { label }));
      return [];
    }
    level += value;
    return [{ label, value, total: false }];
  });
  return totals === undefined && steps.length > 1 ? [...steps, { label: pen.word("total"), value: level, total: true }] : steps;
}

/** More steps than can be read: the smallest are added up, where they stand among the changes last. */
function shortened(steps: Step[], notes: Note[], pen: Pen): Step[] {
  if (steps.length <= STEPS_MAX) return steps;
  const inner = steps.filter(({ total }) => !total);
  const totals = steps.length - inner.length;
  const keep = Math.max(1, STEPS_MAX - Math.min(totals, 4) - 1);
  const kept = new Set(inner.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, keep));
  const rest = inner.filter((step) => !kept.has(step));
  // Levels in between no longer follow from what is drawn before them: only the ends stay.
  const [first, last] = [steps[0], steps.at(-1)];
  notes.push(
    remark("OTHERS", "note.steps-pooled", { count: rest.length, of: inner.length, levels: totals > 2 ? "some" : "none" }),
  );
  return [
    ...(first?.total === true ? [first] : []),
    ...inner.filter((step) => kept.has(step)),
    {
      label: pen.word("others-counted", { count: rest.length }),
      value: rest.reduce((sum, { value }) => sum + value, 0),
      total: false,
    },
    ...(last?.total === true ? [last] : []),
  ];
}
