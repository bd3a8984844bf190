import { createHash } from "node:crypto";
import { StrategicError } from "./errors.ts";
import { nearestFirst } from "./nearest.ts";
import type { DatasetSource } from "./ports/dataset-source.ts";
import type { SandboxDataset } from "./ports/sandbox.ts";
import type { AnalyzeInput } from "./shapes.ts";

export interface ResolvedDataset extends SandboxDataset {
  readonly sha256: string;
}

const INLINE_MAX = 4 * 1_048_576;
const TOTAL_MAX = 100 * 1_048_576;

/** Turns names and inline tables into bytes with their hashes. Throws for what is unknown, too large, or named twice. */
export async function resolveDatasets(wanted: AnalyzeInput["datasets"], source: DatasetSource): Promise<ResolvedDataset[]> {
  const resolved: ResolvedDataset[] = [];
  for (const item of wanted ?? []) {
    const dataset = typeof item === "string" ? await fromSource(item, source) : inline(item);
    if (resolved.some(({ name }) => name === dataset.name)) {
      throw new StrategicError("INVALID_INPUT", `Two datasets are named "${dataset.name}". Give each a name of its own.`);
    }
    resolved.push({ ...dataset, sha256: createHash("sha256").update(dataset.bytes).digest("hex") });
  }
  const total = resolved.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total > TOTAL_MAX) {
    throw new StrategicError(
      "DATASET_TOO_LARGE",
      `The datasets are ${mib(total)} in all; one execution holds 100 MiB. Keep only the columns and rows needed.`,
    );
  }
  return resolved;
}

async function fromSource(name: string, source: DatasetSource): Promise<SandboxDataset> {
  const found = await source.open(name);
  if (found !== null) return found;
  const known = nearestFirst(
    name,
    (await source.list()).map((dataset) => dataset.name),
  );
  const shown = known.length > 0 ? `Known: ${known.slice(0, 12).join(", ")}.` : "The workspace holds no datasets.";
  throw new StrategicError("UNKNOWN_DATASET", `There is no dataset "${name.slice(0, 200)}". ${shown}`, { details: { known } });
}

function inline({ name, format, content }: Exclude<NonNullable<AnalyzeInput["datasets"]>[number], string>): SandboxDataset {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  if (bytes.length > INLINE_MAX) {
    throw new StrategicError(
      "DATASET_TOO_LARGE",
      `The inline dataset "${name}" is ${mib(bytes.length)}; inline tables may have 4 MiB. Put the file into the workspace.`,
    );
  }
  return { name, format, bytes };
}

const mib = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`;
