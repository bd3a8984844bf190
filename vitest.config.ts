import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

// biome-ignore lint/style/noDefaultExport: vitest reads the default export.
export default defineConfig({
  test: {
    include: ["{core,plugins,presets,test,bench,scripts}/**/*.test.ts"],
    // Servers that tests start keep nothing in the home of whoever runs the tests; those that are about keeping name a folder.
    env: { STRATEGIC_PYTHON_KEEP: "none" },
    // They end a test that hangs; a machine that others use too may take a minute for what takes ten seconds.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two cores, and many of these tests start processes of their own.
    maxWorkers: 2,
    retry: 0,
    sequence: { sequencer: LongestFirst },
    reporters: ["default", "./test/p0/reporter.ts", "./test/summary-reporter.ts"],
  },
});
