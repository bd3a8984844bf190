import { z } from "zod";
import { common, label, labels, value, values } from "./common-fields.ts";

/** The forms in which generic charts take data; all become labels and series. */
const series = z
  .array(z.object({ name: label, values }))
  .min(1)
  .max(24);

const table = z.object({
  type: z.literal("table"),
  columns: z.array(z.object({ name: z.string(), dtype: z.string() })),
  rows: z.array(z.array(z.json())).max(2000),
  index: z.array(z.string()),
  rowsTotal: z.number(),
});

const direct = z.object({
  labels: labels.describe("Categories or dates"),
  series: series.describe("One row of values per series, in `unit`"),
  ...common,
});
const xy = z.object({ x: labels, y: values, name: label.optional(), ...common });
const encoded = z.object({
  rows: z.array(z.record(z.string(), z.json())).min(1).max(20_000),
  encoding: z.object({ x: z.string(), y: z.string(), series: z.string().optional() }),
  ...common,
});
const plain = z.record(z.string(), value).refine((record) => Object.keys(record).length > 0, "is empty: give at least one label");

export const cartesian = z
  .union([direct, xy, encoded, table, plain])
  .describe(
    "{labels, series:[{name, values}]}, {x, y}, {rows, encoding:{x, y, series?}}, a pandas table, or {label: number}. Values are in `unit`.",
  );

export type Cartesian = z.infer<typeof cartesian>;

export interface Rows {
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** Rows that the chart leaves out, and why. */
  readonly notes: readonly string[];
}

/** Labels and series of any of the forms. Throws, with the field, what the schema can't say. */
export function rowsOf(data: Cartesian): Rows {
  if (isTable(data)) return fromTable(data);
  if ("labels" in data && Array.isArray(data.labels) && "series" in data)
    return { labels: data.labels as string[], series: data.series as Rows["series"], notes: [] };
  if ("x" in data && Array.isArray(data.x) && Array.isArray(data.y)) {
    return {
      labels: data.x as string[],
      series: [{ name: (data.name as string | undefined) ?? "Value", values: data.y as (number | null)[] }],
      notes: [],
    };
  }
  if ("encoding" in data) return fromRecords(data as z.infer<typeof encoded>);
  const entries = Object.entries(data as Record<string, number | null>);
  return {
    labels: entries.map(([name]) => name),
    series: [{ name: "Value", values: entries.map(([, number]) => number) }],
    notes: [],
  };
}

const isTable = (data: Cartesian): data is z.infer<typeof table> => (data as { type?: unknown }).type === "table";

const NUMERIC = /^(u?int|float|Int|UInt|Float|decimal)/;

/** Index and text columns label; numeric columns are series. A lone numeric table is labelled by row number. */
function fromTable({ columns, rows, index }: z.infer<typeof table>): Rows {
  const isSeries = (position: number) => {
    if (position < index.length) return false;
    const cells = rows.map((row) => row[position]);
    return (
      NUMERIC.test(columns[position]?.dtype ?? "") ||
      (cells.some((cell) => typeof cell === "number") && cells.every((cell) => cell === null || typeof cell === "number"))
    );
  };
  const positions = columns.map((_, position) => position);
  const seriesAt = positions.filter(isSeries);
  const labelAt = positions.filter((position) => !isSeries(position));
  const kept = index.length > 0 ? labelAt.slice(0, index.length) : labelAt.slice(0, 1);
  return {
    labels: rows.map((row, number) =>
      kept.length === 0 ? String(number + 1) : kept.map((position) => text(row[position])).join(" · "),
    ),
    series: seriesAt.map((position) => ({
      name: columns[position]?.name ?? "",
      values: rows.map((row) => number(row[position])),
    })),
    notes: labelAt.slice(kept.length).map((position) => `column ${columns[position]?.name} is not drawn`),
  };
}

function fromRecords({ rows, encoding: { x, y, series: by } }: z.infer<typeof encoded>): Rows {
  const labelsSeen = [...new Set(rows.map((row) => text(row[x])))];
  const names = by === undefined ? [y] : [...new Set(rows.map((row) => text(row[by])))];
  const cells = new Map<string, number | null>();
  let repeated = 0;
  for (const row of rows) {
    const key = `${by === undefined ? y : text(row[by])}\u0000${text(row[x])}`;
    if (cells.has(key)) repeated++;
    else cells.set(key, number(row[y]));
  }
  const notes = repeated === 0 ? [] : [`${repeated} rows repeat a ${x} and are not drawn; aggregate them first`];
  return {
    labels: labelsSeen,
    series: names.map((name) => ({ name, values: labelsSeen.map((at) => cells.get(`${name}\u0000${at}`) ?? null) })),
    notes,
  };
}

const number = (cell: unknown): number | null => (typeof cell === "number" && Number.isFinite(cell) ? cell : null);
const text = (cell: unknown): string =>
  cell === null || cell === undefined ? "—" : String(cell).replace(/T00:00:00(\.0+)?$/, "");
