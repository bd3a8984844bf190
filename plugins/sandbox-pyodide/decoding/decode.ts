import { readParquet } from "./parquet.ts";
import { Refused } from "./refused.ts";
import { encodeTable } from "./table-file.ts";
import { type Packing, unpack } from "./unpack.ts";
import { readWorkbook } from "./xlsx.ts";

/** A file as it lies in the workspace. */
export interface Packed {
  readonly format: string;
  readonly packing: Packing | null;
  readonly sheet: string | null;
  readonly bytes: Uint8Array;
}

/** What Python reads: text of one of its formats, a table as columns, or why there is none. */
export interface Decoded {
  readonly format: string;
  readonly bytes: Uint8Array;
}

/** Of text, and of what a table takes as columns. */
const UNPACKED_MAX = 256 * 1_048_576;
const BY_ENDING: Readonly<Record<string, string>> = {
  csv: "csv",
  tsv: "csv",
  txt: "csv",
  json: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
  xlsx: "xlsx",
  xlsm: "xlsx",
  parquet: "parquet",
};
export async function decode(file: Packed): Promise<Decoded> {
  try {
    return await decoded(file);
  } catch (error) {
    const said = error instanceof Refused ? error.message : `it can't be read (${(error as Error).name})`;
    return { format: "refused", bytes: new TextEncoder().encode(said) };
  }
}

async function decoded({ format, packing, sheet, bytes }: Packed): Promise<Decoded> {
  if (packing !== null) {
    const file = unpack(packing, bytes, UNPACKED_MAX);
    return decoded({ format: formatOf(file.name, format), packing: null, sheet, bytes: file.bytes });
  }
  if (format === "xlsx") return { format: "table", bytes: encodeTable(await readWorkbook(bytes, sheet, UNPACKED_MAX)) };
  if (format === "parquet") return { format: "table", bytes: encodeTable(await readParquet(bytes, UNPACKED_MAX)) };
  return { format, bytes };
}

/** The name in the archive tells more than the archive's own. */
function formatOf(name: string | null, format: string): string {
  const ending = name === null ? null : name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const known = ending === null ? undefined : BY_ENDING[ending];
  if (known !== undefined) return known;
  if (format !== "zip") return format;
  throw new Refused(
    `it holds ${JSON.stringify((name ?? "").slice(0, 100))}, which is no table; CSV, JSON, XLSX and Parquet can be read`,
  );
}
