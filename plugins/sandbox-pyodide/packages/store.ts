import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StrategicError } from "../../../core/errors.ts";
import { exclusive } from "./exclusive.ts";
import { cacheFolder } from "./folders.ts";
import { type LockedFile, matches, type PackageLock, readLock } from "./lock.ts";
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

/** The packages as they lie in the cache, every file checked by hash; `null` when one is missing or wrong. */
export async function installed(cache = cacheFolder()): Promise<InstalledPackages | null> {
  const lock = readLock();
  const folder = join(cache, "packages");
  refuseOthers(cache);
  const missing = await lacking(lock.files, folder);
  return missing.length > 0 ? null : describe(lock, folder);
}

/** Brings what is missing, from the first source that has it. Resumable and atomic; two processes do it once. */
export async function install(options: PackageOptions = {}): Promise<InstalledPackages> {
  const { packagesDir = process.env.STRATEGIC_PYTHON_PACKAGES, cache = cacheFolder(), progress = () => {} } = options;
  const lock = readLock();
  const folder = join(cache, "packages");
  const already = await installed(cache);
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
      const failures = await collect(lock, sources, folder, progress);
      const missing = await lacking(lock.files, folder);
      if (missing.length > 0) throw lackingError(missing, failures);
      return describe(lock, folder);
    },
  );
}

async function collect(
  lock: PackageLock,
  sources: readonly PackageSource[],
  folder: string,
  progress: (line: string) => void,
): Promise<string[]> {
  const failures: string[] = [];
  for (const source of sources) {
    const missing = await lacking(lock.files, folder);
    if (missing.length === 0) break;
    const fresh = mkdtempSync(join(folder, ".fetch-"));
    try {
      await source.fetch(missing, fresh, progress);
      for (const { file, sha256 } of missing) {
        const path = join(fresh, file);
        if (await matches(path, sha256)) renameSync(path, join(folder, file));
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw unwritable(folder, error);
      failures.push(`${source.name}: ${(error as Error).message}`);
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

const describe = (lock: PackageLock, folder: string): InstalledPackages => ({
  folder,
  wheels: lock.files.map(({ file }) => join(folder, file)),
  versions: Object.fromEntries(lock.files.map(({ name, version }) => [name, version])),
});

function lackingError(missing: readonly LockedFile[], failures: readonly string[]): StrategicError {
  const names = missing.map(({ file }) => file).join(", ");
  const why = failures.length > 0 ? ` (${failures.join("; ")})` : "";
  return new StrategicError(
    "PACKAGES_MISSING",
    `Could not bring ${names}${why}. Install Python 3 with pip, or put these files in a folder and run: strategic-python setup --packages-dir FOLDER`,
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
