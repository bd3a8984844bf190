import { Buffer } from "node:buffer";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { type FileMetaData, parquetMetadata, parquetRead, type SchemaElement } from "hyparquet";
import { momentsOf, numbersOf, textsOf } from "./columns.ts";
import { Refused } from "./refused.ts";
import type { ColumnValues, Note, Table } from "./table-file.ts";
import { inflated } from "./zip.ts";

const CELLS_MAX = 40_000_000;
const COLUMNS_MAX = 5000;
const UNITS = { MILLIS: "ms", MICROS: "us", NANOS: "ns" } as const;
const PER_SECOND = { ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n } as const;
const DAY_SECONDS = 86_400n;

/** A value as it is stored: converted by us, since the reader's own types lose digits of moments and decimals. */
type Stored = number | bigint | boolean | string | Uint8Array | object | null | undefined;

/** Compressed pages tell how long they will be; more is refused before it is there. */
const compressors = {
  GZIP: (input: Uint8Array, length: number) =>
    inflated(() => gunzipSync(input, { maxOutputLength: Math.max(1, length) }), length),
  BROTLI: (input: Uint8Array, length: number) =>
    inflated(() => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) }), length),
  ZSTD: (input: Uint8Array, length: number) =>
    inflated(() => zstdDecompressSync(input, { maxOutputLength: Math.max(1, length) }), length),
};

export async function readParquet(bytes: Uint8Array, most: number): Promise<Table> {
  const buffer = bytes.slice().buffer as ArrayBuffer;
  const metadata = metadataOf(buffer);
  const elements = topLevel(metadata);
  const rows = Number(metadata.num_rows);
  check(metadata, rows, elements.length, most);
  // What our own conversion knows is taken off the schema that the reader sees.
  const read = { ...metadata, schema: metadata.schema.map(bare) };
  const cells = new Map<string, Stored[] | ArrayLike<Stored>>();
  try {
    await parquetRead({
      file: { byteLength: buffer.byteLength, slice: (start, end) => buffer.slice(start, end) },
      metadata: read,
      compressors,
      utf8: false,
      geoparquet: false,
      onChunk: ({ columnName, columnData, rowStart }) =>
        cells.set(columnName, placed(cells.get(columnName), columnData as ArrayLike<Stored>, rowStart, rows)),
    });
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(
      `it can't be read as Parquet (${(error as Error).message.slice(0, 120)}); write it again, with snappy or zstd`,
    );
  }
  const notes: Note[] = [];
  const columns = elements.map(({ element, nested }) => {
    const { name } = element;
    const stored = cells.get(name) ?? new Array<Stored>(rows).fill(null);
    return { name, values: nested ? jsonOf(stored) : valuesOf(element, stored, name, notes) };
  });
  return { rows, columns, notes, firstRow: null };
}

/** A typed array of whichever kind, filled from one of its own kind. */
type Settable = ArrayLike<Stored> & { set(chunk: ArrayLike<Stored>, from: number): void };

/** One group of rows after the other, as numbers by their bytes as long as all of them come so. */
function placed(known: ArrayLike<Stored> | undefined, chunk: ArrayLike<Stored>, from: number, rows: number): ArrayLike<Stored> {
  if (known === undefined && chunk.length === rows) return chunk;
  const kind = TYPED.find(([type]) => chunk instanceof type)?.[0];
  if (kind !== undefined && (known === undefined || known instanceof kind)) {
    const made = known ?? new kind(rows);
    const typed = made as typeof made & Settable;
    typed.set(chunk, from);
    return typed;
  }
  const list = Array.isArray(known) ? (known as Stored[]) : Array.from(known ?? { length: rows }, (cell) => cell as Stored);
  for (let at = 0; at < chunk.length; at++) list[from + at] = chunk[at];
  return list;
}

function metadataOf(buffer: ArrayBuffer): FileMetaData {
  try {
    return parquetMetadata(buffer, { geoparquet: false });
  } catch {
    throw new Refused("it is no Parquet file, or was cut short; copy it again");
  }
}

