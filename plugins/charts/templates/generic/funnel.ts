import { constant } from "../../../../core/charts/claims/find/over-time.ts";
import { loss } from "../../../../core/charts/claims/find/shares.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { parts } from "../../kit/parts-data.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";

const STAGES_MAX = 12;

export const funnel = defineChart({
  id: "funnel",
  title: "Funnel",
  purpose: "How many are left after each step",
  panels: ["Stages"],
  input: parts,
  sample: {
    labels: ["Visits", "Sign-ups", "Activated", "Trials", "Paid"],
    values: [182_000, 24_600, 15_900, 6_100, 2_350],
    name: "People",
    period: "Second quarter of 2026",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const { format, spoken, unit, scaled } = measured(data, pen);
    const known = data.labels.flatMap((label, at) => {
      const value = scaled(data.values[at] ?? null);
      return value === null ? [] : [{ label, value }];
    });
    if (known.length < data.labels.length)
      notes.push(remark("LEFT_OUT", "note.stages-empty", { count: data.labels.length - known.length }));
    const items = known.slice(0, STAGES_MAX);
    if (items.length < known.length) notes.push(remark("TOP_N", "note.first-stages", { shown: STAGES_MAX, of: known.length }));
    const name = data.name ?? pen.word("stages");
    const basis: Basis = { name: "stages", labels: data.labels, series: [{ name, values: data.values.map(scaled) }] };
    const about = { measure: name, format: spoken };
    const zeros = known.every(({ value }) => value === 0) ? constant(basis, name, about) : null;
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [loss(basis, name, about), zeros],
        subtitle: readingOf(pen, name, unit, pen.word("share-of-the-stage-above")),
        span: 2,
      },
      { form: "funnel", items, conversion: true },
      items,
      {
        name,
        format,
        field: "values",
        table: {
          columns: [pen.word("stage"), unit === "" ? name : `${name}, ${unit}`, pen.word("of-the-stage-above")],
          rows: items.map(({ label, value }, at) => {
            const before = items[at - 1]?.value ?? 0;
            return [label, value, before > 0 ? pen.percent((value / before) * 100) : "–"];
          }),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral: name, notes };
  },
});
