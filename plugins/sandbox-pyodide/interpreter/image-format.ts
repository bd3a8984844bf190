import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";

/**
 * An interpreter image is a folder. Nothing outside it takes part in a start but our own code, so the folder is all that the
 * jail may read. `image.json` is written last: a folder without it is not an image.
 */
export const files = {
  meta: "image.json",
  loader: "pyodide.mjs",
  runtime: "pyodide.asm.mjs",
  wasm: "pyodide.asm.wasm",
  stdlib: "python_stdlib.zip",
  header: "snapshot-header.bin",
  heap: "heap.bin",
  libraries: "libraries.bin",
  tree: "site-packages.bin",
} as const;

/** One `dlopen`, as it happened when the image was made. */
export interface LibraryLoad {
  readonly name: string;
  readonly handle: number;
  readonly flags: { readonly global: boolean; readonly nodelete: boolean };
  readonly scoped: boolean;
  /** The library was there already. */
  readonly again: boolean;
  /** Caused by another library's needed-list; that library's own replay does it. */
  readonly nested: boolean;
  readonly memoryBase?: number;
  readonly tableBase?: number;
  readonly memorySize?: number;
  readonly tableSize?: number;
}

/** A function that was appended to the table, since its address was asked for, and whose it is: of a library, by its place among the loads, or of one of these. */
export type TableEntry = readonly [index: number, of: number, name: string];
export const RUNTIME = -1;
/** The runtime's own JavaScript. */
export const SCRIPT = -2;
/** The runtime's small module that calls functions of any signature. */
export const TRAMPOLINE = -3;

/** What the dynamic linker has on the JavaScript side. */
export interface Linking {
  readonly loads: readonly LibraryLoad[];
  /** Of the runtime's own part, which no library adds to. */
  readonly tableStart: number;
  readonly tableLength: number;
  readonly appended: readonly TableEntry[];
  /** Where the symbols lie that the runtime and the libraries import, functions by their place in the table. */
  readonly addresses: Readonly<Record<string, number>>;
  readonly free: readonly number[];
}

/** `[path, offset, length, mtime]`; offset −1 is a folder. */
export type TreeEntry = readonly [path: string, offset: number, length: number, mtime: number];

export interface ImageMeta {
  readonly version: 1;
  readonly key: string;
  readonly linking: Linking;
  readonly heapLength: number;
  /** `[offset, length]` of the stretches of linear memory that `heap.bin` holds, in order (heap-runs.ts). */
  readonly runs: readonly (readonly [number, number])[];
  /** `[path, offset, length]` in `libraries.bin`. */
  readonly libraries: readonly (readonly [string, number, number])[];
  readonly tree: readonly TreeEntry[];
  readonly packages: Readonly<Record<string, string>>;
  /** Size and SHA-256 of every other file of the folder. */
  readonly contents: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

export function readMeta(dir: string): ImageMeta {
  return JSON.parse(readFileSync(join(dir, files.meta), "utf8")) as ImageMeta;
}

/** Whole file, into memory that can be shared with no copy: `readFile` allocates twice for large files. */
export function readWhole(path: string): Uint8Array<ArrayBuffer> {
  const fd = openSync(path, "r");
  try {
    const bytes = new Uint8Array(fstatSync(fd).size);
    readInto(fd, bytes, 0);
    return bytes;
  } finally {
    closeSync(fd);
  }
}

/** Fills `target` from `position`; throws when the file ends before. */
export function readInto(fd: number, target: Uint8Array, position: number): void {
  let done = 0;
  while (done < target.length) {
    const read = readSync(fd, target, done, target.length - done, position + done);
    if (read === 0) throw new Error("the image file is shorter than its index says");
    done += read;
  }
}
