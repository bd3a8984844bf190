import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { guestInterpreter } from "./guest-interpreter.ts";
import { scopeCatalogue } from "./rules.ts";

/** Programs built by rule, judged by the checker in the very CPython that would run them. */
const rules = readFileSync(new URL("./tests/scope_rules.py", import.meta.url), "utf8");
const harness = readFileSync(new URL("../sandbox-pyodide/python/tests/rule.py", import.meta.url), "utf8");
const titles = [...rules.matchAll(/^@rule\("(.+)"\)$/gm)].map(([, title]) => title as string);

let faults: Record<string, string | null>;
beforeAll(async () => {
  const { program, roots } = scopeCatalogue();
  const inspect = await guestInterpreter();
  const whole = `${program}\n${harness}\n${rules}\noutput = json.dumps({title: faults_of(title) for title, _ in RULES})`;
  faults = JSON.parse((await inspect(whole, JSON.stringify({ code: "", roots }))) as string);
});

test("every rule was tried", () => {
  expect(titles.length).toBeGreaterThan(0);
  expect(Object.keys(faults)).toEqual(titles);
});

test.each(titles)("%s", (title) => {
  expect(faults[title]).toBeNull();
});
