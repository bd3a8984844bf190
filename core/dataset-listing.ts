import { createHash } from "node:crypto";
import type { DatasetInfo, DatasetSource } from "./ports/dataset-source.ts";
import type { DatasetListing } from "./shapes.ts";

const LIST_BYTES_MAX = 20 * 1_048_576;
const PREVIEW_LINES = 5;

/**
 * What can be said of a dataset without running anything on it: its hash, its first lines. Rows and dtypes are what a run
 * reports; here they are null and empty rather than guessed.
 */
export async function describeDataset(info: DatasetInfo, source: DatasetSource): Promise<DatasetListing> {
  const { name, format, bytes } = info;
  const unread: DatasetListing = { name, format, bytes, sha256: "", rows: null, columns: [], preview: null };
  if (bytes > LIST_BYTES_MAX) return unread;
  const dataset = await source.open(name).catch(() => null);
  if (dataset === null) return unread;
  const text = new TextDecoder().decode(dataset.bytes.subarray(0, 16_384));
  return {
    ...unread,
    sha256: createHash("sha256").update(dataset.bytes).digest("hex"),
    preview: text.split(/\r?\n/).slice(0, PREVIEW_LINES).join("\n"),
  };
}
