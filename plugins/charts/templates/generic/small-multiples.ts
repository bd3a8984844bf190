import { leads } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { measureName } from "../../kit/cartesian-claims.ts";
import { cartesian, withNames } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { asRows, inOrder } from "../../kit/limits.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";
import { unusedEmphasis } from "../../kit/unused-emphasis.ts";

const CHARTS_MAX = 30;

export const smallMultiples = defineChart({
  id: "small_multiples",
  title: "Small multiples",
  purpose: "Many series over time, one small chart each on one scale",
  panels: ["Each by itself"],
  input: cartesian,
  sample: {
    labels: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
    series: [
      { name: "Payments", values: [41, 44, 43, 52, 58, 63] },
      { name: "Search", values: [30, 31, 29, 28, 27, 25] },
      { name: "Identity", values: [12, 14, 13, 16, 15, 17] },
      { name: "Mobile", values: [22, 27, 33, 39, 46, 55] },
      { name: "Catalogue", values: [35, 35, 36, 34, 35, 36] },
      { name: "Checkout", values: [18, 17, 20, 24, 23, 26] },
      { name: "Data", values: [9, 12, 11, 15, 19, 22] },
      { name: "Platform", values: [28, 30, 34, 33, 38, 41] },
    ],
    unit: "deployments",
  },
  build(given, pen) {
    const data = withNames(given, pen);
    const notes: Note[] = [];
    unusedEmphasis(data, ["highlight"], notes);
    const { format, spoken, unit, scaled } = measured(data, pen);
    const { rows: ordered } = inOrder(asRows(data), pen.locale, notes);
    const all = ordered.series.map(({ name, values }) => ({ label: name, values: values.map(scaled) }));
    const last = (values: readonly (number | null)[]) => values.findLast((value) => value !== null) ?? Number.NEGATIVE_INFINITY;
    const wanted = data.highlight ?? [];
    const coloured = (label: string): Role => (wanted.length === 0 || wanted.includes(label) ? "accent" : "reference");
    // By where they stand at the end: a reader looks for the first and the last.
    const sorted = all.toSorted((a, b) => last(b.values) - last(a.values));
    const items = sorted.slice(0, CHARTS_MAX).map((item) => ({ ...item, role: coloured(item.label) }));
    if (items.length < all.length) notes.push(remark("TOP_N", "note.end-highest", { shown: items.length, of: all.length }));
    const labels = pen.labels(ordered.labels);
    const basis: Basis = {
      name: "rows",
      labels: ordered.labels,
      series: all.map(({ label, values }) => ({ name: label, values })),
    };
    const measure = measureName(data, { unit, pen });
    const each = pen.word("series-each-by-itself", { count: all.length });
    const neutral = pen.word("measure-colon", { measure, said: each });
    const about = { measure, format: spoken };
    const panel = drawnPanel(
      {
        id: "chart",
        neutral,
        claims: [leads(basis, about)],
        subtitle: readingOf(pen, "", unit, pen.word("all-on-one-scale-from-zero-sorted-by-the")),
        span: 2,
      },
      { form: "multiples", labels, items },
      items.map(({ label, values }) => ({ label, value: Number.isFinite(last(values)) ? last(values) : null })),
      {
        name: pen.word("last-value"),
        format,
        field: "series",
        table: { columns: ["", ...labels], rows: sorted.map(({ label, values }) => [label, ...values]) },
      },
    );
    return { panels: [panel], bases: [basis], neutral, period: pen.span(ordered.labels), notes };
  },
});
