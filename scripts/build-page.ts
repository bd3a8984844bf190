import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The page's browser code as one minified script, read by the renderer and written into every page. */
const at = (path: string) => fileURLToPath(new URL(`../plugins/charts/page/${path}`, import.meta.url));

await build({
  entryPoints: [at("main.ts")],
  outfile: at("bundle.generated.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  // The script stands inside an HTML element: its end must not occur in it.
  supported: { "inline-script": false },
  logLevel: "warning",
});
