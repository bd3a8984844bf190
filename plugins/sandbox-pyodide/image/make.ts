import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GuestModule } from "../../../core/ports/sandbox.ts";
import { cold } from "../interpreter/boot.ts";
import { files, type ImageMeta } from "../interpreter/image-format.ts";
import { usedExports } from "../interpreter/instantiate.ts";
import { mountTree } from "../interpreter/lazy-tree.ts";
import type { Environment } from "../packages/environments.ts";
import { removeBuiltinModules } from "./builtin-modules.ts";
import { heapRuns } from "./heap-runs.ts";
import { importedAhead } from "./imported-ahead.ts";
import { importsOf, leanRuntime } from "./lean-runtime.ts";
import { type LoaderPatch, patchLoader } from "./loader-patches.ts";
import { recordLinker } from "./record.ts";
import { checkFunctions, functionNames } from "./same-functions.ts";
import { buildSitePackages, type SitePackages } from "./site-packages.ts";
import { limitMemory } from "./wasm-memory.ts";

/** 512 MiB: the hard limit of one execution, interpreter included. */
const MAX_PAGES = 8192;
/** Where `warm_up.py` finds what to import and to compile; it removes the file. */
const WANTED = "/tmp/wanted.json";

export interface ImageRecipe {
  readonly environment: Environment;
  readonly key: string;
  /** Folder of the installed `pyodide` package. */
  readonly pyodide: string;
  /** Wheel files, already checked by hash. Empty: an image of the standard library and `strategic` alone. */
  readonly wheels: readonly string[];
  readonly packages: Readonly<Record<string, string>>;
  /** Folders of our own Python; the first has the guest runtime and `strategic`. */
  readonly python: readonly string[];
  /** Imported ahead, parents first. */
  readonly modules: readonly GuestModule[];
  /** Host programs compiled into it. */
  readonly programs: readonly string[];
  /** An empty folder; the caller moves it into place when this returns. */
  readonly target: string;
  readonly progress?: (step: string) => void;
}

/** Makes an interpreter image. About 20 seconds; done once per set of packages. */
export async function makeImage(recipe: ImageRecipe): Promise<void> {
  const { target, progress = () => {} } = recipe;
  mkdirSync(target, { recursive: true });
  const contents: Record<string, { bytes: number; sha256: string }> = {};
  const put = (name: string, bytes: Uint8Array): void => {
    writeFileSync(join(target, name), bytes, { mode: 0o600 });
    contents[name] = { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  };
  const stock = (name: string) => readFileSync(join(recipe.pyodide, name));
  const patched = (name: LoaderPatch["file"]) => patchLoader(name, stock(name).toString("utf8"));
  const loader = patched(files.loader);
  const whole = { script: patched(files.runtime), wasm: limitMemory(stock(files.wasm), MAX_PAGES) };
  const stdlib = stock(files.stdlib);

  progress("compiling Python packages");
  const site = await compilePackages(recipe, { ...whole, loader, stdlib });
  put(files.tree, site.blob);
  const lean = leanRuntime(whole, loader, [...usedExports, ...librariesOf(site).flatMap(importsOf)]);
  put(files.loader, Buffer.from(loader));
  put(files.runtime, Buffer.from(lean.script));
  put(files.wasm, lean.wasm);
  put(files.stdlib, stdlib);
  const main = new WebAssembly.Module(Buffer.from(lean.wasm));

  progress("importing and recording");
  const { py, module, exports } = await cold(target, main);
  mountTree(module, site.tree, join(target, files.tree));
  const ahead = recipe.wheels.length > 0 ? importedAhead[recipe.environment] : [];
  module.FS.writeFile(
    WANTED,
    Buffer.from(JSON.stringify({ ahead, programs: recipe.programs, modules: recipe.modules.map(({ name }) => name) })),
  );
  // Code that runs here tells its lines, and nobody listens.
  py.setStdout({ write: (bytes) => bytes.length });
  const linking = recordLinker(module, () => {
    py.runPython(readFileSync(join(recipe.python[0] as string, "strategic_runtime", "warm_up.py"), "utf8"));
  });

  const functions = functionNames(module);

  const gone = removeBuiltinModules(module, exports.PyImport_Inittab.value as number);
  py.runPython(
    `import sys; sys.builtin_module_names = tuple(n for n in sys.builtin_module_names if n not in ${JSON.stringify(gone)})`,
  );

  progress("saving memory");
  const snapshot = py.makeMemorySnapshot();
  const headerLength = new Uint32Array(snapshot.buffer, 0, 4)[1] as number;
  const heap = snapshot.subarray(headerLength);
  const runs = heapRuns(heap, linking.loads);
  put(files.header, snapshot.subarray(0, headerLength));
  put(files.heap, Buffer.concat(runs.map(([offset, length]) => heap.subarray(offset, offset + length))));
  const entries = new Map(site.tree.map((entry) => [entry[0], entry]));
  const libraries: [string, number, number][] = [];
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const { name, again } of linking.loads) {
    if (again) continue;
    const entry = entries.get(name);
    if (entry === undefined) throw new Error(`a library outside site-packages was loaded: ${name}`);
    const [, offset, length] = entry;
    libraries.push([name, at, length]);
    parts.push(site.blob.subarray(offset, offset + length));
    at += length;
  }
  put(files.libraries, Buffer.concat(parts));
  const meta: ImageMeta = {
    version: 1,
    key: recipe.key,
    linking,
    heapLength: heap.length,
    runs,
    libraries,
    tree: site.tree,
    packages: recipe.packages,
    contents,
  };
  progress("starting from it");
  await checkFunctions(target, meta, functions);
  writeFileSync(join(target, files.meta), JSON.stringify(meta), { mode: 0o600 });
}

interface WholeRuntime {
  readonly loader: string;
  readonly script: string;
  readonly wasm: Uint8Array;
  readonly stdlib: Uint8Array;
}

/** In an interpreter that has all of the runtime, in a folder of its own: what of it the packages need is known afterwards. */
async function compilePackages(recipe: ImageRecipe, { loader, script, wasm, stdlib }: WholeRuntime): Promise<SitePackages> {
  const dir = join(recipe.target, "whole");
  mkdirSync(dir);
  const parts = { [files.loader]: loader, [files.runtime]: script, [files.stdlib]: stdlib };
  for (const [name, content] of Object.entries(parts)) writeFileSync(join(dir, name), content, { mode: 0o600 });
  try {
    return await buildSitePackages(dir, new WebAssembly.Module(Buffer.from(wasm)), recipe);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const librariesOf = ({ tree, blob }: SitePackages): readonly WebAssembly.Module[] =>
  tree
    .filter(([path, offset]) => path.endsWith(".so") && offset >= 0)
    .map(([, offset, length]) => new WebAssembly.Module(Buffer.from(blob.subarray(offset, offset + length))));
