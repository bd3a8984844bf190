import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { cartesian } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";
import { paired } from "./pairs.ts";

const ROWS_MAX = 30;

export const dumbbell = defineChart({
  id: "dumbbell",
  title: "Dumbbell",
  purpose: "The distance between two numbers, for many things at once",
  panels: ["Distance"],
  input: cartesian,
  sample: {
    labels: ["Lisbon", "Berlin", "Austin", "Singapore", "Toronto", "Warsaw"],
    series: [
      { name: "Median pay, women", values: [41_000, 68_000, 92_000, 71_000, 80_000, 44_000] },
      { name: "Median pay, men", values: [43_000, 74_000, 103_000, 72_000, 84_000, 51_000] },
    ],
    unit: "EUR",
    period: "2026",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const { names, items: all, basis, order, wanted, format, unit, neutral, above, widest } = paired(data, pen, notes);
    const coloured = (label: string): Role => (wanted.length === 0 || wanted.includes(label) ? "accent" : "reference");
    // Widest first: how far apart is what is read.
    const items = order
      .slice(0, ROWS_MAX)
      .map(({ label, before, after }) => ({ label, from: before, to: after, role: coloured(label) }));
    if (items.length < all.length) notes.push(remark("TOP_N", "note.widest", { shown: items.length, of: all.length }));
    const panel = drawnPanel(
      {
        id: "chart",
        neutral,
        claims: [widest, above],
        subtitle: readingOf(pen, "", unit, pen.word("widest-distance-first")),
        span: 2,
      },
      { form: "dumbbell", names, items },
      items.map(({ label, to }) => ({ label, value: to })),
      {
        name: names[1],
        format,
        field: "series",
        table: {
          columns: ["", names[0], names[1], pen.word("difference")],
          rows: order.map(({ label, before, after }) => [label, before, after, after - before]),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral, notes };
  },
});
