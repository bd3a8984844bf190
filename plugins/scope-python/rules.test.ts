import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
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

test("rules and imports are what the server takes them for, each rule with a name of its own", () => {
  const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
  const words = z.array(z.string().min(1)).min(1);
  const byName = z.record(z.string(), z.string().min(1)).optional();
  const rule = z.strictObject({ id: z.string().min(1), message: z.string().min(1), hint: z.string().min(1), byName });
  const given = z.object({ rules: z.array(rule).min(1) }).parse(read("./rules.json")).rules;
  expect(new Set(given.map(({ id }) => id)).size).toBe(given.length);
  z.object({ roots: words, submodules: words, hints: z.record(z.string(), z.string().min(1)) }).parse(read("./imports.json"));
});

test("every rule was tried", () => {
  expect(titles.length).toBeGreaterThan(0);
  expect(Object.keys(faults)).toEqual(titles);
});

test.each(titles)("%s", (title) => {
  expect(faults[title]).toBeNull();
});
