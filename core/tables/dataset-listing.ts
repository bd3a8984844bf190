import { limits } from "../limits.ts";
import type { Dataset, DatasetInfo, DatasetSource } from "../ports/dataset-source.ts";
import type { DatasetListing } from "../shapes/listings.ts";
import { cut } from "../text/cut.ts";
import { sha256Of } from "./dataset-bytes.ts";
import type { KnownTables } from "./known-tables.ts";

const PREVIEW_BYTES = 16_384;
const PREVIEW_LINES = 5;
/** Formats whose first lines say something. */
const TEXT: ReadonlySet<string> = new Set(["csv", "json", "ndjson"]);

const nothing = { of: () => null };

export interface DatasetPage {
  readonly items: readonly DatasetListing[];
  readonly total: number;
}

/** The page is taken first, and only what stands on it is opened: a few at a time, since a file may be large. */
export async function listDatasets(
  source: DatasetSource,
  from: number,
  count: number,
  known: Pick<KnownTables, "of"> = nothing,
): Promise<DatasetPage> {
  const all = await source.list();
  const page = all.slice(from, from + count);
  const items: DatasetListing[] = [];
  let next = 0;
  const describeSome = async () => {
    for (let at = next++; at < page.length; at = next++) items[at] = await describeDataset(page[at] as DatasetInfo, known);
  };
  await Promise.all(Array.from({ length: limits.filesOpenAtOnce }, describeSome));
  return { items, total: all.length };
}

/**
 * What can be said of a dataset without running anything on it: its hash, its first lines. Rows and columns are what a run
 * reports: of a table that none has read they are null and empty rather than guessed.
 */
async function describeDataset({ name, format, open }: DatasetInfo, known: Pick<KnownTables, "of">): Promise<DatasetListing> {
  const unread: DatasetListing = { name, format, bytes: 0, sha256: "", rows: null, columns: [], notes: [], preview: null };
  try {
    const dataset = await open();
    const sized = { ...unread, bytes: dataset.bytes };
    if (dataset.bytes > limits.listedDatasetBytes) return sized;
    const sha256 = await sha256Of(dataset);
    const preview = TEXT.has(format) && dataset.packing === undefined ? await firstLines(dataset) : null;
    return { ...sized, ...known.of(sha256), sha256, preview };
  } catch (error) {
    const { bytes } = (error as { details?: { bytes?: unknown } }).details ?? {};
    return typeof bytes === "number" ? { ...unread, bytes } : unread;
  }
}

async function firstLines(dataset: Dataset): Promise<string> {
  for await (const piece of dataset.read()) {
    const text = new TextDecoder().decode(piece.subarray(0, PREVIEW_BYTES));
    return cut(text.split(/\r?\n/).slice(0, PREVIEW_LINES).join("\n"), limits.previewCharacters);
  }
  return "";
}
