import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** A client's file as it lies there, or is to come. */
export interface ConfigFile {
  readonly path: string;
  /** What a link leads to; the path itself where it is none. */
  readonly target: string;
  /** Null where there is none yet. */
  readonly text: string | null;
  readonly stats: Stats | null;
}

/** What can't be read or written, in words for whoever ran the command. */
export class FileProblem extends Error {}

const BIGGEST = 64 * 1_048_576;

export function readConfig(path: string): ConfigFile {
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new FileProblem(`there is no folder ${folder}`);
  const link = lstatSync(path, { throwIfNoEntry: false });
  if (link === undefined) return { path, target: path, text: null, stats: null };
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new FileProblem(`${path} is a link to a file that is not there`);
  if (!stats.isFile()) throw new FileProblem(`${path} is ${stats.isDirectory() ? "a folder" : "no ordinary file"}, not a file`);
  if (stats.size > BIGGEST) throw new FileProblem(`${path} has ${stats.size} bytes: that is no configuration`);
  return { path, target: realpathSync(path), text: textOf(path), stats };
}

function textOf(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new FileProblem(`${path} can't be read: ${(error as Error).message}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FileProblem(`${path} is not UTF-8: save it as UTF-8 in an editor first`);
  }
}

/** The old file or the new one, whatever happens; with the old one's mode and owner. Returns where the old one is kept. */
export function writeConfig({ path, target, text, stats }: ConfigFile, after: string): string | null {
  // Whoever is root, or owns the folder, could: who took the right away meant it.
  if (stats !== null && (stats.mode & 0o222) === 0) throw new FileProblem(`${path} is read-only: make it writable first`);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.draft`);
  try {
    const backup = text === null ? null : keep(path, target);
    const file = openSync(draft, "wx", stats === null ? 0o666 : 0o600);
    try {
      writeFileSync(file, after);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (stats !== null) {
      if (process.getuid?.() === 0) chownSync(draft, stats.uid, stats.gid);
      chmodSync(draft, stats.mode & 0o7777);
    }
    // Clients write here, too: Claude Code at every start.
    const now = statSync(target, { throwIfNoEntry: false }) === undefined ? null : textOf(target);
    if (now !== text) throw new FileProblem(`${path} was changed by somebody else meanwhile; nothing is written. Run this again`);
    renameSync(draft, target);
    return backup;
  } catch (error) {
    rmSync(draft, { force: true });
    if (error instanceof FileProblem) throw error;
    throw new FileProblem(`${path} can't be written: ${(error as Error).message}`);
  }
}

/** Beside it, under a name that is free. */
function keep(path: string, target: string): string {
  for (let number = 1; ; number++) {
    const backup = `${path}.backup-${number}`;
    try {
      copyFileSync(target, backup, constants.COPYFILE_EXCL);
      return backup;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
