import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * One process at a time. The lock is a file holding its owner's pid; a lock whose owner is gone is taken over.
 * `done` is asked again after waiting: what was waited for may be there.
 */
export async function exclusive<T>(folder: string, name: string, done: () => T | null, make: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${name}.lock`);
  for (;;) {
    const ready = done();
    if (ready !== null) return ready;
    if (take(path)) {
      try {
        return done() ?? (await make());
      } finally {
        rmSync(path, { force: true });
      }
    }
    await sleep(100);
  }
}

/** Whether a process that lives is at it. */
export function isTaken(folder: string, name: string): boolean {
  return isHeld(join(folder, `${name}.lock`));
}

function take(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  if (!isHeld(path)) rmSync(path, { force: true });
  return false;
}

function isHeld(path: string): boolean {
  const owner = ownerOf(path);
  return owner !== null && isAlive(owner);
}

function ownerOf(path: string): number | null {
  try {
    const text = readFileSync(path, "utf8");
    // Empty: created this instant, its pid not yet written.
    return text === "" ? process.pid : Number(text);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
