import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { StrategicError } from "../../../core/errors.ts";
import { readMeta } from "../interpreter/image-format.ts";
import { type Environment, filesOf, ownPython } from "../packages/environments.ts";
import { exclusive, isTaken } from "../packages/exclusive.ts";
import { cacheFolder, pyodideFolder } from "../packages/folders.ts";
import { matches, readLock } from "../packages/lock.ts";
import { refuseOthers } from "../packages/own-folder.ts";
import type { InstalledPackages } from "../packages/store.ts";
import { type Brought, preparedModules } from "./brought.ts";
import { checkLoader, imageKey } from "./key.ts";
import { markUsed, prune } from "./prune.ts";
import { isRemembered, remember } from "./witness.ts";

export interface KeptImage {
  /** Its own path, which no link is on the way to: the jail may read nothing beside it. */
  readonly dir: string;
  /** False: it could not be kept in the cache and goes with this process. */
  readonly kept: boolean;
}

export interface ImageOptions extends Brought {
  readonly cache?: string | undefined;
  readonly progress?: ((line: string) => void) | undefined;
}

/** What making one takes, as it is told to whoever waits. */
const TAKES: Readonly<Record<Environment, string>> = {
  standard: "about 15 seconds",
  science: "about 40 seconds, and 400 MB of disk",
};

/** The image of an environment with or without its packages, if a whole one lies in the cache. */
export function findImage(
  environment: Environment,
  withPackages: boolean,
  brought: Brought,
  cache = cacheFolder(),
): string | null {
  const images = join(cache, "images");
  const dir = join(images, imageKey(environment, withPackages, brought));
  refuseOthers(cache, images, dir);
  // Marked first: what is marked is not cleared away while it is looked at.
  markUsed(dir);
  return isWhole(dir) ? realpathSync(dir) : null;
}

/** Whether some process is making it now. */
export const isBeingMade = (environment: Environment, brought: Brought, cache = cacheFolder()): boolean =>
  isTaken(join(cache, "images"), imageKey(environment, true, brought));

/** By names and sizes: the files that an image is made from, which is looked at first because it is quick, or an image that is whole. The standard environment does without packages. */
export function isSetUp(environment: Environment, brought: Brought, cache = cacheFolder()): boolean {
  if (environment === "standard") return true;
  if (filesOf(environment, readLock()).every(({ file }) => existsSync(join(cache, "packages", file)))) return true;
  return filesThatFit(join(cache, "images", imageKey(environment, true, brought))) !== null;
}

/**
 * The image of an environment with these packages; makes it when there is none, in the cache or, when that can't be written, for
 * this process only. Without packages there is the standard one, of the standard library.
 */
export async function ensureImage(
  environment: Environment,
  packages: InstalledPackages | null,
  options: ImageOptions = {},
): Promise<KeptImage> {
  const { cache = cacheFolder(), progress = () => {} } = options;
  if (packages === null && environment !== "standard") throw notSetUp(environment);
  const key = imageKey(environment, packages !== null, options);
  const images = join(cache, "images");
  const dir = join(images, key);
  refuseOthers(cache, images, dir);
  const found = () => (isWhole(dir) ? { dir: realpathSync(dir), kept: true } : null);
  if (isTaken(images, key)) progress(`the interpreter image ${environment} is being made by another process: waiting for it`);
  try {
    return await exclusive(images, key, found, async () => {
      progress(`making the interpreter image ${environment}, once (${TAKES[environment]})`);
      await makeInto(images, dir, { environment, key, packages, brought: options }, progress);
      remember(dir);
      prune(images);
      return { dir: realpathSync(dir), kept: true };
    });
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    progress(`the cache folder ${cache} can't be written: the image will be made again at the next start`);
    const home = mkdtempSync(join(tmpdir(), "strategic-python-image-"));
    const temporary = join(home, key);
    await makeInto(home, temporary, { environment, key, packages, brought: options }, progress);
    return { dir: realpathSync(temporary), kept: false };
  }
}

/** Whole: the index is there, and every file has the size it names. Hashes are checked after the start, and by `doctor`. */
function isWhole(dir: string): boolean {
  const names = filesThatFit(dir);
  if (names === null) return false;
  refuseOthers(...names.map((name) => join(dir, name)));
  return true;
}

/** The files that its index names, if each is there and has its size. */
function filesThatFit(dir: string): readonly string[] | null {
  try {
    const contents = Object.entries(readMeta(dir).contents);
    return contents.every(([name, { bytes }]) => statSync(join(dir, name)).size === bytes)
      ? contents.map(([name]) => name)
      : null;
  } catch {
    return null;
  }
}

interface Wanted {
  readonly environment: Environment;
  readonly key: string;
  readonly packages: InstalledPackages | null;
  readonly brought: Brought;
}

async function makeInto(
  parent: string,
  dir: string,
  { environment, key, packages, brought }: Wanted,
  progress: (line: string) => void,
): Promise<void> {
  checkLoader();
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const target = mkdtempSync(join(parent, ".making-"));
  try {
    await makeInProcess(
      {
        environment,
        key,
        pyodide: pyodideFolder(),
        wheels: packages?.wheels ?? [],
        packages: packages?.versions ?? {},
        python: ownPython(environment),
        programs: brought.programs ?? [],
        modules: preparedModules(brought),
        target,
      },
      progress,
    );
    rmSync(dir, { recursive: true, force: true });
    renameSync(target, dir);
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}

function makeInProcess(recipe: object, progress: (line: string) => void): Promise<void> {
  const self = fileURLToPath(import.meta.url);
  const program = join(dirname(self), `make-process${extname(self)}`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--no-warnings", program], { stdio: ["pipe", "pipe", "pipe"] });
    // On standard input: programs in it may be longer than an argument can be.
    child.stdin.on("error", () => {}).end(JSON.stringify(recipe));
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => {
      for (const line of chunk.toString("utf8").trim().split("\n")) progress(line);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors = (errors + chunk.toString("utf8")).slice(-4000);
    });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(failure(errors.trim()))));
  });
}

function failure(errors: string): Error {
  if (/ENOSPC|EACCES|EROFS|EDQUOT/.test(errors)) return new StrategicError("CACHE_UNWRITABLE", errors);
  return new StrategicError("IMAGE_INVALID", `The interpreter image could not be made: ${errors.split("\n").at(-1)}`);
}

const notSetUp = (environment: Environment) =>
  new StrategicError("PACKAGES_MISSING", `The ${environment} packages are not installed. Run: strategic-python setup`);

function isUnwritable(error: unknown): boolean {
  const { code } = error as { code?: string };
  return ["ENOSPC", "EACCES", "EROFS", "EDQUOT", "EPERM", "ENOTDIR", "CACHE_UNWRITABLE"].includes(code ?? "");
}

/** Whole: the index is the one that was made here, and every file of the image is what the index says, by hash. */
export async function conditionOf(dir: string): Promise<"whole" | "changed" | "gone"> {
  try {
    if (!isRemembered(dir)) return "changed";
    const { contents } = readMeta(dir);
    const checks = await Promise.all(Object.entries(contents).map(([name, { sha256 }]) => matches(join(dir, name), sha256)));
    // Of a folder that is being cleared away some files are there still.
    if (!checks.every(Boolean)) return Object.keys(contents).every((name) => existsSync(join(dir, name))) ? "changed" : "gone";
    // An image that was brought along is believed the first time it is seen whole, and held to it from then on.
    remember(dir);
    return "whole";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "gone" : "changed";
  }
}
