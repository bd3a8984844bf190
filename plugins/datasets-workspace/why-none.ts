import type { Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import type { DatasetFormat } from "../../core/ports/dataset-format.ts";
import { kindOf } from "./names.ts";

/** What to do with a file that is there and is no table that we read. */
const INSTEAD: Readonly<Record<string, string>> = {
  ".xls": "save it as .xlsx, without a password",
  ".xlsb": "save it as .xlsx",
  ".ods": "save it as .xlsx or .csv",
  ".numbers": "export it as .xlsx or .csv",
  ".txt": "if it is text with delimiters, give it the ending .csv",
  ".dat": "if it is text with delimiters, give it the ending .csv",
  ".xml": "export it as .csv, .json or .xlsx",
  ".html": "export the table itself, as .csv or .xlsx",
  ".htm": "export the table itself, as .csv or .xlsx",
  ".pdf": "export the table itself, as .csv or .xlsx",
  ".docx": "export the table itself, as .csv or .xlsx",
  ".sqlite": "export the table, as .csv",
  ".db": "export the table, as .csv",
  ".feather": "save it as .parquet or .csv",
  ".arrow": "save it as .parquet or .csv",
  ".pkl": "save it as .parquet or .csv",
  ".rar": "pack it as .zip or .gz, or not at all",
  ".7z": "pack it as .zip or .gz, or not at all",
};

/** Why a path of the workspace is no table, in words for whoever named it; null where nothing is there. */
export async function whyNone(root: string, name: string, known: readonly DatasetFormat[]): Promise<string | null> {
  const path = name.replace(/\/+$/, "");
  // Of what is hidden and of links nothing is told.
  if (path === "" || path.split("/").some((part) => part.startsWith("."))) return null;
  const found = await plainly(root, path);
  const shown = JSON.stringify(path);
  if (found?.isFile() === true) {
    const ending = extname(path).toLowerCase();
    const endings = known.flatMap(({ extensions }) => extensions).join(", ");
    const instead = INSTEAD[ending];
    return `${shown} is in the workspace, and ${ending === "" ? "files without an ending" : `${ending} files`} can't be read: ${instead ?? "save it as one that can"}. Read are ${endings}, also as .gz or .zip.`;
  }
  if (found?.isDirectory() !== true) return null;
  const files = await readdir(join(root, path)).catch(() => []);
  const kinds = new Set(files.filter((file) => !file.startsWith(".")).flatMap((file) => kindOf(file, known)?.format ?? []));
  return kinds.size < 2
    ? null
    : `${shown} is a folder of ${[...kinds].sort().join(", ")} files: only files of one kind make one table. Name one of them, or keep them apart.`;
}

/** Nothing on the way may be a link. */
async function plainly(root: string, path: string): Promise<Stats | null> {
  let at = root;
  let stat: Stats | null = null;
  for (const part of path.split("/")) {
    at = join(at, part);
    stat = await lstat(at).catch(() => null);
    if (stat === null || stat.isSymbolicLink()) return null;
  }
  return stat;
}
