import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { formatOf } from "./names.ts";

export interface Found {
  /** Below the root, with `/`. */
  readonly path: string;
  readonly format: string;
  /** False for links and pipes: what they are is not known before they are opened. */
  readonly regular: boolean;
}

/** A workspace is a folder of tables, not a disk: past this many entries it is cut off, rather than walked for minutes. */
const mostEntries = 50_000;
const mostDepth = 16;

/**
 * Tables below `root`, none of them opened. Hidden entries are left out; folders that are links are not entered, so loops can't
 * form. Folder by folder, so that other requests are answered in between.
 */
export async function tablesBelow(root: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  const folders: { path: string; depth: number }[] = [{ path: "", depth: 0 }];
  let seen = 0;
  for (let folder = folders.shift(); folder !== undefined && seen < mostEntries; folder = folders.shift()) {
    for (const entry of await entriesOf(join(root, folder.path))) {
      seen += 1;
      if (entry.name.startsWith(".")) continue;
      const path = folder.path === "" ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (folder.depth < mostDepth) folders.push({ path, depth: folder.depth + 1 });
        continue;
      }
      const format = formatOf(path);
      if (format !== null) found.push({ path, format, regular: entry.isFile() });
    }
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** A subfolder that can't be read hides its tables; it does not hide the others. */
function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