function check(metadata: FileMetaData, rows: number, columns: number, most: number): void {
  const unpacked = metadata.row_groups.reduce((sum, { total_byte_size: size }) => sum + Number(size), 0);
  const codecs = new Set(metadata.row_groups.flatMap((group) => group.columns.map((column) => column.meta_data?.codec)));
  const unknown = [...codecs].find((codec) => codec !== undefined && /^LZ|^LZO/.test(codec));
  if (unknown !== undefined)
    throw new Refused(`it is compressed with ${unknown}, which can't be read; write it with snappy or zstd`);
  if (columns > COLUMNS_MAX) throw new Refused(`it has ${columns} columns; at most ${COLUMNS_MAX} can be read`);
  if (rows * columns > CELLS_MAX || unpacked > most || rows < 0)
    throw new Refused(
      `it holds ${rows} rows of ${columns} columns, which is more than one run can hold; keep only what is needed`,
    );
}

function topLevel({ schema }: FileMetaData): { element: SchemaElement; nested: boolean }[] {
  const found: { element: SchemaElement; nested: boolean }[] = [];
  let at = 1;
  const skip = (): void => {
    const children = schema[at++]?.num_children ?? 0;
    for (let child = 0; child < children; child++) skip();
  };
  for (let child = 0; child < (schema[0]?.num_children ?? 0); child++) {
    const element = schema[at] as SchemaElement;
    found.push({ element, nested: (element.num_children ?? 0) > 0 || element.repetition_type === "REPEATED" });
    skip();
  }
  return found;
}

const OURS = /^(DATE|TIMESTAMP|TIME|DECIMAL|JSON)/;

function bare(element: SchemaElement): SchemaElement {
  const { converted_type: converted, logical_type: logical, ...rest } = element;
  return OURS.test(converted ?? "") || OURS.test(logical?.type ?? "") ? rest : element;
}

function valuesOf(element: SchemaElement, stored: ArrayLike<Stored>, name: string, notes: Note[]): ColumnValues {
  const { type, converted_type: converted = "", logical_type: logical } = element;
  const kind = logical?.type ?? converted;
  if (kind === "DECIMAL")
    return { kind: "values", values: cellsOf(stored, (value) => ({ $decimal: decimal(value, element.scale ?? 0) })) };
  if (kind === "DATE")
    return momentsOf(
      cellsOf(stored, (value) => BigInt(value as number) * DAY_SECONDS),
      "s",
      false,
    );
  if (kind.startsWith("TIMESTAMP")) return moments(stored, logical, converted);
  if (kind.startsWith("TIME"))
    return { kind: "values", values: cellsOf(stored, (value) => timeOfDay(value, unitOf(logical, converted))) };
  // The reader's only other moment: days and nanoseconds, as nanoseconds.
  if (type === "INT96") return momentsOf(cellsOf(stored, nanoseconds), "ns", false);
  if (kind === "JSON" || kind === "UTF8" || kind === "STRING" || kind === "ENUM" || kind === "UUID")
    return textsOf(cellsOf(stored, textOf));
  if (type === "BYTE_ARRAY" || (type === "FIXED_LEN_BYTE_ARRAY" && kind !== "FLOAT16")) return bytesOf(stored, name, notes);
  if (type === "BOOLEAN") return booleans(stored);
  return numbers(stored, kind);
}

function numbers(stored: ArrayLike<Stored>, kind: string): ColumnValues {
  const dtype = typedOf(stored);
  if (dtype !== null) return { kind: "numbers", dtype, data: stored as ArrayLike<Stored> & ArrayBufferView };
  const cells = cellsOf(stored, (value) => value as number | bigint);
  const whole = cells.every((cell) => cell === null || typeof cell === "bigint");
  if (!whole) return numbersOf(cells.map((cell) => (cell === null ? null : Number(cell))));
  const gaps = Uint8Array.from(cells, (cell) => (cell === null ? 1 : 0));
  const unsigned = /UINT_64/.test(kind) || cells.some((cell) => (cell as bigint) > 2n ** 63n - 1n);
  const list = cells.map((cell) => (cell ?? 0n) as bigint);
  const data = unsigned ? BigUint64Array.from(list) : BigInt64Array.from(list);
  return { kind: "numbers", dtype: unsigned ? "uint64" : "int64", data, ...(gaps.includes(1) && { gaps }) };
}

