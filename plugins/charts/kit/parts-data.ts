import { z } from "zod";
import { numberIn, ROWS_MAX, textIn } from "../rows/frame.ts";
import { Tally } from "../rows/tally.ts";
import { common, label, sameLength } from "./common-fields.ts";
import type { Pen } from "./draft.ts";
import { remark } from "./remark.ts";
import { type Columns, type Note, type Shaped, shaped } from "./shaped.ts";
import { totalPart } from "./total-among.ts";

const base = z.object({
  labels: z
    .array(z.union([label, z.number().transform(String)]))
    .min(1, "is empty: give at least one label")
    .max(ROWS_MAX)
    .describe("What each value is called"),
  values: z.array(z.number().nullable()).max(ROWS_MAX).describe("In `unit`; null is left out"),
  name: label.optional().describe('What the values are, such as "Cost"'),
  ...common,
});

const sameBase = sameLength(base, "labels", "values");

/** Parts of a whole: what is below zero is no part of it, and is refused with its place. */
const positive = sameBase.superRefine(({ values }, context) => {
  const at = values.findIndex((value) => value !== null && value < 0);
  if (at >= 0)
    context.addIssue({
      code: "custom",
      path: ["values", at],
      message: `is ${values[at]}, and a part can't be below zero: draw it with "bar" or "waterfall"`,
    });
});

export type Parts = Shaped<typeof base>;

/** `{labels, values}` of one whole. */
export const parts = shaped(positive, (columns, notes) => read(columns, notes, true), other);

/** `{labels, values}` that may lie below zero, in the order given; `totals` says which of them are levels. */
const steps = sameBase.and(
  z.object({ totals: z.array(z.number().int().min(0)).optional().describe("Indices of `values` that are levels, not changes") }),
);
const inReach = steps.superRefine(({ totals, labels }, context) => {
  totals?.forEach((at, index) => {
    if (at >= labels.length)
      context.addIssue({
        code: "custom",
        path: ["totals", index],
        message: `is ${at}, and the last index of labels is ${labels.length - 1}`,
      });
  });
});
const readSteps = (columns: Columns, notes: Note[]) => read(columns, notes, false);
export const changes = shaped(inReach, readSteps, other);
/** With fields of a template's own. */
export const changesAnd = <Own extends z.ZodObject>(own: Own) => shaped(inReach.and(own), readSteps, other);
export type Changes = Shaped<typeof steps>;

function read(columns: Columns, notes: Note[], summed: boolean): object {
  const { frame } = columns;
  const y = columns.number("y");
  const x = columns.words("x", y) ?? columns.words("label", y);
  columns.unused(notes, x, y);
  const name = frame.columns[y]?.name;
  const { aggregate } = columns.encoding;
  if (aggregate !== undefined && x !== null) {
    columns.measured = { x, y, series: null, aggregate };
    const tallies = new Map<string, Tally>();
    for (const row of frame.rows) {
      const text = textIn(row[x]);
      const tally = tallies.get(text) ?? new Tally();
      tallies.set(text, tally);
      tally.add(numberIn(row[y]));
    }
    return { labels: [...tallies.keys()], values: [...tallies.values()].map((tally) => tally.of(aggregate)), name };
  }
  const cells = frame.rows.map((row, index) => ({
    label: x === null ? String(index + 1) : textIn(row[x]),
    value: numberIn(row[y]),
  }));
  const sums = new Map<string, number | null>();
  for (const { label: text, value } of cells) {
    const before = sums.get(text);
    sums.set(text, before === undefined || before === null ? value : value === null ? before : before + value);
  }
  if (summed && x !== null) columns.measured = { x, y, series: null, aggregate: "sum" };
  if (!summed || sums.size === cells.length)
    return { labels: cells.map(({ label: text }) => text), values: cells.map(({ value }) => value), name };
  notes.push({
    code: "SUMMED",
    message: `${cells.length} rows are added up by ${frame.columns[x ?? 0]?.name} to ${sums.size} parts`,
  });
  return { labels: [...sums.keys()], values: [...sums.values()], name };
}

const FIELDS = new Set(["labels", "values", "name", "totals", ...Object.keys(common)]);

/** Also `{label: number}`, and one series as cartesian charts take it. */
function other(data: Readonly<Record<string, unknown>>): object | null {
  const { series, ...rest } = data as { series?: { name?: unknown; values?: unknown }[] };
  if (Array.isArray(series) && series.length === 1) return { ...rest, values: series[0]?.values, name: series[0]?.name };
  const entries = Object.entries(data);
  const plain =
    entries.length > 0 && entries.every(([key, value]) => !FIELDS.has(key) && (value === null || typeof value === "number"));
  return plain ? { labels: entries.map(([key]) => key), values: entries.map(([, value]) => value) } : null;
}

/** All that was given but a total of it: what may be said of parts. */
export function wholeOf({ labels, values }: Pick<Parts, "labels" | "values">): Pick<Parts, "labels" | "values"> {
  const total = totalPart(labels, values);
  return total === null
    ? { labels, values }
    : { labels: labels.filter((_, at) => at !== total), values: values.filter((_, at) => at !== total) };
}

export interface Item {
  readonly label: string;
  readonly value: number;
}

/** What can be drawn, largest first; beyond so many the rest is added up, and said. */
export function fewParts(
  { labels, values }: Parts,
  most: number,
  notes: Note[],
  pen: Pen,
): (Item & { readonly others?: true })[] {
  const known = labels.flatMap((text, at) => {
    const value = values[at] ?? null;
    return value === null ? [] : [{ label: text, value }];
  });
  if (known.length < labels.length) notes.push(remark("LEFT_OUT", "note.parts-empty", { count: labels.length - known.length }));
  const total = totalPart(labels, values);
  if (total !== null) {
    known.splice(
      known.findIndex(({ label: text, value }) => text === labels[total] && value === values[total]),
      1,
    );
    notes.push(remark("TOTAL_LEFT_OUT", "note.total-part", { name: labels[total] as string }));
  }
  const order = known.toSorted((a, b) => b.value - a.value);
  if (order.length <= most) return order;
  const rest = order.slice(most - 1);
  notes.push(remark("OTHERS", "note.parts-pooled", { count: rest.length, of: order.length }));
  return [
    ...order.slice(0, most - 1),
    {
      label: pen.word("others-counted", { count: rest.length }),
      value: rest.reduce((sum, { value }) => sum + value, 0),
      others: true,
    },
  ];
}
