import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";

/**
 * Browser code, each as one minified script that is read by what writes it into its documents: the page's, by the renderer; that of
 * the view in a chat, which draws by the page's own code, by the server. Returns what went into them.
 */
export const buildPages = (): Promise<readonly Metafile[]> =>
  Promise.all([script("plugins/charts/page/main.ts"), script("presets/mcp/app/main.ts")]);

async function script(main: string): Promise<Metafile> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [main],
    outfile: main.replace(/main\.ts$/, "bundle.generated.js"),
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
