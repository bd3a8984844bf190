import { join } from "node:path";
import { files, type ImageMeta, readWhole } from "./image-format.ts";

export interface Compiled {
  readonly main: WebAssembly.Module;
  readonly libraries: ReadonlyMap<string, WebAssembly.Module>;
}

/** The modules of an image. Threads can hand them on: their code is the process's. */
export async function compile(dir: string, { libraries }: Pick<ImageMeta, "libraries">): Promise<Compiled> {
  const [wasm, bytes] = [readWhole(join(dir, files.wasm)), readWhole(join(dir, files.libraries))];
  const [main, ...compiled] = await Promise.all([
    WebAssembly.compile(wasm),
    ...libraries.map(([, offset, length]) => WebAssembly.compile(bytes.subarray(offset, offset + length))),
  ]);
  // V8 has its own copy: 23 MB that would lie there until the next large collection, which an idle thread never makes.
  for (const { buffer } of [wasm, bytes]) buffer.transfer(0);
  return { main, libraries: new Map(libraries.map(([name], at) => [name, compiled[at] as WebAssembly.Module])) };
}
