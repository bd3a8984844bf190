import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ScopeValidator } from "../../core/ports/scope-validator.ts";
import { answerOf, fakeScope, sandboxJob } from "../../core/testing/index.ts";
import { unjudged } from "../../plugins/sandbox-pyodide/tests/unjudged.ts";
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
let judging: readonly Program[] = [];
const found: (readonly [id: string, rule: string])[] = [];
/** In the interpreter that would run them, with pandas loaded: a hundred verdicts before one run. */
const judge: ScopeValidator = {
  programs: validator.programs ?? [],
  async check(code, policy, inspect) {
    for (const program of judging) {
      const verdict = await validator.check(program.code, { imports: null }, inspect);
      if (!verdict.allowed) for (const { rule } of verdict.violations) found.push([program.id, rule]);
    }
    return fakeScope().check(code, policy, inspect);
  },
};
const sandbox = unjudged({ workers: 1 }, judge);
beforeAll(() => sandbox.start());
afterAll(() => sandbox.close());

test("two thousand docstring programs pass, but for those listed by rule with the reason", { timeout: 300_000 }, async () => {
  expect(programs.length).toBeGreaterThanOrEqual(2_900);
  for (let from = 0; from < programs.length; from += 100) {
    judging = programs.slice(from, from + 100);
    expect((await answerOf(sandbox, sandboxJob("1"))).status).toBe("ok");
  }
  const byRule: Record<string, string[]> = {};
  for (const [id, rule] of found) byRule[rule] = [...new Set([...(byRule[rule] ?? []), id])].toSorted();
  expect(byRule).toEqual(Object.fromEntries(Object.entries(refused).map(([rule, { programs }]) => [rule, programs])));
  for (const { why } of Object.values(refused)) expect(why.length).toBeGreaterThan(30);
});
