import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from "esbuild";

/**
 * The programs that are published: one file loads in a tenth of the time that its hundred sources take. Each lies where its
 * source would, and so do the files that modules find beside themselves.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const sandbox = "plugins/sandbox-pyodide";
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
  "exports" | "dependencies",
  Record<string, string>
>;

/** Built as one: what two of them need is in one file for both, so that a plugin meets the very classes that the server has. */
const servers: readonly string[] = [
  ...published(),
  "presets/mcp/cli/main.ts",
  "plugins/charts/render/worker.ts",
  `${sandbox}/image/make-process.ts`,
];

/**
 * Each whole in itself: the jail may read no other program of ours. For `require`: a module that imports `node:fs` has Node load
 * all that this can do, streams and promises among it, at each start of the process and of each of its threads.
 */
const jailed: Readonly<Record<string, string>> = {
  [`${sandbox}/jail/main`]: `${sandbox}/jail/main.ts`,
  // Where piscina, which becomes part of the jail's program, looks for what runs in its threads.
  [`${sandbox}/jail/worker`]: "node_modules/piscina/dist/worker.js",
  [`${sandbox}/worker/worker`]: `${sandbox}/worker/worker.ts`,
  [`${sandbox}/decoding/thread`]: `${sandbox}/decoding/thread.ts`,
};

/** An addon; an interpreter whose files are copied; what writes slides, and the SDK, which only they load who ask for them. */
export const apart = (name: string) =>
  ["canvas", "pyodide", "pptxgenjs", "jszip"].includes(name) || /^@opentelemetry\/(?!api$)/.test(name);

export interface Bundling {
  readonly outdir: string;
  /** Other text for some of the sources, by path from the root: how tests take a layer out. */
  readonly replaced?: Readonly<Record<string, string>>;
}

/** Returns what went into the programs. */
export async function bundle({ outdir, replaced = {} }: Bundling): Promise<readonly Metafile[]> {
  const loaded = new Set<string>();
  const options = {
    absWorkingDir: root,
    outdir,
    outbase: ".",
    bundle: true,
    platform: "node",
    target: "node26",
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    write: false,
    // The second is piscina's for priorities among threads, which we do not give.
    // Its other build asks for its parts in a way that only Node can follow.
    alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
    external: [...Object.keys(manifest.dependencies).filter(apart), "@napi-rs/nice"],
    plugins: [sources(replaced, loaded)],
  } as const satisfies BuildOptions;
  const built = await Promise.all([
    build({ ...options, entryPoints: [...servers], format: "esm", splitting: true, chunkNames: "chunks/[name]-[hash]" }),
    build({ ...options, entryPoints: { ...jailed }, format: "cjs", outExtension: { ".js": ".cjs" } }),
  ]);
  const missing = Object.keys(replaced).filter((path) => !loaded.has(path));
  if (missing.length > 0) throw new Error(`no program has ${missing.join(", ")}`);
  for (const { outputFiles } of built) for (const file of outputFiles) write(file, outdir);
  return built.map(({ metafile }) => metafile);
}

/** The entries of `package.json`, as sources. */
function published(): string[] {
  return Object.values(manifest.exports).map((path) => path.replace(/^\.\/dist\//, "").replace(/\.js$/, ".ts"));
}

/** Our own sources. `import.meta.url` becomes the address that the module would have by itself. */
function sources(replaced: Readonly<Record<string, string>>, loaded: Set<string>): Plugin {
  return {
    name: "sources",
    setup({ onLoad }) {
      onLoad({ filter: /node_modules.piscina.dist.index\.js$/ }, ({ path }) => ({
        contents: readFileSync(path, "utf8").replace("'worker.js'", "'worker.cjs'"),
      }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const source = relative(root, path).split(sep).join("/");
        if (source.startsWith("node_modules/")) return undefined;
        loaded.add(source);
        const text = (replaced[source] ?? readFileSync(path, "utf8"))
          .replaceAll("import.meta.url", JSON.stringify(`${ADDRESS}${source}`))
          // The same object, but one of which esbuild leaves out what nobody names: three quarters of it, all languages among them.
          .replace('import { z } from "zod"', 'import * as z from "zod"');
        return { loader: "ts", contents: text };
      });
    },
  };
}

const ADDRESS = "address-of:";

function write({ path, text }: OutputFile, outdir: string): void {
  const own = new RegExp(`"${ADDRESS}([^"]+)\\.ts"`, "g");
  const settled = text.replace(own, (_, source: string) => {
    const from = relative(dirname(path), join(outdir, source + extname(path)))
      .split(sep)
      .join("/");
    const here = path.endsWith(".cjs") ? 'require("node:url").pathToFileURL(__filename)' : "import.meta.url";
    return `new URL(${JSON.stringify(from)}, ${here}).href`;
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, settled);
}
