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

const ITEMS_MAX = 30;
/** As many lines as can each have a colour of attention. */
const ALL_COLOURED = 6;

export const slope = defineChart({
  id: "slope",
  title: "Slope",
  purpose: "Who rose and who fell between two points in time",
  panels: ["Before and after"],
  input: cartesian,
  sample: {
    labels: ["2023", "2026"],
    series: [
      { name: "Payments", values: [61, 78] },
      { name: "Search", values: [70, 64] },
      { name: "Identity", values: [55, 58] },
      { name: "Mobile", values: [48, 73] },
      { name: "Catalogue", values: [66, 67] },
    ],
    unit: "points",
    period: "Engagement survey",
  },
  build(given, pen) {
    const data = withNames(given, pen);
    const notes: Note[] = [];
    unusedEmphasis(data, ["highlight"], notes);
    const { format, spoken, unit, scaled } = measured(data, pen);
    const pairs = pairsOf(data, scaled, pen.labels, notes);
    const { names, items: all, basis } = pairs;
    const order = all.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
    const kept = new Set(order.slice(0, ITEMS_MAX));
    if (kept.size < all.length) notes.push(remark("TOP_N", "note.changed-most", { shown: kept.size, of: all.length }));
    const wanted = data.highlight ?? [];
    const coloured = new Set(
      wanted.length > 0
        ? all.filter(({ label }) => wanted.includes(label))
        : order.slice(0, all.length <= ALL_COLOURED ? ALL_COLOURED : 3),
    );
    const items = all
      .filter((item) => kept.has(item))
      .map((item) => ({ ...item, role: coloured.has(item) ? roleOf(item.after - item.before) : ("reference" as const) }));
    const called = measureGiven(data, { unit, pen });
    const both = pen.word("both", { one: names[0], other: names[1] });
    const neutral = called === null ? both : pen.word("measure-colon", { measure: called, said: both });
    const about = { measure: called ?? measureOf(unit, pen), format: spoken };
    const panel = drawnPanel(
      {
        id: "chart",
        neutral,
        claims: [
          countOf(basis, [{ series: names[1], is: ">", than: names[0] }], {
            ...about,
            as: called === null ? "count-of.above" : "count-of.above-of",
          }),
          widest(pairs, about),
        ],
        subtitle: readingOf(pen, "", unit, pen.word("from-to", { from: names[0], to: names[1] })),
        span: 2,
      },
      { form: "slope", columns: names, items },
      items.map(({ label, after }) => ({ label, value: after })),
      {
        name: names[1],
        format,
        field: "series",
        table: {
          columns: ["", names[0], names[1], pen.word("change")],
          rows: all.map(({ label, before, after }) => [label, before, after, after - before]),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral, notes };
  },
});

const roleOf = (change: number): Role => (change === 0 ? "reference" : "accent");
