import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { files } from "../interpreter/image-format.ts";

/**
 * An image's index holds the hashes of its files; who may write the one may write the other. So the hash of the index itself is
 * kept elsewhere, in the user's state folder, where the audit trail lies.
 */
export function remember(dir: string): void {
  try {
    const path = placeOf(dir);
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${hashOf(dir)}\n`, { mode: 0o600 });
  } catch {
    // A machine without a state folder has the image's own hashes only.
  }
}

export function forget(dir: string): void {
  try {
    rmSync(placeOf(dir), { force: true });
  } catch {
    // The image is gone already: nothing is named after it.
  }
}

/** False when the index is not the one that was remembered; true when none was. */
export function isRemembered(dir: string): boolean {
  try {
    return readFileSync(placeOf(dir), "utf8").trim() === hashOf(dir);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}

const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
const hashOf = (dir: string) => sha256(readFileSync(join(dir, files.meta)));

function placeOf(dir: string): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  const state = XDG_STATE_HOME || LOCALAPPDATA || join(homedir(), ".local", "state");
  return join(state, "strategic-python", "images", `${sha256(realpathSync(dir)).slice(0, 32)}.sha256`);
}
