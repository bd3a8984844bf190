import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";

/** The page's browser code as one minified script, read by the renderer and written into every page. Returns what went into it. */
export async function buildPage(): Promise<Metafile> {
  const at = (path: string) => fileURLToPath(new URL(`../plugins/charts/page/${path}`, import.meta.url));
  const { metafile } = await build({
    absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
    entryPoints: [at("main.ts")],
    outfile: at("bundle.generated.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "ascii",
    legalComments: "none",
    metafile: true,
    // The script stands inside an HTML element: its end must not occur in it.
    supported: { "inline-script": false },
    logLevel: "warning",
  });
  return metafile;
}
