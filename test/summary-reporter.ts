import type { Reporter, TestModule } from "vitest/node";

/** Last line `N passed, N failed`: what CI reads, whatever the runner prints above it. */
class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0;
    let failed = 0;
    for (const module of modules) {
      if (module.errors().length > 0) failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed++;
        else failed++;
      }
    }
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}

// biome-ignore lint/style/noDefaultExport: vitest loads a reporter's default export.
export default SummaryReporter;
