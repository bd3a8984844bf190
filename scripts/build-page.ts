import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";

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
    plugins: [withoutTimeSeries],
  });
  return metafile;
}

/** A scale that nobody draws: esbuild keeps it for a field that reads another class while it is defined. */
const UNUSED =
  /(class TimeSeriesScale extends TimeScale \{\s*static id = 'timeseries';)\s*static defaults = TimeScale\.defaults;/;

const withoutTimeSeries: Plugin = {
  name: "without time series",
  setup({ onLoad }) {
    onLoad({ filter: /node_modules.chart\.js.dist.chart\.js$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      if (!UNUSED.test(text)) throw new Error("Chart.js has its scale of time series otherwise: see scripts/build-page.ts");
      return { contents: text.replace(UNUSED, "$1"), loader: "js" };
    });
  },
};
