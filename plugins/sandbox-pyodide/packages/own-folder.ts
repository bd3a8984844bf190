import { statSync } from "node:fs";
import { StrategicError } from "../../../core/errors.ts";

const WRITABLE_BY_OTHERS = 0o022;

/**
 * What lies in the cache runs in the sandbox of whoever starts it: as ssh with its keys, a folder or file there that belongs to
 * somebody else, or that others may write, is not believed. What is not there is nobody's. Windows has no such modes.
 */
export function refuseOthers(...paths: readonly string[]): void {
  const user = process.getuid?.();
  if (user === undefined) return;
  for (const path of paths) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) continue;
    if (found.uid !== user && found.uid !== 0) throw unsafe(path, `belongs to the user ${found.uid}, not to you (${user})`);
    if ((found.mode & WRITABLE_BY_OTHERS) !== 0)
      throw unsafe(path, `can be written by others (mode ${(found.mode & 0o777).toString(8)})`);
  }
}

const unsafe = (path: string, why: string) =>
  new StrategicError(
    "CACHE_UNSAFE",
    `${path} ${why}: what lies there would run in the sandbox, so nothing is taken from it. Remove it, or name a folder of your own with STRATEGIC_PYTHON_CACHE, and run: strategic-python setup`,
    { details: { path } },
  );
