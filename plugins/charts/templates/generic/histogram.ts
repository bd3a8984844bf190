import { z } from "zod";
import { constant } from "../../../../core/charts/claims/find/over-time.ts";
import { middleHalf } from "../../../../core/charts/claims/find/spread.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { common, label } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { PanelDraft, Pen } from "../../kit/draft.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { remark } from "../../kit/remark.ts";
import { type Note, shaped } from "../../kit/shaped.ts";
import { numberIn, ROWS_MAX } from "../../rows/frame.ts";

const BINS_MAX = 40;
const BINS_LEAST = 5;

const own = z.object({
  values: z
    .array(z.number().nullable())
    .min(1, "is empty: give at least one value")
    .max(ROWS_MAX)
    .describe("Single values, in `unit`"),
  bins: z
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe("How many; by the square root of the count when omitted, at round bounds"),
  name: label.optional().describe("What is measured"),
  bands: z
    .array(z.object({ low: z.number(), high: z.number(), label: z.string().max(80).optional() }))
    .max(8)
    .optional()
    .describe("Shaded: from one value to another, in `unit`"),
  target: z
    .union([z.number(), z.object({ value: z.number(), label: z.string().max(80) })])
    .optional()
    .describe("A line at a value, in `unit`"),
  notes: z
    .array(z.object({ at: z.number(), text: z.string().max(120) }))
    .max(12)
    .optional()
    .describe("Words at the range that holds a value"),
  ...common,
});

export const histogram = defineChart({
  id: "histogram",
  title: "Histogram",
  purpose: "How often values of one measure fall into each range",
  panels: ["Distribution"],
  // y as in the other charts; x where that is named alone.
  input: shaped(
    own,
    (columns, notes) => {
      const at = columns.encoding.y === undefined ? (columns.encoded("x") ?? columns.number("y")) : columns.number("y");
      columns.unused(notes, at);
      return { values: columns.frame.rows.map((row) => numberIn(row[at])), name: columns.frame.columns[at]?.name };
    },
    ({ x, ...data }) => (Array.isArray(x) && data.values === undefined ? { ...data, values: x } : null),
  ),
  sample: {
    values: [
      12, 14, 15, 17, 18, 18, 19, 21, 21, 22, 23, 23, 24, 24, 25, 25, 26, 26, 27, 27, 28, 28, 28, 29, 29, 30, 31, 31, 32, 33, 34,
      35, 36, 37, 38, 40, 41, 43, 44, 46, 49, 52, 55, 58, 63, 71,
    ],
    name: "Time to resolve",
    unit: "h",
    period: "June 2026",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const { spoken, unit, scaled } = measured(data, pen);
    const known = data.values.map(scaled).filter((value) => value !== null);
    if (known.length < data.values.length)
      notes.push(remark("LEFT_OUT", "note.not-counted", { count: data.values.length - known.length, of: data.values.length }));
    const { bounds, counts } = binned(known, data.bins);
    const written = pen.figures(bounds, { ...spoken, unit: "" });
    const labels = counts.map((_, at) => `${written[at]}–${written[at + 1]}`);
    const name = data.name ?? pen.word("values");
    const basis: Basis = { name: "values", labels: new Array<string>(known.length).fill(""), series: [{ name, values: known }] };
    const about = { measure: name, format: spoken };
    const panel: PanelDraft = {
      id: "chart",
      neutral: name,
      claims: [constant(basis, name, about), middleHalf(basis, name, about)],
      subtitle: readingOf(pen, name, unit, pen.word("count-of-values", { count: pen.count(known.length) })),
      kind: "bar",
      span: 2,
      labels,
      series: [
        {
          name: pen.word("count"),
          values: counts,
          role: "accent",
          labelled: counts.length <= 24 ? counts.map((_, at) => at) : [],
        },
      ],
      format: { style: "number", compact: true },
      references: [],
      touching: true,
      edges: written,
      ...marked(data, bounds, notes, pen),
      missing: known.length === 0 ? "values" : null,
    };
    return { panels: [panel], bases: [basis], neutral: name, notes };
  },
});

/** Values as places among the bins: the first bin's left edge is half a bin before its middle. */
function marked(
  { bands = [], target, notes: said = [] }: Pick<z.infer<typeof own>, "bands" | "target" | "notes">,
  bounds: readonly number[],
  notes: Note[],
  pen: Pen,
): Pick<PanelDraft, "bands" | "events" | "notes"> {
  const [first = 0, last = 0] = [bounds[0], bounds.at(-1)];
  const placed = (value: number) => (value - first) / ((last - first) / (bounds.length - 1) || 1) - 0.5;
  const inside = (value: number) => value >= first && value <= last;
  const without = (what: string) => notes.push({ code: "NO_EFFECT", message: `${what} lies beyond the values` });
  const line = typeof target === "number" ? { value: target, label: pen.word("target") } : target;
  if (line !== undefined && !inside(line.value)) without("target");
  const shaded = bands.filter(({ low, high }) => Math.max(low, high) >= first && Math.min(low, high) <= last);
  if (shaded.length < bands.length) without("a band");
  const there = said.filter(({ at }) => inside(at));
  for (const { at } of said.filter((note) => !inside(note.at))) without(`the note at ${at}`);
  return {
    ...(there.length > 0 && {
      notes: there.map(({ at, text }) => ({
        at: Math.min(bounds.length - 2, Math.max(0, Math.round(placed(at)))),
        series: 0,
        text,
      })),
    }),
    ...(line !== undefined && inside(line.value) && { events: [{ at: placed(line.value), label: line.label }] }),
    ...(shaded.length > 0 && {
      bands: shaded.map(({ low, high, label: text = "" }) => ({
        along: "labels" as const,
        from: placed(Math.max(first, Math.min(low, high))),
        to: placed(Math.min(last, Math.max(low, high))),
        label: text,
      })),
    }),
  };
}

/** Bins of a round width from a round start: a bound such as 20 is read, 19.37 is not. */
function binned(values: readonly number[], wanted: number | undefined): { bounds: number[]; counts: number[] } {
  if (values.length === 0) return { bounds: [], counts: [] };
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low === high) return { bounds: [low, low], counts: [values.length] };
  const count = wanted ?? Math.min(BINS_MAX, Math.max(BINS_LEAST, Math.ceil(Math.sqrt(values.length))));
  const width = wanted === undefined ? roundWidth((high - low) / count) : (high - low) / wanted;
  const start = wanted === undefined ? Math.floor(low / width) * width : low;
  const bins = wanted ?? Math.floor((high - start) / width + 1e-9) + 1;
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const at = Math.min(bins - 1, Math.max(0, Math.floor((value - start) / width + 1e-9)));
    counts[at] = (counts[at] as number) + 1;
  }
  return { bounds: Array.from({ length: bins + 1 }, (_, at) => Number((start + at * width).toPrecision(12))), counts };
}

function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= width * 0.999) ?? 10;
  return Number((step * power).toPrecision(12));
}
