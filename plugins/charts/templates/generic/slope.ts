import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { cartesian } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";
import { paired } from "./pairs.ts";

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
  build(data, pen) {
    const notes: Note[] = [];
    const { names, items: all, basis, order, wanted, format, unit, neutral, above, widest } = paired(data, pen, notes);
    const kept = new Set(order.slice(0, ITEMS_MAX));
    if (kept.size < all.length) notes.push(remark("TOP_N", "note.changed-most", { shown: kept.size, of: all.length }));
    const coloured = new Set(
      wanted.length > 0
        ? all.filter(({ label }) => wanted.includes(label))
        : order.slice(0, all.length <= ALL_COLOURED ? ALL_COLOURED : 3),
    );
    const items = all
      .filter((item) => kept.has(item))
      .map((item) => ({ ...item, role: coloured.has(item) ? roleOf(item.after - item.before) : ("reference" as const) }));
    const panel = drawnPanel(
      {
        id: "chart",
        neutral,
        claims: [above, widest],
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
