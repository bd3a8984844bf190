import { createVitest } from "vitest/node";

/**
 * A vitest that stays: starting one takes longer than most tests. Told which sources changed and test files, it says whether they
 * pass. A process of its own, because a fault may never end.
 */
const root = process.argv[2] as string;
const vitest = await createVitest("test", {
  root,
  config: `${root}/vitest.config.ts`,
  watch: false,
  bail: 1,
  maxWorkers: 1,
  fileParallelism: false,
  reporters: [{}],
  coverage: { enabled: false },
});
await vitest.standalone();

process.on("message", async ({ changed, tests }: { changed: readonly string[]; tests: readonly string[] }) => {
  try {
    for (const source of changed) vitest.invalidateFile(source);
    const specifications = tests.map((file) => vitest.getRootProject().createSpecification(file));
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, false);
    // It remembers those of earlier runs too.
    const asked = testModules.filter(({ moduleId }) => tests.includes(moduleId));
    const failed = asked.filter((one) => !one.ok()).map(({ moduleId }) => moduleId);
    const passed = unhandledErrors.length === 0 && failed.length === 0 && asked.length === tests.length;
    process.send?.({ passed, why: [...unhandledErrors.map(String), ...failed] });
    vitest.state.clearErrors();
  } catch (error) {
    process.send?.({ passed: false, why: [String(error)] });
  }
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
