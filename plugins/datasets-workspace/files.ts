import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import { StrategicError } from "../../core/errors.ts";
import { limits } from "../../core/limits.ts";
import type { PluginWith } from "../../core/plugin.ts";
import type { DatasetFormat } from "../../core/ports/dataset-format.ts";
import type { Dataset, DatasetSource } from "../../core/ports/dataset-source.ts";
import { tooLarge } from "./confined-file.ts";
import { formats } from "./formats.ts";
import { kindOf, namesOf } from "./names.ts";

/** These files and no others, wherever they lie: for whoever may read them anyway. What has no known ending is text with delimiters. */
export function datasetFiles(
  paths: readonly string[],
): PluginWith<{ datasetSource: (formats?: readonly DatasetFormat[]) => DatasetSource }> {
  return {
    name: "strategic-python/plugins/datasets-workspace (files)",
    datasetFormats: formats,
    adapters: {
      datasetSource: (known = formats) => {
        const found = () => paths.map((path) => opened(path, known));
        return {
          list: async () => found().map((dataset) => ({ name: dataset.name, format: dataset.format, open: async () => dataset })),
          open: async (name) => found().find((dataset) => dataset.name === name) ?? null,
        };
      },
    },
  };
}

/** The name by which code knows a file: its own, without the ending. */
export const datasetName = (path: string): string => namesOf(basename(path))[0] as string;

function opened(path: string, known: readonly DatasetFormat[]): Dataset {
  const { format, packing } = kindOf(basename(path), known) ?? { format: "csv", packing: null };
  const bytes = sizeOf(path);
  if (bytes > limits.datasetsBytes) throw tooLarge(path, bytes);
  return { name: datasetName(path), format, bytes, read: () => createReadStream(path), ...(packing !== null && { packing }) };
}

function sizeOf(path: string): number {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return stat.size;
  } catch (cause) {
    throw new StrategicError("DATASET_INVALID", `"${path}" can't be read: ${(cause as Error).message}`, { cause });
  }
  throw new StrategicError("DATASET_INVALID", `"${path}" can't be read: it is not a regular file.`);
}
