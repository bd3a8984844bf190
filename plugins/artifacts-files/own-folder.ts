import { mkdirSync, statSync } from "node:fs";
import { StrategicError } from "../../core/errors.ts";

/** Ours alone: whoever can write into it could put numbers before a board. */
export function ownFolder(root: string): void {
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw refused(`The folder for results, ${root}, can't be made (${code}).`, error);
  }
  const about = statSync(root);
  if (!about.isDirectory()) throw refused(`${root} is to hold results, and is no folder.`);
  if (process.getuid === undefined) return;
  if (about.uid !== process.getuid() || (about.mode & 0o022) !== 0)
    throw refused(`The folder for results, ${root}, is somebody else's, or others can write into it.`);
}

const refused = (what: string, cause?: unknown) =>
  new StrategicError("STORE_FAILED", `${what} Name another with --keep, or none with --keep none.`, { cause });
