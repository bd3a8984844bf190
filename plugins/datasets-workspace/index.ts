import { realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { StrategicError } from "../../core/errors.ts";
import type { PluginWith } from "../../core/plugin.ts";
import type { Dataset, DatasetInfo, DatasetSource } from "../../core/ports/dataset-source.ts";
import { readConfined, statConfined } from "./confined-file.ts";
import { namesOf, refuseOutside } from "./names.ts";
import { type Found, tablesBelow } from "./walk.ts";

export interface WorkspaceOptions {
  /** The folder whose CSV, TSV and JSON files analyses may read. */
  readonly root: string;
}

/** Tables below one folder, and nothing else of the disk. */
export function datasetsWorkspace(options: WorkspaceOptions): PluginWith<{ datasetSource: () => DatasetSource }> {
  return { name: "strategic-python/plugins/datasets-workspace", adapters: { datasetSource: () => workspace(options.root) } };
}

function workspace(folder: string): DatasetSource {
  const root = rootOf(folder);
  return {
    list: async () => {
      const shown: DatasetInfo[] = [];
      for (const { name, format, path, regular } of named(await tablesBelow(root)))
        if (regular || (await leadsToTable(root, path)))
          shown.push({ name, format, open: () => opened(root, name, format, path) });
      return shown;
    },
    open: async (name) => {
      const table = await find(root, name);
      return table === null ? null : opened(root, name, table.format, table.path);
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
    for (const name of namesOf(path)) owners.set(name, (owners.get(name) ?? 0) + 1);
  }
  return tables.map((table) => {
    const short = namesOf(table.path)[0]!;
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

async function find(root: string, name: string): Promise<Found | null> {
  refuseOutside(name);
  const tables = await tablesBelow(root);
  const exact = tables.filter((table) => table.path === name);
  const matching = exact.length > 0 ? exact : tables.filter((table) => namesOf(table.path).includes(name));
  if (matching.length > 1) throw ambiguous(name, matching);
  return matching[0] ?? null;
}

/** Looked at once now, so that what can't be read is said; read when it is asked for, each time by a handle of its own. */
async function opened(root: string, name: string, format: string, path: string): Promise<Dataset> {
  const bytes = await statConfined(root, path);
  return { name, format, bytes, read: () => readConfined(root, path, bytes) };
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
