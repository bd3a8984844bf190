import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** Files that only the user reads. */
const mode = 0o600;

const beside = (path: string) => `${path}.${process.pid}.${randomBytes(6).toString("hex")}.tmp`;

/** There, and the user's alone, before anything is written to it. */
export function restrictToOwner(path: string): void {
  closeSync(openSync(path, constants.O_CREAT | constants.O_RDWR, mode));
  chmodSync(path, mode);
}

/** The old text or the new one, never half of either, a power cut included: the draft is on the disk before it is renamed. */
export function replace(path: string, text: string): void {
  const draft = beside(path);
  try {
    writeSynced(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** The text that is there, or `make()` when nothing is; of two processes at once, both get the same text. */
export function readOrCreate(path: string, make: () => string): string {
  const found = readIfThere(path);
  if (found !== null) return found;
  const draft = beside(path);
  writeSynced(draft, make());
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(path);
  return readFileSync(path, "utf8");
}

export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function writeSynced(path: string, text: string): void {
  const file = openSync(path, "wx", mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** So that the name survives, not only what it names. Windows opens no folders, and needs it not. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
