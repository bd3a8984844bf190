import { fileURLToPath } from "node:url";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * By what they took in CI, the longest first; four minutes down to twenty seconds. On a fresh clone vitest knows no
 * durations and goes by the size of a file, which says little here: the longest would begin last, and one core rest meanwhile.
 */
const LONGEST = [
  "test/security/escapes.test.ts",
  "test/security/layers.test.ts",
  "test/corpus/corpus.test.ts",
  "test/e2e/environment.test.ts",
  "test/security/guards-gone/guards-gone.test.ts",
  "test/numerics/science.test.ts",
  "plugins/sandbox-pyodide/rewind/all-that-can-be-touched.test.ts",
  "test/e2e/science-input.test.ts",
  "test/numerics/doctests.test.ts",
  "test/crash/jail.test.ts",
  "test/browser/accessibility.test.ts",
  "test/e2e/clients.test.ts",
  "test/e2e/load.test.ts",
  "test/docs/stories.test.ts",
  "test/reality/pages.test.ts",
  "test/docs/readme.test.ts",
  "test/e2e/tired-host.test.ts",
  "test/security/guards-gone/mixed.test.ts",
  "test/telemetry/server.test.ts",
  "test/e2e/bounded-answers.test.ts",
  "test/browser/parity.test.ts",
  "plugins/sandbox-pyodide/python-science/pictures.test.ts",
  "plugins/sandbox-pyodide/python/tests/rules.test.ts",
  "plugins/strategic/tests/rules.test.ts",
  "test/browser/mcp-app.test.ts",
  "plugins/sandbox-pyodide/image/science.test.ts",
  "test/crash/server.test.ts",
  "test/e2e/limits.test.ts",
  "test/p0/audit.test.ts",
  "test/p0/visualization.test.ts",
  "plugins/sandbox-pyodide/rewind/rewind.test.ts",
  "test/contract/ports.test.ts",
  "test/security/guards-gone/canary.test.ts",
].map((file) => fileURLToPath(new URL(`../${file}`, import.meta.url)));

const place = ({ moduleId }: TestSpecification) => {
  const index = LONGEST.indexOf(moduleId);
  return index === -1 ? LONGEST.length : index;
};

/** The longest files begin first; the others in vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
