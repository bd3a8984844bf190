import { realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { StrategicError } from "../../core/errors.ts";
import { limits } from "../../core/limits.ts";
import type { PluginWith } from "../../core/plugin.ts";
import type { DatasetFormat } from "../../core/ports/dataset-format.ts";
import type { Dataset, DatasetInfo, DatasetSource } from "../../core/ports/dataset-source.ts";
import { readConfined, statConfined, tooLarge } from "./confined-file.ts";
import { formats } from "./formats.ts";
import { namesOf, refuseOutside } from "./names.ts";
import { type Found, tablesBelow } from "./walk.ts";
import { whyNone } from "./why-none.ts";

export { datasetFiles, datasetName } from "./files.ts";

export interface WorkspaceOptions {
  /** The folder whose tables analyses may read. */
  readonly root: string;
}

/** Tables below one folder, and nothing else of the disk. */
export function datasetsWorkspace(
  options: WorkspaceOptions,
): PluginWith<{ datasetSource: (formats?: readonly DatasetFormat[]) => DatasetSource }> {
  return {
    name: "strategic-python/plugins/datasets-workspace",
    datasetFormats: formats,
    adapters: { datasetSource: (known = formats) => workspace(options.root, known) },
  };
}

function workspace(folder: string, known: readonly DatasetFormat[]): DatasetSource {
  const root = rootOf(folder);
  return {
    list: async () => {
      const shown: DatasetInfo[] = [];
      for (const { name, ...table } of named(await tablesBelow(root, known)))
        if (table.regular || (await leadsToTable(root, table.path)))
          shown.push({ name, format: table.format, open: () => opened(root, name, table) });
      return shown;
    },
    open: async (name) => {
      const table = await find(root, name, known);
      if (table !== null) return opened(root, name, table);
      const why = await whyNone(root, name, known);
      if (why !== null) throw new StrategicError("DATASET_INVALID", why, { details: { name } });
      return null;
    },
  };
}

interface Named extends Found {
  readonly name: string;
}

/** The short name where it is the only one, the path where two files share it: every listed name can be opened. */
function named(tables: readonly Found[]): readonly Named[] {
  const owners = new Map<string, number>();
  for (const { path } of tables) {
    for (const name of allNamesOf(path)) owners.set(name, (owners.get(name) ?? 0) + 1);
  }
  return tables.map((table) => {
    const short = allNamesOf(table.path)[0]!;
    return { ...table, name: owners.get(short) === 1 ? short : table.path };
  });
}

/** A link out of the workspace, to nothing, or to what is no file is not shown. */
async function leadsToTable(root: string, path: string): Promise<boolean> {
  try {
    return (await statConfined(root, path)) >= 0;
  } catch (error) {
    return error instanceof StrategicError && error.code === "DATASET_TOO_LARGE";
  }
}

async function find(root: string, name: string, known: readonly DatasetFormat[]): Promise<Found | null> {
  refuseOutside(name);
  const tables = await tablesBelow(root, known);
  const exact = tables.filter((table) => table.path === name);
  const matching = exact.length > 0 ? exact : tables.filter((table) => allNamesOf(table.path).includes(name));
  if (matching.length > 1) throw ambiguous(name, matching);
  return matching[0] ?? null;
}

/** A folder goes by its own name, with the slash and without. */
const allNamesOf = (path: string): readonly string[] => {
  if (!path.endsWith("/")) return namesOf(path);
  const bare = path.slice(0, -1);
  return [...new Set([bare.slice(bare.lastIndexOf("/") + 1), bare, path])];
};

/** Looked at once now, so that what can't be read is said; read when it is asked for, each time by a handle of its own. */
async function opened(root: string, name: string, { format, packing, path, files }: Found): Promise<Dataset> {
  const paths = files === null ? [path] : files.map((file) => path + file);
  const sizes: number[] = [];
  for (const one of paths) sizes.push(await statConfined(root, one));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > limits.datasetsBytes) throw tooLarge(path, bytes);
  async function* read(): AsyncGenerator<Uint8Array> {
    for (const [at, one] of paths.entries()) yield* readConfined(root, one, sizes[at] as number);
  }
  const parts = files?.map((file, at) => ({ name: file, bytes: sizes[at] as number }));
  return { name, format, bytes, read, ...(packing !== null && { packing }), ...(parts !== undefined && { files: parts }) };
}

function ambiguous(name: string, tables: readonly Found[]): StrategicError {
  const paths = tables.map((table) => table.path);
  const shown = paths.map((path) => `"${path}"`).join(", ");
  return new StrategicError("DATASET_INVALID", `"${name}" could be ${shown}. Use the whole name.`, { details: { name, paths } });
}

function rootOf(folder: string): string {
  try {
    const root = realpathSync(folder);
    if (statSync(join(root, ".")).isDirectory()) return root;
  } catch (cause) {
    throw new StrategicError("INVALID_INPUT", `The workspace folder "${folder}" can't be opened. Give a folder that exists.`, {
      cause,
    });
  }
  throw new StrategicError("INVALID_INPUT", `The workspace "${folder}" is not a folder. Give the folder that holds the files.`);
}
