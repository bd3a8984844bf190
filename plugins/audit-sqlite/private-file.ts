import { randomBytes } from "node:crypto";
import { chmodSync, closeSync, constants, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** Files that only the user reads. */
const mode = 0o600;

const beside = (path: string) => `${path}.${process.pid}.${randomBytes(6).toString("hex")}.tmp`;

/** There, and the user's alone, before anything is written to it. */
export function claim(path: string): void {
  closeSync(openSync(path, constants.O_CREAT | constants.O_RDWR, mode));
  chmodSync(path, mode);
}

/** The old text or the new one, never half of either. */
export function replace(path: string, text: string): void {
  const draft = beside(path);
  try {
    writeFileSync(draft, text, { mode, flag: "wx" });
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
  writeFileSync(draft, make(), { mode, flag: "wx" });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
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
