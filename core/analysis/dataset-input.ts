import { StrategicError } from "../errors.ts";
import { limits, mib } from "../limits.ts";
import type { Dataset, DatasetSource } from "../ports/dataset-source.ts";
import type { SandboxDataset } from "../ports/sandbox.ts";
import type { AnalyzeInput, InlineDataset } from "../shapes/inputs.ts";
import { nearestFirst } from "../text/nearest.ts";
import { bytesOf, sha256Of } from "./dataset-bytes.ts";

export interface ResolvedDataset extends SandboxDataset {
  readonly sha256: string;
}

/**
 * Turns names and inline tables into datasets with their hashes, which the audit trail needs before the run. A workspace's table
 * is read twice: now for its hash, and when the job's turn has come, when it must still have it. Throws for what is unknown, too
 * large, or named twice.
 */
export async function resolveDatasets(wanted: AnalyzeInput["datasets"], source: DatasetSource): Promise<ResolvedDataset[]> {
  const items = wanted ?? [];
  if (items.length > limits.datasetsPerRun)
    throw invalid(`One execution takes at most ${limits.datasetsPerRun} datasets, not ${items.length}.`);
  const found: Dataset[] = [];
  for (const item of items) found.push(typeof item === "string" ? await fromSource(item, source) : inline(item));
  checkNames(found.map(({ name }) => name));
  const brought = sizeOf(found.filter((_, at) => typeof items[at] !== "string"));
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
  for (const dataset of found) {
    const sha256 = await sha256Of(dataset);
    resolved.push({ name: dataset.name, format: dataset.format, sha256, bytes: () => bytesOf(dataset, sha256) });
  }
  return resolved;
}

const sizeOf = (datasets: readonly Dataset[]) => datasets.reduce((sum, { bytes }) => sum + bytes, 0);

function checkNames(names: readonly string[]): void {
  for (const [at, name] of names.entries()) {
    if (name.length > limits.nameCharacters)
      throw invalid(`A dataset's name has ${name.length} characters; at most ${limits.nameCharacters}.`);
    if (names.indexOf(name) < at) throw invalid(`Two datasets are named "${name}". Give each a name of its own.`);
  }
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

function inline({ name, format, content }: InlineDataset): Dataset {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  if (bytes.length > limits.inlineDatasetBytes) {
    const shown = name.slice(0, limits.nameCharacters);
    throw tooLarge(
      `The inline dataset "${shown}" is ${mib(bytes.length)}; inline tables may have ${mib(limits.inlineDatasetBytes)}. Put the file into the workspace.`,
    );
  }
  return {
    name,
    format,
    bytes: bytes.length,
    async *read() {
      yield bytes;
    },
  };
}

const tooLarge = (message: string) => new StrategicError("DATASET_TOO_LARGE", message);
const invalid = (message: string) => new StrategicError("INVALID_INPUT", message);
