import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Numbers } from "./sandbox.ts";

/** Programs whose last expression must equal `expect`, as a 64-bit CPython computes it. */
const numbers = new Numbers();
beforeAll(() => numbers.start());
afterAll(() => numbers.close());

interface Case {
  readonly code: string;
  readonly expect: unknown;
}

test.each(["int64.json", "int64-more.json"])("every case of %s", async (file) => {
  const cases = JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8")) as Case[];
  const answers = await numbers.all(cases, ({ code }) => numbers.result(code));
  const wrong = cases.flatMap(({ code, expect: wanted }, index) =>
    JSON.stringify(answers[index]) === JSON.stringify(wanted) ? [] : [{ code, wanted, got: answers[index] }],
  );
  expect(wrong).toEqual([]);
  expect(cases.length).toBeGreaterThan(15);
});