const TYPED: readonly [new (length: number) => ArrayBufferView, string][] = [
  [Int32Array, "int32"],
  [BigInt64Array, "int64"],
  [Uint32Array, "uint32"],
  [BigUint64Array, "uint64"],
  [Float32Array, "float32"],
  [Float64Array, "float64"],
];
const typedOf = (stored: ArrayLike<Stored>) => TYPED.find(([kind]) => stored instanceof kind)?.[1] ?? null;

function booleans(stored: ArrayLike<Stored>): ColumnValues {
  const cells = cellsOf(stored, (value) => value as boolean);
  if (cells.includes(null)) return { kind: "values", values: cells };
  return { kind: "numbers", dtype: "bool", data: Uint8Array.from(cells as boolean[], Number) };
}

function moments(stored: ArrayLike<Stored>, logical: SchemaElement["logical_type"], converted: string): ColumnValues {
  // Files from before the newer type say nothing of zones, and are read without one, as others do.
  const utc = logical?.type === "TIMESTAMP" && logical.isAdjustedToUTC;
  const unit = unitOf(logical, converted);
  if (stored instanceof BigInt64Array) return { kind: "moments", unit, utc, data: stored };
  return momentsOf(
    cellsOf(stored, (value) => BigInt(value as bigint)),
    unit,
    utc,
  );
}

function unitOf(logical: SchemaElement["logical_type"], converted: string): "ms" | "us" | "ns" {
  if (logical?.type === "TIMESTAMP" || logical?.type === "TIME") return UNITS[logical.unit as keyof typeof UNITS];
  return converted.endsWith("MILLIS") ? "ms" : "us";
}

function timeOfDay(value: Stored, unit: "ms" | "us" | "ns"): { $time: string } {
  const whole = BigInt(value as bigint);
  const seconds = Number(whole / PER_SECOND[unit]);
  const micros = ((whole % PER_SECOND[unit]) * 1_000_000n) / PER_SECOND[unit];
  const two = (number: number) => String(number).padStart(2, "0");
  return {
    $time: `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(micros).padStart(6, "0")}`,
  };
}

const nanoseconds = (value: Stored): bigint =>
  value instanceof Date ? BigInt(value.getTime()) * 1_000_000n : BigInt(value as bigint);

function decimal(value: Stored, scale: number): string {
  const unscaled = value instanceof Uint8Array ? signed(value) : BigInt(value as bigint);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  const sign = unscaled < 0n ? "-" : "";
  return scale <= 0 ? `${sign}${digits}${"0".repeat(-scale)}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const signed = (bytes: Uint8Array): bigint =>
  bytes.length === 0 ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString("hex")}`));

function bytesOf(stored: ArrayLike<Stored>, name: string, notes: Note[]): ColumnValues {
  notes.push({ column: name, kind: "bytes", message: "bytes without a meaning that the file tells", fix: null });
  return {
    kind: "values",
    values: cellsOf(stored, (value) => ({ $bytes: Buffer.from(value as Uint8Array).toString("base64") })),
  };
}

const textOf = (value: Stored): string => (value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : String(value));

function cellsOf<T>(stored: ArrayLike<Stored>, convert: (value: Stored) => T): (T | null)[] {
  return Array.from(stored, (value) => (value === null || value === undefined ? null : convert(value)));
}

/** Lists and structures, as JSON would have them. */
function jsonOf(stored: ArrayLike<Stored>): ColumnValues {
  return { kind: "values", values: Array.from(stored, plain) };
}

function plain(value: Stored): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : { $int: String(value) };
  if (value instanceof Date) return { $moment: value.toISOString() };
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as typeof value & ArrayLike<Stored>, plain);
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one as Stored)]));
  return value;
}
