import { z } from "zod";
import { numberIn, ROWS_MAX, textIn } from "../rows/frame.ts";
import { Tally } from "../rows/tally.ts";
import { common, equalRows, label } from "./common-fields.ts";
import type { Pen } from "./draft.ts";
import { emphasis } from "./emphasis-fields.ts";
import { remark } from "./remark.ts";
import { type Columns, type Note, type Shaped, shaped } from "./shaped.ts";

const point = z.number().nullable();
const labels = z
  .array(z.union([label, z.number().transform(String)]))
  .min(1, "is empty: give at least one label")
  .max(ROWS_MAX);

const own = equalRows(
  z.object({
    labels: labels.describe("Categories or dates"),
    series: z
      .array(z.object({ name: label, values: z.array(point).max(ROWS_MAX).describe("In `unit`; null is a gap") }))
      .min(1, "is empty: give at least one series")
      .max(200),
    ...emphasis,
    ...common,
  }),
  "series",
  "labels",
);

/** Labels and rows of values over them: what `bar`, `line`, `area` and `stacked_bar` take. Also `{x, y}` and `{label: number}`. */
export const cartesian = shaped(own, read, other).describe(
  "{labels, series:[{name, values}]}, {x, y}, {rows, encoding:{x, y, series?}}, a pandas table, or {label: number}. Values are in `unit`.",
);

/** Stands for the name of values that came without one, until the language is known: no text that a caller would give. */
const UNNAMED = "\u2060";

/** With the word of the language for values that came without a name. */
export const withNames = <Data extends Pick<Cartesian, "series">>(data: Data, pen: Pen): Data =>
  data.series.some(({ name }) => name === UNNAMED)
    ? { ...data, series: data.series.map((one) => (one.name === UNNAMED ? { ...one, name: pen.word("value") } : one)) }
    : data;

export type Cartesian = Shaped<typeof own>;

/** Index and text columns label; numeric columns are series, or one is split by a third column. */
function read(columns: Columns, notes: Note[]): object {
  const { frame, encoding } = columns;
  const by = columns.encoded("series");
  if (encoding.y !== undefined || by !== null) {
    const y = columns.number("y");
    return fromRecords(columns, columns.words("x") ?? columns.encoded("x"), y, by, notes);
  }
  const indexed = frame.columns.flatMap(({ index }, at) => (index ? [at] : []));
  const x = columns.words("x");
  const labelled = indexed.length > 0 ? indexed : x === null ? [] : [x];
  const series = columns.numeric().filter((at) => at !== x);
  columns.number("y", x);
  columns.unused(notes, ...labelled, ...series);
  return {
    labels: frame.rows.map((row, at) =>
      labelled.length === 0 ? String(at + 1) : labelled.map((one) => textIn(row[one])).join(" · "),
    ),
    series: series.map((at) => ({ name: frame.columns[at]?.name ?? "", values: frame.rows.map((row) => numberIn(row[at])) })),
  };
}

function fromRecords(columns: Columns, x: number | null, y: number, by: number | null, notes: Note[]): object {
  const { frame } = columns;
  const { aggregate } = columns.encoding;
  if (aggregate !== undefined) return aggregated(columns, x, y, by, aggregate);
  const at = (row: readonly unknown[], index: number) => (x === null ? String(index + 1) : textIn(row[x]));
  const labels = [...new Set(frame.rows.map(at))];
  const place = new Map(labels.map((name, index) => [name, index]));
  const series = new Map<string, (number | null | undefined)[]>();
  let repeated = 0;
  frame.rows.forEach((row, index) => {
    const name = by === null ? (frame.columns[y]?.name ?? UNNAMED) : textIn(row[by]);
    let values = series.get(name);
    if (values === undefined) {
      values = new Array<undefined>(labels.length).fill(undefined);
      series.set(name, values);
    }
    const cell = place.get(at(row, index)) as number;
    if (values[cell] === undefined) values[cell] = numberIn(row[y]);
    else repeated++;
  });
  if (repeated === 0 && x !== null) columns.measured = { x, y, series: by, aggregate: "sum" };
  if (repeated > 0)
    notes.push(
      remark("LEFT_OUT", "note.repeated", { count: repeated, column: x === null ? "label" : (frame.columns[x]?.name ?? "") }),
    );
  return { labels, series: [...series].map(([name, values]) => ({ name, values: values.map((one) => one ?? null) })) };
}

/** One value for each label and series, whatever the number of rows behind it. */
function aggregated(
  columns: Columns,
  x: number | null,
  y: number,
  by: number | null,
  aggregate: NonNullable<Columns["encoding"]["aggregate"]>,
): object {
  const { frame } = columns;
  if (x !== null) columns.measured = { x, y, series: by, aggregate };
  const labels = new Map<string, number>();
  const series = new Map<string, Tally[]>();
  for (const [index, row] of frame.rows.entries()) {
    const label = x === null ? String(index + 1) : textIn(row[x]);
    const at = labels.get(label) ?? labels.size;
    labels.set(label, at);
    const name = by === null ? (frame.columns[y]?.name ?? UNNAMED) : textIn(row[by]);
    const tallies = series.get(name) ?? [];
    series.set(name, tallies);
    tallies[at] ??= new Tally();
    tallies[at].add(numberIn(row[y]));
  }
  return {
    labels: [...labels.keys()],
    series: [...series].map(([name, tallies]) => ({
      name,
      values: Array.from({ length: labels.size }, (_, at) => tallies[at]?.of(aggregate) ?? null),
    })),
  };
}

const FIELDS = new Set([
  "labels",
  "series",
  "x",
  "y",
  "name",
  "rows",
  "values",
  ...Object.keys(emphasis),
  ...Object.keys(common),
]);

function other(data: Readonly<Record<string, unknown>>): object | null {
  const { x, y, name, ...rest } = data;
  if (Array.isArray(x) && Array.isArray(y)) return { ...rest, labels: x, series: [{ name: name ?? UNNAMED, values: y }] };
  if (Array.isArray(data.labels) && Array.isArray(data.values) && data.series === undefined) {
    const { values, ...more } = rest;
    return { ...more, series: [{ name: name ?? UNNAMED, values }] };
  }
  const entries = Object.entries(data);
  const plain =
    entries.length > 0 && entries.every(([key, value]) => !FIELDS.has(key) && (value === null || typeof value === "number"));
  return plain
    ? { labels: entries.map(([key]) => key), series: [{ name: UNNAMED, values: entries.map(([, value]) => value) }] }
    : null;
}
