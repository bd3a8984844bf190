import { pareto as fewMakeMost, share } from "../../../../core/charts/claims/find/shares.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { paretoAnswer } from "../../kit/answers.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { fewParts, parts, wholeOf } from "../../kit/parts-data.ts";
import type { Note } from "../../kit/shaped.ts";

const COLUMNS_MAX = 20;
const MOST = 80;

export const pareto = defineChart({
  id: "pareto",
  title: "Pareto",
  purpose: "Which few causes make up most of the whole",
  panels: ["Causes"],
  input: parts,
  also: paretoAnswer,
  sample: {
    labels: ["Failed deploys", "Slow queries", "Certificates", "Capacity", "Third parties", "Configuration", "Hardware"],
    values: [41, 33, 12, 7, 4, 2, 1],
    name: "Hours of outage",
    unit: "hours",
    period: "First half of 2026",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const { format, spoken, unit, scaled } = measured(data, pen);
    const kept = fewParts({ ...data, values: data.values.map(scaled) }, COLUMNS_MAX, notes, pen);
    // A rest stands last, whatever it comes to: it is none of the causes.
    const ordered = [...kept.filter(({ others }) => others !== true), ...kept.filter(({ others }) => others === true)];
    const whole = ordered.reduce((sum, { value }) => sum + value, 0);
    let sum = 0;
    const cumulative = ordered.map(({ value }) => {
      sum += value;
      return whole > 0 ? (sum / whole) * 100 : 0;
    });
    const items = ordered.map(({ label, value, others }, at) => {
      const within = (cumulative[at - 1] ?? 0) < MOST && others !== true;
      return { label, value, role: (within ? "accent" : "reference") as Role };
    });
    const name = data.name ?? pen.word("values");
    const all = wholeOf(data);
    const basis: Basis = { name: "causes", labels: all.labels, series: [{ name, values: all.values.map(scaled) }] };
    const about = { measure: name, format: spoken };
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [fewMakeMost(basis, name, null, about), share(basis, name, about)],
        subtitle: readingOf(pen, name, unit, pen.word("largest-first-the-line-adds-them-up")),
        span: 2,
      },
      { form: "pareto", items, cumulative },
      items,
      {
        name,
        format,
        field: "values",
        table: {
          columns: [pen.word("cause"), unit === "" ? name : `${name}, ${unit}`, pen.word("a-share"), pen.word("added-up")],
          rows: items.map(({ label, value }, at) => [
            label,
            value,
            whole > 0 ? pen.percent((value / whole) * 100) : "–",
            pen.percent(cumulative[at] ?? 0),
          ]),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral: name, notes };
  },
});
