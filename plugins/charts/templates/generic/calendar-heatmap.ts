import { ends } from "../../../../core/charts/claims/find/extremes.ts";
import { overTime } from "../../../../core/charts/claims/find/over-time.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { cartesian, withNames } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import { type Note, unfit } from "../../kit/shaped.ts";
import { unusedEmphasis } from "../../kit/unused-emphasis.ts";

const DAY = /^(\d{4})-(\d{2})-(\d{2})(T00:00:00(\.0+)?)?$/;
const DAY_MS = 86_400_000;
const DAYS_MAX = 5 * 366;

const dayOf = (label: string): number | null => {
  const [, year, month, day] = DAY.exec(label) ?? [];
  return year === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS;
};

export const calendarHeatmap = defineChart({
  id: "calendar_heatmap",
  title: "Calendar",
  purpose: "One number a day: seasons, weekdays, the days that stand out",
  panels: ["Days"],
  input: unfit(cartesian, ({ labels, series }) => {
    if (series.length > 1) return { path: ["series"], message: `has ${series.length} series; a calendar shows one` };
    const at = labels.findIndex((label) => dayOf(label) === null);
    return at < 0
      ? null
      : { path: ["labels", at], message: `is ${JSON.stringify(labels[at])}; a calendar needs days, such as 2026-01-31` };
  }),
  sample: {
    labels: Array.from({ length: 70 }, (_, at) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10)),
    series: [
      {
        name: "Incidents",
        values: Array.from({ length: 70 }, (_, at) =>
          (at + 3) % 7 > 4 ? at % 3 : 3 + ((at * 7) % 9) + (at > 40 && at < 50 ? 6 : 0),
        ),
      },
    ],
  },
  build(given, pen) {
    const data = withNames(given, pen);
    const notes: Note[] = [];
    unusedEmphasis(data, [], notes);
    const { format, spoken, unit, scaled } = measured(data, pen);
    const [series] = data.series;
    const name = series?.name ?? pen.word("value");
    const days = data.labels.map((label, at) => ({
      label,
      day: dayOf(label) as number,
      value: scaled(series?.values[at] ?? null),
    }));
    const sorted = days.toSorted((a, b) => a.day - b.day);
    const [start, end] = [sorted[0]?.day ?? 0, sorted.at(-1)?.day ?? 0];
    const first = Math.max(start, end - DAYS_MAX + 1);
    if (first > start) notes.push(remark("TOP_N", "note.last-days", { shown: DAYS_MAX, of: end - start + 1 }));
    const known = new Map<number, number | null>();
    for (const { day, value } of sorted) if (day >= first && !known.has(day)) known.set(day, value);
    const twice = sorted.filter(({ day }) => day >= first).length - known.size;
    if (twice > 0) notes.push(remark("LEFT_OUT", "note.days-taken", { count: twice }));
    const values = Array.from({ length: end - first + 1 }, (_, at) => known.get(first + at) ?? null);
    const labels = values.map((_, at) => new Date((first + at) * DAY_MS).toISOString().slice(0, 10));
    const basis: Basis = {
      name: "days",
      labels: sorted.map(({ label }) => label),
      series: [{ name, values: sorted.map(({ value }) => value) }],
    };
    const about = { measure: name, format: spoken };
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [overTime(basis, name, about), ends(basis, name, about)],
        subtitle: readingOf(pen, name, unit, pen.word("weeks-from-left-to-right-monday-on-top")),
        span: 2,
      },
      { form: "calendar", first, values, higherIsBetter: null },
      labels.map((label, at) => ({ label, value: values[at] ?? null })),
      {
        name,
        format,
        field: "series",
        table: { columns: [pen.word("day"), name], rows: labels.map((label, at) => [label, values[at] ?? null]) },
      },
    );
    return { panels: [panel], bases: [basis], neutral: name, period: pen.span(basis.labels), notes };
  },
});
