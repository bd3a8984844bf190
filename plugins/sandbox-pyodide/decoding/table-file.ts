import { Buffer } from "node:buffer";

/**
 * A table as columns, which Python takes over without parsing (strategic_runtime/reading/table_file.py reads and writes the same):
 * four letters, the length of a JSON head, the head, and the columns' bytes, each from a multiple of eight on.
 */
const MAGIC = "SPT1";
const ALIGNED = 8;

export interface Note {
  readonly column: string | null;
  readonly kind: string;
  readonly message: string;
  readonly fix: string | null;
}

export type ColumnValues =
  /** Numbers by their bytes. A gap among whole numbers is told in `gaps`, one byte each. */
  | { readonly kind: "numbers"; readonly dtype: string; readonly data: ArrayBufferView; readonly gaps?: Uint8Array }
  /** Moments since 1970 in the unit; a gap is the least number. */
  | { readonly kind: "moments"; readonly unit: "s" | "ms" | "us" | "ns"; readonly utc: boolean; readonly data: BigInt64Array }
  /** Each different text once, and which of them each row has; -1 is a gap. */
  | { readonly kind: "texts"; readonly codes: Int32Array; readonly texts: readonly string[] }
  /** Whatever JSON holds, and what it lacks as an object of one key: `$time`, `$moment`, `$bytes`, `$decimal`, `$int`. */
  | { readonly kind: "values"; readonly values: readonly unknown[] };

export interface Table {
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly values: ColumnValues }[];
  readonly notes: readonly Note[];
  /** Of the file, in which the first row stands, as a spreadsheet counts; null where it has no lines. */
  readonly firstRow: number | null;
}

export function encodeTable({ rows, columns, notes, firstRow }: Table): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  const place = (data: ArrayBufferView): [number, number] => {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const from = at;
    parts.push(bytes, new Uint8Array(-bytes.length & (ALIGNED - 1)));
    at += bytes.length + (-bytes.length & (ALIGNED - 1));
    return [from, bytes.length];
  };
  const described = columns.map(({ name, values }) => ({ name, ...placed(values, place) }));
  const head = Buffer.from(JSON.stringify({ rows, columns: described, notes, firstRow, settled: false }));
  const start = Buffer.alloc(ALIGNED + head.length + (-head.length & (ALIGNED - 1)), " ");
  start.write(MAGIC, 0, "latin1");
  start.writeUInt32LE(start.length - ALIGNED, 4);
  head.copy(start, ALIGNED);
  return Buffer.concat([start, ...parts]);
}

function placed(values: ColumnValues, place: (data: ArrayBufferView) => [number, number]): object {
  if (values.kind === "numbers") {
    const { dtype, data, gaps } = values;
    return { kind: "numbers", dtype, data: place(data), gaps: gaps === undefined ? null : place(gaps) };
  }
  if (values.kind === "moments") return { ...values, data: place(values.data) };
  if (values.kind === "texts")
    return { kind: "texts", codes: place(values.codes), texts: place(Buffer.from(JSON.stringify(values.texts))) };
  return { kind: "values", values: place(Buffer.from(JSON.stringify(values.values))) };
}
