import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../../core/ports/sandbox.ts";
import { sandboxJob } from "../../core/testing/index.ts";
import { sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";
import { scopePython } from "../../plugins/scope-python/index.ts";

/**
 * The docstring examples of pandas, numpy and the standard library, which nobody wrote for this checker, judged and not run:
 * `docstrings.py` beside it makes the list. What is refused stands in `docstrings-refused.json`, by rule and with the reason.
 */
interface Program {
  readonly id: string;
  readonly code: string;
}
const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")) as unknown;
const programs = [...(read("docstrings.json") as Program[]), ...(read("../numerics/doctests.json") as Program[])];
const refused = read("docstrings-refused.json") as Record<string, { readonly why: string; readonly programs: readonly string[] }>;

const validator = scopePython().adapters!.scopeValidator!();
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = sandboxPyodide({ workers: 1 }).adapters?.sandbox?.() as Sandbox;
  sandbox.prepare?.(validator.programs ?? []);
  await sandbox.start();
});
afterAll(() => sandbox.close());

/** In the interpreter that would run them, with pandas loaded: a hundred verdicts in the gate of one run. */
async function rulesOf(some: readonly Program[]): Promise<readonly (readonly [id: string, rule: string])[]> {
  const found: [string, string][] = [];
  await sandbox.run(sandboxJob("1"), {
    signal: new AbortController().signal,
    gate: async (inspect) => {
      for (const { id, code } of some) {
        const verdict = await validator.check(code, { imports: null }, inspect);
        if (!verdict.allowed) for (const { rule } of verdict.violations) found.push([id, rule]);
      }
      return { allowed: true };
    },
  });
  return found;
}

test("two thousand docstring programs pass, but for those listed by rule with the reason", { timeout: 300_000 }, async () => {
  expect(programs.length).toBeGreaterThanOrEqual(2_900);
  const found: (readonly [string, string])[] = [];
  for (let from = 0; from < programs.length; from += 100) found.push(...(await rulesOf(programs.slice(from, from + 100))));
  const byRule: Record<string, string[]> = {};
  for (const [id, rule] of found) byRule[rule] = [...new Set([...(byRule[rule] ?? []), id])].toSorted();
  expect(byRule).toEqual(Object.fromEntries(Object.entries(refused).map(([rule, { programs }]) => [rule, programs])));
  for (const { why } of Object.values(refused)) expect(why.length).toBeGreaterThan(30);
});
