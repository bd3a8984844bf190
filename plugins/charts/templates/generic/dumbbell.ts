import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { measureGiven } from "../../kit/cartesian-claims.ts";
import { cartesian, withNames } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { measured, measureOf, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";
import { unusedEmphasis } from "../../kit/unused-emphasis.ts";
import { pairsOf, widest } from "./pairs.ts";

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
  build(given, pen) {
    const data = withNames(given, pen);
    const notes: Note[] = [];
    unusedEmphasis(data, ["highlight"], notes);
    const { format, spoken, unit, scaled } = measured(data, pen);
    const pairs = pairsOf(data, scaled, pen.labels, notes);
    const { names, items: all, basis } = pairs;
    const wanted = data.highlight ?? [];
    const coloured = (label: string): Role => (wanted.length === 0 || wanted.includes(label) ? "accent" : "reference");
    // Widest first: how far apart is what is read.
    const order = all.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
    const items = order
      .slice(0, ROWS_MAX)
      .map(({ label, before, after }) => ({ label, from: before, to: after, role: coloured(label) }));
    if (items.length < all.length) notes.push(remark("TOP_N", "note.widest", { shown: items.length, of: all.length }));
    const called = measureGiven(data, { unit, pen });
    const both = pen.word("both", { one: names[0], other: names[1] });
    const neutral = called === null ? both : pen.word("measure-colon", { measure: called, said: both });
    const about = { measure: called ?? measureOf(unit, pen), format: spoken };
    const panel = drawnPanel(
      {
        id: "chart",
        neutral,
        claims: [
          widest(pairs, about),
          countOf(basis, [{ series: names[1], is: ">", than: names[0] }], {
            ...about,
            as: called === null ? "count-of.above" : "count-of.above-of",
          }),
        ],
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
