import { extname, isAbsolute } from "node:path";
import { StrategicError } from "../../core/errors.ts";

const formats: Readonly<Record<string, string>> = { ".csv": "csv", ".tsv": "csv", ".json": "json" };

/** `null`: not a table we can read. */
export function formatOf(path: string): string | null {
  return formats[extname(path).toLowerCase()] ?? null;
}

/** What a dataset goes by: its file's name without extension, with it, and its whole path below the root. */
export function namesOf(path: string): readonly string[] {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const stem = file.slice(0, -extname(file).length);
  return [...new Set([stem, file, path])];
}

/** Names come from a model or a stranger: what could only point outside is refused before anything is looked up. */
export function refuseOutside(name: string): void {
  const outside = name.includes("\0") || isAbsolute(name) || /^[A-Za-z]:[\\/]/.test(name) || name.split(/[\\/]/).includes("..");
  if (!outside) return;
  const shown = JSON.stringify(name.slice(0, 200));
  throw new StrategicError("DATASET_OUTSIDE", `${shown} points outside the workspace. Use a dataset's name, such as "sales".`, {
    details: { name },
  });
}
