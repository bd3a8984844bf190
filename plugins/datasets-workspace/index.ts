import { realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { StrategicError } from "../../core/errors.ts";
import type { Plugin } from "../../core/plugin.ts";
import type { Dataset, DatasetInfo, DatasetSource } from "../../core/ports/dataset-source.ts";
import { openConfined, readWhole } from "./confined-file.ts";
import { namesOf, refuseOutside } from "./names.ts";
import { type Found, tablesBelow } from "./walk.ts";

export interface WorkspaceOptions {
  /** The folder whose CSV, TSV and JSON files analyses may read. */
  readonly root: string;
}

/** Tables below one folder, and nothing else of the disk. */
export function datasetsWorkspace(options: WorkspaceOptions): Plugin {
  return { name: "strategic-python/plugins/datasets-workspace", adapters: { datasetSource: () => workspace(options.root) } };
}

function workspace(folder: string): DatasetSource {
  const root = rootOf(folder);
  return {
    list: async () =>
      (await Promise.all(named(tablesBelow(root)).map((table) => described(root, table)))).filter((info) => info !== null),
    open: (name) => opened(root, name),
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

/** Opened as `open` would: what is listed can be read. */
async function described(root: string, table: Named): Promise<DatasetInfo | null> {
  try {
    const file = await openConfined(root, table.path);
    await file.handle.close();
    return { name: table.name, format: table.format, bytes: file.bytes };
  } catch (error) {
    if (!(error instanceof StrategicError)) throw error;
    const size = error.details.bytes;
    return typeof size === "number" ? { name: table.name, format: table.format, bytes: size } : null;
  }
}

async function opened(root: string, name: string): Promise<Dataset | null> {
  refuseOutside(name);
  const tables = tablesBelow(root);
  const exact = tables.filter((table) => table.path === name);
  const matching = exact.length > 0 ? exact : tables.filter((table) => namesOf(table.path).includes(name));
  const [table] = matching;
  if (table === undefined) return null;
  if (matching.length > 1) throw ambiguous(name, matching);
  const file = await openConfined(root, table.path);
  try {
    return { name, format: table.format, bytes: await readWhole(file, table.path) };
  } finally {
    await file.handle.close();
  }
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
