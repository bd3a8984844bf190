import { z } from "zod";
import { seen } from "../../../core/text/seen.ts";

/** Rows and named columns, from what pandas gives or from records: what generic charts are read from. */
export interface Frame {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly unknown[])[];
}

interface Column {
  readonly name: string;
  readonly numeric: boolean;
  /** Of the table's index: it labels. */
  readonly index: boolean;
  readonly dated: boolean;
}

export const ROWS_MAX = 1_000_000;

export const tableSchema = z
  .object({
    type: z.literal("table"),
    columns: z.array(z.object({ name: z.string(), dtype: z.string() })).max(1000),
    rows: z.array(z.array(z.unknown())).max(ROWS_MAX),
    index: z.array(z.string()),
    rowsTotal: z.number(),
  })
  .refine(({ rows, rowsTotal }) => rows.length >= rowsTotal, {
    path: ["rows"],
    message: "are only a part of rowsTotal: a chart of a part would say what is not so",
  })
  .describe("A pandas table, as the sandbox gives it back");

export const recordsSchema = z
  .array(z.record(z.string(), z.unknown()))
  .max(ROWS_MAX)
  .describe('Records, such as df.to_dict("records")');

const frames = new WeakMap<object, Frame>();

/** Rows that several panels share are read once, and stay one table. */
export function frameOnce(rows: object, read: () => Frame): Frame {
  const known = frames.get(rows) ?? read();
  frames.set(rows, known);
  return known;
}

export function frameOf(data: z.infer<typeof tableSchema> | z.infer<typeof recordsSchema>): Frame {
  if (Array.isArray(data)) {
    const names = [...new Set(data.slice(0, 1000).flatMap((row) => Object.keys(row)))];
    const rows = data.map((row) => names.map((name) => row[name] ?? null));
    return { columns: names.map((name, at) => columnOf(name, "", false, rows, at)), rows };
  }
  const { columns, rows, index } = data;
  return { columns: columns.map(({ name, dtype }, at) => columnOf(name, dtype, at < index.length, rows, at)), rows };
}

const NUMERIC = /^(u?int|float|Int|UInt|Float|decimal)/;
const DATED = /^\d{4}-\d{2}(-\d{2})?(T00:00:00(\.0+)?)?$/;

function columnOf(name: string, dtype: string, index: boolean, rows: Frame["rows"], at: number): Column {
  let [numbers, dates, known] = [0, 0, 0];
  for (const row of rows) {
    const cell = row[at];
    if (cell === null || cell === undefined) continue;
    known++;
    if (typeof cell === "number") numbers++;
    else if (typeof cell === "string" && DATED.test(cell)) dates++;
  }
  const numeric = known === 0 ? NUMERIC.test(dtype) : numbers === known;
  return { name, numeric: numeric && !index, index, dated: known > 0 && dates === known };
}

export const numberIn = (cell: unknown): number | null => (typeof cell === "number" && Number.isFinite(cell) ? cell : null);

export const textIn = (cell: unknown): string =>
  cell === null || cell === undefined
    ? "—"
    : seen((typeof cell === "object" ? JSON.stringify(cell) : String(cell)).replace(/T00:00:00(\.0+)?$/, "").slice(0, 500));
