import { fileURLToPath } from "node:url";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * By measured processor time, the longest first; a minute or two down to a quarter of a minute. On a fresh clone vitest knows no
 * durations and goes by the size of a file, which says little here: the longest would begin last, and one core rest meanwhile.
 */
const LONGEST = [
  "test/security/escapes.test.ts",
  "test/security/layers.test.ts",
  "test/e2e/environment.test.ts",
  "test/numerics/doctests.test.ts",
  "plugins/sandbox-pyodide/image/science.test.ts",
  "plugins/sandbox-pyodide/rewind/science.test.ts",
  "test/numerics/science.test.ts",
  "test/security/guards-gone/mixed.test.ts",
  "plugins/sandbox-pyodide/rewind/all-that-can-be-touched.test.ts",
  "test/e2e/gallery.test.ts",
  "plugins/sandbox-pyodide/python/tests/rules.test.ts",
  "test/security/guards-gone/realm-alone.test.ts",
  "test/security/false-alarms.test.ts",
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
