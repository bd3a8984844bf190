import { join } from "node:path";
import { files, type ImageMeta, readWhole } from "./image-format.ts";

export interface Compiled {
  readonly main: WebAssembly.Module;
  readonly libraries: ReadonlyMap<string, WebAssembly.Module>;
}

/**
 * The modules of an image. V8 knows them by their bytes: while one thread of a process holds them, or is at it, every other that
 * compiles the same is given the same code, for what reading costs.
 */
export async function compile(dir: string, { libraries }: Pick<ImageMeta, "libraries">): Promise<Compiled> {
  const bytes = readWhole(join(dir, files.libraries));
  const [main, ...compiled] = await Promise.all([
    WebAssembly.compile(readWhole(join(dir, files.wasm))),
    ...libraries.map(([, offset, length]) => WebAssembly.compile(bytes.subarray(offset, offset + length))),
  ]);
  return { main, libraries: new Map(libraries.map(([name], at) => [name, compiled[at] as WebAssembly.Module])) };
}
