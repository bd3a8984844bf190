import { constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { StrategicError } from "../../core/errors.ts";
import { limits } from "../../core/limits.ts";

/** What one execution can hold as bytes and as a table, within 512 MB. */
const mostBytes = limits.datasetsBytes;
const PIECE = 1_048_576;

export interface ConfinedFile {
  readonly handle: FileHandle;
  readonly bytes: number;
}

/**
 * Opens a file below `root` (a real path) for reading, or throws. Links may point elsewhere below the root, never
 * outside. The file is opened by its resolved path without following links, and without waiting: a pipe must not
 * hang the server. What was opened is checked once more by its handle, so nothing swapped in between is read.
 */
export async function openConfined(root: string, path: string): Promise<ConfinedFile> {
  const real = await resolved(root, path);
  const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch((cause) => {
    throw invalid(path, reason(cause), cause);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw invalid(path, "it is not a regular file");
    await refuseSwapped(root, path, handle.fd, real);
    if (stat.size > mostBytes) throw tooLarge(path, stat.size);
    return { handle, bytes: stat.size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Its size, if it could be read now. */
export async function statConfined(root: string, path: string): Promise<number> {
  const { handle, bytes } = await openConfined(root, path);
  await handle.close();
  return bytes;
}

/** In pieces, and exactly `bytes` of them: a file that grows or shrinks meanwhile is refused, not cut. */
export async function* readConfined(root: string, path: string, bytes: number): AsyncGenerator<Uint8Array> {
  const { handle } = await openConfined(root, path);
  try {
    let left = bytes;
    for (;;) {
      const room = Buffer.allocUnsafe(Math.min(PIECE, left + 1));
      const { bytesRead } = await handle.read(room, 0, room.length, bytes - left);
      left -= bytesRead;
      if (left < 0 || (bytesRead === 0 && left > 0))
        throw invalid(path, "it was written while it was read; try again when that is done");
      if (bytesRead === 0) return;
      yield room.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function resolved(root: string, path: string): Promise<string> {
  const real = await realpath(join(root, path)).catch((cause) => {
    throw invalid(path, reason(cause), cause);
  });
  if (!isBelow(root, real)) throw outside(path);
  return real;
}

/** A folder on the way may have been replaced by a link since it was resolved; Linux tells what is really open. */
async function refuseSwapped(root: string, path: string, descriptor: number, expected: string): Promise<void> {
  if (process.platform !== "linux") return;
  const opened = await realpath(`/proc/self/fd/${descriptor}`).catch(() => expected);
  if (!isBelow(root, opened)) throw outside(path);
}

function isBelow(root: string, real: string): boolean {
  const way = relative(root, real);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`);
}

function reason(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "the file is gone, or is a link to nothing";
  if (code === "EACCES" || code === "EPERM") return "the server may not read it; give its user read permission";
  if (code === "ELOOP") return "it is a link that leads in a circle or was swapped";
  if (code === "ENXIO") return "it is not a regular file";
  return `it can't be opened (${code ?? "unknown"})`;
}

function invalid(path: string, why: string, cause?: unknown): StrategicError {
  return new StrategicError("DATASET_INVALID", `The dataset "${path}" can't be read: ${why}.`, { details: { path }, cause });
}

function outside(path: string): StrategicError {
  return new StrategicError("DATASET_OUTSIDE", `"${path}" is a link that points outside the workspace. Copy the file into it.`, {
    details: { path },
  });
}

export function tooLarge(path: string, size: number): StrategicError {
  const megabytes = (bytes: number) => Math.ceil((bytes / 1024 / 1024) * 10) / 10;
  return new StrategicError(
    "DATASET_TOO_LARGE",
    `The dataset "${path}" has ${megabytes(size)} MB; one execution holds ${megabytes(mostBytes)} MB. ` +
      "Keep only the columns and rows the analysis needs, or aggregate it first, and save that as a smaller file.",
    { details: { path, bytes: size, limit: mostBytes } },
  );
}
