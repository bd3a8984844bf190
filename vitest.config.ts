import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
/** Rooms whose tests neither start processes nor leave anything in their own. */
const pure = ["{core,plugins/charts,plugins/personas,plugins/reports}/**/*.test.ts"];
/** What they put in the place of a module, or of OpenTelemetry's providers, would be there for whoever shares their process. */
const REPLACES = /\bvi\.(?:mock|doMock)\(|from "@opentelemetry\//;
const replacing = globSync(pure, { cwd: root }).filter((file) => REPLACES.test(readFileSync(join(root, file), "utf8")));

const each = {
  // Servers that tests start keep nothing in the home of whoever runs the tests; those that are about keeping name a folder.
  env: { STRATEGIC_PYTHON_KEEP: "none" },
  // They end a test that hangs; a machine that others use too may take a minute for what takes ten seconds.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  retry: 0,
};

// biome-ignore lint/style/noDefaultExport: vitest reads the default export.
export default defineConfig({
  test: {
    // Two cores, and many of these tests start processes of their own.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    reporters: ["default", "./test/p0/reporter.ts", "./test/summary-reporter.ts"],
    projects: [
      {
        test: {
          ...each,
          name: "whole",
          include: ["{core,plugins,presets,test,bench,scripts}/**/*.test.ts"],
          exclude: pure.concat("**/node_modules/**"),
        },
      },
      { test: { ...each, name: "replacing", include: replacing } },
      // A process reads the modules of a room once, not each file's anew: a minute of processor time.
      { test: { ...each, name: "pure", include: pure, exclude: replacing, isolate: false } },
    ],
  },
});
