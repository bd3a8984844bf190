import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { differences } from "./differences.ts";
import { Numbers } from "./sandbox.ts";

/**
 * The docstring examples of pandas 3.0.2 and numpy 2.4.3, each in a fresh interpreter. `doctests.json` holds what native CPython
 * 3.11 printed for them (x86-64 with AVX-512); `doctests.py` beside it makes the list.
 */
const numbers = new Numbers();
beforeAll(() => numbers.start());
afterAll(() => numbers.close());

interface Example {
  readonly id: string;
  readonly code: string;
  readonly stdout: string;
}
const examples = JSON.parse(readFileSync(new URL("doctests.json", import.meta.url), "utf8")) as Example[];

test("print what native CPython prints, but for those listed", { timeout: 600_000 }, async () => {
  const outcomes = await numbers.all(examples, ({ code }) => numbers.outcome(code));
  const different = examples.filter(({ stdout }, index) => {
    const found = outcomes[index];
    return found?.status !== "ok" || found.stdout !== stdout;
  });
  // A listed one that prints the same now must leave the list.
  expect(different.map(({ id }) => id).toSorted()).toEqual(Object.keys(differences).toSorted());
  expect(examples.length - different.length).toBe(1029);
  expect(outcomes.filter((found) => found.stderr.includes("overflowed"))).toEqual([]);
});

test("docs/numerics.md explains each listed difference, and no other", () => {
  const page = readFileSync(new URL("../../docs/numerics.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `((?:np|pd)\.[\w.]+)` \| (.+) \|$/gm)].map(([, id, why]) => [id, why]);
  expect(Object.fromEntries(rows)).toEqual(differences);
  expect(page).toContain("1,029 of 1,043");
});
