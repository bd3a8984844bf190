import { latestShare, share, shareChange } from "../../../../core/charts/claims/find/shares.ts";
import { grainOf } from "../../../../core/charts/claims/time.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { measureGiven } from "../../kit/cartesian-claims.ts";
import { cartesian, withNames } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { pooled } from "../../kit/limits.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel, seriesRole } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import { type Note, unfit } from "../../kit/shaped.ts";
import { unusedEmphasis } from "../../kit/unused-emphasis.ts";

const COLUMNS_MAX = 14;

export const marimekko = defineChart({
  id: "marimekko",
  title: "Marimekko",
  purpose: "A market cut twice: how large each segment is, and what it is made of",
  panels: ["Market"],
  input: unfit(cartesian, ({ series }) => {
    const at = series.findIndex(({ values }) => values.some((value) => value !== null && value < 0));
    return at < 0
      ? null
      : { path: ["series", at, "values"], message: 'has a value below zero, which has no area: draw it with "bar"' };
  }),
  sample: {
    labels: ["Europe", "North America", "Asia", "Latin America"],
    series: [
      { name: "Subscriptions", values: [42, 61, 18, 6] },
      { name: "Services", values: [21, 24, 17, 5] },
      { name: "Hardware", values: [9, 7, 22, 3] },
    ],
    unit: "M EUR",
    period: "2026",
  },
  build(given, pen) {
    const data = withNames(given, pen);
    const notes: Note[] = [];
    unusedEmphasis(data, [], notes);
    const { format, spoken, unit, scaled } = measured(data, pen);
    const few = pooled({ labels: data.labels, series: data.series }, notes, pen);
    const totals = few.labels.map((_, at) => few.series.reduce((sum, { values }) => sum + (scaled(values[at] ?? null) ?? 0), 0));
    const order = [...totals.keys()].toSorted((a, b) => (totals[b] as number) - (totals[a] as number)).slice(0, COLUMNS_MAX);
    if (order.length < few.labels.length)
      notes.push(remark("TOP_N", "note.widest-columns", { shown: order.length, of: few.labels.length }));
    const parts = few.series.map(({ name }, at) => ({
      name,
      role: name === pen.word("others") ? ("reference" as const) : seriesRole(at),
    }));
    const columns = order.map((at) => ({
      label: few.labels[at] as string,
      values: few.series.map(({ values }) => scaled(values[at] ?? null) ?? 0),
    }));
    const cells = columns.flatMap(({ label, values }) =>
      values.map((value, part) => ({ label: `${label} · ${parts[part]?.name}`, value })),
    );
    const all = (at: number) => data.series.reduce((sum, { values }) => sum + (scaled(values[at] ?? null) ?? 0), 0);
    const basis: Basis = {
      name: "columns",
      labels: data.labels,
      series: [{ name: "total", values: data.labels.map((_, at) => all(at)) }],
    };
    const measure = unit === "" ? pen.word("in.the-total") : pen.word("the-total-in", { unit });
    const called = measureGiven(data, { unit, pen });
    const made = pen.word("size-and-make-up");
    const neutral = called === null ? made : pen.word("measure-colon", { measure: called, said: made });
    // Of columns that are times the parts are the news, not that one time was the largest.
    const over: Basis = {
      name: "parts",
      labels: data.labels,
      series: data.series.map(({ name, values }) => ({ name, values: values.map(scaled) })),
    };
    const about = { measure: called ?? pen.word("in.the-total"), format: spoken };
    const claims =
      grainOf(data.labels) === null ? [share(basis, "total", about)] : [shareChange(over, about), latestShare(over, about)];
    const panel = drawnPanel(
      {
        id: "chart",
        neutral,
        claims,
        subtitle: readingOf(pen, "", unit, pen.word("width-is-size-height-is-share")),
        span: 2,
      },
      { form: "marimekko", columns, parts },
      cells,
      {
        name: measure,
        format,
        field: "series",
        table: {
          columns: ["", ...few.series.map(({ name }) => name), pen.word("total")],
          rows: few.labels.map((label, at) => [
            label,
            ...few.series.map(({ values }) => scaled(values[at] ?? null)),
            totals[at] as number,
          ]),
        },
      },
    );
    return { panels: [panel], bases: [basis, over], neutral, notes };
  },
});
