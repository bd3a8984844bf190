import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Environment, filesOf, ownPython } from "../packages/environments.ts";
import { pyodideFolder } from "../packages/folders.ts";
import { type PackageLock, readLock } from "../packages/lock.ts";
import { type Brought, preparedModules } from "./brought.ts";
import { removedModules } from "./builtin-modules.ts";
import { importedAhead } from "./imported-ahead.ts";
import { loaderPatches } from "./loader-patches.ts";
import { boundedFunctions, boundsBytes, boundsTexts } from "./memory-bounds.ts";
import { numpyBytes, numpyCore, pythonTexts } from "./numpy-int64.ts";
import { linearAlgebraTexts } from "./numpy-linalg.ts";
import { NOTE, watchedLoops } from "./numpy-overflow.ts";
import { STAND_IN } from "./python-part.ts";
import { scienceTexts } from "./science-texts.ts";

/** Raised when the way an image is made or restored changes without any input changing. */
const RECIPE = 6;

/** Names an image by everything that goes into it; those of another environment than the standard one by that, too. */
export function imageKey(environment: Environment, withPackages: boolean, brought: Brought): string {
  const lock = readLock();
  const hash = createHash("sha256");
  const integers = [numpyCore, numpyBytes, pythonTexts, NOTE, watchedLoops, linearAlgebraTexts];
  const bounds = [boundsBytes, boundsTexts, boundedFunctions];
  hash.update(
    JSON.stringify([
      RECIPE,
      lock.loader,
      withPackages ? [filesOf(environment, lock), integers, bounds] : [],
      loaderPatches,
      removedModules,
      brought.programs ?? [],
      preparedModules(brought).map(({ name, source }) => [name, source]),
      ...(environment === "science" ? [importedAhead.science, scienceTexts, STAND_IN] : []),
    ]),
  );
  for (const folder of ownPython(environment))
    for (const [path, bytes] of pythonFiles(folder, "")) hash.update(path).update("\0").update(bytes).update("\0");
  const key = hash.digest("hex").slice(0, 24);
  return environment === "standard" ? key : `${environment}-${key}`;
}

/** Throws when the installed Pyodide is not the pinned build. Reads 13 MB: asked when an image is made, not at every start. */
export function checkLoader(lock: PackageLock = readLock()): void {
  for (const [file, expected] of Object.entries(lock.loader)) {
    const actual = createHash("sha256")
      .update(readFileSync(join(pyodideFolder(), file)))
      .digest("hex");
    if (actual !== expected) {
      throw new Error(
        `pyodide's ${file} is not the build of ${lock.pyodide} that the patches fit; reinstall pyodide ${lock.pyodide}`,
      );
    }
  }
}

function* pythonFiles(folder: string, prefix: string): Generator<[path: string, bytes: Buffer]> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== "__pycache__" && entry.name !== "tests")
      yield* pythonFiles(path, `${prefix}${entry.name}/`);
    else if (entry.name.endsWith(".py")) yield [prefix + entry.name, readFileSync(path)];
  }
}
