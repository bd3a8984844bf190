import type { SandboxDataset } from "../../../core/ports/sandbox.ts";
import type { DatasetHead } from "../protocol/messages.ts";

/** A smaller file is read again in less time than keeping its table takes. */
const KEPT_FROM_BYTES = 100_000;

/** What a table is kept under: the same bytes, read in the same way. Null: it is not known by a hash. */
export function keyOf({ sha256, format, packing = null, sheet = null, files = [] }: SandboxDataset): string | null {
  if (sha256 === undefined) return null;
  const names = files.length > 1 ? files.map(({ name, bytes }) => `${name}:${bytes}`).join("|") : "";
  const key = [sha256, format, packing ?? "", sheet ?? "", names].join("/");
  return key.length <= 300 ? key : null;
}

/** Sent with its bytes, of which there are `size`. */
export function headOf(dataset: SandboxDataset, size: number): DatasetHead {
  const { name, format, packing = null, sheet = null, reader = null, files } = dataset;
  const keep = size >= KEPT_FROM_BYTES || format === "xlsx" || format === "parquet";
  return {
    name,
    format,
    packing,
    sheet,
    reader,
    key: keep ? keyOf(dataset) : null,
    files: files === undefined || files.length < 2 ? [{ name, bytes: size }] : files,
  };
}

/** Of a table that the jail has kept: nothing of it is sent. */
export function keptHead({ name, format }: SandboxDataset, key: string): DatasetHead {
  return { name, format, packing: null, sheet: null, reader: null, key, files: [] };
}
