import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DatasetFormat } from "../../core/ports/dataset-format.ts";
import { type Kind, kindOf } from "./names.ts";

export interface Found extends Kind {
  /** Below the root, with `/`; a folder's ends with one. */
  readonly path: string;
  /** False for links and pipes: what they are is not known before they are opened. */
  readonly regular: boolean;
  /** Of a folder of equal files: their names. */
  readonly files: readonly string[] | null;
}

/** A workspace is a folder of tables, not a disk: past this many entries it is cut off, rather than walked for minutes. */
const mostEntries = 50_000;
const mostDepth = 16;
/** A folder of more files than that is an archive, not a table. */
const mostFiles = 500;

/**
 * Tables below `root`, none of them opened. Hidden entries are left out; folders that are links are not entered, so loops can't
 * form. Folder by folder, so that other requests are answered in between.
 */
export async function tablesBelow(root: string, formats: readonly DatasetFormat[]): Promise<readonly Found[]> {
  const found: Found[] = [];
  const folders: { path: string; depth: number }[] = [{ path: "", depth: 0 }];
  let seen = 0;
  for (let folder = folders.shift(); folder !== undefined && seen < mostEntries; folder = folders.shift()) {
    const here: Found[] = [];
    for (const entry of await entriesOf(join(root, folder.path))) {
      seen += 1;
      if (entry.name.startsWith(".")) continue;
      const path = folder.path === "" ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (folder.depth < mostDepth) folders.push({ path, depth: folder.depth + 1 });
        continue;
      }
      const kind = kindOf(path, formats);
      if (kind !== null) here.push({ ...kind, path, regular: entry.isFile(), files: null });
    }
    found.push(...here);
    if (folder.path !== "") found.push(...asOneTable(folder.path, here));
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Files of one kind, side by side in a folder: one for each month, or one for each country. */
function asOneTable(folder: string, files: readonly Found[]): Found[] {
  const [first] = files;
  if (first === undefined || files.length < 2 || files.length > mostFiles || first.format === "zip") return [];
  if (!files.every(({ format, packing, regular }) => format === first.format && packing === first.packing && regular)) return [];
  const names = files.map(({ path }) => path.slice(folder.length + 1)).sort();
  return [{ format: first.format, packing: first.packing, path: `${folder}/`, regular: true, files: names }];
}

/** A subfolder that can't be read hides its tables; it does not hide the others. */
function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
