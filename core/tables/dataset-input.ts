import { StrategicError } from "../errors.ts";
import { limits, mib } from "../limits.ts";
import type { Parts } from "../parts.ts";
import type { Dataset, DatasetSource } from "../ports/dataset-source.ts";
import type { Json, SandboxDataset } from "../ports/sandbox.ts";
import type { AnalyzeInput, DatasetWanted, InlineDataset, RunWanted } from "../shapes/inputs.ts";
import { nearestFirst } from "../text/nearest.ts";
import { bytesOf, sha256Of } from "./dataset-bytes.ts";

export interface ResolvedDataset extends SandboxDataset {
  readonly sha256: string;
}

/** Where tables come from. */
export interface Tables {
  readonly source: DatasetSource;
  /** The Python that reads a plugin's format; null where the sandbox does. */
  readonly readerOf: (format: string) => string | null;
  /** Of an earlier run of the same client; undefined: none is kept. */
  readonly resultOf: (executionId: string) => Promise<Json | undefined>;
}

/** Those of an app. Without `resultOf`, results are no tables. */
export const tablesOf = (
  { datasets, registry }: Pick<Parts, "datasets" | "registry">,
  resultOf: Tables["resultOf"] = async () => undefined,
): Tables => ({ source: datasets, readerOf: (format) => registry.readerOf(format), resultOf });

interface Found {
  readonly dataset: Dataset;
  readonly sheet: string | null;
  /** Sent with the call, not found here. */
  readonly brought: boolean;
}

/**
 * Turns names and inline tables into datasets with their hashes, which the audit trail needs before the run. A workspace's table
 * is read twice: now for its hash, and when the job's turn has come, when it must still have it. Throws for what is unknown, too
 * large, or named twice.
 */
export async function resolveDatasets(wanted: AnalyzeInput["datasets"], tables: Tables): Promise<ResolvedDataset[]> {
  const items = wanted ?? [];
  if (items.length > limits.datasetsPerRun)
    throw invalid(`One execution takes at most ${limits.datasetsPerRun} datasets, not ${items.length}.`);
  const found: Found[] = [];
  for (const item of items) found.push(await find(item, tables));
  checkNames(found.map(({ dataset }) => dataset.name));
  const brought = sizeOf(found.filter((one) => one.brought));
  if (brought > limits.inlineDatasetsBytes)
    throw tooLarge(
      `The inline tables are ${mib(brought)} in all; at most ${mib(limits.inlineDatasetsBytes)}. Put the files into the workspace.`,
    );
  const total = sizeOf(found);
  if (total > limits.datasetsBytes)
    throw tooLarge(
      `The datasets are ${mib(total)} in all; one execution holds ${mib(limits.datasetsBytes)}. Keep only the columns and rows needed.`,
    );
  const resolved: ResolvedDataset[] = [];
  for (const { dataset, sheet } of found) {
    const sha256 = await sha256Of(dataset);
    const { name, format, packing = null, files } = dataset;
    const reader = tables.readerOf(format);
    resolved.push({ name, format, packing, sheet, reader, files, sha256, bytes: () => bytesOf(dataset, sha256) });
  }
  return resolved;
}

const sizeOf = (found: readonly Found[]) => found.reduce((sum, { dataset }) => sum + dataset.bytes, 0);

function checkNames(names: readonly string[]): void {
  for (const [at, name] of names.entries()) {
    if (name.length > limits.nameCharacters)
      throw invalid(`A dataset's name has ${name.length} characters; at most ${limits.nameCharacters}.`);
    if (names.indexOf(name) < at) throw invalid(`Two datasets are named "${name}". Give each a name of its own.`);
  }
}

async function find(item: DatasetWanted, tables: Tables): Promise<Found> {
  if (typeof item !== "string" && "as" in item) {
    const found = await find(item.table, tables);
    return { ...found, dataset: { ...found.dataset, name: item.as } };
  }
  if (typeof item === "string") return named(item, tables.source);
  if ("content" in item) return { dataset: inline(item), sheet: null, brought: true };
  if ("run" in item) return { dataset: await resultOf(item, tables), sheet: null, brought: false };
  const dataset = await fromSource(item.name, tables.source);
  return { dataset: { ...dataset, name: `${item.name}#${item.sheet}` }, sheet: item.sheet, brought: false };
}

/** "budget#Q2" is the sheet "Q2" of "budget", unless a file is called so. */
async function named(name: string, source: DatasetSource): Promise<Found> {
  const [file = "", ...sheet] = name.split("#");
  const whole = await source.open(name);
  if (whole !== null || sheet.length === 0)
    return { dataset: whole ?? (await fromSource(name, source)), sheet: null, brought: false };
  return { dataset: { ...(await fromSource(file, source)), name }, sheet: sheet.join("#"), brought: false };
}

async function fromSource(name: string, source: DatasetSource): Promise<Dataset> {
  const found = await source.open(name);
  if (found !== null) return found;
  const known = nearestFirst(
    name,
    (await source.list()).map((dataset) => dataset.name),
  );
  const shown = known.length > 0 ? `Known: ${known.slice(0, 12).join(", ")}.` : "The workspace holds no datasets.";
  throw new StrategicError("UNKNOWN_DATASET", `There is no dataset "${name.slice(0, limits.nameCharacters)}". ${shown}`, {
    details: { known },
  });
}

/** What an earlier run answered, as a table: nothing is retyped. */
async function resultOf({ run, name = "run" }: RunWanted, { resultOf: kept }: Tables): Promise<Dataset> {
  const result = await kept(run);
  if (result === undefined)
    throw new StrategicError("UNKNOWN_DATASET", "No result of that run is kept. Run it again.", { details: { known: [] } });
  return held(name, "json", Buffer.from(JSON.stringify(result)));
}

function inline({ name, format, content }: InlineDataset): Dataset {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  if (bytes.length > limits.inlineDatasetBytes) {
    const shown = name.slice(0, limits.nameCharacters);
    throw tooLarge(
      `The inline dataset "${shown}" is ${mib(bytes.length)}; inline tables may have ${mib(limits.inlineDatasetBytes)}. Put the file into the workspace.`,
    );
  }
  return held(name, format, bytes);
}

const held = (name: string, format: string, bytes: Uint8Array): Dataset => ({
  name,
  format,
  bytes: bytes.length,
  async *read() {
    yield bytes;
  },
});

const tooLarge = (message: string) => new StrategicError("DATASET_TOO_LARGE", message);
const invalid = (message: string) => new StrategicError("INVALID_INPUT", message);
