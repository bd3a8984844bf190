import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StrategicError } from "../../../core/errors.ts";
import { type Environment, filesOf } from "./environments.ts";
import { exclusive } from "./exclusive.ts";
import { cacheFolder } from "./folders.ts";
import { type LockedFile, matches, readLock } from "./lock.ts";
import { refuseOthers } from "./own-folder.ts";
import { cdnSource, folderSource, type PackageSource, pipSource } from "./sources.ts";

export interface PackageOptions {
  /** A folder with the wheel files, for machines without a network. */
  readonly packagesDir?: string | undefined;
  readonly cache?: string | undefined;
  readonly progress?: ((line: string) => void) | undefined;
}

export interface InstalledPackages {
  readonly folder: string;
  readonly wheels: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
}

/** An environment's packages as they lie in the cache, every file checked by hash; `null` when one is missing or wrong. */
export async function installed(environment: Environment, cache = cacheFolder()): Promise<InstalledPackages | null> {
  const files = filesOf(environment, readLock());
  const folder = join(cache, "packages");
  refuseOthers(cache);
  const missing = await lacking(files, folder);
  return missing.length > 0 ? null : describe(files, folder);
}

/** Brings what an environment lacks, from the first source that has it. Resumable and atomic; two processes do it once. */
export async function install(environment: Environment, options: PackageOptions = {}): Promise<InstalledPackages> {
  const { packagesDir = process.env.STRATEGIC_PYTHON_PACKAGES, cache = cacheFolder(), progress = () => {} } = options;
  const lock = readLock();
  const files = filesOf(environment, lock);
  const folder = join(cache, "packages");
  const already = await installed(environment, cache);
  if (already !== null) return already;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw unwritable(cache, cause);
  }
  return exclusive(
    cache,
    "packages",
    () => null,
    async () => {
      const sources = [...(packagesDir ? [folderSource(packagesDir)] : []), cdnSource(), pipSource(lock)];
      const failures = await collect(files, sources, folder, progress);
      const missing = await lacking(files, folder);
      if (missing.length > 0) throw lackingError(environment, missing, failures);
      return describe(files, folder);
    },
  );
}

async function collect(
  files: readonly LockedFile[],
  sources: readonly PackageSource[],
  folder: string,
  progress: (line: string) => void,
): Promise<string[]> {
  const failures: string[] = [];
  for (const source of sources) {
    const missing = await lacking(files, folder);
    if (missing.length === 0) break;
    const fresh = mkdtempSync(join(folder, ".fetch-"));
    try {
      const failed = await source.fetch(missing, fresh, progress).then(
        () => null,
        (error: NodeJS.ErrnoException) => error,
      );
      // What it brought before it failed stays.
      for (const { file, sha256 } of missing) {
        const path = join(fresh, file);
        if (await matches(path, sha256)) renameSync(path, join(folder, file));
      }
      if (failed?.code === "ENOSPC") throw unwritable(folder, failed);
      if (failed !== null) failures.push(`${source.name}: ${failed.message}`);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  return failures;
}

async function lacking(files: readonly LockedFile[], folder: string): Promise<LockedFile[]> {
  const there = await Promise.all(files.map(({ file, sha256 }) => matches(join(folder, file), sha256)));
  return files.filter((_, index) => there[index] === false);
}

const describe = (files: readonly LockedFile[], folder: string): InstalledPackages => ({
  folder,
  wheels: files.map(({ file }) => join(folder, file)),
  versions: Object.fromEntries(files.map(({ name, version }) => [name, version])),
});

function lackingError(environment: Environment, missing: readonly LockedFile[], failures: readonly string[]): StrategicError {
  const names = missing.map(({ file }) => file).join(", ");
  const why = failures.length > 0 ? ` (${failures.join("; ")})` : "";
  const otherwise = environment === "standard" ? "" : `; to do without, run: strategic-python setup --without ${environment}`;
  return new StrategicError(
    "PACKAGES_MISSING",
    `Could not bring ${names}${why}. Install Python 3 with pip, or put these files in a folder and run: strategic-python setup --packages-dir FOLDER${otherwise}`,
    { details: { missing: missing.map(({ file, sha256 }) => ({ file, sha256 })) } },
  );
}

function unwritable(path: string, cause: unknown): StrategicError {
  return new StrategicError(
    "CACHE_UNWRITABLE",
    `The cache folder ${path} can't be written (${(cause as Error).message}). Free space, or name another with STRATEGIC_PYTHON_CACHE.`,
    { cause },
  );
}
