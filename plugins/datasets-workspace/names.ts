import { extname, isAbsolute } from "node:path";
import { StrategicError } from "../../core/errors.ts";
import type { DatasetFormat } from "../../core/ports/dataset-format.ts";

export interface Kind {
  readonly format: string;
  readonly packing: "gzip" | "zip" | null;
}

const packings: Readonly<Record<string, "gzip" | "zip">> = { ".gz": "gzip", ".zip": "zip" };

/** By the name alone. `null`: not a table we can read. What is in a `.zip` is told by its own list, when it is read. */
export function kindOf(path: string, formats: readonly DatasetFormat[]): Kind | null {
  const ending = extname(path).toLowerCase();
  const packing = packings[ending] ?? null;
  const inner = packing === null ? ending : extname(path.slice(0, -ending.length)).toLowerCase();
  const format = formats.find(({ extensions }) => extensions.includes(inner))?.id ?? (packing === "zip" ? "zip" : null);
  return format === null ? null : { format, packing };
}

/** What a dataset goes by: its file's name without extension, with it, and its whole path below the root. */
export function namesOf(path: string): readonly string[] {
  const file = path.slice(path.lastIndexOf("/") + 1);
  return [...new Set([stemOf(file), file, path])];
}

function stemOf(file: string): string {
  const ending = extname(file);
  const stem = file.slice(0, file.length - ending.length);
  return packings[ending.toLowerCase()] !== undefined && extname(stem) !== "" ? stem.slice(0, -extname(stem).length) : stem;
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
