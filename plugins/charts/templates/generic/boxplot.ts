import { z } from "zod";
import { ends } from "../../../../core/charts/claims/find/extremes.ts";
import { quartiles } from "../../../../core/charts/claims/find/spread.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Drawing } from "../../../../core/ports/dashboard-spec.ts";
import { common, label, sameLength } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import { type Columns, type Note, shaped } from "../../kit/shaped.ts";
import { numberIn, ROWS_MAX, textIn } from "../../rows/frame.ts";

type Box = Extract<Drawing, { form: "boxplot" }>["items"][number];

const BOXES_MAX = 24;
const OUTLIERS_MAX = 60;

const own = sameLength(
  z.object({
    labels: z
      .array(z.union([label, z.number().transform(String)]))
      .min(1, "is empty: give at least one label")
      .max(2000),
    samples: z.array(z.array(z.number().nullable()).max(ROWS_MAX)).describe("The single values of each label, in `unit`"),
    name: label.optional().describe("What is measured"),
    ...common,
  }),
  "labels",
  "samples",
);

/** One label per text and its numbers, or one box per column of numbers. */
function read(columns: Columns, notes: Note[]): object {
  const { frame } = columns;
  const x = columns.words("x");
  const numbers = columns.encoding.y === undefined ? columns.numeric() : [columns.number("y")];
  columns.number("y");
  if (x === null || numbers.length > 1) {
    columns.unused(notes, ...numbers);
    return {
      labels: numbers.map((at) => frame.columns[at]?.name ?? ""),
      samples: numbers.map((at) => frame.rows.map((row) => numberIn(row[at]))),
    };
  }
  const y = numbers[0] as number;
  columns.unused(notes, x, y);
  const groups = new Map<string, (number | null)[]>();
  for (const row of frame.rows) {
    const key = textIn(row[x]);
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [numberIn(row[y])]);
    else list.push(numberIn(row[y]));
  }
  return { labels: [...groups.keys()], samples: [...groups.values()], name: frame.columns[y]?.name };
}

export const boxplot = defineChart({
  id: "boxplot",
  title: "Box plot",
  purpose: "How values spread within groups: median, quartiles, outliers",
  panels: ["Spread"],
  input: shaped(own, read),
  sample: {
    labels: ["Checkout", "Search", "Payments", "Identity", "Catalogue"],
    samples: [
      [118, 124, 131, 136, 142, 149, 155, 163, 178, 201, 244, 410],
      [82, 86, 91, 95, 97, 102, 108, 111, 119, 126, 138, 152],
      [205, 221, 238, 244, 251, 262, 270, 284, 301, 330, 362, 398],
      [41, 44, 47, 49, 52, 55, 57, 61, 66, 72, 81, 163],
      [96, 103, 112, 118, 127, 133, 141, 152, 166, 181, 198, 226],
    ],
    name: "Response time",
    unit: "ms",
    period: "June 2026",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const { format, spoken, unit, scaled } = measured(data, pen);
    const all = data.labels.flatMap((text, at) => {
      const known = (data.samples[at] ?? []).map(scaled).filter((value) => value !== null);
      return known.length === 0 ? [] : [boxOf(text, known)];
    });
    if (all.length < data.labels.length)
      notes.push(remark("LEFT_OUT", "note.labels-empty", { count: data.labels.length - all.length }));
    const boxes = all.slice(0, BOXES_MAX);
    if (boxes.length < all.length) notes.push(remark("TOP_N", "note.first-boxes", { shown: BOXES_MAX, of: all.length }));
    const name = data.name ?? pen.word("spread");
    const basis: Basis = {
      name: "medians",
      labels: all.map(({ label: text }) => text),
      series: [{ name: "median", values: all.map(({ median }) => median) }],
    };
    const about = { measure: pen.word("median-of", { name: data.name ?? pen.word("in.value") }), format: spoken };
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [ends(basis, "median", about, { cut: boxes.length < all.length })],
        subtitle: readingOf(pen, name, unit, pen.word("box-middle-half-line-median-dots-outliers")),
        span: 2,
      },
      { form: "boxplot", items: boxes },
      boxes.map(({ label: text, median }) => ({ label: text, value: median })),
      {
        name: pen.word("median"),
        format,
        field: "samples",
        table: {
          columns: [
            unit === "" ? pen.word("label") : pen.word("label-in", { unit }),
            pen.word("low"),
            pen.word("lower-quarter"),
            pen.word("median"),
            pen.word("upper-quarter"),
            pen.word("high"),
            pen.word("outliers"),
          ],
          rows: boxes.map(({ label: text, low, q1, median, q3, high, outliers }) => [
            text,
            low,
            q1,
            median,
            q3,
            high,
            String(outliers.length),
          ]),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral: name, notes };
  },
});

/** Tukey's: whiskers reach the last value within one and a half boxes; what lies beyond is drawn by itself. */
function boxOf(label: string, values: readonly number[]): Box {
  const sorted = values.toSorted((a, b) => a - b);
  const { q1, median, q3 } = quartiles(sorted);
  const [from, to] = [q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)];
  const outliers = sorted.filter((value) => value < from || value > to);
  const step = Math.max(1, outliers.length / OUTLIERS_MAX);
  return {
    label,
    low: Math.min(q1, sorted.find((value) => value >= from) ?? q1),
    q1,
    median,
    q3,
    high: Math.max(q3, sorted.findLast((value) => value <= to) ?? q3),
    // A million dots are a line: the ends, and some between.
    outliers:
      outliers.length <= OUTLIERS_MAX
        ? outliers
        : Array.from(
            { length: OUTLIERS_MAX },
            (_, at) => (at === OUTLIERS_MAX - 1 ? outliers.at(-1) : outliers[Math.floor(at * step)]) as number,
          ),
  };
}
