import { join } from "node:path";
import { files, type ImageMeta, readWhole } from "./image-format.ts";

type Libraries = ReadonlyMap<string, WebAssembly.Module>;

/** The modules of an image. Threads can hand them on: their code is the process's. */
export interface Compiled {
  readonly main: WebAssembly.Module;
  readonly libraries: Libraries;
}

/** The main module is wanted first: its instance is made while V8 is still at the libraries, in threads of its own. */
export interface Compiling {
  readonly main: Promise<WebAssembly.Module>;
  readonly libraries: Promise<Libraries>;
}

export function compile(dir: string, { libraries }: Pick<ImageMeta, "libraries">): Compiling {
  return { main: compileMain(dir), libraries: compileLibraries(dir, libraries) };
}

async function compileMain(dir: string): Promise<WebAssembly.Module> {
  const bytes = readWhole(join(dir, files.wasm));
  const module = await WebAssembly.compile(bytes);
  letGo(bytes);
  return module;
}

async function compileLibraries(dir: string, places: ImageMeta["libraries"]): Promise<Libraries> {
  const bytes = readWhole(join(dir, files.libraries));
  const modules = await Promise.all(
    places.map(
      async ([name, offset, length]) => [name, await WebAssembly.compile(bytes.subarray(offset, offset + length))] as const,
    ),
  );
  letGo(bytes);
  return new Map(modules);
}

/** V8 has its own copy: 23 MB that would lie there until the next large collection, which an idle thread never makes. */
const letGo = ({ buffer }: Uint8Array<ArrayBuffer>): void => void buffer.transfer(0);
